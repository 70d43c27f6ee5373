package th.sala.agencies;

import java.util.regex.Pattern;

/// What a registered mail address and a domain may look like: plain ASCII, as every mail server
/// takes it.
final class MailText {
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_DOMAIN = 190;
    private static final Pattern LOCAL = Pattern.compile("[a-z0-9][a-z0-9._%+-]{0,63}");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    private MailText() {}

    static boolean isDomain(String text) {
        return text.length() <= LONGEST_DOMAIN && DOMAIN.matcher(text).matches();
    }

    static boolean isAddress(String text) {
        var at = text.lastIndexOf('@');
        return at > 0
                && text.length() <= LONGEST_ADDRESS
                && LOCAL.matcher(text.substring(0, at)).matches()
                && !text.contains("..")
                && text.charAt(at - 1) != '.'
                && isDomain(text.substring(at + 1));
    }

    static boolean isIn(String domain, String address) {
        return isAddress(address) && domainOf(address).equals(domain);
    }

    static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
