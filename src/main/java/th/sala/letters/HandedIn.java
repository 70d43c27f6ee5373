package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.AuthorisedPerson;
import th.sala.law.Clause;
import th.sala.mail.Message;
import th.sala.registers.LetterNumber;
import th.sala.thai.Digits;
import th.sala.thai.ThaiDate;
import th.sala.thai.ThaiText;

/// A letter as an authorised person writes it in a mail program. It is written as our own mails
/// are, and everything that only repeats what the registry says may be left out.
///
/// The subject: urgency, a number that is set aside, the title, `(ว)` for a circular. The text: the
/// labelled parts, each on a line of its own; from the first line that is none of them on it is the
/// letter's text, but for the closing and the lines of contact and owner unit.
///
/// @param number that the mail names; empty to take the next
/// @param to the addressees, in lower case
record HandedIn(Content content, Optional<LetterNumber> number, List<String> to) {
    /// Between a text and what a mail program adds to every mail.
    private static final String SIGNATURE = "--";

    private static final Pattern NUMBERED =
            Pattern.compile("(?:ที่\\s+)?([^/]{1,60}/\\s*(?:ว\\s*)?[0-9๐-๙]{1,9})(?:\\s+(\\S.*))?");
    private static final Pattern CIRCULAR = Pattern.compile("(.*\\S)\\s*[(\\[]\\s*ว\\s*[)\\]]");
    private static final Pattern CODE =
            Pattern.compile("(\\p{L}[^/]{0,59})/\\s*(ว)?\\s*([0-9]{1,9})?");

    private static final Pattern DAY =
            Pattern.compile(
                    "[0-9๐-๙]{1,2}[\\s/]*[^0-9๐-๙]*?[0-9๐-๙]{0,2}[\\s/]*(?:พ\\.ศ\\.)?\\s*[0-9๐-๙]{4}");

    /// @param signer who handed it in
    /// @param code what the letter's number begins with if the mail does not say
    /// @param ownCodes all that numbers of the agency begin with
    static HandedIn read(
            Message message, AuthorisedPerson signer, String code, Set<String> ownCodes) {
        var subject = Subject.read(ThaiText.normalise(message.subject()), ownCodes);
        var text = new Text(subject.title, signer);
        text.read(ThaiText.normaliseLines(message.text()));
        var number = subject.number.or(() -> text.number);
        var content =
                new Content(
                        signer.official(),
                        number.map(LetterNumber::circular)
                                .orElse(subject.circular || text.circular),
                        subject.urgency,
                        declaredSecrecy(message),
                        number.map(LetterNumber::ownerCode).orElse(text.code(code)),
                        subject.title.isEmpty() ? text.part(Label.SUBJECT) : subject.title,
                        text.part(Label.SALUTATION),
                        text.part(Label.PROPOSAL),
                        text.body(),
                        text.part(Label.CITATIONS),
                        text.part(Label.ENCLOSURES),
                        text.contact(),
                        text.closing(),
                        text.ownerUnit);
        return new HandedIn(content, number, message.to().stream().map(to -> to.mail()).toList());
    }

