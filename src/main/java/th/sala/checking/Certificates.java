package th.sala.checking;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// What certificates say.
public final class Certificates {
    private Certificates() {}

    /// @throws IllegalStateException if it is none
    public static X509Certificate of(byte[] encoded) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException broken) {
            throw new IllegalStateException("no certificate", broken);
        }
    }

    /// SHA-256, in hexadecimal.
    public static String fingerprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String subject(X509Certificate certificate) {
        return commonName(certificate.getSubjectX500Principal());
    }

    public static String issuer(X509Certificate certificate) {
        return commonName(certificate.getIssuerX500Principal());
    }

    /// The name, or all of it where there is none.
    private static String commonName(X500Principal principal) {
        var common = attribute(principal, BCStyle.CN);
        return common.isEmpty() ? principal.getName() : common;
    }

    /// @return empty if there is none
    public static String attribute(X500Principal principal, ASN1ObjectIdentifier type) {
        var found = X500Name.getInstance(principal.getEncoded()).getRDNs(type);
        return found.length == 0 ? "" : IETFUtils.valueToString(found[0].getFirst().getValue());
    }

    public static Instant from(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    public static Instant until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    public static boolean isValid(X509Certificate certificate, Instant at) {
        return !at.isBefore(from(certificate)) && !at.isAfter(until(certificate));
    }
}
