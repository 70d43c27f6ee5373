package th.sala.accounts;

import java.util.Base64;
import java.util.List;

/// What the page asks an authenticator to sign, as
/// `PublicKeyCredential.parseRequestOptionsFromJSON` wants it.
///
/// @param allowCredentials by which of these; empty for any that the authenticator has for this
///   place
record RequestOptions(
        String rpId,
        String challenge,
        List<Credential> allowCredentials,
        String userVerification,
        long timeout) {
    static final String TYPE = "public-key";
    static final String VERIFIED = "required";

    record Credential(String type, String id) {}

    static RequestOptions of(RelyingParty party, String token, List<Passkey> allowed) {
        return new RequestOptions(
                party.id(),
                base64(Challenges.of(token)),
                credentials(allowed),
                VERIFIED,
                Challenges.LASTS.toMillis());
    }

    static List<Credential> credentials(List<Passkey> passkeys) {
        return passkeys.stream()
                .map(passkey -> new Credential(TYPE, base64(passkey.credential())))
                .toList();
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