    /// Looked for in the mail as it is: its parts leave some lines out.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    private static String declaredSecrecy(Message message) {
        var marks = new SecrecyClass.Marks("", "", message.subject(), message.text());
        return SecrecyClass.declaredBy(marks).map(secrecy -> secrecy.marking).orElse("");
    }

    private record Subject(
            Urgency urgency, Optional<LetterNumber> number, String title, boolean circular) {
        static Subject read(String subject, Set<String> ownCodes) {
            var titled = Urgency.read(subject);
            var numbered = NUMBERED.matcher(titled.title());
            var number =
                    numbered.matches()
                            ? LetterNumber.parse(numbered.group(1))
                                    .filter(found -> ownCodes.contains(found.ownerCode()))
                            : Optional.<LetterNumber>empty();
            if (number.isPresent()) {
                var rest = Urgency.read(numbered.group(2) == null ? "" : numbered.group(2));
                var isMarked = titled.urgency() != Urgency.NORMAL;
                titled =
                        new Urgency.Titled(
                                isMarked ? titled.urgency() : rest.urgency(), rest.title());
            }
            var circular = CIRCULAR.matcher(titled.title());
            return circular.matches()
                    ? new Subject(titled.urgency(), number, circular.group(1), true)
                    : new Subject(titled.urgency(), number, titled.title(), false);
        }
    }

    /// The text taken apart, line by line.
    private static final class Text {
        private static final Label[] HEAD = {
            Label.PROPOSAL,
            Label.NUMBER,
            Label.DATE,
            Label.SUBJECT,
            Label.SALUTATION,
            Label.CITATIONS,
            Label.ENCLOSURES
        };

        private final String title;
        private final AuthorisedPerson signer;
        private final Map<Label, List<String>> parts = new EnumMap<>(Label.class);
        private final List<String> body = new ArrayList<>();
        private @Nullable Label open;
        private String contact = "";
        private String closing = "";
        private String ownerUnit = "";
        private String ownerCode = "";
        private boolean circular = false;
        private Optional<LetterNumber> number = Optional.empty();

        Text(String title, AuthorisedPerson signer) {
            this.title = title;
            this.signer = signer;
        }

        void read(String text) {
            var lines = new ArrayList<>(text.lines().toList());
            contact = takeLast(lines, Label.CONTACT);
            ownerUnit = takeLast(lines, Label.OWNER_UNIT);
            var end = lines.indexOf(SIGNATURE);
            for (var line : end < 0 ? lines : lines.subList(0, end)) {
                if (!body.isEmpty() || !isHead(line)) {
                    body.add(line);
                }
            }
            while (!body.isEmpty() && repeatsTheRegistry(body.getLast())) {
                body.removeLast();
            }
            if (!body.isEmpty() && Closing.isOne(body.getLast().strip())) {
                closing = body.removeLast().strip();
            }
        }

        /// What the last line with this label says, wherever it stands: in a mail program's
        /// signature, too.
        private static String takeLast(List<String> lines, Label label) {
            for (int at = lines.size() - 1; at >= 0; at--) {
                var found = label.in(lines.get(at)).filter(value -> !value.isEmpty());
                if (found.isPresent()) {
                    lines.remove(at);
                    return found.get();
                }
            }
            return "";
        }

        /// Takes a line of the letter's parts.
        ///
        /// @return false if the text begins here
        private boolean isHead(String line) {
            if (line.isBlank()) {
                open = null;
                return true;
            }
            for (var label : HEAD) {
                var value = label.in(line);
                if (value.isPresent() && isPart(label, value.get())) {
                    open = label;
                    parts.computeIfAbsent(label, _ -> new ArrayList<>()).add(value.get());
                    return true;
                }
            }
            if (open == null) {
                return false;
            }
            parts.getOrDefault(open, new ArrayList<>()).add(line.strip());
            return true;
        }

        /// What Sala would not write again must say nothing else than Sala does, or it stays text.
        private boolean isPart(Label label, String value) {
            return switch (label) {
                case NUMBER -> isCode(value);
                case DATE -> DAY.matcher(value).matches() && ThaiDate.firstIn(value).isPresent();
                case SUBJECT -> title.isEmpty() || ThaiText.normalise(value).equals(title);
                default -> true;
            };
        }

        private boolean isCode(String value) {
            var code = CODE.matcher(Digits.ARABIC.in(value));
            if (!code.matches()) {
                return false;
            }
            ownerCode = code.group(1).strip();
            circular = code.group(2) != null;
            number = LetterNumber.parse(value);
            return true;
        }

        private boolean repeatsTheRegistry(String line) {
            var stripped = line.strip();
            return stripped.isEmpty()
                    || stripped.equals(signer.agencyName())
                    || Label.SENDER.in(line).filter(signer.name()::equals).isPresent()
                    || Label.POSITION.in(line).filter(signer.position()::equals).isPresent()
                    || Label.MAIL.in(line).filter(signer.mail()::equalsIgnoreCase).isPresent();
        }

        String part(Label label) {
            return String.join("\n", parts.getOrDefault(label, List.of())).strip();
        }

        String body() {
            return String.join("\n", body);
        }

        String contact() {
            return contact.isEmpty() ? LetterText.contact(signer) : contact;
        }

        String closing() {
            return closing.isEmpty() ? Closing.of(part(Label.SALUTATION)).words : closing;
        }

        String code(String unsaid) {
            return ownerCode.isEmpty() ? unsaid : ownerCode;
        }
    }
}
