package th.sala.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import th.sala.origin.Alignment;
import th.sala.origin.MailHeader;

/// What a mail service says that it found of a mail (`Authentication-Results`, RFC 8601). Anybody
/// can write such a field into a mail: only the topmost one counts, and only if it is in the name
/// that an administrator entered for the service.
final class ServiceFindings {
    private static final int LONGEST = 8_192;
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final int DEEPEST = 5;

    /// What senders choose may stand in quotation marks: where those, or comments without an end,
    /// are to be read, a finding of a sender's own making is not to be told from the service's.
    private static final Pattern QUOTED = Pattern.compile("[\"\\\\]");

    private static final Pattern VALUE = Pattern.compile("\"?([^\"\\s]*)\"?");

    private ServiceFindings() {}

    /// @param service its name; nothing is believed if it is empty
    /// @param seen the domain that people see
    /// @return nothing if the service says nothing
    static Optional<MailOrigin.Verdict> of(MailHeader header, String service, String seen) {
        var top = header.all("authentication-results").stream().findFirst();
        if (service.isEmpty() || top.isEmpty() || top.get().raw().length() > LONGEST) {
            return Optional.empty();
        }
        var said = withoutComments(top.get().value());
        var parts = said.split(";", -1);
        var name = parts[0].strip().split("\\s+", -1)[0].replace("\"", "");
        if (!name.equalsIgnoreCase(service)) {
            return Optional.empty();
        }
        var findings = Arrays.stream(parts).skip(1).map(String::strip).toList();
        if (!seen.isEmpty() && isAmbiguous(top.get().value(), said)) {
            return Optional.of(MailOrigin.Verdict.UNPROVEN);
        }
        if (!seen.isEmpty() && findings.stream().anyMatch(one -> proves(one, seen))) {
            return Optional.of(MailOrigin.Verdict.PROVEN);
        }
        var isOpen = findings.stream().anyMatch(one -> result(one).equals("temperror"));
        return Optional.of(isOpen ? MailOrigin.Verdict.UNKNOWN : MailOrigin.Verdict.UNPROVEN);
    }

    /// @param said the value without its comments
    private static boolean isAmbiguous(String value, String said) {
        var behindTheName = value.substring(value.indexOf(';') + 1);
        return QUOTED.matcher(behindTheName).find() || said.contains("(") || said.contains(")");
    }

    private static String withoutComments(String value) {
        var text = value;
        for (int i = 0; i < DEEPEST; i++) {
            text = COMMENT.matcher(text).replaceAll(" ");
        }
        return text;
    }

    private static boolean proves(String finding, String seen) {
        return result(finding).equals("pass")
                && switch (method(finding)) {
                    case "dmarc" -> domain(finding, "header.from").equals(seen);
                    case "dkim" ->
                            Alignment.isOf(domain(finding, "header.d"), seen)
                                    || Alignment.isOf(domain(finding, "header.i"), seen);
                    case "spf" -> Alignment.isOf(domain(finding, "smtp.mailfrom"), seen);
                    default -> false;
                };
    }

    private static String method(String finding) {
        var equals = finding.indexOf('=');
        var method = equals < 0 ? "" : finding.substring(0, equals);
        return method.strip().replaceFirst("/[0-9]+$", "").toLowerCase(Locale.ROOT);
    }

    private static String result(String finding) {
        return value(finding.substring(finding.indexOf('=') + 1).strip());
    }

    /// Of an address its domain.
    private static String domain(String finding, String property) {
        for (var word : finding.split("\\s+")) {
            if (word.toLowerCase(Locale.ROOT).startsWith(property + "=")) {
                var value = value(word.substring(property.length() + 1));
                return value.substring(value.lastIndexOf('@') + 1);
            }
        }
        return "";
    }

    private static String value(String text) {
        var value = VALUE.matcher(text);
        return value.lookingAt() ? value.group(1).toLowerCase(Locale.ROOT) : "";
    }
}
