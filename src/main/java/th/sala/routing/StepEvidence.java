package th.sala.routing;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;

/// What the evidence of a letter's way says.
@Component
class StepEvidence {
    private final Evidence evidence;
    private final Clock clock;

    StepEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    void sent(SignedIn who, Step step, Matter matter) {
        var act = step.isUp() ? "letter.proposed" : "letter.asked-aside";
        var said =
                of(step).with("version", matter.version())
                        .with("content", matter.digest())
                        .with("from", named(step.from().name(), step.from().title()))
                        .with("contact", step.from().contact())
                        .with("to", named(step.to().name(), step.to().title()))
                        .with("proposal", step.proposal());
        record(actor(who), act, step, said);
    }

    void opened(SignedIn who, Step step) {
        record(actor(who), "letter.opened", step, of(step));
    }

    void decided(SignedIn who, Step step, Step.State.Decided decided, Matter matter) {
        var said =
                of(step).with("result", decided.result())
                        .with("endorsement", decided.endorsement())
                        .with("version", decided.version())
                        .with("content", matter.digest())
                        .with("changes", decided.changes());
        record(actor(who), "letter.endorsed", step, said);
    }

    void recalled(SignedIn who, Step step) {
        record(actor(who), "letter.recalled", step, of(step));
    }

    void withdrawn(SignedIn who, Step step) {
        record(actor(who), "letter.not-asked-any-more", step, of(step));
    }

    void handedOver(Step step, Step instead) {
        var said =
                of(step).with("to", named(instead.to().name(), instead.to().title()))
                        .with("step-instead", instead.id());
        record(Actor.program(step.agency()), "letter.handed-over", step, said);
    }

    private static Fields of(Step step) {
        return Fields.none().with("step", step.id());
    }

    private static String named(String name, String title) {
        return title.isEmpty() ? name : name + ", " + title;
    }

    void rulesDecided(SignedIn who, LocalDate firstDay, WayPolicy.Rules rules, String source) {
        var said =
                Fields.none()
                        .with("first-day", firstDay)
                        .with("rules", rules)
                        .with("source", source);
        evidence.record(
                who.actor(Role.HEAD, Role.ADMINISTRATOR),
                Act.done("way-rules.decided", clock.instant(), said));
    }

    private static Actor actor(SignedIn who) {
        return who.actor(
                Role.AUTHORISED_PERSON, Role.HEAD, Role.OFFICIAL, Role.CORRESPONDENCE_OFFICER);
    }

    private void record(Actor by, String act, Step step, Fields said) {
        evidence.record(by, Act.done(act, "letter", step.letter(), clock.instant(), said));
    }
}
