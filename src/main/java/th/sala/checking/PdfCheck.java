package th.sala.checking;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlSignature;
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
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
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
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import th.sala.reader.Answer;
import th.sala.reader.PdfSignature;
import th.sala.reader.PdfSignature.Verdict;
import th.sala.reader.Request;

/// Checks the signatures in a PDF strictly: by ETSI EN 319 102-1 with the library's usual policy,
/// and what that only warns of is a failure here; then by what is different in the document now
/// from what each signature saw ([Revisions]). It asks nobody outside.
///
/// It reads the PDF in the process that calls it: in the server for those of our own making only.
public final class PdfCheck {
    private static final String USUAL_POLICY = "/policy/constraint.xml";
    private static final ValidationPolicy POLICY = policy();

    private PdfCheck() {}

    /// @throws IOException if it is no PDF that can be read, or needs a password
    public static Answer.Checked of(byte[] pdf, Request.Check asked) throws IOException {
        var revisions = Revisions.of(pdf);
        return revisions.isEmpty()
                ? new Answer.Checked(List.of(), List.of())
                : checked(revisions, validator(pdf, asked).validateDocument(POLICY), asked.now());
    }

    private static Answer.Checked checked(List<Revision> revisions, Reports reports, Instant now) {
        var left = new ArrayList<>(reports.getDiagnosticData().getSignatures());
        var stamps = reports.getDiagnosticData().getTimestampList();
        var found = new ArrayList<PdfSignature>();
        var ends = new ArrayList<Long>();
        for (var revision : revisions) {
            var signature = left.stream().filter(one -> isOf(one, revision)).findFirst();
            var isStamp =
                    revision.isStamp()
                            && stamps.stream()
                                    .anyMatch(stamp -> isOf(stamp, revision) && isWhole(stamp));
            signature.ifPresent(left::remove);
            signature
                    .map(one -> found(reports, one, revision, now))
                    .or(() -> isStamp ? Optional.empty() : Optional.of(unknown(revision)))
                    .ifPresent(found::add);
            if (isStamp || signature.isPresent()) {
                ends.add(revision.end());
            }
        }
        return new Answer.Checked(found, ends);
    }

    private static boolean isOf(AbstractSignatureWrapper found, Revision revision) {
        return revision.range().equals(found.getSignatureByteRange());
    }

    /// Of the document as it was; who made it is another matter.
    private static boolean isWhole(TimestampWrapper stamp) {
        return stamp.isSignatureValid() && stamp.isMessageImprintDataIntact();
    }

    /// What the library did not recognise is shown, too.
    private static PdfSignature unknown(Revision revision) {
        var verdict = revision.isAltered() ? Verdict.ALTERED : Verdict.BROKEN;
        return new PdfSignature(revision.name(), "", "", null, null, verdict, revision.changes());
    }

    private static SignedDocumentValidator validator(byte[] pdf, Request.Check asked) {
        var validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf, "letter.pdf"));
        var verifier = offline();
        var trusted = new CommonTrustedCertificateSource();
        asked.authorities()
                .forEach(one -> trusted.addCertificate(new CertificateToken(Certificates.of(one))));
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(
                new ExternalResourcesCRLSource(
                        asked.withdrawn().stream()
                                .map(ByteArrayInputStream::new)
                                .toArray(InputStream[]::new)));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(asked.now()));
        validator.setTokenExtractionStrategy(TokenExtractionStrategy.EXTRACT_CERTIFICATES_ONLY);
        return validator;
    }

    /// Fetches nothing from anywhere.
    public static CommonCertificateVerifier offline() {
        var verifier = new CommonCertificateVerifier(true);
        verifier.setAIASource(null);
        return verifier;
    }

    private static PdfSignature found(
            Reports reports, SignatureWrapper signature, Revision revision, Instant now) {
        var report = reports.getSimpleReport();
        var id = signature.getId();
        var token = signature.getSigningCertificate();
        var certificate = token == null ? null : Certificates.of(token.getBinaries());
        var stampedAt = stampedAt(reports, id);
        var verdict =
                revision.isAltered()
                        ? Verdict.ALTERED
                        : isSeen(reports, id, revision)
                                ? verdict(
                                        report.getIndication(id),
                                        report.getSubIndication(id),
                                        signature)
                                : Verdict.BROKEN;
        return new PdfSignature(
                certificate == null ? "" : Certificates.subject(certificate),
                certificate == null ? "" : Certificates.issuer(certificate),
                certificate == null ? "" : Certificates.fingerprint(certificate),
                instant(signature.getClaimedSigningTime()),
                stampedAt,
                verdict == Verdict.UNCONFIRMED && isOver(certificate, stampedAt, now)
                        ? Verdict.OUTSIDE_VALIDITY
                        : verdict,
                revision.changes());
    }

    /// The library says nothing where its own comparison fell over; ours alone is not enough to say
    /// that nothing is different.
    private static boolean isSeen(Reports reports, String signature, Revision revision) {
        return revision.isLast() || !revision.changes().isEmpty() || isCompared(reports, signature);
    }

    private static boolean isCompared(Reports reports, String signature) {
        return reports.getDiagnosticDataJaxb().getSignatures().stream()
                .filter(one -> one.getId().equals(signature))
                .map(XmlSignature::getPDFRevision)
                .anyMatch(found -> found != null && found.getModificationDetection() != null);
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
