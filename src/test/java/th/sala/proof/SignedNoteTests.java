package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Notes and keys, with the examples of Go's package `sumdb/note`.
class SignedNoteTests {
    private static final String PETER_KEY =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String ENOCH_KEY =
            "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\n"
                    + "then you don't know what your problem is.\n";
    private static final String PETER =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
                    + "otpRZb6KE6RyyBwJnAM=\n";
    private static final String ENOCH =
            "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWL"
                    + "ox33WWd1RvMc+QQ=\n";

    private static final NoteKey PETERS = NoteKey.parse(PETER_KEY);
    private static final NoteKey ENOCHS = NoteKey.parse(ENOCH_KEY);

    @Test
    void signsAsKnown() throws GeneralSecurityException {
        var seed = Base64.getDecoder().decode(PETER_SECRET);
        var secret =
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(
                                new EdECPrivateKeySpec(
                                        NamedParameterSpec.ED25519,
                                        Arrays.copyOfRange(seed, 1, seed.length)));
        var note =
                SignedNote.sign(
                        TEXT,
                        PETERS,
                        bytes -> {
                            try {
                                var signature = Signature.getInstance("Ed25519");
                                signature.initSign(secret);
                                signature.update(bytes);
                                return signature.sign();
                            } catch (GeneralSecurityException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        });
        assertThat(note).hasToString(TEXT + '\n' + PETER);
    }

    @Test
    void isSignedByThoseWhoSignedIt() {
        var both = SignedNote.parse(TEXT + '\n' + PETER + ENOCH);
        assertThat(both.text()).isEqualTo(TEXT);
        assertThat(both.isSignedBy(PETERS)).isTrue();
        assertThat(both.isSignedBy(ENOCHS)).isTrue();
        var one = SignedNote.parse(TEXT + '\n' + PETER);
        assertThat(one.isSignedBy(PETERS)).isTrue();
        assertThat(one.isSignedBy(ENOCHS)).isFalse();
        assertThat(one.isSignedBy(new NoteKey("PeterNeumann", ENOCHS.raw()))).isFalse();
        assertThat(one.isSignedBy(new NoteKey("Peter", PETERS.raw()))).isFalse();
    }

    @Test
    void isNotSignedIfOneSignatureOfTheKeyIsWrong() {
        var wrong = PETER.substring(0, 60) + "ABCD" + PETER.substring(60);
        assertThat(SignedNote.parse(TEXT + '\n' + wrong).isSignedBy(PETERS)).isFalse();
        assertThat(SignedNote.parse(TEXT + '\n' + PETER + wrong).isSignedBy(PETERS)).isFalse();
        assertThat(SignedNote.parse("x" + TEXT + '\n' + PETER).isSignedBy(PETERS)).isFalse();
        var misnamed = PETER.replace("PeterNeumann", "CarmenSandiego");
        assertThat(SignedNote.parse(TEXT + '\n' + misnamed).isSignedBy(PETERS)).isFalse();
        var otherId = PETER.replace("x08g", "xxxx");
        assertThat(SignedNote.parse(TEXT + '\n' + otherId).isSignedBy(PETERS)).isFalse();
    }

    @Test
    void mayHaveAHundredSignatures() {
        assertThat(SignedNote.parse(TEXT + '\n' + PETER.repeat(100)).isSignedBy(PETERS)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedNote.parse(TEXT + '\n' + PETER.repeat(101)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                TEXT,
                TEXT + "\n",
                TEXT + PETER,
                "no end\n\n\n" + PETER + "x",
                "\u0001" + TEXT + "\n" + PETER,
                "\t" + TEXT + "\n" + PETER,
                TEXT + "\r\n" + PETER,
                TEXT + "\n" + PETER + "Unexpected line.\n",
                TEXT + "\n" + PETER + "\n",
                TEXT + "\n\n\n",
                TEXT + "\n— Bad Name x08go/ZJkuBS9UG/SffcvA==\n",
                TEXT + "\n—  x08go/ZJkuBS9UG/SffcvA==\n",
                TEXT + "\n— a+b x08go/ZJkuBS9UG/SffcvA==\n",
                TEXT + "\n— a\u00a0b x08go/ZJkuBS9UG/SffcvA==\n",
                TEXT + "\n- Peter x08go/ZJkuBS9UG/SffcvA==\n",
                TEXT + "\n— Peter x08gow==\n",
                TEXT + "\n— Peter x08go/ZJkuBS9UG/Sffcv!==\n",
                TEXT + "\n— Peter x08go/ZJkuBS9UG/SffcvB==\n",
                TEXT + "\n— Peter x08go/ZJkuBS9UG/SffcvA\n"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(text));
    }

    @Test
    void needsASignatureOfOneByteAtLeast() {
        assertThat(SignedNote.parse(TEXT + "\n— Peter x08gowE=\n").isSignedBy(PETERS)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedNote.parse(TEXT + "\n— Peter x08go/==\n"));
    }

    @Test
    void mayHaveEmptyLinesInItsText() {
        var note = SignedNote.parse("a\n\nb\n\n" + PETER);
        assertThat(note.text()).isEqualTo("a\n\nb\n");
        assertThat(SignedNote.parse("\n\n" + PETER).text()).isEqualTo("\n");
    }

    @Test
    void keyIsReadAsItIsWritten() {
        assertThat(PETERS).hasToString(PETER_KEY);
        assertThat(PETERS.name()).isEqualTo("PeterNeumann");
        assertThat(NoteKey.ofX509("PeterNeumann", PETERS.x509())).isEqualTo(PETERS);
        assertThat(PETERS).hasSameHashCodeAs(NoteKey.parse(PETER_KEY)).isNotEqualTo(ENOCHS);
        assertThat(PETERS)
                .isNotEqualTo(new NoteKey("Peter", PETERS.raw()))
                .isNotEqualTo(new NoteKey("PeterNeumann", ENOCHS.raw()))
                .isNotEqualTo((Object) PETER_KEY);
        assertThat(PETERS.hashCode()).isNotEqualTo(ENOCHS.hashCode());
    }

    @Test
    void keyHasAFingerprintToReadOut() {
        var expected = Hash.sha256(PETERS.x509()).hex().toUpperCase(java.util.Locale.ROOT);
        assertThat(PETERS.fingerprint()).matches("([0-9A-F]{4} ){15}[0-9A-F]{4}");
        assertThat(PETERS.fingerprint().replace(" ", "")).isEqualTo(expected);
    }

    /// No part of it, nothing longer, and no byte another.
    @Test
    void keyIsNothingElse() {
        for (int from = 0; from <= PETER_KEY.length(); from++) {
            for (int to = from; to <= PETER_KEY.length(); to++) {
                if (to - from < PETER_KEY.length()) {
                    isNoKey(PETER_KEY.substring(from, to));
                }
            }
        }
        var bytes = PETER_KEY.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i]++;
            isNoKey(new String(bytes, StandardCharsets.US_ASCII));
            bytes[i]--;
        }
        isNoKey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==");
        isNoKey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    private static void isNoKey(String text) {
        assertThatIllegalArgumentException().as(text).isThrownBy(() -> NoteKey.parse(text));
    }

    @Test
    void keyNeedsANameAndBytes() {
        var raw = PETERS.raw();
        for (var name : new String[] {"", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\u0007b"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey(name, raw));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a", new byte[31]));
        var x509 = PETERS.x509();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoteKey.ofX509("a", Arrays.copyOf(x509, 43)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoteKey.ofX509("a", Arrays.copyOf(x509, 45)));
        x509[4] ^= 1;
        assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.ofX509("a", x509));
    }

