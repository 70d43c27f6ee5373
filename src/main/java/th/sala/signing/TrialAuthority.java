package th.sala.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.stereotype.Component;
import th.sala.installation.Vault;

/// The installation's own certificate authority, for trials and for agencies that have none: it
/// vouches that this installation knew the person by the public registry, and for nothing else.
/// Whoever wants to believe it takes its certificate from the public page.
///
/// It withdraws nothing: a key that is ended is erased, so that no more signatures come of it.
@Component
class TrialAuthority {
    private static final String KEPT = "trial-authority";
    private static final String ALIAS = "root";
    private static final String ALGORITHM = "SHA256withRSA";
    private static final int ROOT_BITS = 3072;
    private static final int BITS = 2048;
    private static final int SERIAL_BITS = 120;
    private static final int NAME_BYTES = 4;
    private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365);
    private static final Duration LIFE = Duration.ofDays(2 * 365);

    /// A worker may finish a day after the signer signed; the certificate was good then.
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;
    private final Clock clock;

    TrialAuthority(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    private record Root(X509Certificate certificate, PrivateKey key) {}

    X509Certificate certificate() {
        return root().certificate();
    }

    /// A fresh pair of keys for a person.
    static KeyPair pair() {
        return pair(BITS);
    }

    private static KeyPair pair(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whether this authority vouched for the person as they are registered now.
    boolean vouchesFor(Holder holder, CertifiedKey key) {
        return key.chain().getLast().equals(certificate())
                && CertifiedNames.says(key.certificate(), holder);
    }

    /// Vouches for a person's key.
    ///
    /// @param at what it is needed for first
    X509Certificate issue(Holder holder, PublicKey key, Instant at) {
        var root = root();
        var until = clock.instant().plus(LIFE);
        var end = root.certificate().getNotAfter().toInstant();
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            root.certificate(),
                            serial(),
                            date(at.minus(BEFORE)),
                            date(until.isBefore(end) ? until : end),
                            name(holder.agencyName(), holder.name()),
                            key);
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(root.certificate()));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.rfc822Name, holder.mail())));
            return signed(builder, root.key());
        } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
            throw new IllegalStateException("cannot vouch for a key", failed);
        }
    }

    /// That nothing was withdrawn, as of now.
    byte[] withdrawn() {
        var root = root();
        var now = clock.instant();
        try {
            var list =
                    new X509v2CRLBuilder(
                            X500Name.getInstance(
                                    root.certificate().getSubjectX500Principal().getEncoded()),
                            date(now.minus(BEFORE)));
            list.setNextUpdate(date(now.plus(BEFORE)));
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root.certificate()));
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
            return list.build(new JcaContentSignerBuilder(ALGORITHM).build(root.key()))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
            throw new IllegalStateException("cannot say what was withdrawn", failed);
        }
    }

    private Root root() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(vault.kept(KEPT, this::fresh)), new char[0]);
            return new Root(
                    (X509Certificate) store.getCertificate(ALIAS),
                    (PrivateKey) store.getKey(ALIAS, new char[0]));
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("no usable authority in " + KEPT, broken);
        }
    }

    private byte[] fresh() {
        var pair = pair(ROOT_BITS);
        var now = clock.instant();
        var which = HexFormat.of().formatHex(random(NAME_BYTES));
        var name = name("Sala", "Sala trial authority " + which);
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            name,
                            serial(),
                            date(now.minus(BEFORE.multipliedBy(2))),
                            date(now.plus(ROOT_LIFE)),
                            name,
                            pair.getPublic());
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(pair.getPublic()));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var chain = new Certificate[] {signed(builder, pair.getPrivate())};
            store.setKeyEntry(ALIAS, pair.getPrivate(), new char[0], chain);
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, new char[0]);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
            throw new IllegalStateException("cannot make an authority", failed);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(key)));
    }

    private static X500Name name(String organisation, String person) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "TH")
                // as they are: a text that begins with # would be read as hexadecimal
                .addRDN(BCStyle.O, new DERUTF8String(organisation))
                .addRDN(BCStyle.CN, new DERUTF8String(person))
                .build();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// Certificates know whole seconds.
    private static Date date(Instant instant) {
        return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
