package th.sala.meetings;

import static th.sala.law.Instrument.ETDA_63;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.thai.ThaiText;

/// Who takes part in a meeting, as what, and how they are invited. Every call is made in the
/// agency's scope.
@Service
@Transactional
public class AttendeeDesk {
    static final int LONGEST_NAME = 120;
    static final int MOST = 300;

    /// Refusal: the person is on the list already.
    static final class ThereAlready extends Refusal {
        ThereAlready() {
            super("meetings.refused.there-already");
        }
    }

    /// Refusal: no name, or no address that mail can go to.
    static final class NoGuest extends Refusal {
        NoGuest() {
            super("meetings.refused.no-guest");
        }
    }

    /// Refusal: nobody is chosen.
    static final class NobodyChosen extends Refusal {
        NobodyChosen() {
            super("meetings.refused.nobody-chosen");
        }
    }

    /// Refusal: a meeting has its limits.
    static final class TooMany extends Refusal {
        TooMany() {
            super("meetings.refused.too-many", MOST);
        }
    }

    /// Refusal: whoever arranges the meeting stays on its list.
    static final class OrganiserStays extends Refusal {
        OrganiserStays() {
            super("meetings.refused.organiser-stays");
        }
    }

    /// Refusal: the meeting is open, and its chair chairs it until it ends.
    static final class ChairStays extends Refusal {
        ChairStays() {
            super("meetings.refused.chair-stays");
        }
    }

    private final MeetingDesk desk;
    private final AttendeeRows rows;
    private final Invitations invitations;
    private final GuestLinks links;
    private final Organisation organisation;
    private final MeetingEvidence evidence;
    private final ApplicationEventPublisher events;

    AttendeeDesk(
            MeetingDesk desk,
            AttendeeRows rows,
            Invitations invitations,
            GuestLinks links,
            Organisation organisation,
            MeetingEvidence evidence,
            ApplicationEventPublisher events) {
        this.desk = desk;
        this.rows = rows;
        this.invitations = invitations;
        this.links = links;
        this.organisation = organisation;
        this.evidence = evidence;
        this.events = events;
    }

    /// Adds an official; a new chair takes the place of the one before, who stays as a member.
    public UUID add(SignedIn who, UUID id, UUID official, AttendeeRole role) {
        var meeting = mustHaveRoom(desk.arranged(who, id));
        if (meeting.of(official).isPresent()) {
            throw new ThereAlready();
        }
        if (role == AttendeeRole.CHAIR) {
            makeRoomForChair(meeting);
        }
        var found =
                organisation
                        .official(official)
                        .filter(one -> one.agency().equals(who.agency()))
                        .orElseThrow(NobodyChosen::new);
        return add(who, meeting, MeetingDesk.attendee(found, role));
    }

