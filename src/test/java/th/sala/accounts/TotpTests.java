package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {
    private static final Totp RFC =
            Totp.of(
                    HexFormat.of()
                            .formatHex("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    /// Appendix B, SHA-1; the last six of its eight digits.
    @ParameterizedTest(name = "RFC 6238: {1} at {0}")
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(RFC.code(Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} steps off: {1}")
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void allowsOneStepOfDrift(int steps, boolean allowed) {
        var step = Totp.step(NOW) + steps;
        assertThat(RFC.stepOf(RFC.code(step), NOW).isPresent()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"''", "50471", "0504710", "๐๕๐๔๗๑", "+50471"})
    void takesNothingElse(String typed) {
        assertThat(RFC.stepOf(typed, NOW)).isEmpty();
    }

    @Test
    void isWhatItWasKeptAs() {
        var fresh = Totp.fresh();

        assertThat(Totp.of(fresh.kept()).code(7)).isEqualTo(fresh.code(7));
        assertThat(Totp.fresh().kept()).isNotEqualTo(fresh.kept()).hasSize(40);
    }

    @Test
    void tellsAuthenticatorsItsSecret() {
        assertThat(RFC.uri("somying@a"))
                .isEqualTo(
                        "otpauth://totp/Sala%3Asomying%40a"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sala");
        assertThat(RFC.readable()).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    @Test
    void isReadByACameraAsItIs() throws ReaderException {
        var uri = Totp.fresh().uri("somying.j");

        var read =
                new QRCodeReader()
                        .decode(
                                new BinaryBitmap(
                                        new GlobalHistogramBinarizer(new Picture(QrCode.of(uri)))));

        assertThat(read.getText()).isEqualTo(uri);
    }

    /// What a camera sees of the path: four by four points for each module.
    private static final class Picture extends LuminanceSource {
        private static final int SCALE = 4;
        private final byte[] points;

        private Picture(QrCode code) {
            super(code.size() * SCALE, code.size() * SCALE);
            points = new byte[getWidth() * getHeight()];
            Arrays.fill(points, (byte) 255);
            var module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(code.path());
            while (module.find()) {
                for (int i = 0; i < SCALE * SCALE; i++) {
                    var x = Integer.parseInt(module.group(1)) * SCALE + i % SCALE;
                    var y = Integer.parseInt(module.group(2)) * SCALE + i / SCALE;
                    points[y * getWidth() + x] = 0;
                }
            }
        }

        @Override
        public byte[] getRow(int y, byte[] row) {
            return Arrays.copyOfRange(points, y * getWidth(), (y + 1) * getWidth());
        }

        @Override
        public byte[] getMatrix() {
            return points;
        }
    }
}
