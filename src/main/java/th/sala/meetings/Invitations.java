package th.sala.meetings;

import static th.sala.law.Instrument.NCPO_74;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.law.Clause;
import th.sala.proof.Fields;

/// หนังสือเชิญประชุม: to officials as a notice, to whoever has an address outside of this
/// installation by e-mail as well, to guests with the link that lets them in. Joins the caller's
/// transaction.
@Component
class Invitations {
    private final PreparationRows rows;
    private final GuestLinks links;
    private final MeetingMails mails;
    private final MeetingNotices notices;
    private final MeetingEvidence evidence;
    private final Clock clock;

    Invitations(
            PreparationRows rows,
            GuestLinks links,
            MeetingMails mails,
            MeetingNotices notices,
            MeetingEvidence evidence,
            Clock clock) {
        this.rows = rows;
        this.links = links;
        this.mails = mails;
        this.notices = notices;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// When each attendee was invited last.
    List<PreparationRows.Invitation> of(Meeting meeting) {
        return rows.invitations(meeting.agency(), meeting.id());
    }

    /// Invites; a copy of each invitation stays in the file store, and evidence names it.
    @Clause(id = "M3", of = NCPO_74, value = "ข้อ 5")
    void send(SignedIn who, Meeting meeting, List<Attendee> whom) {
        for (var attendee : whom) {
            var link =
                    attendee.isByLink()
                            ? links.make(meeting.agency(), meeting.id(), attendee.id())
                            : null;
            notices.tell(meeting, attendee, "meetings.notice.invited");
            var mail = mails.invite(meeting, attendee, link);
            var copy = mail.orElseGet(() -> mails.copy(meeting, attendee));
            rows.invited(meeting.agency(), meeting.id(), attendee.id(), copy, clock.instant());
            var said = Fields.none().with("attendee", attendee.name());
            evidence.record(
                    who,
                    "meetings.invited",
                    meeting.id(),
                    (mail.isPresent() ? said.with("mail-address", attendee.mail()) : said)
                            .with("paper", copy));
        }
    }

    void moved(Meeting meeting) {
        for (var attendee : invited(meeting)) {
            notices.tell(meeting, attendee, "meetings.notice.moved");
            mails.moved(meeting, attendee);
        }
    }

    void cancelled(Meeting meeting, String reason) {
        for (var attendee : invited(meeting)) {
            notices.tell(meeting, attendee, "meetings.notice.cancelled", reason, meeting.path());
            mails.cancelled(meeting, attendee, reason);
        }
    }

    private List<Attendee> invited(Meeting meeting) {
        Set<UUID> invited =
                of(meeting).stream()
                        .map(PreparationRows.Invitation::attendee)
                        .collect(Collectors.toSet());
        return meeting.attendees().stream().filter(one -> invited.contains(one.id())).toList();
    }
}
