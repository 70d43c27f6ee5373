package th.sala.signing;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSMessageDigest;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.ExternalCMSService;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import th.sala.checking.Certificates;
import th.sala.checking.PdfCheck;
import th.sala.cryptoki.TokenFailed;

/// Puts signatures into PDFs of our own making; what strangers made is never opened here: for those
/// there is [#cms]. A signature shows nothing on the page, so the document stays accessible as it
/// was set.
final class PdfSigner {
    private static final String NAME = "letter.pdf";

    /// Makes the signature itself: over the content, with SHA-256.
    interface Maker {
        byte[] sign(byte[] content) throws GeneralSecurityException, TokenFailed;
    }

    private PdfSigner() {}

    /// Signs at PAdES level B. With an RSA key the same call makes the same bytes, which begin with
    /// those of the document.
    ///
    /// @param chain the signer's certificate first; valid at `at`
    /// @param reason as viewers show it
    /// @param isOnly whether nobody signs before or after: then viewers are told that nothing may
    ///   change any more
    static byte[] sign(
            byte[] pdf,
            PrivateKey key,
            List<X509Certificate> chain,
            String reason,
            Instant at,
            boolean isOnly) {
        try {
            return sign(pdf, with(key), chain, reason, at, isOnly);
        } catch (TokenFailed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Maker with(PrivateKey key) {
        return content -> signature(key, content);
    }

    private static byte[] signature(PrivateKey key, byte[] content)
            throws GeneralSecurityException {
        var encryption = EncryptionAlgorithm.forName(key.getAlgorithm());
        var algorithm = SignatureAlgorithm.getAlgorithm(encryption, DigestAlgorithm.SHA256);
        var signature = Signature.getInstance(algorithm.getJCEId());
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    /// The same with a key that only its owner sees.
    ///
    /// @throws TokenFailed if that one does not sign
    static byte[] sign(
            byte[] pdf,
            Maker maker,
            List<X509Certificate> chain,
            String reason,
            Instant at,
            boolean isOnly)
            throws TokenFailed {
        var parameters = parameters(chain, at);
        parameters.setSignerName(Certificates.subject(chain.getFirst()));
        parameters.setReason(reason);
        if (isOnly) {
            parameters.setPermission(CertificationPermission.MINIMAL_CHANGES_PERMITTED);
        }
        var document = new InMemoryDocument(pdf, NAME);
        var service = service();
        var value = value(maker, service.getDataToSign(document, parameters), parameters);
        return bytes(service.signDocument(document, parameters, value));
    }

    private static PAdESSignatureParameters parameters(List<X509Certificate> chain, Instant at) {
        var tokens = chain.stream().map(CertificateToken::new).toList();
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setEncryptionAlgorithm(
                EncryptionAlgorithm.forName(chain.getFirst().getPublicKey().getAlgorithm()));
        parameters.setSigningCertificate(tokens.getFirst());
        parameters.setCertificateChain(tokens);
        parameters.bLevel().setSigningDate(Date.from(at.truncatedTo(ChronoUnit.SECONDS)));
        return parameters;
    }

    private static SignatureValue value(
            Maker maker, ToBeSigned content, PAdESSignatureParameters parameters)
            throws TokenFailed {
        var algorithm =
                SignatureAlgorithm.getAlgorithm(
                        parameters.getEncryptionAlgorithm(), DigestAlgorithm.SHA256);
        try {
            return new SignatureValue(algorithm, maker.sign(content.getBytes()));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("the key does not sign", failed);
        }
    }

    /// What stands in a PDF's place for a signature at PAdES level B. The PDF itself is not needed
    /// for it.
    ///
    /// @param digest SHA-256 of all of the PDF but the place
    /// @throws TokenFailed if the key does not sign
    static byte[] cms(byte[] digest, Maker maker, List<X509Certificate> chain, Instant at)
            throws TokenFailed {
        var parameters = parameters(chain, at);
        var service = new ExternalCMSService(PdfCheck.offline());
        var content = new DSSMessageDigest(DigestAlgorithm.SHA256, digest);
        var value = value(maker, service.getDataToSign(content, parameters), parameters);
        return bytes(service.signMessageDigest(content, parameters, value));
    }

    /// Raises a signature to level T: the authority says that it was there at that moment. The
    /// bytes begin with those that were given.
    ///
    /// @throws TimestampAuthority.Silent if it does not say so
    static byte[] stamp(byte[] signed, TSPSource authority) {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_T);
        parameters.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        var service = service();
        service.setTspSource(authority);
        return bytes(service.extendDocument(new InMemoryDocument(signed, NAME), parameters));
    }

    private static PAdESService service() {
        return new PAdESService(PdfCheck.offline());
    }

    private static byte[] bytes(DSSDocument document) {
        try (InputStream in = document.openStream()) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
