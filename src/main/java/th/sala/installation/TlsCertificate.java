package th.sala.installation;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
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

/// A certificate with its key: the agency's own files, or one that the installation made for
/// itself, which others use to encrypt without knowing whom they talk to.
public final class TlsCertificate {
    private static final int YEARS = 10;
    private static final int SERIAL_BITS = 120;
    private static final String ALIAS = "sala";

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private TlsCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    /// @param chain the certificate and those above it, in PEM
    /// @param key its private key, in PEM without a password
    /// @throws Installation.Unusable if they cannot be used; the message says which and why
    public static TlsCertificate of(Path chain, Path key) {
        try {
            var given =
                    new TlsCertificate(
                            chain(chain.toString(), Files.readString(chain)),
                            key(key.toString(), Files.readString(key)));
            if (!given.fits()) {
                throw new Installation.Unusable(
                        "the key %s does not belong to the certificate %s".formatted(key, chain));
            }
            return given;
        } catch (IOException | GeneralSecurityException failed) {
            throw new Installation.Unusable(
                    "cannot use the certificate %s with the key %s: %s"
                            .formatted(chain, key, failed));
        }
    }

    /// The certificate that the vault has under this name, made the first time.
    ///
    /// @param hosts names and addresses that it is good for when it is made
    public static TlsCertificate own(Vault vault, String name, List<String> hosts) {
        var pem = new String(vault.kept(name, () -> fresh(hosts)), StandardCharsets.US_ASCII);
        try {
            return new TlsCertificate(chain(name, pem), key(name, pem));
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("no usable certificate in " + name, broken);
        }
    }

    /// For whoever encrypts with it; without a password.
    public KeyStore store() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// SHA-256 of the certificate as browsers show it, `AB:CD:…`.
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whether certificate and key are a pair.
    private boolean fits() throws GeneralSecurityException {
        var algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(chain.getFirst().getEncoded());
        var signed = signature.sign();
        signature.initVerify(chain.getFirst());
        signature.update(chain.getFirst().getEncoded());
        try {
            return signature.verify(signed);
        } catch (SignatureException ofAnother) {
            return false;
        }
    }

    private static List<Object> objects(String pem) throws IOException {
        var objects = new ArrayList<Object>();
        try (var parser = new PEMParser(new StringReader(pem))) {
            for (var one = parser.readObject(); one != null; one = parser.readObject()) {
                objects.add(one);
            }
        }
        return objects;
    }

    private static List<X509Certificate> chain(String source, String pem)
            throws IOException, GeneralSecurityException {
        var converter = new JcaX509CertificateConverter();
        var chain = new ArrayList<X509Certificate>();
        for (var object : objects(pem)) {
            if (object instanceof X509CertificateHolder certificate) {
                chain.add(converter.getCertificate(certificate));
            }
        }
        if (chain.isEmpty()) {
            throw new Installation.Unusable(source + " holds no certificate in PEM");
        }
        return chain;
    }

    private static PrivateKey key(String source, String pem) throws IOException {
        var converter = new JcaPEMKeyConverter();
        for (var object : objects(pem)) {
            if (object instanceof PEMKeyPair pair) {
                return converter.getPrivateKey(pair.getPrivateKeyInfo());
            }
            if (object instanceof PrivateKeyInfo key) {
                return converter.getPrivateKey(key);
            }
        }
        throw new Installation.Unusable(source + " holds no private key in PEM without a password");
    }

    /// Certificate and key, in PEM, in this order.
    private static byte[] fresh(List<String> hosts) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var pair = generator.generateKeyPair();
            var name =
                    new X500NameBuilder(BCStyle.INSTANCE)
                            .addRDN(BCStyle.CN, hosts.getFirst())
                            .build();
            var now = Instant.now();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(SERIAL_BITS, new SecureRandom()),
                            Date.from(now.minus(1, ChronoUnit.DAYS)),
                            Date.from(now.plus(YEARS * 365L, ChronoUnit.DAYS)),
                            name,
                            pair.getPublic());
            var names = hosts.stream().map(TlsCertificate::name).toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return pem(
                    new PemObject("CERTIFICATE", builder.build(signer).getEncoded()),
                    new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
            throw new IllegalStateException("cannot make a certificate", failed);
        }
    }

    private static GeneralName name(String host) {
        try {
            InetAddress.ofLiteral(host);
            return new GeneralName(GeneralName.iPAddress, host);
        } catch (IllegalArgumentException noAddress) {
            return new GeneralName(GeneralName.dNSName, host);
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
