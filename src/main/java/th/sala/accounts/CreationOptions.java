package th.sala.accounts;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// What the page asks an authenticator to make, as
/// `PublicKeyCredential.parseCreationOptionsFromJSON` wants it: a passkey that knows whose it is,
/// and that recognises the person each time.
///
/// @param excludeCredentials of an authenticator that has one of these no other is wanted
record CreationOptions(
        Party rp,
        User user,
        String challenge,
        List<Algorithm> pubKeyCredParams,
        List<RequestOptions.Credential> excludeCredentials,
        Selection authenticatorSelection,
        String attestation,
        long timeout) {
    record Party(String id, String name) {}

    record User(String id, String name, String displayName) {}

    record Algorithm(String type, long alg) {}

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    /// @param name of the installation, as authenticators show it
    static CreationOptions of(
            RelyingParty party, String name, SignedIn who, String token, List<Passkey> made) {
        return new CreationOptions(
                new Party(party.id(), name),
                new User(RequestOptions.base64(handle(who.account())), who.username(), who.name()),
                RequestOptions.base64(Challenges.of(token)),
                PasskeyCheck.SIGNATURES.stream()
                        .map(number -> new Algorithm(RequestOptions.TYPE, number))
                        .toList(),
                RequestOptions.credentials(made),
                new Selection("required", true, RequestOptions.VERIFIED),
                "none",
                Challenges.LASTS.toMillis());
    }

    /// By which an authenticator knows whose passkey it is: says nothing about the person.
    static byte[] handle(UUID account) {
        return ByteBuffer.allocate(16)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array();
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
