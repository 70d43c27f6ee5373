package th.sala.identity;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// ผู้ให้บริการยืนยันตัวตน, by OpenID Connect.
///
/// @param name as people call it, such as ThaID
/// @param address of this installation's pages as the provider knows them, such as
///   `https://sala.example.go.th`
/// @param issuer as the provider names itself, letter by letter
/// @param client as the provider knows this installation
/// @param scopes what is asked for besides `openid`, between spaces
/// @param claim of the ID token, by which a person is recognised
/// @param acr one of these, between spaces, the ID token must say; empty for any
/// @param active whether people may come from there
record Provider(
        UUID id,
        String name,
        String address,
        String issuer,
        String client,
        String scopes,
        String claim,
        String acr,
        boolean active) {
    /// To which the provider sends people back: one of its own for each provider, so that the
    /// answer of one is not taken for another's.
    public URI back() {
        return URI.create(address + SignInPath.back(id));
    }

    List<String> classes() {
        return words(acr);
    }

    List<String> wanted() {
        return words(scopes);
    }

    /// Whether the secret would go elsewhere than the other's. Whether whoever believed the other
    /// believes this one, too.
    boolean isBelievedAs(Provider other) {
        return address.equals(other.address)
                && !isAnotherClientThan(other)
                && scopes.equals(other.scopes)
                && claim.equals(other.claim)
                && acr.equals(other.acr);
    }

    boolean isAnotherClientThan(Provider other) {
        return !issuer.equals(other.issuer) || !client.equals(other.client);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /// Addresses of the round trip.
    static final class SignInPath {
        static final String BEGIN = "/sign-in/outside/{id}";
        static final String BACK = BEGIN + "/back";

        private SignInPath() {}

        static String begin(UUID provider) {
            return BEGIN.replace("{id}", provider.toString());
        }

        static String back(UUID provider) {
            return BACK.replace("{id}", provider.toString());
        }
    }
}
