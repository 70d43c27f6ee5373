package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// การยุติการปฏิบัติราชการนอกสถานที่: proposed by the supervisor or somebody higher, with reasons;
/// the person is heard; the head decides. Every call is made in the agency's scope.
@Service
@Transactional
public class BreachDesk {
    private static final Citation BREACH = new Citation("T6", MANUAL_63, "ข้อ 9.2(6)");
    private static final int MOST_DAYS = 60;

    /// Refusal: of whoever acts for the head, about themselves.
    public static final class NotYourOwn extends Refusal {
        NotYourOwn() {
            super(OrderingRules.HEAD_ALONE, "telework.refused.own-breach");
        }
    }

    /// Refusal: the person has neither spoken nor had the time to.
    public static final class NotHeard extends Refusal {
        NotHeard() {
            super(BREACH, "telework.refused.not-heard");
        }
    }

    /// Refusal: a termination is proposed already.
    public static final class ProposedAlready extends Refusal {
        ProposedAlready() {
            super("telework.refused.proposed-already");
        }
    }

    /// Refusal: today or earlier, or months ahead.
    public static final class NoTimeToSpeak extends Refusal {
        NoTimeToSpeak() {
            super("telework.refused.no-time-to-speak", MOST_DAYS);
        }
    }

    private final Breaches breaches;
    private final AgreementDesk desk;
    private final OrderDesk orders;
    private final TeleworkOffice office;
    private final TeleworkEvidence evidence;
    private final TeleworkNotices notices;
    private final Clock clock;

    BreachDesk(
            Breaches breaches,
            AgreementDesk desk,
            OrderDesk orders,
            TeleworkOffice office,
            TeleworkEvidence evidence,
            TeleworkNotices notices,
            Clock clock) {
        this.breaches = breaches;
        this.desk = desk;
        this.orders = orders;
        this.office = office;
        this.evidence = evidence;
        this.notices = notices;
        this.clock = clock;
    }

    /// The newest first.
    @Transactional(readOnly = true)
    List<Breach> of(Agreement agreement) {
        return breaches.of(agreement.agency(), agreement.id());
    }

    /// Those on which the head can decide today, if the person is the head.
    @Transactional(readOnly = true)
    List<Agreement> toDecide(SignedIn who) {
        var today = LocalDate.now(clock);
        return office.headship(who).isEmpty()
                ? List.of()
                : breaches.open(who.agency()).stream()
                        .filter(one -> FollowUpRules.isHeard(one.said(), one.speakBy(), today))
                        .map(one -> desk.find(who.agency(), one.agreement()))
                        .filter(one -> !one.by().official().equals(who.official()))
                        .toList();
    }

    /// Proposes to end it.
    ///
    /// @param speakBy until when the person may speak
    public void propose(SignedIn who, UUID id, String typed, LocalDate speakBy) {
        var agreement = desk.locked(who.agency(), id);
        var above =
                Optional.ofNullable(who.official())
                        .flatMap(one ->
                                desk.superiors(who.agency())
                                        .asAbove(one, agreement.by().official()))
                        .orElseThrow(() -> new AccessDeniedException("not above"));
        var reasons = AgreementDesk.plain(typed);
        if (reasons.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        var today = LocalDate.now(clock);
        if (!agreement.isGoingOn(today)) {
            throw new Agreement.MovedOn();
        }
        if (!speakBy.isAfter(today) || speakBy.isAfter(today.plusDays(MOST_DAYS))) {
            throw new NoTimeToSpeak();
        }
        var breach =
                new Breach(
                        UUID.randomUUID(),
                        id,
                        reasons,
                        above.official().name(),
                        above.title(),
                        clock.instant(),
                        speakBy,
                        "",
                        null,
                        "",
                        null,
                        null,
                        1);
        try {
            breaches.propose(who.agency(), breach);
        } catch (DuplicateKeyException open) {
            throw new ProposedAlready();
        }
        evidence.agreement(
                who,
                "telework.breach-proposed",
                id,
                Fields.none()
                        .with("position", above.title())
                        .with("reason", reasons)
                        .with("last-day", speakBy));
        notices.tellWorker(agreement, "telework.notice.breach", who.name());
    }

    private Breach open(Agreement agreement) {
        return of(agreement).stream()
                .filter(Breach::isOpen)
                .findFirst()
                .orElseThrow(Agreement.MovedOn::new);
    }

    /// The person speaks.
    public void speak(SignedIn who, UUID id, String typed) {
        var agreement = desk.locked(who.agency(), id);
        if (!agreement.by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        var said = AgreementDesk.plain(typed);
        if (said.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        var breach = open(agreement);
        breaches.speak(who.agency(), breach.id(), said);
        evidence.agreement(who, "telework.breach-heard", id, Fields.none().with("words", said));
        for (var head : office.headsOf(who.agency())) {
            var official = head.official();
            if (official != null) {
                notices.tell(
                        who.agency(),
                        official,
                        "telework.notice.heard",
                        agreement.by().name(),
                        agreement.path());
            }
        }
    }

    /// The head ends the work outside, or lets it go on.
    ///
    /// @param version of the proposal that the head had before them
    /// @param back the first day back at the office; null to let it go on
    public void decide(SignedIn who, UUID id, int version, @Nullable LocalDate back, String typed) {
        var head = office.mustHead(who);
        var agreement = desk.locked(who.agency(), id);
        if (agreement.by().official().equals(who.official())) {
            throw new NotYourOwn();
        }
        var breach = open(agreement);
        var today = LocalDate.now(clock);
        if (!FollowUpRules.isHeard(breach.said(), breach.speakBy(), today)) {
            throw new NotHeard();
        }
        if (breach.version() != version) {
            throw new Agreement.MovedOn();
        }
        var words = AgreementDesk.plain(typed);
        if (words.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        if (back != null && back.isBefore(today)) {
            throw new OrderDesk.BackInThePast();
        }
        var outcome = back == null ? Breach.Outcome.GOES_ON : Breach.Outcome.TERMINATED;
        breaches.decide(
                who.agency(), breach.id(), outcome, words, back, who.name(), clock.instant());
        var said = Fields.none().with("position", head.title()).with("words", words);
        if (back == null) {
            evidence.agreement(who, "telework.goes-on", id, said);
            notices.tellWorker(agreement, "telework.notice.goes-on", who.name());
            return;
        }
        orders.end(agreement.terminated(back, clock.instant(), words), back, who.name());
        evidence.agreement(who, "telework.terminated", id, said.with("back-day", back));
        notices.tellWorker(agreement, "telework.notice.terminated", who.name());
    }
}
