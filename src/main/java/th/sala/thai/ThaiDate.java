package th.sala.thai;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a date as Thai letters write it: `๒๗ เมษายน ๒๕๖๓`, `24 ธ.ค. 2567`, `8/5/2563`.
public final class ThaiDate {
    private static final int BUDDHIST_OFFSET = 543;
    private static final int FIRST_BUDDHIST = 2400;
    private static final List<List<String>> MONTHS =
            List.of(
                    List.of("มกราคม", "ม.ค."),
                    List.of("กุมภาพันธ์", "ก.พ."),
                    List.of("มีนาคม", "มี.ค."),
                    List.of("เมษายน", "เม.ย."),
                    List.of("พฤษภาคม", "พ.ค."),
                    List.of("มิถุนายน", "มิ.ย."),
                    List.of("กรกฎาคม", "ก.ค."),
                    List.of("สิงหาคม", "ส.ค."),
                    List.of("กันยายน", "ก.ย."),
                    List.of("ตุลาคม", "ต.ค."),
                    List.of("พฤศจิกายน", "พ.ย."),
                    List.of("ธันวาคม", "ธ.ค."));
    private static final Pattern WORDED =
            Pattern.compile(
                    "(?<![0-9])([0-9]{1,2})\\s*("
                            + String.join(
                                    "|",
                                    MONTHS.stream()
                                            .flatMap(List::stream)
                                            .map(Pattern::quote)
                                            .toList())
                            + ")\\s*(?:พ\\.ศ\\.)?\\s*([0-9]{4})(?![0-9])");
    private static final Pattern SLASHED =
            Pattern.compile("(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9/])");

    private ThaiDate() {}

    /// The first date in the text, in either digits and either era, if there is one.
    public static Optional<LocalDate> firstIn(String text) {
        var plain = Digits.ARABIC.in(text);
        var worded = WORDED.matcher(plain);
        while (worded.find()) {
            var date = of(worded.group(3), monthOf(worded.group(2)), worded.group(1));
            if (date.isPresent()) {
                return date;
            }
        }
        var slashed = SLASHED.matcher(plain);
        while (slashed.find()) {
            var month = Integer.parseInt(slashed.group(2));
            var date = of(slashed.group(3), month, slashed.group(1));
            if (date.isPresent()) {
                return date;
            }
        }
        return Optional.empty();
    }

    private static int monthOf(String name) {
        for (int month = 0; month < MONTHS.size(); month++) {
            if (MONTHS.get(month).contains(name)) {
                return month + 1;
            }
        }
        throw new IllegalStateException(name);
    }

    private static Optional<LocalDate> of(String year, int month, String day) {
        var written = Integer.parseInt(year);
        var common = written >= FIRST_BUDDHIST ? written - BUDDHIST_OFFSET : written;
        try {
            return Optional.of(LocalDate.of(common, month, Integer.parseInt(day)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
