package th.sala.accounts;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Whom a passkey is made for: this installation, by the name and the origin of its pages.
/// Authenticators answer no page of another name or origin.
///
/// @param id the host's name
/// @param origin what browsers say of the page, such as `https://sala.example.go.th`
record RelyingParty(String id, String origin) {
    private static final String LOCALHOST = "localhost";

    /// Browsers offer passkeys on https, and on `localhost` without; never on a host that is named
    /// by its number.
    ///
    /// @param address of any page, such as `https://sala.example.go.th/sign-in`
    /// @return nothing where there can be no passkeys
    static Optional<RelyingParty> of(String address) {
        try {
            return of(URI.create(address));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static Optional<RelyingParty> of(URI address) {
        var scheme = address.getScheme();
        var named = address.getHost();
        if (scheme == null || named == null) {
            return Optional.empty();
        }
        var host = named.toLowerCase(Locale.ROOT);
        var isSecure = scheme.equals("https") || scheme.equals("http") && host.equals(LOCALHOST);
        return isSecure && !isNumber(host)
                ? Optional.of(new RelyingParty(host, scheme + "://" + host + port(address)))
                : Optional.empty();
    }

    private static boolean isNumber(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+");
    }

    private static String port(URI address) {
        var usual = address.getScheme().equals("https") ? 443 : 80;
        return address.getPort() == -1 || address.getPort() == usual ? "" : ":" + address.getPort();
    }
}
