package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.SARABAN_26;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.AuthorisedPerson;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.registers.LetterNumber;
import th.sala.thai.Digits;
import th.sala.thai.Display;
import th.sala.thai.ThaiDate;

/// A letter as the text of a mail: how ours is written, and what can be proposed to a person from
/// somebody else's.
final class LetterText {
    private static final int LONGEST_HEAD = 20_000;
    private static final int LONGEST_LINE = 1000;

    private LetterText() {}

    /// The body of the mail (C5): proposal, the letter's parts and text, and who sends it.
    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(4.3)")
    @Clause(id = "C5", of = ETDA_63, value = "ข้อ 3(5)")
    @Clause(id = "C10", of = SARABAN_26, value = "แบบหนังสือภายนอก", grade = Grade.C)
    static String write(
            Content letter, String number, LocalDate date, OutgoingLetter.Signatory sender) {
        var text = new StringBuilder();
        text.append(Label.PROPOSAL.word).append('\n').append(letter.proposal()).append("\n\n");
        part(text, Label.NUMBER, Digits.THAI.in(number));
        part(text, Label.DATE, Display.OFFICIAL.date(date));
        part(text, Label.SUBJECT, letter.subject());
        if (letter.kind() == LetterKind.STAMPED) {
            part(text, Label.TO, Label.TO.without(Label.SALUTATION.without(letter.salutation())));
        } else {
            salutation(text, letter.salutation());
        }
        part(text, Label.CITATIONS, letter.citations());
        part(text, Label.ENCLOSURES, letter.enclosures());
        text.append('\n').append(letter.words()).append("\n\n");
        if (!letter.closing().isBlank()) {
            text.append(letter.closing()).append("\n\n");
        }
        line(text, Label.SENDER, sender.name());
        line(text, Label.POSITION, sender.position());
        text.append(sender.agencyName()).append('\n');
        if (!letter.ownerUnit().isBlank()) {
            line(text, Label.OWNER_UNIT, letter.ownerUnit());
        }
        line(text, Label.CONTACT, letter.contact());
        line(text, Label.MAIL, sender.mail());
        return text.toString();
    }

    /// An honorific stands in place of เรียน.
    private static void salutation(StringBuilder text, String salutation) {
        if (Closing.of(salutation) == Closing.USUAL) {
            part(text, Label.SALUTATION, salutation);
        } else {
            text.append(salutation).append('\n');
        }
    }

    private static void part(StringBuilder text, Label label, String value) {
        if (!value.isBlank()) {
            var indented = value.lines().map(String::strip).toList();
            line(text, label, " " + String.join("\n    ", indented));
        }
    }

    private static void line(StringBuilder text, Label label, String value) {
        text.append(label.word).append(' ').append(value).append('\n');
    }

    /// How an authorised person can be reached, by the registry; empty if it does not say.
    static String contact(AuthorisedPerson person) {
        return person.telephone().isBlank() ? "" : "โทร. " + person.telephone();
    }

    /// What a person is offered in the fields of a letter that came by mail. Everything may be
    /// wrong; nothing is entered unseen.
    record Proposed(
            Urgency urgency,
            String subject,
            String number,
            @Nullable LocalDate date,
            String receiver) {}

