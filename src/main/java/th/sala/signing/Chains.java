package th.sala.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import th.sala.installation.Installation;

/// Several certificates as they are kept and brought.
final class Chains {
    private static final String PATH = "PkiPath";

    private Chains() {}

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

    static List<X509Certificate> certificates(Collection<? extends Certificate> all) {
        return all.stream().map(X509Certificate.class::cast).toList();
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    /// Those that the operator believes.
    ///
    /// @param setting its name, for the message
    /// @param file one certificate after the other, as PEM
    /// @throws Installation.Unusable if there are none
    static List<X509Certificate> believed(String setting, String file) {
        try {
            var read = read(Files.readAllBytes(Path.of(file)));
            if (!read.isEmpty()) {
                return read;
            }
        } catch (IOException | CertificateException unreadable) {
            throw new Installation.Unusable("cannot read " + setting + ": " + unreadable);
        }
        throw new Installation.Unusable(file + " holds no certificate to believe");
    }
}
