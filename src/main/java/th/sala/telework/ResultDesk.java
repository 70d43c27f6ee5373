package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// หลังสิ้นสุดการปฏิบัติราชการนอกสถานที่: the person reports the results, the supervisor assesses
/// them, and the head sees both. Every call is made in the agency's scope.
@Service
@Transactional
public class ResultDesk {
    private static final int MOST_WAITING = 200;

    /// Refusal: the work outside is not over.
    public static final class NotOver extends Refusal {
        NotOver() {
            super(new Citation("T7", MANUAL_63, "ข้อ 9.3(1)"), "telework.refused.not-over");
        }
    }

    /// Refusal: a goal without a result.
    public static final class NoResult extends Refusal {
        NoResult() {
            super(new Citation("T7", MANUAL_63, "ข้อ 9.3(1)"), "telework.refused.no-result");
        }
    }

    private final TeleworkResults results;
    private final Agreements agreements;
    private final AgreementDesk desk;
    private final TeleworkOffice office;
    private final TeleworkEvidence evidence;
    private final TeleworkNotices notices;
    private final Clock clock;

    ResultDesk(
            TeleworkResults results,
            Agreements agreements,
            AgreementDesk desk,
            TeleworkOffice office,
            TeleworkEvidence evidence,
            TeleworkNotices notices,
            Clock clock) {
        this.results = results;
        this.agreements = agreements;
        this.desk = desk;
        this.office = office;
        this.evidence = evidence;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Optional<TeleworkResult> of(Agreement agreement) {
        return results.find(agreement.agency(), agreement.id());
    }

    /// Whether the result is to be reported, or may be again.
    @Transactional(readOnly = true)
    boolean isReportable(Agreement agreement) {
        return agreement.wasOrdered()
                && FollowUpRules.isOver(agreement.end(), LocalDate.now(clock))
                && of(agreement).map(TeleworkResult::assessment).isEmpty();
    }

    /// Those whose results wait for the person to be assessed, as their supervisor.
    @Transactional(readOnly = true)
    List<Agreement> toAssess(SignedIn who) {
        var official = who.official();
        var reporters = official == null ? List.<UUID>of() : results.reporters(who.agency());
        if (official == null || reporters.isEmpty()) {
            return List.of();
        }
        var superiors = desk.superiors(who.agency());
        var theirs =
                reporters.stream()
                        .filter(one ->
                                superiors
                                        .supervisor(one)
                                        .filter(above -> above.official().id().equals(official))
                                        .isPresent())
                        .toList();
        return results.unassessed(who.agency(), theirs, MOST_WAITING).stream()
                .map(id -> desk.find(who.agency(), id))
                .toList();
    }

    /// @param typed the results, in the order of the goals
    /// @param remarks likewise
    public void report(
            SignedIn who, UUID id, List<String> typed, List<String> remarks, String problems) {
        var agreement = desk.locked(who.agency(), id);
        if (!agreement.by().official().equals(who.official())) {
            throw new AccessDeniedException("not theirs");
        }
        if (!agreement.wasOrdered() || of(agreement).flatMap(ResultDesk::assessed).isPresent()) {
            throw new Agreement.MovedOn();
        }
        if (!FollowUpRules.isOver(agreement.end(), LocalDate.now(clock))) {
            throw new NotOver();
        }
        var goals = new ArrayList<Goal>();
        var said = new ArrayList<String>();
        for (var goal : agreements.goals(who.agency(), id)) {
            var at = goal.number() - 1;
            var result = AgreementDesk.plain(at < typed.size() ? typed.get(at) : "");
            var remark = AgreementDesk.plain(at < remarks.size() ? remarks.get(at) : "");
            if (result.isEmpty()) {
                throw new NoResult();
            }
            goals.add(
                    new Goal(
                            goal.number(),
                            goal.goal(),
                            goal.delivery(),
                            goal.remark(),
                            result,
                            remark));
            said.add("%d. %s %s".formatted(goal.number(), result, remark));
        }
        var trouble = AgreementDesk.plain(problems);
        agreements.setGoals(who.agency(), id, goals);
        results.report(who.agency(), id, trouble, clock.instant());
        evidence.agreement(
                who,
                "telework.result-reported",
                id,
                Fields.none().with("goals", String.join("\n", said)).with("words", trouble));
        desk.superiors(who.agency())
                .supervisor(agreement.by().official())
                .ifPresent(above ->
                        notices.tell(
                                who.agency(),
                                above.official().id(),
                                "telework.notice.result-reported",
                                who.name(),
                                agreement.path()));
    }

    private static Optional<TeleworkResult.Assessment> assessed(TeleworkResult result) {
        return Optional.ofNullable(result.assessment());
    }

    /// The supervisor, or somebody higher, assesses the result; with that it is reported to the
    /// head.
    public void assess(SignedIn who, UUID id, TeleworkResult.Verdict verdict, String typed) {
        var agreement = desk.locked(who.agency(), id);
        var above =
                Optional.ofNullable(who.official())
                        .flatMap(one ->
                                desk.superiors(who.agency())
                                        .asAbove(one, agreement.by().official()))
                        .orElseThrow(() -> new AccessDeniedException("not above"));
        var words = AgreementDesk.plain(typed);
        var assessment =
                new TeleworkResult.Assessment(
                        verdict, words, above.official().name(), above.title(), clock.instant());
        if (!results.assess(who.agency(), id, assessment)) {
            throw new Agreement.MovedOn();
        }
        evidence.agreement(
                who,
                "telework.assessed",
                id,
                Fields.none()
                        .with("position", above.title())
                        .with("outcome", verdict)
                        .with("words", words));
        notices.tellWorker(agreement, "telework.notice.assessed", who.name());
        for (var head : office.headsOf(who.agency())) {
            var official = head.official();
            if (official != null && !official.equals(who.official())) {
                notices.tell(
                        who.agency(),
                        official,
                        "telework.notice.assessed-to-head",
                        agreement.by().name(),
                        agreement.path());
            }
        }
    }
}
