package th.sala.mail;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import th.sala.installation.Vault;

/// The listeners' certificate: the agency's own by settings, or one made at the first start, which
/// other servers use to encrypt without knowing whom they talk to.
final class MailCertificate {
    private static final int YEARS = 10;
    private static final int SERIAL_BITS = 120;
    private static final String OWN = "mail-certificate";

    private MailCertificate() {}

    /// @throws IllegalStateException if the files cannot be used; the message says which and why
    static SSLContext context(SmtpSettings settings, Vault vault) {
        var chain = settings.certificate();
        var key = settings.privateKey();
        if ((chain == null) != (key == null)) {
            throw new IllegalStateException(
                    "sala.smtp.certificate and sala.smtp.private-key go together");
        }
        try {
            if (chain != null && key != null) {
                return context(
                        new Pem(chain.toString(), Files.readString(chain)),
                        new Pem(key.toString(), Files.readString(key)));
            }
            var kept = vault.kept(OWN, () -> fresh(settings.hostname()));
            var own = new Pem(OWN, new String(kept, StandardCharsets.US_ASCII));
            return context(own, own);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(
                    "cannot use the certificate of the mail listeners: " + failed, failed);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the mail listeners' certificate", failed);
        }
    }

    private record Pem(String source, String text) {
        List<Object> objects() throws IOException {
            var objects = new ArrayList<Object>();
            try (var parser = new PEMParser(new StringReader(text))) {
                for (var one = parser.readObject(); one != null; one = parser.readObject()) {
                    objects.add(one);
                }
            }
            return objects;
        }
    }

    private static SSLContext context(Pem chain, Pem key)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("mail", privateKey(key), new char[0], certificates(chain));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static Certificate[] certificates(Pem pem)
            throws GeneralSecurityException, IOException {
        var converter = new JcaX509CertificateConverter();
        var certificates = new ArrayList<Certificate>();
        for (var object : pem.objects()) {
            if (object instanceof X509CertificateHolder certificate) {
                certificates.add(converter.getCertificate(certificate));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalStateException(pem.source() + " holds no certificate in PEM");
        }
        return certificates.toArray(Certificate[]::new);
    }

    private static PrivateKey privateKey(Pem pem) throws IOException {
        var converter = new JcaPEMKeyConverter();
        for (var object : pem.objects()) {
            if (object instanceof PEMKeyPair pair) {
                return converter.getPrivateKey(pair.getPrivateKeyInfo());
            }
            if (object instanceof PrivateKeyInfo key) {
                return converter.getPrivateKey(key);
            }
        }
        throw new IllegalStateException(
                pem.source() + " holds no private key in PEM without a password");
    }

    /// Certificate and key, in PEM, in this order.
    private static byte[] fresh(String hostname) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var pair = generator.generateKeyPair();
            var name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, hostname).build();
            var now = Instant.now();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(SERIAL_BITS, new SecureRandom()),
                            Date.from(now.minus(1, ChronoUnit.DAYS)),
                            Date.from(now.plus(YEARS * 365L, ChronoUnit.DAYS)),
                            name,
                            pair.getPublic());
            var names =
                    new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, hostname),
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                    };
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return pem(
                    new PemObject("CERTIFICATE", builder.build(signer).getEncoded()),
                    new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
            throw new IllegalStateException("cannot make a certificate for mail", failed);
        }
    }

    private static byte[] pem(PemObject... objects) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            for (var object : objects) {
                writer.writeObject(object);
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
