package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import th.sala.law.Clause;
import th.sala.thai.Digits;

/// ชั้นความลับ, the lowest first. Which of them Sala takes is said by [SecrecyPolicy].
public enum SecrecyClass {
    CONFIDENTIAL("ลับ"),
    SECRET("ลับมาก"),
    TOP_SECRET("ลับที่สุด");

    public final String marking;

    SecrecyClass(String marking) {
        this.marking = marking;
    }

    public String key() {
        return "letters.secrecy." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The places where a letter may declare a class. Running text is none of them.
    ///
    /// @param field a class field of a form or message, or empty
    /// @param number the letter's own number
    /// @param subject the mail's or letter's subject line
    /// @param text one text of the letter, a mail's or a page's, for its stamp lines and its own
    ///   number line
    record Marks(String field, String number, String subject, String text) {}

    private static final String CLASSES = "(ลับที่สุด|ลับมาก|ลับ)";
    private static final Pattern ALONE =
            Pattern.compile("[\\s\"“”'\\[(\\-–*#]*" + CLASSES + "[\\s\"“”'\\])\\-–*]*");
    private static final Pattern SUBJECT_PREFIX =
            Pattern.compile(
                    "^\\s*(?:(?:re|fw|fwd)\\s*:\\s*)*[\\[(]?\\s*(?:(?:ด่วนที่สุด|ด่วนมาก|ด่วน)[\\s/\\])\\[(:\\-–]*)?"
                            + CLASSES
                            + "(?=[\\s\\])/:\\-–]|$).*",
                    Pattern.DOTALL);
    private static final Pattern OWN_NUMBER = Pattern.compile("^\\s*ที่\\s+(\\S.*)$");
    private static final Pattern MARKED_NUMBER = Pattern.compile("\\(\\s*ล\\s*\\)");

    /// Lines that hold something, at the head and foot of a page: a stamp stands there, a word in
    /// the middle of a page is a form's.
    private static final int HEAD_LINES = 6;

    private static final int FOOT_LINES = 3;
    private static final List<String> HEAD_ENDS =
            List.of("เรื่อง", "เรียน", "ถึง", "อ้างถึง", "สิ่งที่ส่งมาด้วย");

    /// The class that the letter itself declares, if it declares one: in a class field, by a stamp
    /// line that holds nothing else at the head or foot of its page, at the head of its subject, or
    /// by (ล) in its own number. Of several the highest.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    static Optional<SecrecyClass> declaredBy(Marks marks) {
        return highest(
                Stream.of(
                                named(marks.field().strip()).stream(),
                                atHeadOf(marks.subject()).stream(),
                                inNumber(marks.number()).stream(),
                                stampedIn(marks.text()).stream())
                        .flatMap(found -> found));
    }

    /// As [#declaredBy(Marks)], of a letter that has several texts.
    static Optional<SecrecyClass> declaredBy(
            String field, String number, String subject, Stream<String> texts) {
        return highest(
                Stream.concat(Stream.of(""), texts)
                        .map(text -> new Marks(field, number, subject, text))
                        .flatMap(marks -> declaredBy(marks).stream()));
    }

    static Optional<SecrecyClass> highest(Stream<SecrecyClass> classes) {
        return classes.max(Comparator.naturalOrder());
    }

    private static Optional<SecrecyClass> atHeadOf(String subject) {
        var prefix =
                SUBJECT_PREFIX.matcher(Urgency.withoutPrefixes(subject).toLowerCase(Locale.ROOT));
        return prefix.matches() ? named(prefix.group(1)) : Optional.empty();
    }

    private static Optional<SecrecyClass> inNumber(String number) {
        return MARKED_NUMBER.matcher(number).find() ? Optional.of(CONFIDENTIAL) : Optional.empty();
    }

    private static Optional<SecrecyClass> stampedIn(String text) {
        var found = new ArrayList<SecrecyClass>();
        var inHead = true;
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            var alone = ALONE.matcher(line);
            var isAtEdge = at < HEAD_LINES || at >= lines.size() - FOOT_LINES;
            if (isAtEdge && alone.matches()) {
                named(alone.group(1)).ifPresent(found::add);
            }
            var start = line.strip();
            if (HEAD_ENDS.stream().anyMatch(start::startsWith)) {
                inHead = false;
            }
            var number = OWN_NUMBER.matcher(Digits.ARABIC.in(line));
            if (inHead && number.matches()) {
                inNumber(number.group(1)).ifPresent(found::add);
            }
        }
        return highest(found.stream());
    }

    private static Optional<SecrecyClass> named(String marking) {
        for (var secrecy : values()) {
            if (secrecy.marking.equals(marking)) {
                return Optional.of(secrecy);
            }
        }
        return Optional.empty();
    }
}
