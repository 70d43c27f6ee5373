package th.sala.signing;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.Level;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.BasicSignatureConstraints;
import eu.europa.esig.dss.policy.jaxb.LevelConstraint;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import th.sala.signing.PdfSignature.Verdict;

/// Checks the signatures in a PDF strictly: by ETSI EN 319 102-1 with the library's usual policy,
/// and what that only warns of is a failure here: anything that came into the document after a
/// signature and is no other signature or timestamp. It asks nobody outside.
///
/// It reads the PDF in this process: for those of our own making only.
final class PdfCheck {
    private static final String USUAL_POLICY = "/policy/constraint.xml";
    private static final ValidationPolicy POLICY = policy();

    private PdfCheck() {}

    /// Whom to believe.
    ///
    /// @param authorities who vouches for signers and timestamps
    /// @param withdrawn their lists of withdrawn certificates
    record Trust(List<X509Certificate> authorities, List<byte[]> withdrawn) {
        Trust {
            authorities = List.copyOf(authorities);
            withdrawn = List.copyOf(withdrawn);
        }
    }

    /// @return the signatures in their order; empty if there are none
    static List<PdfSignature> of(byte[] pdf, Trust trust, Instant now) {
        var validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf, "letter.pdf"));
        var verifier = PdfSigner.offline();
        var trusted = new CommonTrustedCertificateSource();
        trust.authorities().forEach(one -> trusted.addCertificate(new CertificateToken(one)));
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(
                new ExternalResourcesCRLSource(
                        trust.withdrawn().stream()
                                .map(ByteArrayInputStream::new)
                                .toArray(InputStream[]::new)));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(now));
        validator.setTokenExtractionStrategy(TokenExtractionStrategy.EXTRACT_CERTIFICATES_ONLY);
        var reports = validator.validateDocument(POLICY);
        return reports.getDiagnosticData().getSignatures().stream()
                .map(signature -> found(reports, signature, now))
                .toList();
    }

    private static PdfSignature found(Reports reports, SignatureWrapper signature, Instant now) {
        var report = reports.getSimpleReport();
        var id = signature.getId();
        var token = signature.getSigningCertificate();
        var certificate = token == null ? null : Certificates.of(token.getBinaries());
        var stampedAt = stampedAt(reports, id);
        var verdict = verdict(report.getIndication(id), report.getSubIndication(id), signature);
        return new PdfSignature(
                certificate == null ? "" : Certificates.subject(certificate),
                certificate == null ? "" : Certificates.issuer(certificate),
                certificate == null ? "" : Certificates.fingerprint(certificate),
                instant(signature.getClaimedSigningTime()),
                stampedAt,
                verdict == Verdict.UNCONFIRMED && isOver(certificate, stampedAt, now)
                        ? Verdict.OUTSIDE_VALIDITY
                        : verdict);
    }

    /// Over, and nothing shows that the signature was there before; whether it was withdrawn does
    /// not matter any more then.
    private static boolean isOver(
            @Nullable X509Certificate certificate, @Nullable Instant stampedAt, Instant now) {
        return certificate != null
                && !Certificates.isValid(certificate, stampedAt == null ? now : stampedAt);
    }

    private static @Nullable Instant stampedAt(Reports reports, String signature) {
        return reports.getSimpleReport().getSignatureTimestamps(signature).stream()
                .filter(stamp -> stamp.getIndication() == Indication.PASSED)
                .map(stamp -> stamp.getProductionTime().toInstant())
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static Verdict verdict(
            Indication indication, @Nullable SubIndication why, SignatureWrapper signature) {
        if (!signature.isSignatureIntact()
                || !signature.getPdfUndefinedChanges().isEmpty()
                || !signature.getPdfAnnotationChanges().isEmpty()) {
            return Verdict.ALTERED;
        }
        if (indication == Indication.TOTAL_PASSED) {
            return Verdict.GOOD;
        }
        return switch (why) {
            case HASH_FAILURE, SIGNED_DATA_NOT_FOUND -> Verdict.ALTERED;
            case REVOKED, REVOKED_NO_POE, REVOKED_CA_NO_POE -> Verdict.WITHDRAWN;
            case EXPIRED, NOT_YET_VALID, OUT_OF_BOUNDS_NO_POE, OUT_OF_BOUNDS_NOT_REVOKED ->
                    Verdict.OUTSIDE_VALIDITY;
            case NO_CERTIFICATE_CHAIN_FOUND, NO_CERTIFICATE_CHAIN_FOUND_NO_POE ->
                    Verdict.UNKNOWN_ISSUER;
            case TRY_LATER, CERTIFICATE_CHAIN_GENERAL_FAILURE -> Verdict.UNCONFIRMED;
            case null, default -> Verdict.BROKEN;
        };
    }

    private static ValidationPolicy policy() {
        try (var usual = PdfCheck.class.getResourceAsStream(USUAL_POLICY)) {
            var rules =
                    ValidationPolicyFacade.newFacade().unmarshall(Objects.requireNonNull(usual));
            Stream.of(
                            rules.getSignatureConstraints().getBasicSignatureConstraints(),
                            rules.getTimestamp().getBasicSignatureConstraints())
                    .forEach(PdfCheck::tighten);
            loosen(rules.getTimestamp().getBasicSignatureConstraints());
            return new EtsiValidationPolicy(rules);
        } catch (JAXBException | XMLStreamException | IOException | SAXException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The operator named the authorities of timestamps; whether they were withdrawn since is not
    /// known, as nobody outside is asked.
    private static void loosen(BasicSignatureConstraints rules) {
        Stream.of(rules.getSigningCertificate(), rules.getCACertificate())
                .flatMap(rule ->
                        Stream.of(
                                rule.getRevocationDataAvailable(),
                                rule.getAcceptableRevocationDataFound()))
                .forEach(rule -> rule.setLevel(Level.WARN));
    }

    private static void tighten(BasicSignatureConstraints rules) {
        Stream.<Function<BasicSignatureConstraints, @Nullable LevelConstraint>>of(
                        BasicSignatureConstraints::getByteRangeCollision,
                        BasicSignatureConstraints::getPdfAnnotationOverlap,
                        BasicSignatureConstraints::getPdfVisualDifference,
                        BasicSignatureConstraints::getDocMDP,
                        BasicSignatureConstraints::getFieldMDP,
                        BasicSignatureConstraints::getSigFieldLock,
                        BasicSignatureConstraints::getUndefinedChanges)
                .map(rule -> Objects.requireNonNull(rule.apply(rules)))
                .forEach(rule -> rule.setLevel(Level.FAIL));
    }
}
