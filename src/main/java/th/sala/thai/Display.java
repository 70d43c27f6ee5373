package th.sala.thai;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.law.Instrument;

/// How one person sees dates and numbers: language, digits and era by preference (X4).
///
/// Templates have it as `show`: `${show.date(letter.date)}`.
public record Display(Locale language, Digits digits, Era era) implements Serializable {
    /// พุทธศักราช or คริสต์ศักราช
    public enum Era {
        BUDDHIST,
        COMMON
    }

    public static final Locale THAI = Locale.of("th");

    /// What a letter itself uses, and a person who chose nothing.
    public static final Display OFFICIAL = new Display(THAI, Digits.THAI, Era.BUDDHIST);

    private static final int BUDDHIST_OFFSET = 543;
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final List<String> MONTHS =
            List.of(
                    "มกราคม",
                    "กุมภาพันธ์",
                    "มีนาคม",
                    "เมษายน",
                    "พฤษภาคม",
                    "มิถุนายน",
                    "กรกฎาคม",
                    "สิงหาคม",
                    "กันยายน",
                    "ตุลาคม",
                    "พฤศจิกายน",
                    "ธันวาคม");
    private static final List<String> SHORT_MONTHS =
            List.of(
                    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.",
                    "ต.ค.", "พ.ย.", "ธ.ค.");
    private static final List<String> WEEKDAYS =
            List.of("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์");

    /// `๒๑ พฤศจิกายน ๒๕๖๙`, as a letter is dated: the day, the month's full name, the year of the
    /// Buddhist era.
    @Clause(id = "X4", of = Instrument.SARABAN_26, value = "วันที่ในหนังสือ")
    public String date(@Nullable LocalDate day) {
        return day == null ? "" : written(day, isThai() ? MONTHS : null, TextStyle.FULL);
    }

    /// `๒๑ พ.ย. ๒๕๖๙`
    public String shortDate(@Nullable LocalDate day) {
        return day == null ? "" : written(day, isThai() ? SHORT_MONTHS : null, TextStyle.SHORT);
    }

    /// `๒๑ พ.ย. ๒๕๖๙`, the day in Bangkok.
    public String shortDateOf(Instant moment) {
        return shortDate(moment.atZone(BANGKOK).toLocalDate());
    }

    /// `วันเสาร์ที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙`
    public String longDate(LocalDate day) {
        if (!isThai()) {
            var weekday = day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            return weekday + " " + date(day);
        }
        var weekday = WEEKDAYS.get(day.getDayOfWeek().getValue() - 1);
        return "วัน" + weekday + "ที่ " + dateOfEra(day);
    }

    /// `๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙`, as orders and certificates are dated.
    public String dateOfEra(LocalDate day) {
        if (!isThai()) {
            return date(day);
        }
        var mark = era == Era.BUDDHIST ? "พ.ศ. " : "ค.ศ. ";
        var month = MONTHS.get(day.getMonthValue() - 1);
        return digits.in(
                "%d %s %s%d".formatted(day.getDayOfMonth(), month, mark, yearOf(day.getYear())));
    }

    /// `๒๑/๑๑/๒๕๖๙`, as a day stands in a field to be typed over; [TypedDay] reads it.
    public String typed(@Nullable LocalDate day) {
        return day == null
                ? ""
                : digits.in(
                        "%d/%d/%d"
                                .formatted(
                                        day.getDayOfMonth(),
                                        day.getMonthValue(),
                                        yearOf(day.getYear())));
    }

    /// `๒๑ พ.ย. ๒๕๖๙ ๑๐:๐๕ น.` in Bangkok's time.
    public String dateTime(@Nullable Instant moment) {
        return moment == null ? "" : dateTime(moment.atZone(BANGKOK));
    }

    public String dateTime(ZonedDateTime moment) {
        var local = moment.withZoneSameInstant(BANGKOK);
        return shortDate(local.toLocalDate()) + " " + time(local.toLocalTime());
    }

    /// `๑๐:๐๕ น.`
    public String time(LocalTime time) {
        return digits.in(CLOCK.format(time)) + (isThai() ? " น." : "");
    }

    /// `๑๐:๐๕ น.` in Bangkok's time.
    public String time(Instant moment) {
        return time(moment.atZone(BANGKOK).toLocalTime());
    }

    /// `พฤศจิกายน ๒๕๖๙`
    public String month(YearMonth month) {
        var name =
                isThai()
                        ? MONTHS.get(month.getMonthValue() - 1)
                        : month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return digits.in(name + " " + yearOf(month.getYear()));
    }

    /// `๒๕๖๙`
    public String year(Year year) {
        return year(year.getValue());
    }

    public String year(int year) {
        return digits.in(Integer.toString(yearOf(year)));
    }

    public String number(long number) {
        return digits.in(Long.toString(number));
    }

    /// What stands in a sentence: numbers with the digits preferred and without separators, all
    /// else as it is.
    public @Nullable Object[] arguments(@Nullable Object... arguments) {
        return Arrays.stream(arguments)
                .map(one ->
                        one instanceof Integer || one instanceof Long
                                ? number(((Number) one).longValue())
                                : one)
                .toArray();
    }

    /// Whether there is a number among what stands in a sentence.
    public boolean holdsNumber(@Nullable Object @Nullable [] arguments) {
        return arguments != null
                && Arrays.stream(arguments)
                        .anyMatch(one -> one instanceof Integer || one instanceof Long);
    }

    /// The text with its digits as preferred: for letter numbers, telephone numbers and the like.
    public String text(@Nullable String text) {
        return text == null ? "" : digits.in(text);
    }

    private boolean isThai() {
        return language.getLanguage().equals("th");
    }

    private int yearOf(int year) {
        return era == Era.BUDDHIST ? year + BUDDHIST_OFFSET : year;
    }

    private String written(LocalDate day, @Nullable List<String> months, TextStyle style) {
        var month =
                months == null
                        ? day.getMonth().getDisplayName(style, Locale.ENGLISH)
                        : months.get(day.getMonthValue() - 1);
        return digits.in(day.getDayOfMonth() + " " + month + " " + yearOf(day.getYear()));
    }
}
