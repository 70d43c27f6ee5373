package th.sala.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Proposal.Outcome;
import th.sala.accounts.SecondPerson.Candidate;
import th.sala.accounts.TwoPersonAct.Wish;
import th.sala.database.AgencyScope;
import th.sala.evidence.Actor;
import th.sala.jobs.RecurringJob;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// การยืนยันโดยบุคคลที่สอง: acts on roles and keys that nobody does alone while there is somebody
/// else who could look at them. Where there is nobody, the act is done at once, and evidence says
/// that there was nobody.
@Service
public class Proposals {
    private static final int SHOWN = 50;
    private static final String NOBODY = "nobody";
    private static final Duration LOOK = Duration.ofMinutes(10);

    /// What must not wait for anybody's objection: an account in the wrong hands.
    private static final Set<String> URGENT = Set.of(AccountActs.CLOSED);

    /// What became of what somebody asked for.
    public sealed interface Asked {
        /// Does what needs nobody else.
        static Asked done(Runnable change) {
            change.run();
            return new Done(Optional.empty());
        }

        /// Tells whoever asked, on the next page, what became of it.
        ///
        /// @param done the message if it is done
        /// @param with the message's arguments
        default void tell(RedirectAttributes after, String done, Object... with) {
            switch (this) {
                case Waits waits -> {
                    after.addFlashAttribute("done", "accounts.proposals.asked");
                    after.addFlashAttribute(
                            "doneWith", new Object[] {String.join(", ", waits.names())});
                }
                case Later later -> {
                    after.addFlashAttribute("done", "accounts.proposals.later");
                    after.addFlashAttribute("doneWith", new Object[] {later.from()});
                }
                case Done _ -> {
                    after.addFlashAttribute("done", done);
                    after.addFlashAttribute("doneWith", with);
                }
            }
        }

        /// @param names of whom it waits for, any of whom may confirm
        record Waits(List<String> names) implements Asked {}

        /// There is nobody to wait for, but somebody was there lately: whoever asked may do it
        /// alone later.
        ///
        /// @param from when, in words
        record Later(String from) implements Asked {}

        /// There is nobody to wait for.
        ///
        /// @param shown what whoever asked is to be shown, once
        record Done(Optional<String> shown) implements Asked {}
    }

    /// Refusal: the same is waiting already.
    static final class AskedAlready extends Refusal {
        AskedAlready() {
            super("accounts.proposals.asked-already");
        }
    }

    /// Refusal: it is for another person to confirm.
    static final class NotYours extends Refusal {
        NotYours() {
            super("accounts.proposals.not-yours");
        }
    }

    /// Refusal: it waits no more.
    static final class Decided extends Refusal {
        Decided() {
            super("accounts.proposals.decided");
        }
    }

    /// Refusal: whoever asked for it could not do so any more.
    static final class ProposerGone extends Refusal {
        ProposerGone() {
            super("accounts.proposals.proposer-gone");
        }
    }

    /// Refusal: there is a second person again.
    static final class SomebodyIsBack extends Refusal {
        SomebodyIsBack() {
            super("accounts.proposals.somebody-is-back");
        }
    }

    /// Refusal: whoever asked hears why not.
    static final class ReasonNeeded extends Refusal {
        ReasonNeeded() {
            super("accounts.proposals.reason-needed");
        }
    }

