package th.sala.signing;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.reader.Request;

/// Whom this installation believes about signatures: its own authority for trials, the operator's
/// timestamp authority, and those whose certificates the operator named.
@Component
class Trust {
    private final TrialAuthority own;
    private final TimestampAuthority timestamps;
    private final List<X509Certificate> named;
    private final Withdrawals withdrawals;
    private final Clock clock;

    /// @throws Installation.Unusable if there is a file of authorities without any
    Trust(
            TrialAuthority own,
            TimestampAuthority timestamps,
            @Value("${sala.signature.authorities}") String authorities,
            Withdrawals withdrawals,
            Clock clock) {
        this.own = own;
        this.timestamps = timestamps;
        this.named =
                authorities.isBlank()
                        ? List.of()
                        : Chains.believed("sala.signature.authorities", authorities.strip());
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /// Of whoever signed.
    Request.Check ofAnybody() {
        return check(Stream.concat(Stream.of(own.certificate()), named.stream()));
    }

    /// Of these keys alone.
    Request.Check of(List<CertifiedKey> keys) {
        return check(keys.stream().map(key -> key.chain().getLast()).distinct());
    }

    private Request.Check check(Stream<X509Certificate> signers) {
        return new Request.Check(
                clock.instant(),
                Stream.concat(signers, timestamps.certificates().stream())
                        .map(Trust::encoded)
                        .toList(),
                Stream.concat(Stream.of(own.withdrawn()), withdrawals.lists().stream()).toList());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
