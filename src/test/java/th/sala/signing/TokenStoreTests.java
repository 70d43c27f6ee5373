package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import th.sala.SalaTest;
import th.sala.checking.Certificates;
import th.sala.cryptoki.TokenFailed;
import th.sala.cryptoki.TokenTrouble;

/// A token that answers, one that does not, and what we do then. With SoftHSM, and with libraries
/// that are none.
@SalaTest
class TokenStoreTests {
    private static final byte[] CONTENT = "หนังสือ".getBytes(StandardCharsets.UTF_8);

    @Autowired RefusedPins refused;
    @Autowired Clock clock;

    private final Authorities authority = new Authorities();
    private SoftToken soft;
    private Path pin;
    private KeyToken token;

    @BeforeEach
    void begin() {
        refused.forget();
        soft = new SoftToken();
        pin = soft.pinFile(SoftToken.PIN);
        token = token(settings());
    }

    @AfterEach
    void end() {
        if (token != null) {
            token.close();
            soft.delete();
        }
    }

    /// The settings of an operator who did all right, to be spoilt one by one.
    private record Settings(
            String library, String label, String slot, String pinFile, String environment) {
        TokenSettings here() {
            return new TokenSettings(
                    library, label, slot, pinFile, "", environment, Path.of("target/data"));
        }
    }

    private Settings settings() {
        return new Settings(
                SoftToken.library(), SoftToken.LABEL, "", pin.toString(), soft.environment());
    }

    private KeyToken token(Settings settings) {
        return token(settings, Duration.ofSeconds(30), Duration.ZERO);
    }

    private KeyToken token(Settings settings, Duration patience, Duration pause) {
        if (token != null) {
            token.close();
        }
        token = new KeyToken(settings.here(), refused, clock, patience, pause);
        return token;
    }

    private Authorities.Held put(String name, String algorithm, int bits) {
        var held =
                authority.person(
                        name,
                        Authorities.pair(algorithm, bits),
                        Authorities.FROM,
                        Authorities.UNTIL);
        soft.put(held);
        return held;
    }

