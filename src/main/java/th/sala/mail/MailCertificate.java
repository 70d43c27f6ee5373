package th.sala.mail;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import th.sala.database.SecretFile;

/// The listeners' certificate: the agency's own by settings, or one made at the first start, which
/// other servers use to encrypt without knowing whom they talk to.
final class MailCertificate {
    private static final int YEARS = 10;
    private static final int SERIAL_BITS = 120;

    private MailCertificate() {}

    /// @throws IllegalStateException if the files cannot be used; the message says which and why
    static SSLContext context(SmtpSettings settings, Path secrets) {
        var chain = settings.certificate();
        var key = settings.privateKey();
        if ((chain == null) != (key == null)) {
            throw new IllegalStateException(
                    "sala.smtp.certificate and sala.smtp.private-key go together");
        }
        try {
            if (chain != null && key != null) {
                return context(chain, key);
            }
            var own = secrets.resolve("mail-certificate.pem");
            var ownKey = secrets.resolve("mail-key.pem");
            if (!Files.exists(own) || !Files.exists(ownKey)) {
                make(settings.hostname(), own, ownKey);
            }
            return context(own, ownKey);
        } catch (GeneralSecurityException | OperatorCreationException failed) {
            throw new IllegalStateException(
                    "cannot use the certificate of the mail listeners: " + failed, failed);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the mail listeners' certificate", failed);
        }
    }

    private static SSLContext context(Path chain, Path key)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(chain)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            store.setKeyEntry(
                    "mail", privateKey(key), new char[0], certificates.toArray(Certificate[]::new));
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        try (var parser = new PEMParser(Files.newBufferedReader(file))) {
            var converter = new JcaPEMKeyConverter();
            return switch (parser.readObject()) {
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PrivateKeyInfo key -> converter.getPrivateKey(key);
                case null, default ->
                        throw new IllegalStateException(
                                file + " holds no private key in PEM without a password");
            };
        }
    }

    private static void make(String hostname, Path chain, Path key)
            throws GeneralSecurityException, OperatorCreationException, IOException {
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
        SecretFile.write(key, pem(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded())));
        SecretFile.write(
                chain, pem(new PemObject("CERTIFICATE", builder.build(signer).getEncoded())));
    }

    private static byte[] pem(PemObject object) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
