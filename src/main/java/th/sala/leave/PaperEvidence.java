package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// What the evidence of leaves on paper says.
@Component
class PaperEvidence {
    private final Evidence evidence;
    private final Clock clock;

    PaperEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    void recorded(SignedIn who, String act, PaperLeave paper, PaperOutlook outlook) {
        var request = paper.request();
        var approval = paper.approval();
        var said =
                days(request.days())
                        .with("official", request.by().official())
                        .with("name", request.by().name())
                        .with("kind", request.kind())
                        .with("half-days", outlook.span())
                        .with("half-days-charged", outlook.charged())
                        .with("office", paper.office())
                        .with("power", approval.power())
                        .with("approver", approval.name())
                        .with("position", approval.title())
                        .with("approved-on", approval.on())
                        .with("approval", approval.paper())
                        .with("handed-in", paper.handedIn())
                        .with("reason", request.reason())
                        .with("contact", request.contact())
                        .with(
                                "breaches",
                                paper.breaches().stream()
                                        .sorted()
                                        .map(Breach::name)
                                        .collect(Collectors.joining(" ")))
                        .with("explanation", paper.explanation())
                        .with(
                                "facts",
                                new TreeMap<>(paper.facts().all())
                                        .entrySet().stream()
                                                .map(one -> one.getKey() + "=" + one.getValue())
                                                .collect(Collectors.joining("\n")));
        var scan = request.paper();
        record(who, act, request, scan == null ? said : said.with("paper", scan.sha256()));
    }

    private static Fields days(LeaveDays days) {
        return Fields.none()
                .with("first-half", days.first() + (days.fromNoon() ? " pm" : " am"))
                .with("last-half", days.last() + (days.untilNoon() ? " am" : " pm"));
    }

    /// @param back the days that are taken back
    void ended(SignedIn who, String act, LeaveRequest leave, LeaveDays back, String reason) {
        record(who, act, leave, days(back).with("kind", leave.kind()).with("reason", reason));
    }

    void done(SignedIn who, LeaveRequest leave, Duty duty, LocalDate day) {
        var said = Fields.none().with("duty", duty).with("done-on", day);
        record(who, "leave.duty-done", leave, said);
    }

    void scanRead(SignedIn who, LeaveRequest leave) {
        record(who, "leave.paper-read", leave, Fields.none());
    }

    private void record(SignedIn who, String act, LeaveRequest leave, Fields said) {
        var by = who.actor(Role.AUTHORISED_PERSON, Role.HEAD, Role.OFFICIAL);
        evidence.record(by, Act.done(act, "leave", leave.id(), clock.instant(), said));
    }
}
