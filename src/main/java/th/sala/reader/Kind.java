package th.sala.reader;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a file is by its first bytes, whatever it is called.
public enum Kind {
    PDF,
    ZIP,
    OLD_OFFICE,
    PICTURE,
    WEB_PAGE,
    PROGRAM,
    OTHER;

    /// Readers look for a PDF's beginning in the first kilobyte.
    public static final int HEAD = 1024;

    private static final int HTML_HEAD = 256;

    /// @param head the first [#HEAD] bytes, or all if there are fewer
    public static Kind of(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.contains("%PDF-")) {
            return PDF;
        }
        var beginning =
                text.substring(0, Math.min(HTML_HEAD, text.length()))
                        .stripLeading()
                        .toLowerCase(Locale.ROOT);
        if (text.startsWith("PK\u0003\u0004")) {
            return ZIP;
        } else if (text.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return OLD_OFFICE;
        } else if (text.startsWith("\u0089PNG")
                || text.startsWith("\u00ff\u00d8\u00ff")
                || text.startsWith("GIF8")
                || text.startsWith("II*\0")
                || text.startsWith("MM\0*")) {
            return PICTURE;
        } else if (text.startsWith("MZ") || text.startsWith("\u007fELF")) {
            return PROGRAM;
        } else if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
            return WEB_PAGE;
        }
        return OTHER;
    }

    public String key() {
        return "files.kind." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
