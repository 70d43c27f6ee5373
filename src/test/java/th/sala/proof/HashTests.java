package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTests {
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isTheSha256OfAllItsParts() {
        assertThat(Hash.sha256("abc")).hasToString(ABC);
        assertThat(Hash.sha256(new byte[] {'a'}, new byte[0], new byte[] {'b', 'c'}))
                .isEqualTo(Hash.ofHex(ABC))
                .hasSameHashCodeAs(Hash.ofHex(ABC));
        assertThat(Hash.sha256("abd")).isNotEqualTo(Hash.ofHex(ABC));
        assertThat(Hash.sha256("abc")).isNotEqualTo((Object) ABC);
        assertThat(Hash.sha256("abc").hashCode()).isNotZero();
    }

    @Test
    void isReadAsItIsWritten() {
        var hash = Hash.sha256("abc");
        assertThat(Hash.ofHex(hash.hex())).isEqualTo(hash);
        assertThat(Hash.ofBase64(hash.base64())).isEqualTo(hash);
        assertThat(Hash.of(hash.bytes())).isEqualTo(hash);
    }

    @Test
    void cannotBeChanged() {
        var bytes = Hash.ofHex(ABC).bytes();
        var hash = Hash.of(bytes);
        bytes[0]++;
        hash.bytes()[1]++;
        assertThat(hash).hasToString(ABC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ba",
                "zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad00",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"
            })
    void isNothingElseInHexadecimal(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofHex(text));
    }

    /// The last has bits beyond the 32 bytes, the one before no padding.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!!!!",
                "unYW",
                "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0",
                "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa1="
            })
    void isNothingElseInBase64(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofBase64(text));
    }
}
