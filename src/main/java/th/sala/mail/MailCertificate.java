package th.sala.mail;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import th.sala.installation.Installation;
import th.sala.installation.TlsCertificate;
import th.sala.installation.Vault;

/// The listeners' certificate: the agency's own by settings, or one made at the first start.
final class MailCertificate {
    private static final String OWN = "mail-certificate";

    private MailCertificate() {}

    /// @throws Installation.Unusable if the files cannot be used; the message says which and why
    static SSLContext context(SmtpSettings settings, Vault vault) {
        var chain = settings.certificate();
        var key = settings.privateKey();
        if ((chain == null) != (key == null)) {
            throw new Installation.Unusable(
                    "sala.smtp.certificate and sala.smtp.private-key go together");
        }
        return context(
                chain != null && key != null
                        ? TlsCertificate.of(chain, key)
                        : TlsCertificate.own(
                                vault,
                                OWN,
                                List.of(settings.hostname(), "localhost", "127.0.0.1")));
    }

    private static SSLContext context(TlsCertificate certificate) {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(certificate.store(), new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
