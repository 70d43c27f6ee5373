package th.sala.signing;

import eu.europa.esig.dss.model.DSSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import th.sala.checking.Certificates;
import th.sala.checking.PdfCheck;
import th.sala.cryptoki.TokenFailed;
import th.sala.cryptoki.TokenTrouble;
import th.sala.reader.PdfSignature;
import th.sala.reader.PdfSignature.Verdict;
import th.sala.reader.Request;

/// Signs PDFs of our own making for officials, and checks what came out before anybody gets it.
@Service
public class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private static final Set<Verdict> SPOILT = EnumSet.of(Verdict.ALTERED, Verdict.BROKEN);
    private static final Duration MOST_APART = Duration.ofMinutes(5);

    private final KeyRing keys;
    private final KeyToken token;
    private final Trust trust;
    private final TimestampAuthority timestamps;
    private final Clock clock;
    private final Duration pause;

    /// Who waits behind a letter does not wait for an authority that was silent just now.
    private volatile Instant silentUntil = Instant.MIN;

    Signatures(
            KeyRing keys,
            KeyToken token,
            Trust trust,
            TimestampAuthority timestamps,
            Clock clock,
            @Value("${sala.timestamp.pause}") Duration pause) {
        this.keys = keys;
        this.token = token;
        this.trust = trust;
        this.timestamps = timestamps;
        this.clock = clock;
        this.pause = pause;
    }

    /// @throws CannotSign if the official brought a key that cannot be used now
    public void mustBeUsable(Holder holder) {
        keys.obstacle(holder)
                .ifPresent(why -> {
                    throw new CannotSign(why, holder);
                });
    }

    /// An official who said that they sign.
    ///
    /// @param at when they said so; the signature speaks of that moment
    public record Signer(Holder holder, Instant at) {}

    /// Signs for officials, one after the other. Takes a tenth of a second each, and the patience
    /// with the timestamp authority; so not within a transaction that others wait for.
    ///
    /// @param signers one or more
    /// @param reason as viewers show it
    /// @throws CannotSign if a key cannot be used, or what came out is not sound
    public Signed sign(List<Signer> signers, byte[] pdf, String reason) {
        var used = new ArrayList<CertifiedKey>();
        var signed = pdf;
        for (var signer : signers) {
            signed = sign(signer, signed, used, reason, signers.size() == 1);
        }
        return stamped(signed, used);
    }

    /// What goes wrong is said of this person's key, not of the others'.
    private byte[] sign(
            Signer signer, byte[] pdf, List<CertifiedKey> used, String reason, boolean isOnly) {
        try {
            var key = keys.toSign(signer.holder(), signer.at());
            used.add(key);
            var signed = sign(pdf, key, reason, signer.at(), isOnly);
            if (check(signed, used) == null) {
                throw new CannotSign(CannotSign.Why.UNSOUND);
            }
            return signed;
        } catch (CannotSign refused) {
            throw refused.of(signer.holder());
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException failed) {
            LOG.error("the key of {} does not sign", signer.holder().official(), failed);
            throw new CannotSign(CannotSign.Why.UNSOUND, signer.holder());
        }
    }

    private byte[] sign(byte[] pdf, CertifiedKey key, String reason, Instant at, boolean isOnly) {
        try {
            // a key may be younger than what it signs
            var from = Certificates.from(key.certificate());
            var moment = at.isBefore(from) ? from : at;
            var signed = made(key, pdf, reason, moment, isOnly);
            if (!isWholly(pdf, signed)) {
                throw new CannotSign(CannotSign.Why.UNSOUND);
            }
            return signed;
        } catch (DSSException failed) {
            LOG.error("the key {} of {} does not sign", key.id(), key.official(), failed);
            throw new CannotSign(CannotSign.Why.UNSOUND);
        }
    }

    private byte[] made(CertifiedKey key, byte[] pdf, String reason, Instant at, boolean isOnly) {
        if (!key.isInToken()) {
            return PdfSigner.sign(pdf, keys.open(key), key.chain(), reason, at, isOnly);
        }
        try {
            return PdfSigner.sign(
                    pdf,
                    content -> token.sign(key.certificate(), content),
                    key.chain(),
                    reason,
                    at,
                    isOnly);
        } catch (TokenFailed failed) {
            LOG.warn("the key {} in the token does not sign: {}", key.id(), failed.trouble());
            throw new CannotSign(why(failed.trouble()));
        }
    }

    static CannotSign.Why why(TokenTrouble trouble) {
        if (trouble == TokenTrouble.NO_KEY) {
            return CannotSign.Why.TOKEN_WITHOUT_KEY;
        }
        return trouble.needsPerson() ? CannotSign.Why.TOKEN_SHUT : CannotSign.Why.TOKEN_AWAY;
    }

    /// Whether nothing of what was given was touched: signatures and timestamps stand behind it.
    private static boolean isWholly(byte[] given, byte[] signed) {
        return Arrays.mismatch(given, signed) == given.length;
    }

    /// @return the last signature in it, if there are those of these keys in their order, no
    ///   others, and all are sound
    private @Nullable PdfSignature check(byte[] signed, List<CertifiedKey> used) {
        var found = found(signed, trust.of(used));
        var areSound =
                found.size() == used.size()
                        && IntStream.range(0, found.size())
                                .allMatch(place -> isSound(found.get(place), used.get(place)));
        if (!areSound) {
            var ids = used.stream().map(CertifiedKey::id).toList();
            var verdicts = found.stream().map(PdfSignature::verdict).toList();
            LOG.error("signatures with the keys {} are not sound: {}", ids, verdicts);
            return null;
        }
        return found.getLast();
    }

    static boolean isSound(PdfSignature found, CertifiedKey key) {
        return found.certificate().equals(key.fingerprint()) && isEnough(found.verdict(), key);
    }

    /// What other authorities withdrew is not asked before a letter leaves: it may be out of reach.
    private static boolean isEnough(Verdict verdict, CertifiedKey key) {
        return verdict == Verdict.GOOD || !key.isTrial() && verdict == Verdict.UNCONFIRMED;
    }

    private static List<PdfSignature> found(byte[] signed, Request.Check asked) {
        try {
            return PdfCheck.of(signed, asked).signatures();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read what was signed", unreadable);
        }
    }

    private Signed stamped(byte[] signed, List<CertifiedKey> used) {
        return stamp(signed, stamped -> check(stamped, used))
                .map(stamped -> signed(stamped.bytes(), used, stamped.at()))
                .orElseGet(() -> signed(signed, used, null));
    }

    /// Whether a timestamp authority is named and was not silent just now.
    public boolean canStamp() {
        return timestamps.isThere() && !clock.instant().isBefore(silentUntil);
    }

    /// Puts a timestamp behind a signature that was made here without one. Waits for the authority.
    ///
    /// @return empty if it does not help now, or the signature is none any more
    public Optional<Stamped> stamp(byte[] signed) {
        return stamp(signed, this::ofAnybody);
    }

    private @Nullable PdfSignature ofAnybody(byte[] stamped) {
        var found = found(stamped, trust.ofAnybody());
        var isSpoilt = found.isEmpty() || found.stream().anyMatch(one -> isSpoilt(one.verdict()));
        return isSpoilt ? null : found.getLast();
    }

    static boolean isSpoilt(Verdict verdict) {
        return SPOILT.contains(verdict);
    }

    private Optional<Stamped> stamp(
            byte[] signed, Function<byte[], @Nullable PdfSignature> checking) {
        if (!canStamp()) {
            return Optional.empty();
        }
        try {
            var stamped = PdfSigner.stamp(signed, timestamps);
            var found = isWholly(signed, stamped) ? checking.apply(stamped) : null;
            var at = found == null ? null : found.stampedAt();
            if (at != null && isNow(at)) {
                return Optional.of(new Stamped(stamped, at));
            }
            LOG.warn("the timestamp authority says what cannot be believed");
        } catch (TimestampAuthority.Silent | DSSException silent) {
            LOG.warn("the timestamp authority does not help: {}", silent.toString());
        }
        wasSilent();
        return Optional.empty();
    }

    /// It is not asked for a while.
    void wasSilent() {
        silentUntil = clock.instant().plus(pause);
    }

    /// Its clock may differ from ours a little.
    boolean isNow(Instant stampedAt) {
        return Duration.between(stampedAt, clock.instant()).abs().compareTo(MOST_APART) < 0;
    }

    private static Signed signed(
            byte[] bytes, List<CertifiedKey> used, @Nullable Instant stampedAt) {
        var last = used.getLast();
        var others = used.subList(0, used.size() - 1).stream().map(CertifiedKey::fingerprint);
        return new Signed(bytes, last.fingerprint(), others.toList(), last.issuer(), stampedAt);
    }
}
