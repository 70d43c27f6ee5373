package th.sala.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import th.sala.installation.Installation;

/// Which certificates their authorities withdrew, as the lists (CRL) in a folder of the operator's
/// say. Sala asks nobody outside; whoever runs it has the lists fetched.
@Component
class Withdrawals {
    private static final Logger LOG = LoggerFactory.getLogger(Withdrawals.class);

    /// More than authorities of millions of certificates publish.
    private static final long LARGEST = 20_000_000;

    /// A file as it was when it was read; without a list while it cannot be.
    private record Known(FileTime changed, long size, @Nullable X509CRL list) {}

    private final @Nullable Path folder;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /// @throws Installation.Unusable if a folder is set that is none
    Withdrawals(@Value("${sala.signature.withdrawn}") String folder) {
        this.folder = folder.isBlank() ? null : Path.of(folder.strip());
        if (this.folder != null && !Files.isDirectory(this.folder)) {
            throw new Installation.Unusable(
                    "sala.signature.withdrawn is no folder: " + this.folder);
        }
    }

    /// The lists as they are now, each in DER. A file that cannot be read counts as it was read
    /// last.
    ///
    /// @throws IllegalStateException if the folder cannot be read
    List<byte[]> lists() {
        var encoded = new ArrayList<byte[]>();
        for (var list : read()) {
            try {
                encoded.add(list.getEncoded());
            } catch (CRLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return encoded;
    }

    /// Whether one of the certificates was withdrawn by the one that vouched for it, which is the
    /// next. A list that it did not sign says nothing.
    ///
    /// @param chain the signer's first
    boolean hold(List<X509Certificate> chain) {
        var lists = read();
        for (int i = 0; i + 1 < chain.size(); i++) {
            var one = chain.get(i);
            var issuer = chain.get(i + 1);
            if (lists.stream().anyMatch(list -> isOf(list, issuer) && list.isRevoked(one))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(X509CRL list, X509Certificate issuer) {
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private List<X509CRL> read() {
        if (folder == null) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var lists = new ArrayList<X509CRL>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var list = known.compute(file, Withdrawals::renewed).list();
                if (list != null) {
                    lists.add(list);
                }
            }
            return lists;
        } catch (IOException failed) {
            throw new IllegalStateException("cannot read sala.signature.withdrawn", failed);
        }
    }

    private static Known renewed(Path file, @Nullable Known before) {
        var last = before == null ? null : before.list();
        var changed = FileTime.fromMillis(0);
        long size = -1;
        try {
            changed = Files.getLastModifiedTime(file);
            size = Files.size(file);
            if (before != null && before.size() == size && before.changed().equals(changed)) {
                return before;
            }
            if (size > LARGEST) {
                throw new IOException("more than " + LARGEST + " bytes");
            }
            return new Known(changed, size, parsed(Files.readAllBytes(file)));
        } catch (IOException | CRLException | CertificateException unreadable) {
            LOG.error(
                    "{} is no list of withdrawn certificates; the last good one counts",
                    file,
                    unreadable);
            return new Known(changed, size, last);
        }
    }

    private static X509CRL parsed(byte[] file) throws CRLException, CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        if (factory.generateCRL(new ByteArrayInputStream(file)) instanceof X509CRL list) {
            return list;
        }
        throw new CRLException("holds no list");
    }
}
