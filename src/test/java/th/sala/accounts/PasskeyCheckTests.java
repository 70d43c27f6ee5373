package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import th.sala.accounts.PasskeyCheck.Outcome;
import th.sala.accounts.PasskeyCheck.PublicPart;

class PasskeyCheckTests {
    private static final RelyingParty HERE =
            new RelyingParty("sala.example.go.th", "https://sala.example.go.th");
    private static final byte[] CHALLENGE = bytes("a challenge of thirty-two bytes.");
    private static final byte[] ANOTHER = bytes("another one of thirty-two bytes.");

    private final PasskeyCheck check = new PasskeyCheck();
    private final TestAuthenticator authenticator = new TestAuthenticator();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private PublicPart registered() {
        return check.registered(HERE, CHALLENGE, authenticator.create(HERE, CHALLENGE))
                .orElseThrow();
    }

    private Outcome signed(PublicPart known, RelyingParty at, byte[] challenge) {
        return check.asserted(HERE, CHALLENGE, known, authenticator.get(at, challenge));
    }

    @Test
    void takesAPasskeyAndWhatItSigns() {
        var known = registered();
        assertThat(known.credential()).isEqualTo(authenticator.credential);
        assertThat(known.counter()).isEqualTo(1);

        authenticator.counter = 2;
        var answer = authenticator.get(HERE, CHALLENGE);
        var claim = check.claimOf(answer).orElseThrow();
        assertThat(claim.credential()).isEqualTo(authenticator.credential);
        assertThat(claim.user()).isEqualTo(authenticator.user);
        assertThat(check.asserted(HERE, CHALLENGE, known, answer))
                .isEqualTo(new Outcome.Right(2, false));
    }

    @Test
    void registersNoneForAnotherPageOrChallengeOrWithoutThePerson() {
        var elsewhere = new RelyingParty(HERE.id(), "https://sala.example.go.th:8443");
        var otherName = new RelyingParty("example.go.th", HERE.origin());
        assertThat(check.registered(HERE, CHALLENGE, authenticator.create(elsewhere, CHALLENGE)))
                .isEmpty();
        assertThat(check.registered(HERE, CHALLENGE, authenticator.create(otherName, CHALLENGE)))
                .isEmpty();
        assertThat(check.registered(HERE, CHALLENGE, authenticator.create(HERE, ANOTHER)))
                .isEmpty();
        authenticator.verifies = false;
        assertThat(check.registered(HERE, CHALLENGE, authenticator.create(HERE, CHALLENGE)))
                .isEmpty();
    }

    @Test
    void isWrongForAnotherPageOrChallenge() {
        var known = registered();
        authenticator.counter = 2;
        var elsewhere = new RelyingParty(HERE.id(), "https://evil.example.go.th");
        var otherName = new RelyingParty("evil.example", HERE.origin());
        assertThat(signed(known, elsewhere, CHALLENGE)).isEqualTo(new Outcome.Wrong());
        assertThat(signed(known, otherName, CHALLENGE)).isEqualTo(new Outcome.Wrong());
        assertThat(signed(known, HERE, ANOTHER)).isEqualTo(new Outcome.Wrong());
        assertThat(signed(known, HERE, CHALLENGE)).isInstanceOf(Outcome.Right.class);
    }

    @Test
    void isWrongWithoutThePerson() {
        var known = registered();
        authenticator.counter = 2;
        authenticator.verifies = false;
        assertThat(signed(known, HERE, CHALLENGE)).isEqualTo(new Outcome.Wrong());
    }

    @Test
    void noticesACounterThatWentBackOrStoodStill() {
        authenticator.counter = 7;
        var known = registered();
        assertThat(signed(known, HERE, CHALLENGE)).isEqualTo(new Outcome.CountedBack());
        authenticator.counter = 6;
        assertThat(signed(known, HERE, CHALLENGE)).isEqualTo(new Outcome.CountedBack());
        authenticator.counter = 8;
        assertThat(signed(known, HERE, CHALLENGE)).isEqualTo(new Outcome.Right(8, false));
    }

    @Test
    void letsThoseBeThatCountNothing() {
        authenticator.counter = 0;
        assertThat(signed(registered(), HERE, CHALLENGE)).isEqualTo(new Outcome.Right(0, false));
    }

    @Test
    void isWrongForAnotherPasskeyEvenUnderItsName() {
        var known = registered();
        var other = new TestAuthenticator();
        other.counter = 2;
        var theirs = check.registered(HERE, CHALLENGE, other.create(HERE, CHALLENGE)).orElseThrow();
        authenticator.counter = 2;
        assertThat(signed(theirs, HERE, CHALLENGE)).isEqualTo(new Outcome.Wrong());
        var renamed = new PublicPart(known.credential(), theirs.key(), 1, false, false);
        assertThat(signed(renamed, HERE, CHALLENGE)).isEqualTo(new Outcome.Wrong());
    }

    @Test
    void takesNoNonsense() {
        var known = registered();
        authenticator.counter = 2;
        var answer = authenticator.get(HERE, CHALLENGE);
        var nonsense =
                List.of(
                        "",
                        "null",
                        "[]",
                        "{}",
                        "{\"id\":1}",
                        "{\"response\":null}",
                        answer.replace("\"signature\":\"", "\"signature\":\"AAAA"),
                        answer.replace("\"rawId\"", "\"raw\""),
                        answer.substring(0, answer.length() / 2),
                        answer + " ".repeat(20_000),
                        "[".repeat(15_000),
                        authenticator.create(HERE, CHALLENGE));
        for (var text : nonsense) {
            assertThat(check.asserted(HERE, CHALLENGE, known, text))
                    .as(text)
                    .isEqualTo(new Outcome.Wrong());
            if (!text.contains("attestationObject")) {
                assertThat(check.registered(HERE, CHALLENGE, text)).as(text).isEmpty();
            }
        }
        for (var text : List.of("", "null", "{}", "[".repeat(15_000))) {
            assertThat(check.claimOf(text)).as(text).isEmpty();
        }
    }
}
