package th.sala.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTests {
    @ParameterizedTest
    @CsvSource({
        "moi.go.th, moi.go.th, true",
        "mail.moi.go.th, moi.go.th, true",
        "moi.go.th, mail.moi.go.th, true",
        "evilmoi.go.th, moi.go.th, false",
        "moi.go.th.evil.example, moi.go.th, false",
        "th, moi.go.th, false",
        "moi.go.th, th, false",
        "dopa.go.th, moi.go.th, false",
        "go.th, moi.go.th, false",
        "moi.go.th, go.th, false",
        "evil.co.uk, co.uk, false",
        "go.th, go.th, true",
        "mail.dga.example, dga.example, true",
        "mail.tak.th, tak.th, false",
        "mail.phuket.th, phuket.th, true",
        "'', moi.go.th, false",
        "moi.go.th, '', false",
        "'', '', false"
    })
    void saysWhoSpeaksForWhom(String speaker, String seen, boolean is) {
        assertThat(Alignment.isOf(speaker, seen)).isEqualTo(is);
    }
}