    /// Adds a guest, who is known by an e-mail address.
    ///
    /// @throws PlanRules.GuestsByLink if the meeting's rules want everybody to sign in
    public UUID addGuest(SignedIn who, UUID id, String typedName, String typedMail) {
        var meeting = mustHaveRoom(desk.arranged(who, id));
        var name = ThaiText.normalise(typedName).strip();
        var mail = typedMail.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || !mail.matches(
                        "[!-~&&[^@,;<>\"()\\[\\]:\\\\]]{1,64}@[a-z0-9.-]{1,180}\\.[a-z0-9-]{2,60}")) {
            throw new NoGuest();
        }
        if (meeting.attendees().stream().anyMatch(one -> one.mail().equals(mail))) {
            throw new ThereAlready();
        }
        var guest = new Attendee(UUID.randomUUID(), null, name, "", AttendeeRole.GUEST, mail, null);
        PlanRules.mustAllow(meeting.rules(), List.of(guest));
        return add(who, meeting, guest);
    }

    private static Meeting mustHaveRoom(Meeting meeting) {
        if (meeting.attendees().size() >= MOST) {
            throw new TooMany();
        }
        return meeting;
    }

    private UUID add(SignedIn who, Meeting meeting, Attendee attendee) {
        rows.add(who.agency(), meeting.id(), attendee);
        evidence.record(
                who,
                "meetings.attendee-added",
                meeting.id(),
                named(attendee).with("attendee-role", attendee.role()));
        events.publishEvent(new AttendeesChanged(who.agency(), meeting.id()));
        return attendee.id();
    }

    private static Fields named(Attendee attendee) {
        return Fields.none().with("attendee", attendee.name());
    }

    private void makeRoomForChair(Meeting meeting) {
        mustNotBeOpen(meeting);
        meeting.chair()
                .ifPresent(chair -> rows.role(meeting.agency(), chair.id(), AttendeeRole.MEMBER));
    }

    private static void mustNotBeOpen(Meeting meeting) {
        if (meeting.state().isOpen()) {
            throw new ChairStays();
        }
    }

    /// Gives an attendee another part. What the chair decided and who was appointed holds for the
    /// one it was then.
    public void role(SignedIn who, UUID id, UUID attendee, AttendeeRole role) {
        var meeting = desk.arranged(who, id);
        var one = meeting.mustHave(attendee);
        if (one.role() == role || one.isByLink()) {
            return;
        }
        if (one.role() == AttendeeRole.CHAIR) {
            mustNotBeOpen(meeting);
        }
        if (role == AttendeeRole.CHAIR) {
            makeRoomForChair(meeting);
        }
        rows.role(who.agency(), attendee, role);
        evidence.record(who, "meetings.role-given", id, named(one).with("attendee-role", role));
        events.publishEvent(new AttendeesChanged(who.agency(), id));
    }

    /// Takes an attendee off the list; a guest's link ends.
    public void remove(SignedIn who, UUID id, UUID attendee) {
        var meeting = desk.arranged(who, id);
        var one = meeting.mustHave(attendee);
        if (meeting.organiser().equals(one.official())) {
            throw new OrganiserStays();
        }
        if (one.role() == AttendeeRole.CHAIR) {
            mustNotBeOpen(meeting);
        }
        links.revoke(who.agency(), attendee);
        rows.remove(who.agency(), attendee);
        evidence.record(who, "meetings.attendee-removed", id, named(one));
        events.publishEvent(new AttendingEnded(who.agency(), id, attendee));
    }

    // ---- inviting

    /// Invites everybody who was not invited yet.
    ///
    /// @return how many
    @Clause(id = "M3", of = ETDA_63, value = "ข้อ 8(2.3)")
    public int invite(SignedIn who, UUID id) {
        var meeting = desk.arranged(who, id);
        var invited =
                invitations.of(meeting).stream().map(PreparationRows.Invitation::attendee).toList();
        var others =
                meeting.attendees().stream().filter(one -> !invited.contains(one.id())).toList();
        invitations.send(who, meeting, others);
        return others.size();
    }

    /// Invites one again; a guest gets a new link, and the one before is good no more.
    public void inviteAgain(SignedIn who, UUID id, UUID attendee) {
        var meeting = desk.arranged(who, id);
        var one = meeting.mustHave(attendee);
        var hadLink = links.holders(who.agency(), id).contains(attendee);
        invitations.send(who, meeting, List.of(one));
        if (hadLink) {
            events.publishEvent(new AttendingEnded(who.agency(), id, attendee));
        }
    }

    /// A guest's link is good no more.
    public void revoke(SignedIn who, UUID id, UUID attendee) {
        var meeting = desk.arranged(who, id);
        var one = meeting.mustHave(attendee);
        if (!links.revoke(who.agency(), attendee)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        evidence.record(who, "meetings.link-revoked", id, named(one));
        events.publishEvent(new AttendingEnded(who.agency(), id, attendee));
    }

    /// When each attendee was invited last.
    @Transactional(readOnly = true)
    List<PreparationRows.Invitation> invitations(Meeting meeting) {
        return invitations.of(meeting);
    }

    /// The guests whose link is good.
    @Transactional(readOnly = true)
    List<UUID> linkHolders(Meeting meeting) {
        return links.holders(meeting.agency(), meeting.id());
    }
}
