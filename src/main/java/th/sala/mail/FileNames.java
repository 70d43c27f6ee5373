package th.sala.mail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Names of attachments, which come from strangers and go to disks, headers and pages.
public final class FileNames {
    /// About what fits a header's line when each Thai letter takes nine characters.
    static final int LONGEST = 100;

    private static final int LONGEST_EXTENSION = 10;
    private static final Set<String> DEVICES =
            Set.of(
                    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6",
                    "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
                    "lpt8", "lpt9");

    private FileNames() {}

    /// A mere file name of at most [#LONGEST] characters: no folder, nothing invisible, nothing
    /// that a system takes for something else. Empty if nothing is left.
    public static String safe(String name) {
        var normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        var last = Math.max(normal.lastIndexOf('/'), normal.lastIndexOf('\\'));
        var clean = new StringBuilder();
        normal.substring(last + 1).codePoints().forEach(c -> append(clean, c));
        var trimmed = clean.toString().replaceAll(" {2,}", " ").replaceAll("^[. ]+|[. ]+$", "");
        var stem = trimmed.contains(".") ? trimmed.substring(0, trimmed.indexOf('.')) : trimmed;
        var named =
                DEVICES.contains(stem.strip().toLowerCase(Locale.ROOT)) ? "_" + trimmed : trimmed;
        return shortened(named);
    }

    /// As [#safe(String)].
    ///
    /// @param instead the name if nothing is left
    public static String safe(String name, String instead) {
        var safe = safe(name);
        return safe.isEmpty() ? instead : safe;
    }

    private static void append(StringBuilder clean, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    clean.append(' ');
            // among them the overrides that make gpj.exe look like exe.jpg
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> {}
            default -> clean.appendCodePoint("<>:\"|?*".indexOf(c) >= 0 ? '_' : c);
        }
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var extension =
                dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int end = LONGEST - extension.length();
        while (end > 1
                && (EncodedWords.isMark(name.codePointAt(end))
                        || Character.isLowSurrogate(name.charAt(end)))) {
            end--;
        }
        return name.substring(0, end).strip() + extension;
    }
}
