package th.sala.pdf;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where a line of Thai may end.
final class LineBreaks {
    private static final BreakIterator LINES = BreakIterator.getLineInstance(new ULocale("th"));

    /// Begins a line of the list: the compound is part of no other word, and a dictionary may run
    /// it together with the one before.
    private static final String SURE_MARK = "+";

    private static final List<String> LISTED = listed();
    private static final Set<String> SURE =
            LISTED.stream()
                    .filter(line -> line.startsWith(SURE_MARK))
                    .map(line -> line.substring(1))
                    .collect(Collectors.toSet());

    /// Words that a dictionary would divide.
    private static final Pattern COMPOUND =
            Pattern.compile(
                    LISTED.stream()
                            .map(line -> line.replace(SURE_MARK, ""))
                            .sorted(Comparator.comparing(String::length).reversed())
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|")));

    private static final String MONTH =
            "(?:(?:มกรา|มีนา|พฤษภา|กรกฎา|สิงหา|ตุลา|ธันวา)คม|(?:เมษา|มิถุนา|กันยา|พฤศจิกา)ยน|กุมภาพันธ์)";

    /// Never parted: what repeats, shortens or ends a word from that word; a count or a day from
    /// what it counts.
    private static final Pattern UNBROKEN =
            Pattern.compile(
                    "(?<=\\S) ?[ๆฯ]"
                            + "|(?:วันที่|พ\\.ศ\\.|ค\\.ศ\\.|ข้อ|มาตรา|วรรค|ครั้งที่|ฉบับที่|ที่|หน้า|เลขที่|หมู่ที่) [0-9๐-๙]"
                            + "|[0-9๐-๙] "
                            + MONTH
                            + "(?: (?:พ\\.ศ\\. )?[0-9๐-๙]{4})?|"
                            + MONTH
                            + " [0-9๐-๙]{4}|[0-9๐-๙] (?:น\\.|บาท|คน|วัน|เดือน|ปี|หน้า|ฉบับ|ชุด|แผ่น)");

    private LineBreaks() {}

    /// The ends of the pieces that are never parted, the last of which is the text's.
    static List<Integer> of(String text) {
        var ends = new BitSet();
        var breaks = (BreakIterator) LINES.clone();
        breaks.setText(text);
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            ends.set(end);
        }
        keepCompounds(text, ends);
        keepTogether(text, ends);
        ends.set(text.length());
        return ends.stream().filter(end -> end > 0).boxed().toList();
    }

    /// A compound within another word is none, but for those that nothing else contains.
    private static void keepCompounds(String text, BitSet ends) {
        var found = COMPOUND.matcher(text);
        while (found.find()) {
            var start = found.start();
            var isSure = SURE.contains(found.group());
            if (isSure && start > 0 && mayEndAWord(text.charAt(start - 1))) {
                ends.set(start);
            }
            if (start == 0 || ends.get(start)) {
                ends.clear(start + 1, found.end());
            }
        }
    }

    /// A Thai letter or mark that is not spoken with what follows it.
    private static boolean mayEndAWord(char letter) {
        return letter >= '\u0E01' && letter <= '\u0E4E' && (letter < '\u0E40' || letter > '\u0E44');
    }

    private static void keepTogether(String text, BitSet ends) {
        var found = UNBROKEN.matcher(text);
        for (int from = 0; found.find(from); from = Math.max(found.start() + 1, found.end() - 1)) {
            int first = found.start() + (isTail(found.group()) ? 0 : 1);
            ends.clear(first, Math.max(first, found.end()));
        }
    }

    /// What belongs to the word before it.
    private static boolean isTail(String piece) {
        return piece.endsWith("ๆ") || piece.endsWith("ฯ");
    }

    private static List<String> listed() {
        try (var in = LineBreaks.class.getResourceAsStream("unbroken.txt");
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