    private static final Pattern NUMBER_LINE =
            Pattern.compile("(?m)^[ \\t]*(?:ด่วนที่สุด|ด่วนมาก|ด่วน)?[ \\t]*ที่[ \\t:]+(\\S.*)$");
    private static final Pattern DATE_LINE =
            Pattern.compile("(?m)^[ \\t]*(?:ลงวันที่|วันที่)[ \\t:]+(\\S.*)$");
    private static final Pattern TO_LINE =
            Pattern.compile(
                    "(?m)^[ \\t]*(?:(?:เรียน|ถึง)[ \\t:]+(?=\\S)|(?=(?:กราบเรียน|นมัสการ)[ \\t]+\\S))(.*)$");
    private static final Pattern SUBJECT_LINE =
            Pattern.compile("(?m)^[ \\t]*เรื่อง[ \\t:]+(\\S.*)$");
    private static final Pattern URGENCY_LINE =
            Pattern.compile(
                    "(?m)^[ \\t]*(?:ชั้นความเร็ว[ \\t:]*)?(ด่วนที่สุด|ด่วนมาก|ด่วน)[ \\t]*(?:$|(?=ที่[ \\t:]))");
    private static final Pattern OFFICE_LINE =
            Pattern.compile("(?m)^[ \\t]*ส่วนราชการ[ \\t:]+(\\S.*)$");
    private static final Pattern NUMBER =
            Pattern.compile("^.{0,40}/[ \\t]*(?:ว[ \\t]*)?[0-9๐-๙]{1,9}");
    private static final Pattern THAI_WORD = Pattern.compile("[ก-๛]{4}");
    private static final Pattern CITED =
            Pattern.compile("(?m)^[ \\t]*(?:อ้างถึง|อ้างอิง|สิ่งที่ส่งมาด้วย)");

    /// Proposes from the mail's subject and text; where the text says nothing, from the PDF's.
    static Proposed read(String mailSubject, String mailText, String pdfText) {
        var titled = Urgency.read(mailSubject);
        var heads = List.of(headOf(mailText), headOf(pdfText));
        var subject =
                titled.title().isBlank() ? first(heads, SUBJECT_LINE).orElse("") : titled.title();
        return new Proposed(
                titled.urgency() == Urgency.NORMAL ? urgencyIn(heads) : titled.urgency(),
                subject,
                numberIn(heads).map(LetterNumber::text).orElse(""),
                dateIn(heads).orElse(null),
                first(heads, TO_LINE).orElse(""));
    }

    /// The agency that a page seems to be from: what stands behind its number, or ส่วนราชการ of a
    /// memorandum; empty if nothing does.
    static String senderIn(String page) {
        var heads = List.of(headOf(page));
        var office = first(heads, OFFICE_LINE);
        if (office.isPresent()) {
            return office.get();
        }
        return first(heads, NUMBER_LINE)
                .map(line -> NUMBER.matcher(line).replaceFirst("").strip())
                .filter(rest -> THAI_WORD.matcher(rest).find())
                .orElse("");
    }

    /// Whether a page begins as a letter does: with its number, and its title or to whom it goes.
    static boolean isHead(String page) {
        var head = headOf(page);
        return NUMBER_LINE.matcher(head).find()
                && (SUBJECT_LINE.matcher(head).find() || TO_LINE.matcher(head).find());
    }

    /// What stands before the cited letters: their numbers and dates are not this letter's.
    private static String headOf(String text) {
        var beginning = beginningOf(text);
        var cited = CITED.matcher(beginning);
        return cited.find() ? beginning.substring(0, cited.start()) : beginning;
    }

    /// So much as a letter's head can be long: strangers write texts of many megabytes, and lines
    /// that never end.
    static String beginningOf(String text) {
        return text.substring(0, Math.min(LONGEST_HEAD, text.length()))
                .lines()
                .map(line -> line.substring(0, Math.min(LONGEST_LINE, line.length())))
                .collect(Collectors.joining("\n"));
    }

    /// The stamp stands alone on its line, or before the number.
    private static Urgency urgencyIn(List<String> heads) {
        return first(heads, URGENCY_LINE).map(Urgency::marked).orElse(Urgency.NORMAL);
    }

    private static Optional<LetterNumber> numberIn(List<String> heads) {
        return first(heads, NUMBER_LINE).flatMap(LetterNumber::firstIn);
    }

    private static Optional<LocalDate> dateIn(List<String> heads) {
        var line = first(heads, DATE_LINE).flatMap(ThaiDate::firstIn);
        return line.isPresent()
                ? line
                : heads.stream().map(ThaiDate::firstIn).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> first(List<String> texts, Pattern line) {
        for (var text : texts) {
            var matcher = line.matcher(text);
            if (matcher.find()) {
                return Optional.of(matcher.group(1).strip());
            }
        }
        return Optional.empty();
    }
}
