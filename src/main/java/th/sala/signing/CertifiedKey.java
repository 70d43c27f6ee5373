package th.sala.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.checking.Certificates;

/// An official's key to sign with, and who vouches for it.
///
/// @param chain the official's certificate, then those above it
/// @param closedKey by the vault; null if the key lies in the token
record CertifiedKey(
        UUID agency,
        UUID id,
        UUID official,
        Source source,
        List<X509Certificate> chain,
        byte @Nullable [] closedKey,
        Instant madeAt) {
    CertifiedKey {
        chain = List.copyOf(chain);
    }

    /// Who vouches for it.
    enum Source {
        /// The installation's own authority.
        TRIAL,
        /// Another authority; the official brought it as a file.
        BROUGHT,
        /// Another authority; the key lies in the installation's PKCS#11 token.
        TOKEN
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    // for pages, too

    public boolean isTrial() {
        return source == Source.TRIAL;
    }

    public boolean isInToken() {
        return source == Source.TOKEN;
    }

    public String subject() {
        return Certificates.subject(certificate());
    }

    public String issuer() {
        return Certificates.issuer(certificate());
    }

    public Instant until() {
        return Certificates.until(certificate());
    }

    public String fingerprint() {
        return Certificates.fingerprint(certificate());
    }
}
