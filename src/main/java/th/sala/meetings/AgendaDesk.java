package th.sala.meetings;

import java.time.Clock;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// ระเบียบวาระ and its papers. Every call is made in the agency's scope.
@Service
@Transactional
public class AgendaDesk {
    static final int MOST_ITEMS = 100;
    static final int MOST_PAPERS = 20;

    /// Refusal: an agenda has its limits.
    static final class TooMany extends Refusal {
        TooMany() {
            super("meetings.refused.too-many-items", MOST_ITEMS, MOST_PAPERS);
        }
    }

    private final MeetingDesk desk;
    private final AgendaRows rows;
    private final MeetingEvidence evidence;
    private final Clock clock;

    AgendaDesk(MeetingDesk desk, AgendaRows rows, MeetingEvidence evidence, Clock clock) {
        this.desk = desk;
        this.rows = rows;
        this.evidence = evidence;
        this.clock = clock;
    }

    public UUID add(SignedIn who, UUID id, String typed) {
        var meeting = desk.arranged(who, id);
        if (meeting.items().size() >= MOST_ITEMS) {
            throw new TooMany();
        }
        var title = PlanRules.title(typed, meeting.kind(), meeting.rules());
        var item = UUID.randomUUID();
        rows.add(who.agency(), id, item, title);
        evidence.record(who, "meetings.item-added", id, Fields.none().with("subject", title));
        return item;
    }

    void rename(SignedIn who, UUID id, UUID item, String typed) {
        var meeting = planned(who, id);
        var one = meeting.mustHaveItem(item);
        var title = PlanRules.title(typed, meeting.kind(), meeting.rules());
        rows.title(who.agency(), one.id(), title);
        evidence.record(who, "meetings.item-renamed", id, of(one).with("words", title));
    }

    /// @param up towards the beginning
    void move(SignedIn who, UUID id, UUID item, boolean up) {
        var meeting = planned(who, id);
        var one = meeting.mustHaveItem(item);
        var other = one.number() + (up ? -1 : 1);
        if (other >= 1 && other <= meeting.items().size()) {
            rows.swap(who.agency(), id, one.number(), other);
            evidence.record(who, "meetings.item-moved", id, of(one).with("to", other));
        }
    }

    void remove(SignedIn who, UUID id, UUID item) {
        var one = planned(who, id).mustHaveItem(item);
        rows.remove(who.agency(), id, one);
        evidence.record(who, "meetings.item-removed", id, of(one));
    }

    private Meeting planned(SignedIn who, UUID id) {
        var meeting = desk.arranged(who, id);
        MeetingDesk.mustBePlanned(meeting);
        return meeting;
    }

    private static Fields of(AgendaItem item) {
        return Fields.none().with("agenda-number", item.number()).with("subject", item.title());
    }

    /// So that no file is kept for somebody who may not add it, or where it may not be added.
    @Transactional(readOnly = true)
    void mayAddPaper(SignedIn who, UUID id, UUID item) {
        var meeting = desk.see(who, id);
        if (!meeting.isArrangedBy(who.official())) {
            throw new AccessDeniedException("arranged by others");
        }
        if (!meeting.state().isToCome()) {
            throw new MeetingState.MovedOn();
        }
        mustHaveRoom(meeting.mustHaveItem(item));
    }

    private static void mustHaveRoom(AgendaItem item) {
        if (item.papers().size() >= MOST_PAPERS) {
            throw new TooMany();
        }
    }

    /// Before the meeting or during it (ETDA-63 ข้อ 8(2.3)).
    void addPaper(SignedIn who, UUID id, UUID item, Paper paper) {
        var one = desk.arranged(who, id).mustHaveItem(item);
        mustHaveRoom(one);
        rows.addPaper(who.agency(), item, paper, clock.instant());
        evidence.record(who, "meetings.paper-added", id, of(one).with(of(paper)));
    }

    void removePaper(SignedIn who, UUID id, UUID paper) {
        for (var item : planned(who, id).items()) {
            for (var one : item.papers()) {
                if (one.id().equals(paper)) {
                    rows.removePaper(who.agency(), paper);
                    evidence.record(who, "meetings.paper-removed", id, of(item).with(of(one)));
                    return;
                }
            }
        }
        throw MeetingRecords.none();
    }

    private static Fields of(Paper paper) {
        return Fields.none().with("name", paper.name()).with("paper", paper.sha256());
    }
}