    private TokenTrouble trouble() {
        try {
            token.held();
            throw new AssertionError("it answers");
        } catch (TokenFailed failed) {
            return failed.trouble();
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA,2048", "RSA,3072", "EC,256", "EC,384"})
    void signsWithTheKeyOfTheCertificate(String algorithm, int bits) throws Exception {
        var held = put("มาลี ศรีสุข", algorithm, bits);
        var made = token.sign(held.certificate(), CONTENT);
        var signature =
                Signature.getInstance(
                        "SHA256with" + (algorithm.equals("EC") ? "ECDSA" : algorithm));
        signature.initVerify(held.certificate());
        signature.update(CONTENT);
        assertThat(signature.verify(made)).isTrue();
    }

    @Test
    void saysWhatItHolds() throws TokenFailed {
        var one = put("มาลี ศรีสุข", "RSA", 2048);
        var other = put("สมชาย ใจดี", "EC", 256);
        soft.putAlone(Authorities.pair("RSA", 2048));
        var held = token.held();
        assertThat(held.maker()).contains("SoftHSM");
        assertThat(held.keysAlone()).isOne();
        assertThat(held.certificates())
                .filteredOn(certificate -> certificate.hasKey())
                .extracting(certificate -> Certificates.of(certificate.encoded()))
                .containsExactlyInAnyOrder(one.certificate(), other.certificate());
        assertThat(held.certificates())
                .filteredOn(certificate -> !certificate.hasKey())
                .as("the authority's")
                .isNotEmpty();
    }

    @Test
    void findsItBySlot() throws TokenFailed {
        var right = settings();
        token(new Settings(right.library, "", soft.slot(), right.pinFile, right.environment));
        assertThat(token.held().certificates()).isEmpty();
        token(new Settings(right.library, "", "7", right.pinFile, right.environment));
        assertThat(trouble()).isEqualTo(TokenTrouble.NO_TOKEN);
    }

    @Test
    void hasNoKeyOfACertificateThatIsNotInIt() {
        var stranger = authority.person("มาลี ศรีสุข");
        assertThatThrownBy(() -> token.sign(stranger.certificate(), CONTENT))
                .isInstanceOfSatisfying(
                        TokenFailed.class,
                        failed -> assertThat(failed.trouble()).isEqualTo(TokenTrouble.NO_KEY));
    }

    /// The token is replaced by one that the refused PIN opens: had it been tried again, it would
    /// have opened.
    @Test
    void aRefusedPinIsTriedOnceUntilSomebodySaysOtherwise() throws Exception {
        var wrong = soft.pinFile("999999");
        assertThat(trouble()).isEqualTo(TokenTrouble.PIN_REFUSED);
        soft.remove();
        soft.begin("999999");
        assertThat(trouble()).isEqualTo(TokenTrouble.PIN_REFUSED);
        token(settings());
        assertThat(trouble()).as("after a restart").isEqualTo(TokenTrouble.PIN_REFUSED);

        var later = Instant.now().plusSeconds(60);
        Files.setLastModifiedTime(wrong, FileTime.from(later));
        assertThat(token.held().certificates()).as("the file was written again").isEmpty();
    }

    @Test
    void aRefusedPinIsTriedAgainWhenSomebodySaysSo() throws Exception {
        soft.pinFile("999999");
        assertThat(trouble()).isEqualTo(TokenTrouble.PIN_REFUSED);
        soft.remove();
        soft.begin("999999");
        refused.forget();
        token.tryAgain();
        assertThat(token.held().certificates()).isEmpty();
    }

    @Test
    void aTokenThatIsTakenAwayAndPutBackSignsAgain() throws Exception {
        var held = put("มาลี ศรีสุข", "RSA", 2048);
        token.sign(held.certificate(), CONTENT);
        soft.remove();
        assertThatThrownBy(() -> token.sign(held.certificate(), CONTENT))
                .isInstanceOf(TokenFailed.class);
        assertThat(trouble()).isEqualTo(TokenTrouble.NO_TOKEN);
        soft.begin(SoftToken.PIN);
        soft.put(held);
        assertThat(token.sign(held.certificate(), CONTENT)).isNotEmpty();
    }

    @Test
    void aProgramThatIsKilledIsStartedAgain() throws Exception {
        var held = put("มาลี ศรีสุข", "RSA", 2048);
        token.sign(held.certificate(), CONTENT);
        var program = token.program().orElseThrow();
        assertThat(program.destroyForcibly()).isTrue();
        program.onExit().join();
        assertThat(token.sign(held.certificate(), CONTENT)).isNotEmpty();
    }

    /// As when a call of the library hangs: the program does nothing any more, and does not end.
    @Test
    void whatHangsIsEndedAndLeftAloneAWhile() throws Exception {
        var held = put("มาลี ศรีสุข", "RSA", 2048);
        token(settings(), Duration.ofSeconds(8), Duration.ofHours(1));
        token.sign(held.certificate(), CONTENT);
        var program = token.program().orElseThrow();
        var stopped = new ProcessBuilder("kill", "-STOP", Long.toString(program.pid())).start();
        assertThat(stopped.waitFor()).isZero();
        assertThat(trouble()).isEqualTo(TokenTrouble.SILENT);
        program.onExit().join();
        assertThat(token.program()).isEmpty();
        assertThat(trouble()).isEqualTo(TokenTrouble.SILENT);
        assertThat(token.program()).as("not asked").isEmpty();
        token.tryAgain();
        assertThat(token.sign(held.certificate(), CONTENT)).isNotEmpty();
    }

    @Test
    void whatIsSetWronglyIsSaidInWords() throws Exception {
        var right = settings();
        token(new Settings("/nowhere.so", right.label, "", right.pinFile, ""));
        assertThat(trouble()).isEqualTo(TokenTrouble.MISCONFIGURED);
        token(new Settings(right.library, "", "", right.pinFile, right.environment));
        assertThat(trouble()).isEqualTo(TokenTrouble.MISCONFIGURED);
        token(new Settings(right.library, "", "first", right.pinFile, right.environment));
        assertThat(trouble()).isEqualTo(TokenTrouble.MISCONFIGURED);
        token(new Settings(right.library, right.label, "", "", right.environment));
        assertThat(trouble()).isEqualTo(TokenTrouble.MISCONFIGURED);
        token(new Settings(right.library, right.label, "", "/nowhere", right.environment));
        assertThat(trouble()).isEqualTo(TokenTrouble.MISCONFIGURED);
        token(right);
        SoftToken.permit(pin, "rw-r-----");
        assertThat(trouble()).as("others may read it").isEqualTo(TokenTrouble.MISCONFIGURED);
        SoftToken.permit(pin, "rw-------");
        token(new Settings(right.library, "another", "", right.pinFile, right.environment));
        assertThat(trouble()).isEqualTo(TokenTrouble.NO_TOKEN);
        token(new Settings(pin.toString(), right.label, "", right.pinFile, ""));
        assertThat(trouble()).as("no library").isEqualTo(TokenTrouble.LIBRARY);
        var another = Path.of(System.getProperty("java.home"), "lib", "libzip.so").toString();
        token(new Settings(another, right.label, "", right.pinFile, ""));
        assertThat(trouble()).as("another library").isEqualTo(TokenTrouble.LIBRARY);
        soft.begin(SoftToken.PIN);
        token(right);
        assertThat(trouble()).isEqualTo(TokenTrouble.SEVERAL_TOKENS);
    }
}
