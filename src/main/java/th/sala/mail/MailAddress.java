package th.sala.mail;

import java.net.IDN;
import java.util.Locale;

/// Mail addresses as they are compared and kept: lower case, no blanks around, the domain in ASCII.
///
/// A local part in Thai works only if every server on the way speaks SMTPUTF8, so none is usable
/// here: a mailbox always has an ASCII address.
final class MailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;

    private MailAddress() {}

    static String normal(String address) {
        var lower = address.strip().toLowerCase(Locale.ROOT);
        var at = lower.lastIndexOf('@');
        if (at < 0 || isAscii(lower)) {
            return lower;
        }
        return lower.substring(0, at + 1) + asciiDomain(lower.substring(at + 1));
    }

    private static String asciiDomain(String domain) {
        if (domain.length() > LONGEST) {
            // IDN has no refusal for those
            return domain;
        }
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            return domain;
        }
    }

    /// What stands after the last `@`; empty if there is none.
    static String domain(String address) {
        return normal(address.substring(address.lastIndexOf('@') + 1));
    }

    /// Whether the address can stand in an envelope. Quoted local parts are refused: no agency has
    /// one, and they hide blanks and second `@`.
    static boolean isUsable(String address) {
        var at = address.indexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL
                && at == address.lastIndexOf('@')
                && at < address.length() - 1
                && address.length() <= LONGEST
                && address.chars().noneMatch(MailAddress::isForbidden)
                && !address.substring(at).contains("..")
                && address.charAt(at + 1) != '.'
                && address.charAt(address.length() - 1) != '.';
    }

    private static boolean isForbidden(int c) {
        return c <= ' ' || c >= 0x7f || "<>()[]\\,;:\"".indexOf(c) >= 0;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
