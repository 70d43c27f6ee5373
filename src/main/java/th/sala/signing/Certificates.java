package th.sala.signing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/// What certificates say.
final class Certificates {
    private static final String PATH = "PkiPath";
    private static final int MAIL = 1;

    /// Longer ones first.
    private static final List<String> TITLES =
            List.of("ว่าที่ร้อยตรี", "หม่อมราชวงศ์", "หม่อมหลวง", "นางสาว", "นาง", "นาย");

    private Certificates() {}

    /// SHA-256, in hexadecimal.
    static String fingerprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String subject(X509Certificate certificate) {
        return commonName(certificate.getSubjectX500Principal());
    }

    static String issuer(X509Certificate certificate) {
        return commonName(certificate.getIssuerX500Principal());
    }

    /// The name, or all of it where there is none.
    private static String commonName(X500Principal principal) {
        var common = attribute(principal, BCStyle.CN);
        return common.isEmpty() ? principal.getName() : common;
    }

    static X509Certificate of(byte[] encoded) {
        try {
            return (X509Certificate)
                    factory().generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException broken) {
            throw new IllegalStateException("no certificate", broken);
        }
    }

    private static String attribute(X500Principal principal, ASN1ObjectIdentifier type) {
        var found = X500Name.getInstance(principal.getEncoded()).getRDNs(type);
        return found.length == 0 ? "" : IETFUtils.valueToString(found[0].getFirst().getValue());
    }

    static Instant from(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    static Instant until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    static boolean isValid(X509Certificate certificate, Instant at) {
        return !at.isBefore(from(certificate)) && !at.isAfter(until(certificate));
    }

    /// Whether it says of the person exactly what is registered.
    static boolean says(X509Certificate certificate, Holder holder) {
        var subject = certificate.getSubjectX500Principal();
        return attribute(subject, BCStyle.CN).equals(holder.name())
                && attribute(subject, BCStyle.O).equals(holder.agencyName())
                && mails(certificate).contains(holder.mail());
    }

    /// Whether another authority's certificate names the person: by their registered address, or by
    /// given and family name.
    static boolean names(X509Certificate certificate, Holder holder) {
        return mails(certificate).stream().anyMatch(holder.mail()::equalsIgnoreCase)
                || isNamed(subject(certificate), holder.name());
    }

    private static boolean isNamed(String there, String here) {
        var theirs = words(there);
        var ours = words(here);
        return theirs.size() >= 2
                && ours.size() >= 2
                && theirs.getLast().equals(ours.getLast())
                && given(theirs).equals(given(ours));
    }

    /// The given name, without a title that stands before it, with or without a space or a dot.
    private static String given(List<String> words) {
        var word = words.get(words.size() - 2);
        var plain = word.substring(word.lastIndexOf('.') + 1);
        return TITLES.stream()
                .filter(title -> plain.startsWith(title) && plain.length() > title.length())
                .findFirst()
                .map(title -> plain.substring(title.length()))
                .orElse(plain);
    }

    private static List<String> words(String name) {
        return Arrays.asList(name.strip().split("\\s+"));
    }

    private static List<String> mails(X509Certificate certificate) {
        var inSubject = attribute(certificate.getSubjectX500Principal(), BCStyle.E);
        try {
            var names = certificate.getSubjectAlternativeNames();
            var others = names == null ? List.<List<?>>of() : names;
            return Stream.concat(
                            Stream.of(inSubject),
                            others.stream()
                                    .filter(name -> Objects.equals(name.getFirst(), MAIL))
                                    .map(name -> String.valueOf(name.get(1))))
                    .filter(mail -> !mail.isEmpty())
                    .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    /// @param chain the signer's first
    static byte[] encode(List<X509Certificate> chain) {
        try {
            return factory().generateCertPath(chain).getEncoded(PATH);
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<X509Certificate> decode(byte[] encoded) {
        try {
            return certificates(
                    factory()
                            .generateCertPath(new ByteArrayInputStream(encoded), PATH)
                            .getCertificates());
        } catch (CertificateException broken) {
            throw new IllegalStateException("no chain of certificates", broken);
        }
    }

    /// @param pem one after the other
    /// @throws CertificateException if there is something else
    static List<X509Certificate> read(byte[] pem) throws CertificateException {
        return certificates(factory().generateCertificates(new ByteArrayInputStream(pem)));
    }

    static List<X509Certificate> certificates(
            Collection<? extends java.security.cert.Certificate> all) {
        return all.stream().map(X509Certificate.class::cast).toList();
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }
}
