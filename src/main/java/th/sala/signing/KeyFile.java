package th.sala.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import th.sala.checking.Certificates;
import th.sala.law.Refusal;

/// A key with its certificates as authorities hand them out: PKCS#12 (.p12, .pfx).
///
/// @param chain the certificate of the key, then those above it
record KeyFile(PrivateKey key, List<X509Certificate> chain) {
    private static final int LARGEST = 64 * 1024;
    private static final int LEAST_RSA = 2048;
    private static final int LEAST_EC = 256;

    /// What a signature has room for beside itself.
    private static final int LARGEST_CHAIN = 7000;

    /// Opening one can be made to take long.
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1);

    KeyFile {
        chain = List.copyOf(chain);
    }

    /// Refusal: the file holds no key that can be used, and what is wrong with it.
    static final class Unusable extends Refusal {
        /// What is wrong.
        enum Why {
            /// No such file, or another password.
            UNREADABLE,
            NO_KEY,
            /// RSA below 2048 bits, elliptic curves below 256, anything else.
            WEAK,
            /// The key is not the certificate's, or the certificates do not follow one another.
            MISMATCHED,
            /// Its certificate is for something else than signing.
            NOT_FOR_SIGNING,
            OUTSIDE_VALIDITY,
            /// Its authority withdrew it.
            WITHDRAWN,
            OF_ANOTHER;

            /// The message that says it.
            String key() {
                return "signing.unusable." + name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }

        Unusable(Why why) {
            super(why.key());
        }

        static void of(Why why) {
            throw new Unusable(why);
        }
    }

    /// @throws Unusable if it cannot be opened, or holds nothing to sign with
    static KeyFile read(byte[] file, String password) {
        if (file.length == 0 || file.length > LARGEST) {
            throw new Unusable(Unusable.Why.UNREADABLE);
        }
        ONE_AT_A_TIME.acquireUninterruptibly();
        try {
            return opened(file, password.toCharArray());
        } finally {
            ONE_AT_A_TIME.release();
        }
    }

    private static KeyFile opened(byte[] file, char[] password) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), password);
            for (var alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    var chain = Arrays.asList(store.getCertificateChain(alias));
                    return new KeyFile(key, Chains.certificates(chain));
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            throw new Unusable(Unusable.Why.UNREADABLE);
        }
        throw new Unusable(Unusable.Why.NO_KEY);
    }

    /// @throws Unusable if it is not good for signatures of this person now
    void mustServe(Holder holder, Instant now) {
        var certificate = chain.getFirst();
        obstacle(certificate, now).ifPresent(Unusable::of);
        if (!fits()) {
            throw new Unusable(Unusable.Why.MISMATCHED);
        }
        if (!CertifiedNames.names(certificate, holder)) {
            throw new Unusable(Unusable.Why.OF_ANOTHER);
        }
    }

    /// What keeps anybody from signing with the key of that certificate now.
    static Optional<Unusable.Why> obstacle(X509Certificate certificate, Instant now) {
        if (!isStrong(certificate)) {
            return Optional.of(Unusable.Why.WEAK);
        }
        if (!isForSigning(certificate)) {
            return Optional.of(Unusable.Why.NOT_FOR_SIGNING);
        }
        return Certificates.isValid(certificate, now)
                ? Optional.empty()
                : Optional.of(Unusable.Why.OUTSIDE_VALIDITY);
    }

    private static boolean isStrong(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA;
            case ECKey ec -> ec.getParams().getOrder().bitLength() >= LEAST_EC;
            default -> false;
        };
    }

    private boolean fits() {
        try {
            var algorithm = key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
            var signature = Signature.getInstance("SHA256with" + algorithm);
            signature.initSign(key);
            var made = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            return signature.verify(made) && isChain(chain);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    /// Whether each is vouched for by the next, and a signature has room for them.
    static boolean isChain(List<X509Certificate> chain) throws GeneralSecurityException {
        for (int i = 0; i + 1 < chain.size(); i++) {
            chain.get(i).verify(chain.get(i + 1).getPublicKey());
        }
        return Chains.encode(chain).length <= LARGEST_CHAIN;
    }

    /// By its key usage: signature or non-repudiation; certificates that say nothing may.
    private static boolean isForSigning(X509Certificate certificate) {
        var usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() < 0 && (usage == null || usage[0] || usage[1]);
    }
}
