package th.sala.meetings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.thai.ThaiText;

/// Planning meetings: what, when, by which rules; postponing and cancelling. Every call is made in
/// the agency's scope.
@Service
@Transactional
public class MeetingDesk {
    static final int LONGEST_WORDS = 1_000;

    /// Refusal: who asks is no official of the agency.
    static final class NoOfficial extends Refusal {
        NoOfficial() {
            super("meetings.refused.no-official");
        }
    }

    /// Refusal: somebody else changed it in between.
    static final class ChangedMeanwhile extends Refusal {
        ChangedMeanwhile() {
            super("meetings.refused.changed-meanwhile");
        }
    }

    /// Refusal: words are wanted, or there are too many.
    static final class NothingSaid extends Refusal {
        NothingSaid() {
            super("meetings.refused.nothing-said", LONGEST_WORDS);
        }
    }

    private final MeetingRecords records;
    private final MeetingRows rows;
    private final AttendeeRows attendees;
    private final Organisation organisation;
    private final Invitations invitations;
    private final MeetingEvidence evidence;
    private final Clock clock;

    MeetingDesk(
            MeetingRecords records,
            MeetingRows rows,
            AttendeeRows attendees,
            Organisation organisation,
            Invitations invitations,
            MeetingEvidence evidence,
            Clock clock) {
        this.records = records;
        this.rows = rows;
        this.attendees = attendees;
        this.organisation = organisation;
        this.invitations = invitations;
        this.evidence = evidence;
        this.clock = clock;
    }

    // ---- looking

    /// The person's meetings that are still to come, or open.
    @Transactional(readOnly = true)
    List<Meeting> coming(SignedIn who, int most, int skip) {
        var official = who.official();
        return official == null
                ? List.of()
                : rows.coming(who.agency(), official, clock.instant(), most, skip);
    }

    /// Those of them on which the person is to decide as the chair.
    @Transactional(readOnly = true)
    Set<UUID> toDecide(SignedIn who) {
        var official = who.official();
        return official == null ? Set.of() : rows.toDecide(who.agency(), official, clock.instant());
    }

    @Transactional(readOnly = true)
    List<Meeting> past(SignedIn who, int most, int skip) {
        var official = who.official();
        return official == null
                ? List.of()
                : rows.past(who.agency(), official, clock.instant(), most, skip);
    }

    /// The meeting, for whoever attends or arranges it; to others there is none.
    @Transactional(readOnly = true)
    public Meeting see(SignedIn who, UUID id) {
        return records.find(who.agency(), id)
                .filter(meeting -> meeting.isOpenTo(who.official()))
                .orElseThrow(MeetingRecords::none);
    }

    // ---- planning

    /// Plans a meeting; whoever does so is its secretary.
    ///
    /// @return its id
    /// @throws Matter.NotElectronically if it may not be held electronically
    public UUID plan(SignedIn who, MeetingPlan typed) {
        var official = mustBeOfficial(who);
        var plan = PlanRules.checked(typed);
        var meeting = of(UUID.randomUUID(), who.agency(), plan, official.id(), who.name(), 1);
        rows.add(meeting);
        attendees.add(who.agency(), meeting.id(), attendee(official, AttendeeRole.SECRETARY));
        evidence.record(who, "meetings.planned", meeting.id(), said(meeting));
        return meeting.id();
    }

    /// Says something else of a meeting that is planned. Those who were invited are told if its
    /// time changed.
    ///
    /// @param version as the person had it before them
    public void change(SignedIn who, UUID id, MeetingPlan typed, int version) {
        var before = arranged(who, id);
        mustBePlanned(before);
        if (before.version() != version) {
            throw new ChangedMeanwhile();
        }
        var plan = PlanRules.checked(typed);
        PlanRules.mustAllow(Objects.requireNonNull(plan.rules()), before.attendees());
        var meeting =
                of(id, who.agency(), plan, before.organiser(), before.organiserName(), version)
                        .with(before.attendees(), before.items());
        rows.change(meeting);
        evidence.record(who, "meetings.changed", id, said(meeting));
        if (!meeting.begins().equals(before.begins()) || !meeting.ends().equals(before.ends())) {
            invitations.moved(meeting);
        }
    }

    private static Meeting of(
            UUID id, UUID agency, MeetingPlan plan, UUID organiser, String name, int version) {
        return new Meeting(
                id,
                agency,
                plan.title(),
                plan.kind(),
                Objects.requireNonNull(plan.rules()),
                plan.secret(),
                plan.begins(),
                plan.ends(),
                plan.backup(),
                organiser,
                name,
                new MeetingState.Planned(),
                version,
                List.of(),
                List.of());
    }

    private static Fields said(Meeting meeting) {
        return Fields.none()
                .with("subject", meeting.title())
                .with("begins", meeting.begins())
                .with("ends", meeting.ends())
                .with("meeting-kind", meeting.kind())
                .with("rules", meeting.rules())
                .with("secret", meeting.secret())
                .with("backup-telephone", meeting.backup().telephone())
                .with("backup-mail", meeting.backup().mail());
    }

    /// Cancels a planned meeting; those who were invited are told why.
    public void cancel(SignedIn who, UUID id, String why) {
        var meeting = arranged(who, id);
        var reason = words(why);
        rows.state(who.agency(), id, meeting.state().cancelled(clock.instant(), reason));
        evidence.record(who, "meetings.cancelled", id, Fields.none().with("words", reason));
        invitations.cancelled(meeting, reason);
    }

    // ---- for those who arrange it

    /// The meeting, which nobody else changes until the transaction ends.
    ///
    /// @throws MeetingState.MovedOn if it is over or cancelled
    Meeting arranged(SignedIn who, UUID id) {
        var meeting = records.locked(who.agency(), id);
        if (!meeting.isOpenTo(who.official())) {
            throw MeetingRecords.none();
        }
        if (!meeting.isArrangedBy(who.official())) {
            throw new AccessDeniedException("arranged by others");
        }
        if (!meeting.state().isToCome()) {
            throw new MeetingState.MovedOn();
        }
        return meeting;
    }

    static void mustBePlanned(Meeting meeting) {
        if (!meeting.state().isPlanned()) {
            throw new MeetingState.MovedOn();
        }
    }

    static String words(String typed) {
        var words = ThaiText.normaliseLines(typed).strip();
        if (words.isEmpty() || words.length() > LONGEST_WORDS) {
            throw new NothingSaid();
        }
        return words;
    }

    private Official mustBeOfficial(SignedIn who) {
        return Optional.ofNullable(who.official())
                .flatMap(organisation::official)
                .orElseThrow(NoOfficial::new);
    }

    static Attendee attendee(Official official, AttendeeRole role) {
        return new Attendee(
                UUID.randomUUID(),
                official.id(),
                official.name(),
                official.position(),
                role,
                official.mail(),
                null);
    }

    /// The officials who may be added, by name.
    @Transactional(readOnly = true)
    List<Official> others(Meeting meeting) {
        var others = new ArrayList<>(organisation.officials(meeting.agency()));
        others.removeIf(one -> meeting.of(one.id()).isPresent());
        return others;
    }
}
