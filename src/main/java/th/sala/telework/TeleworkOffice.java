package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.LeavesEvidence;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Delegation;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// ส่วนงานที่รับผิดชอบ: who draws up the policy and keeps the orders, who helps with technical
/// things, and who is the head that orders. Every call is made in the agency's scope.
@Service
@LeavesEvidence
@Transactional
public class TeleworkOffice {
    private static final int LONGEST_SOURCE = 500;

    /// หน้าที่ที่ได้รับมอบหมาย
    @Clause(id = "T8", of = MANUAL_63, value = "ข้อ 9.1(3)")
    public enum Duty {
        /// ฝ่ายบุคลากร
        PERSONNEL,
        /// ศูนย์เทคโนโลยีสารสนเทศ
        TECHNICAL;

        public String key() {
            return "telework.duty." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Refusal: nothing says by which order.
    static final class NoSource extends Refusal {
        NoSource() {
            super("telework.refused.no-source", LONGEST_SOURCE);
        }
    }

    /// Refusal: the person has the duty already, or is not registered.
    static final class NotToBeNamed extends Refusal {
        NotToBeNamed() {
            super("telework.refused.not-to-be-named");
        }
    }

    private final TeleworkOfficers officers;
    private final Organisation organisation;
    private final Registry registry;
    private final Accounts accounts;
    private final Clock clock;

    TeleworkOffice(
            TeleworkOfficers officers,
            Organisation organisation,
            Registry registry,
            Accounts accounts,
            Clock clock) {
        this.officers = officers;
        this.organisation = organisation;
        this.registry = registry;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<TeleworkOfficers.Officer> officers(UUID agency) {
        return officers.of(agency);
    }

    /// Whether the person has the duty today.
    @Transactional(readOnly = true)
    boolean has(SignedIn who, Duty duty) {
        return who.official() != null
                && officers.of(who.agency()).stream()
                        .anyMatch(
                                one -> one.duty() == duty && one.official().equals(who.official()));
    }

    /// Whether the person may draw up the policy.
    @Transactional(readOnly = true)
    boolean mayDrawUp(SignedIn who) {
        return who.is(Role.ADMINISTRATOR) || has(who, Duty.PERSONNEL);
    }

    /// @throws ResponseStatusException as if there were nothing, if the person has not
    @Transactional(readOnly = true)
    void mustHave(SignedIn who, Duty duty) {
        if (!has(who, duty)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /// As what the person has the head's power today; nothing if they have not.
    @Transactional(readOnly = true)
    Optional<ChainOfCommand.Superior> headship(SignedIn who) {
        return Optional.ofNullable(who.official())
                .flatMap(official ->
                        headship(
                                isOfLevel(who.agency()),
                                organisation.chain(who.agency()),
                                official));
    }

    private boolean isOfLevel(UUID agency) {
        return registry.agency(agency).filter(OrderingRules::isOfLevel).isPresent();
    }

    private Optional<ChainOfCommand.Superior> headship(
            boolean isOfLevel, ChainOfCommand chain, UUID official) {
        return chain.dutiesOf(official).stream()
                .flatMap(post -> chain.at(post.id()).stream())
                .filter(one -> one.official().id().equals(official))
                .filter(one ->
                        OrderingRules.mayOrder(
                                isOfLevel,
                                one.position().superior() == null,
                                one.capacity(),
                                isHead(one)))
                .findFirst();
    }

    private boolean isHead(ChainOfCommand.Superior duty) {
        if (duty.capacity() == null) {
            return heads(duty.official().id());
        }
        var holder = duty.insteadOf();
        return holder == null ? duty.capacity() == Delegation.Kind.ACTING : heads(holder.id());
    }

    private boolean heads(UUID official) {
        return accounts.byOfficial(official).filter(one -> one.is(Role.HEAD)).isPresent();
    }

    /// @throws OrderingRules.OnlyTheHead if the person has not the head's power
    @Transactional(readOnly = true)
    ChainOfCommand.Superior mustHead(SignedIn who) {
        return headship(who).orElseThrow(OrderingRules.OnlyTheHead::new);
    }

    /// Everybody with the head's power today.
    @Transactional(readOnly = true)
    List<Account> headsOf(UUID agency) {
        var isOfLevel = isOfLevel(agency);
        var chain = organisation.chain(agency);
        return accounts.of(agency).stream()
                .filter(Account::isOpen)
                .filter(one ->
                        Optional.ofNullable(one.official())
                                .flatMap(official -> headship(isOfLevel, chain, official))
                                .isPresent())
                .toList();
    }

    /// Names somebody for a duty, from today on.
    ///
    /// @param source the order
    /// @throws NotToBeNamed if they have it, or are nobody
    public void nameOfficer(SignedIn by, UUID official, Duty duty, String source) {
        var words = ThaiText.normalise(source).strip();
        if (words.isEmpty() || words.length() > LONGEST_SOURCE) {
            throw new NoSource();
        }
        var isRegistered = organisation.chain(by.agency()).registered(official).isPresent();
        var isNamed =
                officers.of(by.agency()).stream()
                        .anyMatch(one -> one.official().equals(official) && one.duty() == duty);
        if (!isRegistered || isNamed) {
            throw new NotToBeNamed();
        }
        var officer =
                new TeleworkOfficers.Officer(
                        UUID.randomUUID(), official, duty, LocalDate.now(clock), words);
        officers.name(by.agency(), officer, clock.instant(), by.name());
    }

    public void endOfficer(SignedIn by, UUID id) {
        officers.end(by.agency(), id, LocalDate.now(clock));
    }
}