    /// A key that is no point of the curve signs nothing, and harms nobody.
    @Test
    void aKeyThatIsNoneSignsNothing() {
        var raw = new byte[32];
        Arrays.fill(raw, (byte) -1);
        assertThat(new NoteKey("a", raw).signed(new byte[1], new byte[64])).isFalse();
        assertThat(PETERS.signed(new byte[1], new byte[3])).isFalse();
    }

    @Test
    void checkpointIsReadAsItIsWritten() {
        var checkpoint = new Checkpoint("sala.example/log", 12, Hash.sha256("root"));
        var log = TestLog.empty();
        assertThat(Checkpoint.of(log.sign(checkpoint.text()))).isEqualTo(checkpoint);
        assertThat(checkpoint.text())
                .isEqualTo("sala.example/log\n12\n" + Hash.sha256("root").base64() + '\n');
        assertThat(Checkpoint.of(log.sign(checkpoint.text() + "extension\n")))
                .isEqualTo(checkpoint);
        var none = new Checkpoint("log", 0, Hash.sha256(""));
        assertThat(Checkpoint.of(log.sign(none.text()))).isEqualTo(none);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log\n12\n",
                "log\n-1\nROOT\n",
                "log\n+1\nROOT\n",
                "log\n01\nROOT\n",
                "log\n1000000000000000000\nROOT\n",
                "log\n๑\nROOT\n",
                "\n1\nROOT\n",
                "a log\n1\nROOT\n",
                "log\n1\nROOT=\n"
            })
    void checkpointIsNothingElse(String text) {
        var note = TestLog.empty().sign(text.replace("ROOT", Hash.sha256("root").base64()));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of(note));
    }

    @Test
    void checkpointHasNoNegativeSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("log", -1, Hash.sha256("")));
    }
}
