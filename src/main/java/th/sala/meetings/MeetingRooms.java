package th.sala.meetings;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;
import th.sala.meetings.IdentificationRules.NotForOthers;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.thai.ThaiText;

/// What a room asks of the record, and does in it: who is at the door, who they are, opening, going
/// from item to item, ending. Every call is made in the scope of the meeting's agency.
@Service
@Transactional
public class MeetingRooms {
    static final int LONGEST_PLACE = 200;
    static final int LONGEST_TEST = 4_000;

    /// Refusal: no place, or too long a name of one.
    static final class NoPlace extends Refusal {
        NoPlace() {
            super("meetings.refused.no-place", LONGEST_PLACE);
        }
    }

    private final MeetingRecords records;
    private final MeetingRows rows;
    private final AgendaRows agenda;
    private final Identifications identifications;
    private final PreparationRows preparations;
    private final GuestLinks links;
    private final MeetingEvidence evidence;
    private final Clock clock;

    MeetingRooms(
            MeetingRecords records,
            MeetingRows rows,
            AgendaRows agenda,
            Identifications identifications,
            PreparationRows preparations,
            GuestLinks links,
            MeetingEvidence evidence,
            Clock clock) {
        this.records = records;
        this.rows = rows;
        this.agenda = agenda;
        this.identifications = identifications;
        this.preparations = preparations;
        this.links = links;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// The same at another time, for a demonstration of a meeting that was held long ago. Joins the
    /// caller's transaction, and needs one.
    public MeetingRooms at(Clock then) {
        return new MeetingRooms(
                records, rows, agenda, identifications, preparations, links, evidence, then);
    }

    // ---- looking

    /// The meeting of the scope's agency. It asks nobody's right; [#attending] does.
    @Transactional(readOnly = true)
    public Optional<Meeting> find(UUID meeting) {
        return AgencyScope.agency().flatMap(agency -> records.find(agency, meeting));
    }

    /// Who asks, as far as they attend the meeting: by their session, or by the cookie that their
    /// link left in this browser.
    @Transactional(readOnly = true)
    public Optional<Attending> attending(UUID meeting, HttpServletRequest request) {
        var who = SignedIn.current();
        return who.isPresent()
                ? attending(meeting, who.get())
                : links.of(request)
                        .filter(link -> link.meeting().equals(meeting))
                        .flatMap(this::attending);
    }

    @Transactional(readOnly = true)
    public Optional<Attending> attending(UUID meeting, SignedIn who) {
        return records.find(who.agency(), meeting)
                .flatMap(found -> found.of(who.official()).map(one -> of(found, one, who, null)));
    }

    /// The same attendee, as the record says it now; nothing if they attend no more. For
    /// connections that last.
    @Transactional(readOnly = true)
    public Optional<Attending> again(Attending before) {
        return records.find(before.agency(), before.meeting())
                .flatMap(found ->
                        found.attendee(before.attendee())
                                .map(one -> of(found, one, before.account(), before.link())));
    }

    Optional<Attending> attending(StoredLinks.Link link) {
        return records.find(link.agency(), link.meeting())
                .flatMap(found ->
                        found.attendee(link.attendee())
                                .map(one -> of(found, one, null, link.id())));
    }

    private static Attending of(
            Meeting meeting, Attendee one, @Nullable SignedIn account, @Nullable UUID link) {
        return new Attending(
                meeting.agency(),
                meeting.id(),
                one.id(),
                one.role(),
                one.name(),
                one.isIdentified(),
                account,
                link);
    }

    /// What is still missing before the meeting may open, in the order in which it is done.
    @Transactional(readOnly = true)
    public List<Preparation> missing(Meeting meeting) {
        return Preparation.missing(
                meeting,
                preparations.steps(meeting.agency(), meeting.id()),
                preparations.lastTest(meeting.agency(), meeting.id()).orElse(null),
                clock.instant());
    }

    /// A paper that the attendee may read now.
    ///
    /// @throws ControlRules.PaperForTheKnown of a secret meeting, to whoever could be anybody
    /// @throws ControlRules.PaperOfInterest of what is discussed, to whoever has an interest in it
    @Transactional(readOnly = true)
    public Paper paper(Attending who, UUID paper) {
        var meeting = records.find(who.agency(), who.meeting()).orElseThrow(MeetingRecords::none);
        var reader = mustStillAttend(meeting, who);
        for (var item : meeting.items()) {
            for (var one : item.papers()) {
                if (one.id().equals(paper)) {
                    ControlRules.mustRead(meeting, reader, item);
                    return one;
                }
            }
        }
        throw MeetingRecords.none();
    }

    /// The last test of the whole system for this meeting.
    @Transactional(readOnly = true)
    public Optional<Readiness> lastTest(Meeting meeting) {
        return preparations.lastTest(meeting.agency(), meeting.id());
    }

    /// Whether people may come now, to identify themselves and wait.
    public boolean isTimeToCome(Meeting meeting) {
        return IdentificationRules.isTimeTo(meeting, clock.instant());
    }

    // ---- who is who (M4)

    /// การแสดงตน: the attendee says that it is them, and where they are. Whoever signed in is
    /// identified by that; the bearer of a link once enough others have vouched.
    ///
    /// @param abroad whether the place is outside the Kingdom
    public void identify(Attending who, String place, boolean abroad) {
        var meeting = records.locked(who.agency(), who.meeting());
        var attendee = mustStillAttend(meeting, who);
        IdentificationRules.mustBeTimeTo(meeting, clock.instant());
        IdentificationRules.mustSuffice(meeting.rules(), who.how());
        IdentificationRules.mustBeInPlace(meeting.rules(), abroad);
        var where = ThaiText.normalise(place).strip();
        if (where.isEmpty() || where.length() > LONGEST_PLACE) {
            throw new NoPlace();
        }
        var now = clock.instant();
        var said =
                new Identification(
                        UUID.randomUUID(),
                        who.how(),
                        where,
                        abroad,
                        now,
                        who.isByLink() && !attendee.isIdentified() ? null : now,
                        Set.of());
        var salt = UUID.randomUUID().toString();
        identifications.add(who, said, who.link(), salt);
        evidence.record(
                who,
                said.isKnown() ? "meetings.identified" : "meetings.said-who",
                Fields.none()
                        .with("attendee", attendee.name())
                        .with("identification", said.id())
                        .with("place-digest", placeDigest(salt, where))
                        .with("abroad", abroad));
    }

    /// Nobody can take anything out of evidence, and the place may be a home (X6). The salt stays
    /// in the row: with it whoever may see the row can check the place, without it nobody finds the
    /// place by trying all there are.
    static String placeDigest(String salt, String place) {
        return Hash.sha256(salt + "\n" + place).hex();
    }

    /// Vouches for what the bearer of a link said last.
    ///
    /// @throws NotForOthers unless they may vouch, and somebody is to vouch for
    public void vouch(Attending by, UUID other) {
        var meeting = records.locked(by.agency(), by.meeting());
        var latest = meeting.mustHave(other).identification();
        if (latest == null) {
            throw new NotForOthers(meeting.rules());
        }
        vouch(by, other, latest.id());
    }

    /// Says that the bearer of a link is who they say; the second to do so identifies them.
    ///
    /// @param identification what is vouched for, as the voucher had it before them
    /// @throws NotForOthers unless they may vouch, and this is what is to be vouched for
    public void vouch(Attending by, UUID other, UUID identification) {
        var meeting = records.locked(by.agency(), by.meeting());
        var voucher = mustStillAttend(meeting, by);
        var attendee = meeting.mustHave(other);
        var said = mustVouch(meeting, voucher, attendee);
        if (!said.id().equals(identification)) {
            throw new NotForOthers(meeting.rules());
        }
        var now = clock.instant();
        identifications.vouch(by.agency(), said.id(), voucher.id(), now);
        var count =
                said.vouchers().contains(voucher.id())
                        ? said.vouchers().size()
                        : said.vouchers().size() + 1;
        evidence.record(
                by,
                "meetings.vouched",
                Fields.none().with("attendee", attendee.name()).with("identification", said.id()));
        if (IdentificationRules.suffice(count)) {
            identifications.known(by.agency(), said.id(), now);
            evidence.record(
                    by,
                    "meetings.identified-by-others",
                    Fields.none()
                            .with("attendee", attendee.name())
                            .with("identification", said.id())
                            .with("abroad", said.abroad()));
        }
    }

    /// Says that the bearer of a link is not who they say; they must begin anew.
    ///
    /// @throws NotForOthers unless they may vouch, and somebody is to vouch for
    public void refuseVouch(Attending by, UUID other) {
        var meeting = records.locked(by.agency(), by.meeting());
        var attendee = meeting.mustHave(other);
        var said = mustVouch(meeting, mustStillAttend(meeting, by), attendee);
        identifications.refuse(by.agency(), attendee.id());
        evidence.record(
                by,
                "meetings.not-vouched",
                Fields.none().with("attendee", attendee.name()).with("identification", said.id()));
    }

    private static Identification mustVouch(Meeting meeting, Attendee by, Attendee other) {
        var said = other.identification();
        if (said == null || !IdentificationRules.mayVouch(by, other)) {
            throw new NotForOthers(meeting.rules());
        }
        return said;
    }

    private static Attendee mustStillAttend(Meeting meeting, Attending who) {
        return meeting.attendee(who.attendee())
                .orElseThrow(() -> new AccessDeniedException("attends no more"));
    }

    // ---- running it

    /// Keeps what a test of the whole system came to (M15). Those who run the meeting test, and
    /// whoever arranges it.
    ///
    /// @param words a line for each thing measured
    public void tested(Attending by, boolean ready, String words) {
        var meeting = records.locked(by.agency(), by.meeting());
        var attendee = mustStillAttend(meeting, by);
        if (!attendee.role().isInControl() && !meeting.isArrangedBy(attendee.official())) {
            throw new ControlRules.NotInControl(meeting.rules());
        }
        if (!meeting.state().isToCome()) {
            throw new MeetingState.MovedOn();
        }
        var text = words.strip();
        var test =
                new Readiness(
                        UUID.randomUUID(),
                        ready,
                        text.substring(0, Math.min(text.length(), LONGEST_TEST)),
                        by.name(),
                        clock.instant());
        preparations.add(by.agency(), meeting.id(), test);
        evidence.record(
                by,
                "meetings.tested",
                Fields.none().with("ready", ready).with("words", test.words()));
    }

    /// Opens the meeting.
    ///
    /// @throws ControlRules.NotPrepared while something before it is missing
    /// @throws ControlRules.NotInControl unless chair or operator
    /// @throws ControlRules.IdentifyFirst unless they have identified themselves
    public void open(Attending by) {
        var meeting = records.locked(by.agency(), by.meeting());
        ControlRules.mustRun(meeting.rules(), mustStillAttend(meeting, by));
        var opened = meeting.state().opened(clock.instant());
        IdentificationRules.mustBeTimeTo(meeting, opened.since());
        ControlRules.mustBePrepared(meeting.rules(), missing(meeting));
        rows.state(by.agency(), meeting.id(), opened);
        evidence.record(
                by,
                "meetings.opened",
                Fields.none()
                        .with("subject", meeting.title())
                        .with("rules", meeting.rules())
                        .with("secret", meeting.secret()));
    }

    /// Goes to an item.
    public void toItem(Attending by, UUID item) {
        var meeting = records.locked(by.agency(), by.meeting());
        ControlRules.mustRun(meeting.rules(), mustStillAttend(meeting, by));
        var next = meeting.mustHaveItem(item);
        rows.state(by.agency(), meeting.id(), meeting.state().mustBeOpen().at(item));
        evidence.record(by, "meetings.item-begun", of(next));
    }

    /// Notes that an attendee has an interest in an item, or has none after all.
    public void interest(Attending by, UUID item, UUID attendee, boolean interested) {
        var meeting = records.locked(by.agency(), by.meeting());
        var one = meeting.mustHaveItem(item);
        var whose = meeting.mustHave(attendee);
        ControlRules.mustNoteInterest(
                meeting.rules(), mustStillAttend(meeting, by), whose, interested);
        if (!meeting.state().isToCome()) {
            throw new MeetingState.MovedOn();
        }
        var changed =
                interested
                        ? agenda.note(by.agency(), item, attendee)
                        : agenda.takeBack(by.agency(), item, attendee);
        if (changed) {
            evidence.record(
                    by,
                    interested ? "meetings.interest-noted" : "meetings.interest-ended",
                    of(one).with("attendee", whose.name()));
        }
    }

    private static Fields of(AgendaItem item) {
        return Fields.none().with("agenda-number", item.number()).with("subject", item.title());
    }

    /// Ends the meeting.
    public void end(Attending by) {
        var meeting = records.locked(by.agency(), by.meeting());
        ControlRules.mustRun(meeting.rules(), mustStillAttend(meeting, by));
        rows.state(by.agency(), meeting.id(), meeting.state().ended(clock.instant()));
        evidence.record(by, "meetings.ended", Fields.none().with("subject", meeting.title()));
    }
}
