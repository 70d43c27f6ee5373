package th.sala.signing;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import th.sala.checking.Certificates;
import th.sala.cryptoki.TokenFailed;
import th.sala.files.PdfReaders;
import th.sala.reader.Answer;
import th.sala.reader.PdfSignature;
import th.sala.reader.Request;

/// Signs PDFs that somebody brought. Nothing in this process reads one: the reader says what is to
/// stand behind the file, the key signs a digest, and the program that checks signatures says
/// whether the result is sound (ADR 31).
@Service
public class BroughtSignatures {
    private static final Logger LOG = LoggerFactory.getLogger(BroughtSignatures.class);

    /// Every signature in a PDF says so, where nothing is compressed.
    private static final String MARK = "/ByteRange";

    private static final String SPOILT = "files.pdf.spoilt";
    private static final Request.Place PROBE =
            new Request.Place(new Request.Place.Said("", "", Instant.EPOCH));

    private final Signatures signatures;
    private final KeyRing keys;
    private final KeyToken token;
    private final Trust trust;
    private final TimestampAuthority timestamps;
    private final PdfReaders readers;
    private final SignatureChecks checks;

    BroughtSignatures(
            Signatures signatures,
            KeyRing keys,
            KeyToken token,
            Trust trust,
            TimestampAuthority timestamps,
            PdfReaders readers,
            SignatureChecks checks) {
        this.signatures = signatures;
        this.keys = keys;
        this.token = token;
        this.trust = trust;
        this.timestamps = timestamps;
        this.readers = readers;
        this.checks = checks;
    }

    /// Why nobody could sign behind this file, as a message's key; empty if it can be signed. Slow
    /// where it has signatures already.
    public Optional<String> obstacle(Path pdf) {
        if (readers.place(pdf, PROBE) instanceof Answer.Unreadable unreadable) {
            return Optional.of(unreadable.key());
        }
        return isMarked(pdf) ? spoilt(checks.check(pdf, trust.ofAnybody())) : Optional.empty();
    }

    /// What could not be looked at now would perhaps be found unsound once it has its number.
    private static Optional<String> spoilt(Answer answer) {
        return switch (answer) {
            case Answer.Checked(var found, _) when isWhole(found) -> Optional.empty();
            case Answer.Unreadable unreadable -> Optional.of(unreadable.key());
            default -> Optional.of(SPOILT);
        };
    }

    private static boolean isMarked(Path pdf) {
        return new String(bytes(pdf), StandardCharsets.ISO_8859_1).contains(MARK);
    }

    private static byte[] bytes(Path pdf) {
        try {
            return Files.readAllBytes(pdf);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Not within a transaction: two programs and a timestamp authority are asked.
    ///
    /// @param reason as viewers show it
    /// @throws CannotSign if the key cannot be used, the file takes no signature, or what came out
    ///   is not sound
    public Signed sign(Signatures.Signer signer, Path pdf, String reason) {
        try {
            return sign(signer.holder(), signer.at(), pdf, reason);
        } catch (CannotSign refused) {
            throw refused.of(signer.holder());
        }
    }

    private Signed sign(Holder holder, Instant at, Path pdf, String reason) {
        var key = keys.toSign(holder, at);
        // a key may be younger than what it signs
        var from = Certificates.from(key.certificate());
        var moment = at.isBefore(from) ? from : at;
        var said = new Request.Place.Said(holder.name(), reason, moment);
        var signed =
                place(pdf, new Request.Place(said))
                        .flatMap(place -> place.with(cms(key, place.digest(), moment)))
                        .orElseThrow(() -> new CannotSign(CannotSign.Why.PDF));
        if (check(signed, trust.of(List.of(key)), found -> isOurs(found, key)) == null) {
            LOG.error("the signature behind a brought PDF with the key {} is not sound", key.id());
            throw new CannotSign(CannotSign.Why.UNSOUND);
        }
        var stamped =
                stamp(signed, trust.of(List.of(key)), found -> isOurs(found, key)).orElse(null);
        return new Signed(
                stamped == null ? signed : stamped.bytes(),
                key.fingerprint(),
                List.of(),
                key.issuer(),
                stamped == null ? null : stamped.at());
    }

    /// Others may have signed before, and are not spoilt by it.
    private static boolean isOurs(List<PdfSignature> found, CertifiedKey key) {
        return !found.isEmpty() && Signatures.isSound(found.getLast(), key) && isWhole(found);
    }

    private static boolean isWhole(List<PdfSignature> found) {
        return found.stream().noneMatch(one -> Signatures.isSpoilt(one.verdict()));
    }

    private Optional<BroughtPdf> place(Path pdf, Request.Place asked) {
        return readers.place(pdf, asked) instanceof Answer.Copied(var behind)
                ? BroughtPdf.of(bytes(pdf), behind)
                : Optional.empty();
    }

    private byte[] cms(CertifiedKey key, byte[] digest, Instant at) {
        try {
            var maker =
                    key.isInToken()
                            ? (PdfSigner.Maker) content -> token.sign(key.certificate(), content)
                            : PdfSigner.with(keys.open(key));
            return PdfSigner.cms(digest, maker, key.chain(), at);
        } catch (TokenFailed failed) {
            LOG.warn("the key {} in the token does not sign: {}", key.id(), failed.trouble());
            throw new CannotSign(Signatures.why(failed.trouble()));
        }
    }

    /// Puts a timestamp behind a brought PDF that was signed here without one. Waits for the
    /// authority.
    ///
    /// @return empty if it does not help now, or the signature is none any more
    public Optional<Stamped> stamp(Path signed) {
        return stamp(bytes(signed), trust.ofAnybody(), found -> !found.isEmpty() && isWhole(found));
    }

    private Optional<Stamped> stamp(
            byte[] signed, Request.Check asked, Predicate<List<PdfSignature>> isAsWanted) {
        if (!signatures.canStamp()) {
            return Optional.empty();
        }
        return in(signed, pdf -> place(pdf, new Request.Place(null)))
                .flatMap(this::stamped)
                .flatMap(stamped -> checked(stamped, asked, isAsWanted));
    }

    private Optional<byte[]> stamped(BroughtPdf place) {
        try {
            return place.with(
                    timestamps
                            .getTimeStampResponse(DigestAlgorithm.SHA256, place.digest())
                            .getBytes());
        } catch (TimestampAuthority.Silent | DSSException silent) {
            LOG.warn("the timestamp authority does not help: {}", silent.toString());
            signatures.wasSilent();
            return Optional.empty();
        }
    }

    private Optional<Stamped> checked(
            byte[] stamped, Request.Check asked, Predicate<List<PdfSignature>> isAsWanted) {
        var found = check(stamped, asked, isAsWanted);
        var at = found == null ? null : found.stampedAt();
        if (at == null || !signatures.isNow(at)) {
            LOG.warn("the timestamp authority says what cannot be believed");
            signatures.wasSilent();
            return Optional.empty();
        }
        return Optional.of(new Stamped(stamped, at));
    }

    /// @return the last signature in it, if all are as wanted
    private @Nullable PdfSignature check(
            byte[] signed, Request.Check asked, Predicate<List<PdfSignature>> isAsWanted) {
        var answer = in(signed, pdf -> checks.check(pdf, asked));
        return answer instanceof Answer.Checked(var found, _) && isAsWanted.test(found)
                ? found.getLast()
                : null;
    }

    private interface Asking<T> {
        T of(Path pdf);
    }

    /// The programs take files.
    private <T> T in(byte[] bytes, Asking<T> asking) {
        try {
            var file = Files.createTempFile("signed", ".pdf");
            try {
                return asking.of(Files.write(file, bytes));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
