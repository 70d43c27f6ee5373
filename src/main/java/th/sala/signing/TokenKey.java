package th.sala.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.UUID;
import th.sala.checking.Certificates;

/// A key in the token that is one official's: two people of the installation said so.
///
/// @param assigned false while the second one has not said so yet
record TokenKey(
        UUID agency,
        UUID id,
        UUID official,
        X509Certificate certificate,
        boolean assigned,
        String by,
        Instant at) {
    // for pages

    public String fingerprint() {
        return Certificates.fingerprint(certificate);
    }

    public String subject() {
        return Certificates.subject(certificate);
    }

    public String issuer() {
        return Certificates.issuer(certificate);
    }

    public Instant until() {
        return Certificates.until(certificate);
    }
}
