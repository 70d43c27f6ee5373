package th.sala.origin;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import th.sala.origin.DomainSignature.State;

/// Checks the signatures of a mail. No more than a few of them, those first that speak for the
/// domain people see: what a mail claims costs its sender nothing.
public final class SignatureCheck {
    private static final String SUBJECT = "subject";

    /// Fields that a mail has once at most (RFC 5322 3.6, RFC 2045).
    private static final List<String> ONCE =
            List.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    SUBJECT,
                    "date",
                    "message-id",
                    "in-reply-to",
                    "references",
                    "mime-version",
                    "content-type",
                    "content-transfer-encoding");

    private static final int MOST = 5;
    private static final int LONGEST = 8_192;
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    /// Where keys are found.
    public interface Keys {
        /// The texts of the record.
        ///
        /// @param selector under which the domain has it
        List<String> texts(String selector, String domain) throws Unanswered;
    }

    /// The mail's body, from its beginning each time.
    public interface Body {
        InputStream open() throws IOException;
    }

    private final Keys keys;
    private final Instant now;

    public SignatureCheck(Keys keys, Instant now) {
        this.keys = keys;
        this.now = now;
    }

    /// The best of the signatures: a good one of the domain, else one of its own whose key nobody
    /// answered for, else a good one of others, else what came nearest to it.
    ///
    /// @param from domain that people see; empty if there is none
    public DomainSignature best(MailHeader header, Body body, String from) throws IOException {
        var best = DomainSignature.NONE;
        for (var claim : claims(header, from)) {
            var found = check(header, body, claim);
            if (found.isGood() && Alignment.isOf(found.domain(), from)) {
                return found;
            }
            if (!isOpen(best, from) && found.state().compareTo(best.state()) < 0) {
                best = found;
            }
        }
        return best;
    }

    /// Claims of the domain come first, so nothing of others takes the place of what is open.
    private static boolean isOpen(DomainSignature found, String from) {
        return found.state() == State.UNANSWERED && Alignment.isOf(found.domain(), from);
    }

    private record Claim(String raw, Optional<Tags> tags, String domain) {}

    private static List<Claim> claims(MailHeader header, String from) {
        return header.all("dkim-signature").stream()
                .map(field -> claim(field.raw()))
                .sorted(Comparator.comparing(claim -> !Alignment.isOf(claim.domain, from)))
                .limit(MOST)
                .toList();
    }

    private static Claim claim(String raw) {
        var tags =
                raw.length() > LONGEST
                        ? Optional.<Tags>empty()
                        : Tags.of(raw.substring(raw.indexOf(':') + 1).replaceAll("\\r?\\n", ""));
        var domain = tags.map(one -> one.value("d").toLowerCase(Locale.ROOT)).orElse("");
        return new Claim(raw, tags, Alignment.isDomain(domain) ? domain : "");
    }

    private DomainSignature check(MailHeader header, Body body, Claim claim) throws IOException {
        var state =
                claim.tags.isEmpty() || claim.domain.isEmpty()
                        ? State.UNUSABLE
                        : state(header, body, claim, claim.tags.get());
        return new DomainSignature(state, claim.domain);
    }

    private State state(MailHeader header, Body body, Claim claim, Tags tags) throws IOException {
        var way = Ways.of(tags.value("c", "simple/simple").replaceAll("\\s+", ""));
        var names = tags.list("h").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (!isUsable(tags, claim.domain) || way.isEmpty() || !names.contains("from")) {
            return State.UNUSABLE;
        }
        if (!isReadOneWay(header, names)) {
            return State.BROKEN;
        }
        if (tags.has("l")) {
            return State.PART;
        }
        var expires = seconds(tags.value("x"));
        if (expires.isPresent() && expires.get().plus(CLOCKS).isBefore(now)) {
            return State.EXPIRED;
        }
        var kind = tags.value("a").replace("-sha256", "");
        try {
            var texts = keys.texts(tags.value("s"), claim.domain);
            var key = KeyRecord.of(texts, kind).filter(one -> isApplicable(one, tags, claim));
            if (key.isEmpty()) {
                return State.NO_KEY;
            }
            var signed = SignedPart.header(way.get().header, header, names, claim.raw);
            var isGood =
                    isGood(key.get(), signed, kind, tags) && isBodyOf(tags, way.get().body, body);
            return isGood ? State.GOOD : State.BROKEN;
        } catch (Unanswered later) {
            return State.UNANSWERED;
        }
    }

    /// Signatures are over the lowest field of a name, people see the topmost: whoever adds one to
    /// a signed mail would speak for its signer. Nor does a signature speak for a subject that it
    /// is not over.
    private static boolean isReadOneWay(MailHeader header, List<String> names) {
        return ONCE.stream().allMatch(name -> header.all(name).size() <= 1)
                && (header.all(SUBJECT).isEmpty() || names.contains(SUBJECT));
    }

    private boolean isUsable(Tags tags, String domain) {
        var algorithm = tags.value("a");
        var asked = tags.has("q") ? tags.list("q") : List.of("dns/txt");
        var identity = tags.value("i", "@" + domain).toLowerCase(Locale.ROOT);
        var identityDomain = identity.substring(identity.lastIndexOf('@') + 1);
        var begun = seconds(tags.value("t"));
        return tags.value("v").equals("1")
                && (algorithm.equals("rsa-sha256") || algorithm.equals("ed25519-sha256"))
                && asked.contains("dns/txt")
                && Alignment.isDomain(tags.value("s"))
                && (identityDomain.equals(domain) || identityDomain.endsWith("." + domain))
                && (begun.isEmpty() || begun.get().isBefore(now.plus(CLOCKS)))
                && (!tags.has("t") || begun.isPresent())
                && (!tags.has("x") || seconds(tags.value("x")).isPresent());
    }

    private static Optional<Instant> seconds(String value) {
        return value.matches("[0-9]{1,12}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(value)))
                : Optional.empty();
    }

    private static boolean isApplicable(KeyRecord key, Tags tags, Claim claim) {
        var identity = tags.value("i", "@" + claim.domain).toLowerCase(Locale.ROOT);
        return !key.isStrict() || identity.endsWith("@" + claim.domain);
    }

    private static boolean isGood(KeyRecord key, byte[] signed, String kind, Tags tags) {
        try {
            var verifier = Signature.getInstance(key.algorithm());
            verifier.initVerify(key.key());
            // what Ed25519 signs is the hash, not the text (RFC 8463 3)
            verifier.update(kind.equals("rsa") ? signed : DigestUtils.sha256(signed));
            return verifier.verify(Base64.getDecoder().decode(tags.solid("b")));
        } catch (IllegalArgumentException | GeneralSecurityException noSignature) {
            return false;
        }
    }

    private static boolean isBodyOf(Tags tags, Canonical way, Body body) throws IOException {
        try (var in = body.open()) {
            var said = Base64.getDecoder().decode(tags.solid("bh"));
            return MessageDigest.isEqual(said, SignedPart.bodyHash(way, in));
        } catch (IllegalArgumentException noHash) {
            return false;
        }
    }

    private record Ways(Canonical header, Canonical body) {
        static Optional<Ways> of(String text) {
            var slash = text.indexOf('/');
            var header = Canonical.of(slash < 0 ? text : text.substring(0, slash));
            var body = Canonical.of(slash < 0 ? "simple" : text.substring(slash + 1));
            return header.flatMap(one -> body.map(other -> new Ways(one, other)));
        }
    }
}
