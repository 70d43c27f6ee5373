package th.sala.signing;

import eu.europa.esig.dss.model.DSSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
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
                    throw new CannotSign(why);
                });
    }

    /// Signs for an official who said so. Takes a tenth of a second, and the patience with the
    /// timestamp authority; so not within a transaction that others wait for.
    ///
    /// @param reason as viewers show it
    /// @param at when the official said so; the signature speaks of that moment
    /// @throws CannotSign if their key cannot be used, or what came out is not sound
    public Signed sign(Holder holder, byte[] pdf, String reason, Instant at) {
        var key = keys.toSign(holder, at);
        try {
            // a key may be younger than what it signs
            var from = Certificates.from(key.certificate());
            var moment = at.isBefore(from) ? from : at;
            var signed = made(key, pdf, reason, moment);
            if (!isWholly(pdf, signed) || check(signed, key) == null) {
                throw new CannotSign(CannotSign.Why.UNSOUND);
            }
            return stamped(signed, key);
        } catch (DSSException failed) {
            LOG.error("the key {} of {} does not sign", key.id(), key.official(), failed);
            throw new CannotSign(CannotSign.Why.UNSOUND);
        }
    }

    private byte[] made(CertifiedKey key, byte[] pdf, String reason, Instant at) {
        if (!key.isInToken()) {
            return PdfSigner.sign(pdf, keys.open(key), key.chain(), reason, at);
        }
        try {
            return PdfSigner.sign(
                    pdf,
                    content -> token.sign(key.certificate(), content),
                    key.chain(),
                    reason,
                    at);
        } catch (TokenFailed failed) {
            LOG.warn("the key {} in the token does not sign: {}", key.id(), failed.trouble());
            throw new CannotSign(why(failed.trouble()));
        }
    }

    private static CannotSign.Why why(TokenTrouble trouble) {
        if (trouble == TokenTrouble.NO_KEY) {
            return CannotSign.Why.TOKEN_WITHOUT_KEY;
        }
        return trouble.needsPerson() ? CannotSign.Why.TOKEN_SHUT : CannotSign.Why.TOKEN_AWAY;
    }

    /// Whether nothing of what was given was touched: signatures and timestamps stand behind it.
    private static boolean isWholly(byte[] given, byte[] signed) {
        return Arrays.mismatch(given, signed) == given.length;
    }

    /// @return the one signature in it, if it is this key's and sound
    private @Nullable PdfSignature check(byte[] signed, CertifiedKey key) {
        var found = found(signed, trust.of(key));
        var isSound =
                found.size() == 1
                        && found.getFirst().certificate().equals(key.fingerprint())
                        && isEnough(found.getFirst().verdict(), key);
        if (!isSound) {
            var verdicts = found.stream().map(PdfSignature::verdict).toList();
            LOG.error("a signature with the key {} is not sound: {}", key.id(), verdicts);
            return null;
        }
        return found.getFirst();
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

    private Signed stamped(byte[] signed, CertifiedKey key) {
        return stamp(signed, stamped -> check(stamped, key))
                .map(stamped -> signed(stamped.bytes(), key, stamped.at()))
                .orElseGet(() -> signed(signed, key, null));
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
        return found.size() == 1 && !SPOILT.contains(found.getFirst().verdict())
                ? found.getFirst()
                : null;
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
        silentUntil = clock.instant().plus(pause);
        return Optional.empty();
    }

    /// Its clock may differ from ours a little.
    private boolean isNow(Instant stampedAt) {
        return Duration.between(stampedAt, clock.instant()).abs().compareTo(MOST_APART) < 0;
    }

    private static Signed signed(byte[] bytes, CertifiedKey key, @Nullable Instant stampedAt) {
        return new Signed(bytes, key.fingerprint(), key.issuer(), stampedAt);
    }
}
