package th.sala.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of the tests, and what it hands out.
public final class Authorities {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2028-01-01T00:00:00Z");
    private static final String NAME = "CN=Other authority,C=TH";

    /// A person's, or a server's.
    public record Held(KeyPair keys, List<X509Certificate> chain) {
        X509Certificate certificate() {
            return chain.getFirst();
        }

        public byte[] file(String password) {
            try {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                var letters = password.toCharArray();
                var all = chain.toArray(Certificate[]::new);
                store.setKeyEntry("key", keys.getPrivate(), letters, all);
                var bytes = new ByteArrayOutputStream();
                store.store(bytes, letters);
                return bytes.toByteArray();
            } catch (GeneralSecurityException | IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private final KeyPair keys = pair("RSA", 2048);
    private final X509Certificate root;
    private int serial = 1;

    public Authorities() {
        var usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        this.root = certificate(NAME, keys, true, usage, false, FROM, UNTIL);
    }

    X509Certificate root() {
        return root;
    }

    /// The certificate by which it is believed.
    byte[] encoded() {
        try {
            return root.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String pem() {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(encoded()));
    }

    static KeyPair pair(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Held person(String name) {
        return person(name, pair("RSA", 2048), FROM, UNTIL);
    }

    Held person(String name, KeyPair pair, Instant from, Instant until) {
        var usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
        return held(name, pair, usage, false, from, until);
    }

    Held of(String name, int usage) {
        return held(name, pair("RSA", 2048), usage, false, FROM, UNTIL);
    }

    Held clock(String name) {
        return held(name, pair("RSA", 2048), KeyUsage.digitalSignature, true, FROM, UNTIL);
    }

    private Held held(
            String name, KeyPair pair, int usage, boolean stamps, Instant from, Instant until) {
        var subject = "CN=" + name + ",C=TH";
        var own = certificate(subject, pair, false, usage, stamps, from, until);
        return new Held(pair, List.of(own, root));
    }

    private X509Certificate certificate(
            String subject,
            KeyPair pair,
            boolean isAuthority,
            int usage,
            boolean stamps,
            Instant from,
            Instant until) {
        var builder =
                new JcaX509v3CertificateBuilder(
                        new X500Name(NAME),
                        BigInteger.valueOf(serial++),
                        Date.from(from),
                        Date.from(until),
                        new X500Name(subject),
                        pair.getPublic());
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(pair.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(keys.getPublic()));
            if (stamps) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        true,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withRSA")
                                            .build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What it withdrew, said at that moment.
    byte[] withdrawn(Instant at, X509Certificate... certificates) {
        var list =
                new X509v2CRLBuilder(
                        X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
                        Date.from(at));
        list.setNextUpdate(Date.from(at.plusSeconds(86_400)));
        for (var certificate : certificates) {
            list.addCRLEntry(
                    certificate.getSerialNumber(),
                    Date.from(at.minusSeconds(60)),
                    CRLReason.keyCompromise);
        }
        try {
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
            return list.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
