package th.sala.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.mail.MailOrigin.Verdict;
import th.sala.origin.MailHeader;

class ServiceFindingsTests {
    private static Optional<Verdict> of(String results) {
        var header = "Received: x\r\nAuthentication-Results: " + results + "\r\nFrom: x\r\n\r\n";
        return ServiceFindings.of(
                MailHeader.of(header.getBytes(US_ASCII)), "mx.s.example", "moi.go.th");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mx.s.example; dmarc=pass header.from=moi.go.th | PROVEN",
                "MX.S.example 1; dmarc=pass (p=none; dkim=fail) header.from=MOI.go.th | PROVEN",
                "\"mx.s.example\"; dkim=pass header.i=@mail.moi.go.th header.s=x | PROVEN",
                "mx.s.example; dkim=fail header.d=moi.go.th; spf=pass smtp.mailfrom=chief@moi.go.th | PROVEN",
                "mx.s.example; dmarc=pass header.from=else.example | UNPROVEN",
                "mx.s.example; dkim=pass header.d=else.example; spf=pass smtp.mailfrom=x@else.example | UNPROVEN",
                "mx.s.example; dkim=fail (dmarc=pass header.from=moi.go.th) header.d=else.example | UNPROVEN",
                "mx.s.example; dkim=fail reason=\"dmarc=pass\" header.d=moi.go.th | UNPROVEN",
                "mx.s.example; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=moi.go.th\"@evil.example | UNPROVEN",
                "mx.s.example; spf=pass (of \"a) ; dmarc=pass header.from=moi.go.th (b\"@evil.example) smtp.helo=x | UNPROVEN",
                "mx.s.example; iprev=pass header.from=moi.go.th | UNPROVEN",
                "mx.s.example; none | UNPROVEN",
                "mx.s.example | UNPROVEN",
                "mx.s.example; dkim=temperror header.d=moi.go.th | UNKNOWN"
            })
    void readsWhatTheServiceSays(String results, Verdict verdict) {
        assertThat(of(results)).contains(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mx.s.example.evil.example; dmarc=pass header.from=moi.go.th",
                "evil.example; dmarc=pass header.from=moi.go.th",
                "; dmarc=pass header.from=moi.go.th",
                "(mx.s.example) evil; dmarc=pass header.from=moi.go.th"
            })
    void readsNothingOfOthers(String results) {
        assertThat(of(results)).isEmpty();
    }

    @Test
    void readsAnythingInBoundedTime() {
        assertThat(of("mx.s.example; " + "(".repeat(4_000))).contains(Verdict.UNPROVEN);
        assertThat(of("mx.s.example; dkim=pass " + "x".repeat(20_000))).isEmpty();
        assertThat(of(";;;;")).isEmpty();
    }
}
