package th.sala.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.origin.MailHeader;
import th.sala.origin.SigningKey;
import th.sala.proof.Fields;

/// Signs mail of the installation's own domains when it leaves (DKIM). A domain's first key signs
/// from the beginning: what others cannot check yet is to them as if it were not there. A later one
/// waits until its record was seen in the name service.
@Service
class MailSigning {
    /// Names the key that closes the private ones.
    static final String KEY = "mail-signing";

    private static final byte[] END_OF_HEADER = {'\r', '\n', '\r', '\n'};

    private final SigningKeys keys;
    private final SecretBox secrets;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailSigning(
            SigningKeys keys,
            Vault vault,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.keys = keys;
        this.secrets = new SecretBox(vault, KEY);
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The mail as it leaves, each time the same bytes: below what is put before them stand those
    /// that were queued. Nothing is locked while it is signed.
    byte[] signed(UUID agency, UUID mail, byte[] raw) {
        var kept = transaction.execute(_ -> keys.signature(agency, mail));
        if (kept.isEmpty()) {
            var made = field(raw);
            transaction.executeWithoutResult(_ -> keys.keep(agency, mail, made));
            kept = transaction.execute(_ -> keys.signature(agency, mail));
        }
        var field = kept.orElseThrow().getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[field.length + raw.length];
        System.arraycopy(field, 0, whole, 0, field.length);
        System.arraycopy(raw, 0, whole, field.length, raw.length);
        return whole;
    }

    private String field(byte[] raw) {
        var body = bodyOf(raw);
        var header = MailHeader.of(java.util.Arrays.copyOf(raw, body));
        var domain = Seen.domain(header);
        if (!domains().contains(domain)) {
            return "";
        }
        try (var in = new ByteArrayInputStream(raw, body, raw.length - body)) {
            return opened(signing(domain))
                    .sign(header, th.sala.mail.Fields.OWN, in, clock.instant());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Where the body begins: below the empty line.
    static int bodyOf(byte[] raw) {
        for (int i = 0; i + END_OF_HEADER.length <= raw.length; i++) {
            if (java.util.Arrays.equals(
                    raw, i, i + END_OF_HEADER.length, END_OF_HEADER, 0, END_OF_HEADER.length)) {
                return i + END_OF_HEADER.length;
            }
        }
        return raw.length;
    }

    /// Domains whose mail leaves from here and not from a service outside, in the current scope.
    List<String> domains() {
        return transaction.execute(_ -> keys.domains());
    }

    /// The domain's keys, the newest first; the first one is made if there is none.
    List<SigningKeys.Kept> keys(String domain) {
        var all = transaction.execute(_ -> keys.all(domain));
        if (all.isEmpty()) {
            add(domain, true);
            return transaction.execute(_ -> keys.all(domain));
        }
        return all;
    }

    private SigningKeys.Kept signing(String domain) {
        return keys(domain).stream().filter(SigningKeys.Kept::isSigning).findFirst().orElseThrow();
    }

    /// Makes a key that waits; changes nothing if one does already.
    void renew(String domain) {
        keys(domain);
        add(domain, false);
    }

    private void add(String domain, boolean isFirst) {
        var key = SigningKey.made(domain);
        var closed = secrets.close(key.privateKey());
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var made =
                    new SigningKeys.Kept(
                            domain,
                            key.selector(),
                            closed,
                            key.publicKey(),
                            now,
                            isFirst ? now : null,
                            null);
            if (keys.add(made)) {
                takeDown("mail-key.made", domain, key.selector());
            }
        });
    }

    /// The waiting key's record was seen: it signs from now on.
    ///
    /// @return whether it waited
    boolean begin(String domain, String selector) {
        return transaction.execute(_ -> {
            var isBegun = keys.begin(domain, selector, clock.instant());
            if (isBegun) {
                takeDown("mail-key.begun", domain, selector);
            }
            return isBegun;
        });
    }

    private void takeDown(String act, String domain, String selector) {
        SignedIn.current()
                .ifPresent(who ->
                        evidence.record(
                                who.actor(Role.INSTALLATION),
                                Act.done(
                                        act,
                                        clock.instant(),
                                        Fields.none()
                                                .with("domain", domain)
                                                .with("selector", selector))));
    }

    private SigningKey opened(SigningKeys.Kept kept) {
        return new SigningKey(
                kept.domain(), kept.selector(), secrets.open(kept.privateKey()), kept.publicKey());
    }
}
