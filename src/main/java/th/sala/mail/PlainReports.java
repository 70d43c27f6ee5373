package th.sala.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reports of delivery in words alone, as Exim, qmail and old Exchange write them. As with those
/// made for machines (RFC 3464) nothing takes effect but what is about a mail of ours.
final class PlainReports {
    private static final int MOST = 100;
    private static final int LONGEST_COPY = 64 * 1024;
    private static final int LONGEST_SAYING = 20_000;
    private static final int LONGEST_REASON = 300;
    private static final Set<String> SENDERS = Set.of("mailer-daemon", "postmaster", "mmdf");

    private static final Pattern FAILURE =
            Pattern.compile(
                    "(?i)undeliver|could not be delivered|delivery (?:has )?failed|mail delivery failed|"
                            + "returned mail|failure notice|did not reach|wasn't able to deliver");
    private static final Pattern DELAY =
            Pattern.compile("(?i)^warning: .*delayed|delivery delayed");
    private static final Pattern RECIPIENT =
            Pattern.compile(
                    "^\\s{0,8}<?([^\\s<>@:;,]{1,64}@[^\\s<>@:;,]{1,255})>?(?::.*| on .*|\\s*)$");
    private static final Pattern COPY =
            Pattern.compile(
                    "(?mi)^-+ (?:this is a copy of|below this line is a copy of|original message|the header of)");
    private static final Pattern MESSAGE_ID =
            Pattern.compile(
                    "(?mi)^[ \\t]{0,8}message-id:[ \\t]*(?:\\n[ \\t]+)?(<[^<>\\s]{1,500}>)");
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    private PlainReports() {}

    /// @param references of the report, the nearest first
    static Optional<DeliveryReport> read(
            Fields header, Address from, String text, List<String> references) {
        var named = header.all("x-failed-recipients");
        var mailbox = from.mail().replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
        if (named.isEmpty() && !SENDERS.contains(mailbox)) {
            return Optional.empty();
        }
        var isDelay = DELAY.matcher(header.text("subject")).find();
        var beforeCopy = beforeCopy(text);
        var said = beforeCopy.substring(0, Math.min(LONGEST_SAYING, beforeCopy.length()));
        if (!isDelay && named.isEmpty() && !FAILURE.matcher(header.text("subject") + said).find()) {
            return Optional.empty();
        }
        var action = isDelay ? DeliveryReport.Action.DELAYED : DeliveryReport.Action.FAILED;
        var addresses = new LinkedHashSet<String>();
        named.forEach(field -> AddressList.of(field).forEach(to -> addresses.add(to.mail())));
        if (addresses.isEmpty()) {
            addresses.addAll(recipients(said));
        }
        var reported =
                addresses.stream()
                        .limit(MOST)
                        .map(address -> recipient(address, action, said))
                        .toList();
        var id = MESSAGE_ID.matcher(copyBehind(text, beforeCopy.length()));
        var inText = id.find() ? id.group(1) : "";
        return Optional.of(
                new DeliveryReport(
                        inText.isEmpty()
                                ? references.stream().findFirst().orElse("")
                                : MessageIds.of(inText, ""),
                        reported));
    }

    /// The beginning of what was sent: its header is there, or nowhere.
    private static String copyBehind(String text, int begin) {
        return text.substring(begin, Math.min(text.length(), begin + LONGEST_COPY));
    }

    private static String beforeCopy(String text) {
        var copy = COPY.matcher(text);
        return copy.find() ? text.substring(0, copy.start()) : text;
    }

    private static List<String> recipients(String said) {
        var found = new ArrayList<String>();
        said.lines()
                .limit(1000)
                .map(RECIPIENT::matcher)
                .filter(java.util.regex.Matcher::matches)
                .forEach(line -> found.add(MailAddress.normal(line.group(1))));
        return found;
    }

    /// The reason stands behind the last mention of the address, up to an empty line.
    private static DeliveryReport.Recipient recipient(
            String address, DeliveryReport.Action action, String said) {
        var at = said.toLowerCase(Locale.ROOT).lastIndexOf(address);
        var behind = at < 0 ? "" : said.substring(Math.min(said.length(), at + address.length()));
        var end = behind.indexOf("\n\n");
        var reason =
                Texts.oneLine(end < 0 ? behind : behind.substring(0, end))
                        .replaceAll("\\s+", " ")
                        .replaceFirst("^[>:\\s]+", "");
        var shortened = reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
        var status = STATUS.matcher(reason);
        return new DeliveryReport.Recipient(
                address, action, status.find() ? status.group(1) : "", shortened);
    }
}