    private final StoredProposals stored;
    private final Map<String, TwoPersonAct> acts;
    private final Accounts accounts;
    private final AccountEvidence evidence;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Proposals(
            StoredProposals stored,
            List<TwoPersonAct> acts,
            Accounts accounts,
            AccountEvidence evidence,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.stored = stored;
        this.acts =
                acts.stream().collect(Collectors.toMap(TwoPersonAct::name, Function.identity()));
        this.accounts = accounts;
        this.evidence = evidence;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /// Asks for an act of somebody who has just proved who they are.
    ///
    /// @throws AskedAlready if it is waiting
    /// @throws Refusal as the act itself, if it is done at once
    public Asked ask(SignedIn by, Wish wish) {
        var now = clock.instant();
        var people = candidates(wish);
        var awaited =
                people.stream()
                        .filter(one -> SecondPerson.isAwaited(one, wish, by.account(), now))
                        .map(Candidate::name)
                        .toList();
        var wasSomebodyThere =
                people.stream()
                        .anyMatch(one -> SecondPerson.wasThere(one, wish, by.account(), now));
        return inScope(
                wish,
                () -> {
                    if (!awaited.isEmpty()) {
                        keep(by, wish, now, null);
                        return new Asked.Waits(awaited);
                    }
                    if (wasSomebodyThere && !URGENT.contains(wish.act())) {
                        var from = now.plus(SecondPerson.OBJECTS);
                        keep(by, wish, now, from);
                        return new Asked.Later(by.display().dateTime(from));
                    }
                    evidence.second(NOBODY, by, wish.agency(), UUID.randomUUID(), said(wish));
                    return new Asked.Done(act(wish).carryOut(by, wish));
                });
    }

    private void keep(SignedIn by, Wish wish, Instant now, @Nullable Instant aloneAfter) {
        var proposal =
                new Proposal(
                        UUID.randomUUID(),
                        wish,
                        by.account(),
                        by.agency(),
                        by.name(),
                        now,
                        aloneAfter,
                        now.plus(SecondPerson.WAITS),
                        null);
        expire(now);
        if (!stored.add(proposal)) {
            throw new AskedAlready();
        }
        evidence.second("asked", by, wish.agency(), proposal.id(), said(wish));
        if (wish.affected() != null && wish.takes()) {
            tell(wish.agency(), wish.affected(), proposal, ProposalNews.What.ASKED, by.name());
        }
    }

    /// Ends what waited too long, in all agencies, and tells who asked for it.
    void expireEverywhere() {
        AgencyScope.everywhere(
                () -> transaction.executeWithoutResult(_ -> expire(clock.instant())));
    }

    private void expire(Instant now) {
        for (var proposal : stored.expire(now)) {
            var wish = proposal.wish();
            var said = said(wish).with("asked-by", proposal.proposerName());
            evidence.second("expired", Actor.program(wish.agency()), proposal.id(), said);
            tell(proposal, ProposalNews.What.EXPIRED, "");
        }
    }

    private void tell(Proposal proposal, ProposalNews.What what, String by) {
        tell(proposal.proposerAgency(), proposal.proposer(), proposal, what, by);
    }

    private void tell(
            UUID agency, UUID account, Proposal proposal, ProposalNews.What what, String by) {
        events.publishEvent(
                new ProposalNews(
                        agency, account, proposal.id(), what, by, proposal.wish().about()));
    }

    private static Fields said(Wish wish) {
        var said = Fields.none().with("act", wish.act()).with("about", wish.about());
        if (wish.affected() != null) {
            said = said.with("account", wish.affected());
        }
        return said.with("said", String.join("\n", wish.said()));
    }

    /// The second person confirms, and the act is done.
    ///
    /// @return what the second person is to be shown, once
    /// @throws Refusal as [Accounts#confirm] and as the act itself; then it goes on waiting
    /// @throws NotYours if it is for another to confirm
    /// @throws ProposerGone if whoever asked could not ask any more
    /// @throws Decided if it waits no more
    Optional<String> confirm(SignedIn who, Confirmation confirmation, Proposal proposal) {
        var wish = proposal.wish();
        mustBeSecond(who, proposal);
        var known = accounts.confirm(who, confirmation);
        mustStillAsk(candidates(wish), proposal);
        return inScope(
                wish,
                () -> {
                    decide(known, proposal, Outcome.CONFIRMED, "");
                    return act(wish).carryOut(known, wish);
                });
    }

    /// Whoever asked does it alone, after nobody objected.
    ///
    /// @return what they are to be shown, once
    /// @throws Refusal as [Accounts#confirm] and as the act itself
    /// @throws NotYours if it is for another to confirm, or too early
    /// @throws SomebodyIsBack if there is somebody now who can confirm it
    /// @throws ProposerGone if they could not ask any more
    /// @throws Decided if it waits no more
    Optional<String> proceed(SignedIn who, Confirmation confirmation, Proposal proposal) {
        if (!mayProceed(who, proposal)) {
            throw new NotYours();
        }
        var known = accounts.confirm(who, confirmation);
        var wish = proposal.wish();
        var people = candidates(wish);
        mustStillAsk(people, proposal);
        var now = clock.instant();
        if (people.stream()
                .anyMatch(one -> SecondPerson.isAwaited(one, wish, who.account(), now))) {
            throw new SomebodyIsBack();
        }
        return inScope(
                wish,
                () -> {
                    decide(known, proposal, Outcome.ALONE, "");
                    return act(wish).carryOut(known, wish);
                });
    }

    boolean mayProceed(SignedIn who, Proposal proposal) {
        var from = proposal.aloneAfter();
        return from != null
                && proposal.proposer().equals(who.account())
                && !clock.instant().isBefore(from);
    }

    private static void mustStillAsk(List<Candidate> people, Proposal proposal) {
        if (people.stream().noneMatch(person -> couldAsk(person, proposal))) {
            throw new ProposerGone();
        }
    }

    private static boolean couldAsk(Candidate person, Proposal proposal) {
        return person.account().equals(proposal.proposer())
                && person.open()
                && person.roles()
                        .contains(
                                proposal.wish().ofInstallation()
                                        ? Role.INSTALLATION
                                        : Role.ADMINISTRATOR);
    }

    /// @throws ReasonNeeded if there is none
    /// @throws NotYours if it is for another to say
    /// @throws Decided if it waits no more
    void reject(SignedIn who, Proposal proposal, String reason) {
        mustBeSecond(who, proposal);
        if (reason.isBlank()) {
            throw new ReasonNeeded();
        }
        inScope(
                proposal.wish(),
                () -> {
                    decide(who, proposal, Outcome.REJECTED, reason.strip());
                    return proposal;
                });
    }

    /// Whoever asked for it takes it back.
    ///
    /// @throws NotYours if another did
    /// @throws Decided if it waits no more
    void withdraw(SignedIn who, Proposal proposal) {
        if (!proposal.proposer().equals(who.account())) {
            throw new NotYours();
        }
        inScope(
                proposal.wish(),
                () -> {
                    decide(who, proposal, Outcome.WITHDRAWN, "");
                    return proposal;
                });
    }

    private void mustBeSecond(SignedIn who, Proposal proposal) {
        if (!isSecond(who, proposal)) {
            throw new NotYours();
        }
    }

    private void decide(SignedIn by, Proposal proposal, Outcome outcome, String reason) {
        var decision = new Proposal.Decision(outcome, by.name(), clock.instant(), reason);
        if (!stored.decide(proposal.id(), by, decision)) {
            throw new Decided();
        }
        var said = said(proposal.wish()).with("asked-by", proposal.proposerName());
        evidence.second(
                outcome == Outcome.ALONE
                        ? NOBODY
                        : outcome.name().toLowerCase(java.util.Locale.ROOT),
                by,
                proposal.wish().agency(),
                proposal.id(),
                reason.isEmpty() ? said : said.with("reason", reason));
        switch (outcome) {
            case CONFIRMED -> tell(proposal, ProposalNews.What.CONFIRMED, by.name());
            case REJECTED -> tell(proposal, ProposalNews.What.REJECTED, by.name());
            case ALONE, WITHDRAWN, EXPIRED -> {
                // whoever asked did it, or nobody is there to tell
            }
        }
    }

    boolean isSecond(SignedIn who, Proposal proposal) {
        var person =
                new Candidate(who.account(), who.agency(), who.name(), who.roles(), null, true);
        return SecondPerson.may(person, proposal.wish(), proposal.proposer());
    }

    /// What this person may confirm now, the oldest first.
    public List<Proposal> waitingFor(SignedIn who) {
        return SecondPerson.isOne(who.roles())
                ? seen(who, () -> stored.waiting(clock.instant())).stream()
                        .filter(proposal -> isSecond(who, proposal))
                        .toList()
                : List.of();
    }

    /// What this person asked for and nobody has decided yet.
    List<Proposal> askedBy(SignedIn who) {
        return seen(who, () -> stored.waiting(clock.instant())).stream()
                .filter(proposal -> proposal.proposer().equals(who.account()))
                .toList();
    }

    /// What was decided lately.
    List<Proposal> decided(SignedIn who) {
        return seen(who, () -> stored.decided(SHOWN));
    }

    /// Empty if there is none that concerns this person's agency.
    Optional<Proposal> find(SignedIn who, UUID id) {
        return seen(who, () -> stored.find(id).stream().toList()).stream().findFirst();
    }

    /// Whoever has the right over the installation sees those of all agencies.
    private List<Proposal> seen(SignedIn who, Supplier<List<Proposal>> work) {
        return who.is(Role.INSTALLATION)
                ? AgencyScope.everywhere(() -> inTransaction(work))
                : inTransaction(work);
    }

    /// Who has the right over the installation may be of another agency.
    private List<Candidate> candidates(Wish wish) {
        var since = clock.instant().minus(SecondPerson.SEEN);
        return AgencyScope.everywhere(() ->
                inTransaction(() -> stored.candidates(wish.agency(), wish.affected(), since)));
    }

    private TwoPersonAct act(Wish wish) {
        return Objects.requireNonNull(acts.get(wish.act()), wish.act());
    }

    private <T> T inScope(Wish wish, Supplier<T> work) {
        return wish.ofInstallation()
                ? AgencyScope.everywhere(() -> inTransaction(work))
                : AgencyScope.within(wish.agency(), () -> inTransaction(work));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob expiredProposals(Proposals proposals) {
            return new RecurringJob("accounts.proposals", LOOK, proposals::expireEverywhere);
        }
    }
}
