package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TnefTests {
    private static final byte[] HEAD = HexFormat.of().parseHex("789f3e220100");

    /// A file begins, with nothing said of it.
    private static final byte[] FILE = HexFormat.of().parseHex("0202900600" + "00000000" + "0000");

    @ParameterizedTest(name = "{0} files")
    @CsvSource({"200, true", "201, false"})
    void countsFiles(int files, boolean isRead) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(HEAD);
        for (int i = 0; i < files; i++) {
            all.writeBytes(FILE);
        }
        assertThat(Tnef.read(all.toByteArray()).isPresent()).isEqualTo(isRead);
    }

    /// Cut anywhere it is read as far as whole attributes go, or is a file as any other.
    @Test
    void readsNothingBeyondTheEnd() {
        var whole = Corpus.winmail("ก.pdf", new byte[100], "{\\rtf1 x}");
        for (int length = 0; length < whole.length; length++) {
            Tnef.read(Arrays.copyOf(whole, length))
                    .ifPresent(read -> assertThat(read.files()).hasSizeLessThan(2));
        }
        assertThat(Tnef.read(whole).orElseThrow().files())
                .extracting(Attachment::name)
                .containsExactly("ก.pdf");
    }
}
