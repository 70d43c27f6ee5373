package th.sala.identity;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where what is secret may go: by an encrypted line, or not beyond this machine.
final class Safe {
    private Safe() {}

    static boolean isSafe(@Nullable URI address) {
        if (address == null || address.getScheme() == null || address.getHost() == null) {
            return false;
        }
        return address.getUserInfo() == null
                && (address.getScheme().equalsIgnoreCase("https")
                        || address.getScheme().equalsIgnoreCase("http")
                                && isLoopback(address.getHost()));
    }

    /// Of a name that says so itself: no other name is looked up for this.
    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            var literal = host.replaceFirst("^\\[(.*)]$", "$1");
            return InetAddress.ofLiteral(literal).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
