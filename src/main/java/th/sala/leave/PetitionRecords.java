package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.notices.Notices;
import th.sala.proof.Fields;

/// What the evidence says of petitions, and whom it is told.
@Component
class PetitionRecords {
    private final Evidence evidence;
    private final Notices notices;
    private final Accounts accounts;
    private final Clock clock;

    PetitionRecords(Evidence evidence, Notices notices, Accounts accounts, Clock clock) {
        this.evidence = evidence;
        this.notices = notices;
        this.accounts = accounts;
        this.clock = clock;
    }

    static String path(UUID id) {
        return "/leave/petitions/" + id;
    }

    void asked(SignedIn who, Petition petition) {
        var days = petition.days();
        var neighbour = petition.neighbour();
        var said =
                Fields.none()
                        .with("kind", petition.matter())
                        .with("first-half", days.first() + (days.fromNoon() ? " pm" : " am"))
                        .with("last-half", days.last() + (days.untilNoon() ? " am" : " pm"))
                        .with("neighbour", neighbour == null ? "" : neighbour.name())
                        .with("country", petition.country())
                        .with("words", petition.words());
        record(who, "leave.petition-asked", petition, said);
        tellNext(petition);
    }

    private void tellNext(Petition petition) {
        var with = petition.with();
        if (with == null) {
            return;
        }
        accounts.byOfficial(with.official())
                .filter(Account::isOpen)
                .ifPresent(account ->
                        notices.tell(
                                petition.agency(),
                                account.id(),
                                petition.isAbroad()
                                        ? "leave.notice.abroad-asked"
                                        : "leave.notice.event-reported",
                                List.of(petition.by().name()),
                                path(petition.id())));
    }

    void withdrawn(SignedIn who, Petition petition) {
        record(who, "leave.petition-withdrawn", petition, Fields.none());
    }

    void said(SignedIn who, Petition petition, LeaveRequests.Opinion opinion) {
        var said =
                Fields.none()
                        .with("position", opinion.title())
                        .with("agrees", opinion.agrees())
                        .with("words", opinion.words());
        var leave = petition.becomes();
        record(
                who,
                opinion.decides() ? "leave.petition-decided" : "leave.petition-endorsed",
                petition,
                leave == null ? said : said.with("leave", leave));
        if (petition.isWaiting()) {
            tellNext(petition);
        } else {
            notices.tell(
                    petition.agency(),
                    petition.by().account(),
                    "leave.notice.petition-decided",
                    List.of(petition.endedBy()),
                    path(petition.id()));
        }
    }

    void told(SignedIn who, Petition petition, LocalDate day) {
        record(who, "leave.petition-told", petition, Fields.none().with("done-on", day));
    }

    private void record(SignedIn who, String act, Petition petition, Fields said) {
        var by = who.actor(Role.AUTHORISED_PERSON, Role.HEAD, Role.OFFICIAL);
        evidence.record(by, Act.done(act, "petition", petition.id(), clock.instant(), said));
    }
}
