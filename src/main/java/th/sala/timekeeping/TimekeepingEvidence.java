package th.sala.timekeeping;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;
import th.sala.proof.Hash;

/// What the evidence of the register says.
@Component
class TimekeepingEvidence {
    private static final Role[] RIGHTS = {
        Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.CORRESPONDENCE_OFFICER, Role.HEAD
    };

    private final Evidence evidence;
    private final Clock clock;

    TimekeepingEvidence(Evidence evidence, Clock clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    /// The place may be a home (X6).
    ///
    /// @param salt of the place's digest
    void marked(SignedIn who, Mark mark, String salt, String address) {
        var said = Fields.none().with("sense", mark.sense()).with("way", mark.way());
        var where =
                mark.way() == Mark.Way.OUTSIDE
                        ? said.with("place-digest", Hash.salted(salt, mark.place()).hex())
                        : said.with("place", mark.place());
        evidence.record(
                who.actor(RIGHTS),
                Act.done(
                        "timekeeping.marked",
                        "mark",
                        mark.id(),
                        mark.at(),
                        where.with("address", address)));
    }

    /// That somebody was asked for their position, and what they said; the position itself is not
    /// evidence, so that it can go.
    void positionAsked(SignedIn who, UUID mark, boolean agreed, boolean given) {
        var said = Fields.none().with("agrees", agreed).with("position-given", given);
        take(who, "timekeeping.position-asked", "mark", mark, said);
    }

    /// What is taken away can be read by others.
    void exported(SignedIn who, Register.Sheet sheet, String form) {
        var unit = sheet.unit();
        var said =
                Fields.none()
                        .with("day", sheet.day())
                        .with("unit", unit == null ? "" : unit.id())
                        .with("persons", sheet.lines().size())
                        .with("form", form);
        evidence.record(
                who.actor(RIGHTS),
                Act.done("timekeeping.register-exported", clock.instant(), said));
    }

    void summaryExported(SignedIn who, Summary.Month summary, String form) {
        var unit = summary.unit();
        var said =
                Fields.none()
                        .with("month", summary.month())
                        .with("unit", unit == null ? "" : unit.id())
                        .with("persons", summary.lines().size())
                        .with("form", form);
        evidence.record(
                who.actor(RIGHTS), Act.done("timekeeping.summary-exported", clock.instant(), said));
    }

    void asked(SignedIn who, Correction correction) {
        take(who, "timekeeping.correction-asked", "correction", correction.id(), said(correction));
    }

    /// That it was decided, or taken back.
    void ended(SignedIn who, Correction correction) {
        var act =
                switch (correction.stage()) {
                    case Correction.Stage.Waiting _ ->
                            throw new IllegalArgumentException("not over");
                    case Correction.Stage.Granted _ -> "timekeeping.correction-granted";
                    case Correction.Stage.Refused _ -> "timekeeping.correction-refused";
                    case Correction.Stage.Withdrawn _ -> "timekeeping.correction-withdrawn";
                    case Correction.Stage.Revoked _ -> "timekeeping.correction-revoked";
                };
        var said = said(correction).with("words", correction.words());
        var from = correction.revokedFrom();
        take(
                who,
                act,
                "correction",
                correction.id(),
                from == null ? said : said.with("revoked-from", from));
    }

    private static Fields said(Correction correction) {
        var time = correction.time();
        return Fields.none()
                .with("official", correction.by().official())
                .with("kind", correction.kind())
                .with("first-day", correction.first())
                .with("last-day", correction.last())
                .with("part", correction.part())
                .with("time", time == null ? "" : time)
                .with("reason", correction.reason());
    }

    void recorder(SignedIn who, Recorders.Recorder recorder) {
        var said =
                Fields.none()
                        .with("name", recorder.name())
                        .with("mapping", recorder.layout().toString());
        take(who, "timekeeping.recorder-set", "recorder", recorder.id(), said);
    }

    void assigned(SignedIn who, Recorders.Recorder recorder, Recorders.Owned owned) {
        var said =
                Fields.none()
                        .with("number", owned.number())
                        .with("official", owned.official())
                        .with("first-day", owned.fromDay());
        take(who, "timekeeping.number-assigned", "recorder", recorder.id(), said);
    }

    /// The file's bytes stay in the store: what each mark was made from can be looked up.
    void taken(SignedIn who, Recorders.TimeFile file) {
        take(who, "timekeeping.file-taken", "file", file.id(), said(file));
    }

    /// That its marks count no more.
    void annulled(SignedIn who, Recorders.TimeFile file, String reason) {
        var said = said(file).with("marks-added", file.added()).with("reason", reason);
        take(who, "timekeeping.file-annulled", "file", file.id(), said);
    }

    void done(Recorders.TimeFile file) {
        var said = said(file).with("marks-added", file.added()).with("outcome", file.state());
        evidence.record(
                Actor.program(file.agency()),
                Act.done("timekeeping.file-done", "file", file.id(), clock.instant(), said));
    }

    private static Fields said(Recorders.TimeFile file) {
        return Fields.none()
                .with("recorder", file.recorder())
                .with("name", file.name())
                .with("digest", file.sha256())
                .with("lines", file.lines())
                .with("lines-good", file.good())
                .with("lines-wrong", file.wrong())
                .with("mapping", file.mapping());
    }

    private void take(SignedIn who, String act, String kind, UUID record, Fields said) {
        evidence.record(who.actor(RIGHTS), Act.done(act, kind, record, clock.instant(), said));
    }
}
