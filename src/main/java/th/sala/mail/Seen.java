package th.sala.mail;

import java.nio.charset.StandardCharsets;
import th.sala.origin.MailHeader;

/// Whom people see as the author of a mail.
final class Seen {
    private Seen() {}

    /// The one address of the one From; empty if there are more, or none that can be used.
    static String address(MailHeader header) {
        var from = header.all("from");
        if (from.size() != 1) {
            return "";
        }
        var bytes = from.getFirst().raw().getBytes(StandardCharsets.ISO_8859_1);
        var fields = new Fields();
        fields.add(bytes);
        var addresses = AddressList.of(fields.first("from").orElse(""));
        return addresses.size() == 1 ? addresses.getFirst().mail() : "";
    }

    /// Its domain, or empty.
    static String domain(MailHeader header) {
        var address = address(header);
        return address.isEmpty() ? "" : MailAddress.domain(address);
    }
}
