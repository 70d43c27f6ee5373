package th.sala.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads message/delivery-status (RFC 3464): a block of fields about the mail, then one for each
/// recipient.
final class DeliveryStatus {
    private static final int MOST = 1000;

    private DeliveryStatus() {}

    static List<DeliveryReport.Recipient> read(String status) {
        var recipients = new ArrayList<DeliveryReport.Recipient>();
        for (var block : status.replace("\r\n", "\n").split("\n[ \t]*\n+")) {
            if (recipients.size() < MOST) {
                recipient(Fields.read(block.stripLeading())).ifPresent(recipients::add);
            }
        }
        return List.copyOf(recipients);
    }

    private static Optional<DeliveryReport.Recipient> recipient(Fields fields) {
        var address =
                fields.first("original-recipient")
                        .or(() -> fields.first("final-recipient"))
                        .map(DeliveryStatus::afterType)
                        .map(MailAddress::normal);
        var action = fields.first("action").flatMap(DeliveryStatus::action);
        if (address.isEmpty() || action.isEmpty()) {
            return Optional.empty();
        }
        var status = fields.first("status").orElse("").replaceAll("[^0-9.].*", "");
        var diagnostic = fields.first("diagnostic-code").map(DeliveryStatus::afterType).orElse("");
        return Optional.of(
                new DeliveryReport.Recipient(
                        address.get(),
                        action.get(),
                        status,
                        Texts.oneLine(diagnostic).replaceAll(" {2,}", " ")));
    }

    /// `rfc822; somchai@a.example` without its type.
    static String afterType(String value) {
        return value.substring(value.indexOf(';') + 1).strip().replaceAll("^<|>$", "");
    }

    private static Optional<DeliveryReport.Action> action(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "delivered" -> Optional.of(DeliveryReport.Action.DELIVERED);
            case "relayed" -> Optional.of(DeliveryReport.Action.RELAYED);
            case "expanded" -> Optional.of(DeliveryReport.Action.EXPANDED);
            case "delayed" -> Optional.of(DeliveryReport.Action.DELAYED);
            case "failed" -> Optional.of(DeliveryReport.Action.FAILED);
            default -> Optional.empty();
        };
    }
}
