package th.sala.meetings;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Actor;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// การแจ้งเหตุขัดข้อง: a channel to report trouble, support staff who answer, and a log of it all.
/// It needs no room. Every call is made in the scope of the meeting's agency.
@Service
@Transactional
public class Troubles {
    /// So many stand on the page.
    static final int MOST = 200;

    /// So long after it saw a kind of trouble the system tells nobody of that kind.
    static final Duration HELD_BACK = Duration.ofMinutes(10);

    /// Reports of one attendee, open at a time.
    private static final int MOST_OPEN = 20;

    /// Refusal: enough reports are waiting to be answered.
    static final class Waiting extends Refusal {
        Waiting() {
            super("meetings.refused.reports-waiting", MOST_OPEN);
        }
    }

    private final MeetingRecords records;
    private final TroubleRows rows;
    private final MeetingNotices notices;
    private final MeetingEvidence evidence;
    private final Clock clock;

    Troubles(
            MeetingRecords records,
            TroubleRows rows,
            MeetingNotices notices,
            MeetingEvidence evidence,
            Clock clock) {
        this.records = records;
        this.rows = rows;
        this.notices = notices;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// Whether an attendee is support staff: whoever minds the system, and the secretariat.
    public static boolean isSupport(AttendeeRole role) {
        return role == AttendeeRole.OPERATOR || role.isOfTheSecretariat();
    }

    /// What was reported, the newest first: all of it to those who help and the chair, to others
    /// their own and what the system saw.
    @Transactional(readOnly = true)
    public List<Trouble> of(Attending who) {
        var seesAll = isSupport(who.role()) || who.role() == AttendeeRole.CHAIR;
        return rows.of(who.agency(), who.meeting()).stream()
                .filter(one ->
                        seesAll || one.attendee() == null || one.attendee().equals(who.attendee()))
                .limit(MOST)
                .toList();
    }

    /// The whole log of a meeting, however long, the newest first. It asks nobody's right.
    @Transactional(readOnly = true)
    public List<Trouble> log(UUID agency, UUID meeting) {
        return rows.of(agency, meeting);
    }

    /// Reports trouble; support staff is told. The way to do so is open before the meeting, during
    /// it and after.
    ///
    /// @return the report's id
    @Clause(id = "M14", of = ETDA_63, value = "ข้อ 8(2.6)")
    public UUID report(Attending who, TroubleKind kind, String typed) {
        var meeting = records.locked(who.agency(), who.meeting());
        var words = MeetingDesk.words(typed);
        var waiting =
                rows.of(who.agency(), who.meeting()).stream()
                        .filter(one -> who.attendee().equals(one.attendee()) && !one.isSolved())
                        .count();
        if (waiting >= MOST_OPEN) {
            throw new Waiting();
        }
        var trouble =
                new Trouble(
                        UUID.randomUUID(),
                        who.attendee(),
                        who.name(),
                        kind,
                        words,
                        clock.instant(),
                        List.of());
        rows.add(who.agency(), meeting.id(), trouble);
        evidence.record(who, "meetings.trouble-reported", said(trouble));
        tellSupport(meeting, who.attendee(), "meetings.notice.trouble", who.name());
        return trouble.id();
    }

    private void tellSupport(
            Meeting meeting, @Nullable UUID reporter, String message, String said) {
        for (var one : meeting.attendees()) {
            if (isSupport(one.role()) && !one.id().equals(reporter)) {
                notices.tell(meeting, one, message, said, meeting.path() + "/trouble");
            }
        }
    }

    /// Takes down what the system itself saw; support staff is told, but of one kind not all the
    /// time.
    public void happened(UUID agency, UUID meeting, TroubleKind kind, String words) {
        var now = clock.instant();
        var trouble = new Trouble(UUID.randomUUID(), null, "", kind, words, now, List.of());
        if (!rows.seen(agency, meeting, kind, now.minus(HELD_BACK))) {
            records.find(agency, meeting)
                    .ifPresent(
                            one -> tellSupport(one, null, "meetings.notice.trouble-seen", words));
        }
        rows.add(agency, meeting, trouble);
        evidence.record(Actor.program(agency), "meetings.trouble-seen", meeting, said(trouble));
    }

    private static Fields said(Trouble trouble) {
        return Fields.none().with("trouble-kind", trouble.kind()).with("words", trouble.words());
    }

    /// Support staff answers.
    ///
    /// @param solved whether the trouble is over
    public void answer(Attending who, UUID trouble, String typed, boolean solved) {
        records.locked(who.agency(), who.meeting());
        if (!isSupport(who.role())) {
            throw new AccessDeniedException("no support staff");
        }
        var about =
                rows.kind(who.agency(), who.meeting(), trouble).orElseThrow(MeetingRecords::none);
        var answer =
                new Trouble.Answer(who.name(), MeetingDesk.words(typed), solved, clock.instant());
        rows.answer(who.agency(), trouble, answer);
        evidence.record(
                who,
                "meetings.trouble-answered",
                Fields.none()
                        .with("trouble-kind", about)
                        .with("words", answer.words())
                        .with("solved", solved));
    }
}
