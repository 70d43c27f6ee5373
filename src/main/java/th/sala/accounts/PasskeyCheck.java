package th.sala.accounts;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an authenticator answered, looked at: for this installation, to this challenge, by a person
/// it has recognised (user verification). Pure: nothing is kept here.
///
/// Who made the authenticator is not asked (attestation): anybody's own is welcome. At nonsense the
/// library throws more kinds of exceptions than it says; each is a no.
final class PasskeyCheck {
    private static final int LONGEST = 20_000;

    /// By their numbers in COSE: what an authenticator may sign with, the best first.
    static final List<Long> SIGNATURES =
            Stream.of(
                            COSEAlgorithmIdentifier.ES256,
                            COSEAlgorithmIdentifier.EdDSA,
                            COSEAlgorithmIdentifier.RS256)
                    .map(COSEAlgorithmIdentifier::getValue)
                    .toList();

    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            SIGNATURES.stream()
                    .map(COSEAlgorithmIdentifier::create)
                    .map(algorithm ->
                            new PublicKeyCredentialParameters(
                                    PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();

    /// A passkey's public part.
    ///
    /// @param credential its id, chosen by the authenticator
    /// @param key id and public key as the authenticator wrote them
    /// @param counter of signatures; always 0 for authenticators that count none
    /// @param backupEligible whether it may leave its device; never changes
    /// @param backedUp whether it has
    record PublicPart(
            byte[] credential,
            byte[] key,
            long counter,
            boolean backupEligible,
            boolean backedUp) {}

    sealed interface Outcome {
        /// @param counter to be kept in place of the one before
        record Right(long counter, boolean backedUp) implements Outcome {}

        /// It is another's, for another page or another challenge, or nonsense.
        record Wrong() implements Outcome {}

        /// The signature is right, but its counter went back: there may be a copy.
        record CountedBack() implements Outcome {}
    }

    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter keys =
            new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager manager =
            WebAuthnManager.createNonStrictWebAuthnManager(converter);

    /// @param answer the new credential as the browser gives it (`toJSON`)
    /// @return nothing if it is not to be taken
    Optional<PublicPart> registered(RelyingParty party, byte[] challenge, String answer) {
        if (answer.length() > LONGEST) {
            return Optional.empty();
        }
        var wanted = new RegistrationParameters(server(party, challenge), ALGORITHMS, true, true);
        try {
            var data = manager.verifyRegistrationResponseJSON(answer, wanted);
            var written =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(written.getAttestedCredentialData());
            return Optional.of(
                    new PublicPart(
                            credential.getCredentialId(),
                            keys.convert(credential),
                            written.getSignCount(),
                            written.isFlagBE(),
                            written.isFlagBS()));
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
    }

    /// Of which passkey an answer says it is; nothing is proven by it.
    ///
    /// @param user whose, as [CreationOptions] said it when the passkey was made
    record Claim(byte[] credential, byte[] user) {}

    Optional<Claim> claimOf(String answer) {
        if (answer.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var data = manager.parseAuthenticationResponseJSON(answer);
            var user = Objects.requireNonNullElse(data.getUserHandle(), new byte[0]);
            return Optional.of(new Claim(data.getCredentialId(), user));
        } catch (RuntimeException nonsense) {
            return Optional.empty();
        }
    }

    /// @param known the passkey that the answer must be of
    Outcome asserted(RelyingParty party, byte[] challenge, PublicPart known, String answer) {
        if (answer.length() > LONGEST) {
            return new Outcome.Wrong();
        }
        var record = record(known);
        var wanted =
                new AuthenticationParameters(
                        server(party, challenge), record, List.of(known.credential()), true, true);
        try {
            manager.verifyAuthenticationResponseJSON(answer, wanted);
            return new Outcome.Right(record.getCounter(), Boolean.TRUE.equals(record.isBackedUp()));
        } catch (MaliciousCounterValueException back) {
            return new Outcome.CountedBack();
        } catch (RuntimeException refused) {
            return new Outcome.Wrong();
        }
    }

    @SuppressWarnings("NullAway")
    private CredentialRecordImpl record(PublicPart known) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                known.backupEligible(),
                known.backedUp(),
                known.counter(),
                keys.convert(known.key()),
                null,
                null,
                null,
                Set.of());
    }

    private static ServerProperty server(RelyingParty party, byte[] challenge) {
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
