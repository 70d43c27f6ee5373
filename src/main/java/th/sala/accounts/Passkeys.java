package th.sala.accounts;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.StoredPasskeys.Kept;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// พาสคีย์ of people: made after the password was asked for again, used to sign in, after the
/// password in place of a code, and before acts that count.
@Service
class Passkeys {
    private static final int MOST = 20;

    /// Refusal: the authenticator made none that could be taken, or too late.
    static final class NotMade extends Refusal {
        NotMade() {
            super("accounts.passkeys.not-made");
        }
    }

    /// Refusal: the account has as many as it may.
    static final class TooMany extends Refusal {
        TooMany() {
            super("accounts.passkeys.too-many", MOST);
        }
    }

    /// Refusal: there is no passkey at an address without a name.
    static final class NotHere extends Refusal {
        NotHere() {
            super("accounts.passkeys.not-here");
        }
    }

    /// Refusal: the person has no such passkey any more.
    static final class NoSuchPasskey extends Refusal {
        NoSuchPasskey() {
            super("accounts.passkeys.none-such");
        }
    }

    /// What a signature is worth.
    enum Verdict {
        /// It is that person.
        RIGHT,
        /// The same for an unknown passkey, another's, a wrong signature and an old challenge.
        WRONG,
        /// It is that passkey or a copy of it.
        COUNTED_BACK
    }

    private final StoredPasskeys stored;
    private final Challenges challenges;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final PasskeyCheck check = new PasskeyCheck();

    Passkeys(
            StoredPasskeys stored,
            Challenges challenges,
            AccountEvidence evidence,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.stored = stored;
        this.challenges = challenges;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /// Oldest first.
    @Transactional(readOnly = true)
    List<Passkey> of(UUID account) {
        return stored.of(account);
    }

    /// Those that browsers offer on the party's pages.
    @Transactional(readOnly = true)
    List<Passkey> of(UUID account, RelyingParty party) {
        return stored.of(account).stream()
                .filter(passkey -> passkey.party().equals(party.id()))
                .toList();
    }

    /// Whose passkey the answer says it is of; nothing is proven by it.
    Optional<UUID> claimed(PasskeyAnswer answer) {
        return inTransaction(() ->
                check.claimOf(answer.text()).flatMap(claim -> stored.holder(claim.credential())));
    }

    /// Looks at what was signed; the challenge is used up by that. If the passkey counted back, its
    /// owner is told.
    ///
    /// @param account whose it must be
    /// @param alone whether nothing but the answer says whose it is
    Verdict judge(PasskeyAnswer answer, UUID account, boolean alone) {
        var party = answer.party();
        if (party == null || !challenges.use(answer.token(), null)) {
            return Verdict.WRONG;
        }
        return inTransaction(() ->
                claimedBy(answer, account, alone)
                        .map(kept -> judge(kept, party, answer))
                        .orElse(Verdict.WRONG));
    }

    private Optional<Kept> claimedBy(PasskeyAnswer answer, UUID account, boolean alone) {
        return check.claimOf(answer.text())
                .filter(claim -> isOf(claim, account, alone))
                .flatMap(claim -> stored.locked(claim.credential()))
                .filter(kept -> kept.account().equals(account));
    }

    /// Authenticators need not say whose it is if the page told them which passkeys it may be.
    private static boolean isOf(PasskeyCheck.Claim claim, UUID account, boolean alone) {
        return claim.user().length == 0
                ? !alone
                : Arrays.equals(claim.user(), CreationOptions.handle(account));
    }

    private Verdict judge(Kept kept, RelyingParty party, PasskeyAnswer answer) {
        var challenge = Challenges.of(answer.token());
        return switch (check.asserted(party, challenge, kept.part(), answer.text())) {
            case PasskeyCheck.Outcome.Right right -> {
                stored.used(kept.passkey().id(), right, clock.instant());
                yield Verdict.RIGHT;
            }
            case PasskeyCheck.Outcome.Wrong _ -> Verdict.WRONG;
            case PasskeyCheck.Outcome.CountedBack _ -> {
                tell(kept.agency(), kept.account(), kept.passkey(), PasskeyNews.What.COUNTED_BACK);
                yield Verdict.COUNTED_BACK;
            }
        };
    }

    private void tell(UUID agency, UUID account, Passkey passkey, PasskeyNews.What what) {
        events.publishEvent(new PasskeyNews(agency, account, passkey.name(), what));
    }

    /// @return the token of a challenge for whoever has a passkey
    String ask() {
        return challenges.fresh(null);
    }

    /// @return the token of a challenge that [#add] takes
    /// @throws TooMany if there are as many as there may be
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    String begin(SignedIn who) {
        if (inTransaction(() -> stored.of(who.account())).size() >= MOST) {
            throw new TooMany();
        }
        return challenges.fresh(who.account());
    }

    /// @param name what the person calls it
    /// @throws NotMade if the answer is to no challenge of [#begin], or not to be taken
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void add(SignedIn who, PasskeyAnswer made, String name) {
        var party = made.party();
        if (party == null || !challenges.use(made.token(), who.account())) {
            throw new NotMade();
        }
        var part =
                check.registered(party, Challenges.of(made.token()), made.text())
                        .orElseThrow(NotMade::new);
        var passkey =
                new Passkey(
                        UUID.randomUUID(),
                        name,
                        party.id(),
                        part.credential(),
                        part.backedUp(),
                        clock.instant(),
                        null);
        try {
            inTransaction(() -> added(who, passkey, part));
        } catch (DuplicateKeyException known) {
            throw new NotMade();
        }
    }

    private Passkey added(SignedIn who, Passkey passkey, PasskeyCheck.PublicPart part) {
        stored.add(who, passkey, part);
        var said = named(passkey.id(), passkey.name());
        evidence.done(who.actor(), "passkey", who.account(), said);
        tell(who.agency(), who.account(), passkey, PasskeyNews.What.ADDED);
        return passkey;
    }

    /// @throws NoSuchPasskey if the person has none such
    @Transactional
    void rename(SignedIn who, UUID id, String name) {
        if (!stored.rename(who.account(), id, name)) {
            throw new NoSuchPasskey();
        }
    }

    /// @throws NoSuchPasskey if the person has none such
    @Transactional
    void remove(SignedIn who, UUID id) {
        var name = stored.remove(who.account(), id).orElseThrow(NoSuchPasskey::new);
        evidence.done(who.actor(), "passkey-ended", who.account(), named(id, name));
    }

    private static Fields named(UUID id, String name) {
        return Fields.none().with("passkey", id.toString()).with("name", name);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
