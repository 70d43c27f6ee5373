package th.sala.telework;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.files.FileStore;
import th.sala.proof.Fields;
import th.sala.thai.ThaiText;

/// ระหว่างการปฏิบัติราชการนอกสถานที่: people report, their supervisors follow, technical staff
/// helps and lends. Every call is made in the agency's scope.
@Service
@Transactional
public class FollowUpDesk {
    static final long MOST_BYTES = 20L * 1024 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_HELPS = 100;

    /// How a person's reports stand.
    ///
    /// @param due the last day for the next one
    public record State(List<FollowUps.Progress> said, LocalDate due, boolean overdue) {}

    private final FollowUps rows;
    private final Agreements agreements;
    private final AgreementDesk desk;
    private final TeleworkPolicyDesk policies;
    private final TeleworkOffice office;
    private final TeleworkEvidence evidence;
    private final TeleworkNotices notices;
    private final FileStore store;
    private final Clock clock;

    FollowUpDesk(
            FollowUps rows,
            Agreements agreements,
            AgreementDesk desk,
            TeleworkPolicyDesk policies,
            TeleworkOffice office,
            TeleworkEvidence evidence,
            TeleworkNotices notices,
            FileStore store,
            Clock clock) {
        this.rows = rows;
        this.agreements = agreements;
        this.desk = desk;
        this.policies = policies;
        this.office = office;
        this.evidence = evidence;
        this.notices = notices;
        this.store = store;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    @Transactional(readOnly = true)
    State state(Agreement agreement) {
        var said = rows.said(agreement.agency(), agreement.id());
        var reported =
                said.stream()
                        .filter(one -> one.kind() == FollowUps.Kind.REPORT)
                        .map(one -> one.at().atZone(clock.getZone()).toLocalDate())
                        .reduce((_, last) -> last)
                        .orElse(null);
        var every =
                policies.inForce(agreement.agency(), today())
                        .map(one -> one.content().reportedEvery())
                        .orElse(PolicyContent.A_WEEK);
        var due = FollowUpRules.reportDue(agreement.terms().first(), reported, every);
        return new State(said, due, FollowUpRules.isReportOverdue(due, agreement.end(), today()));
    }

    /// Says how it goes, or, as somebody above, what one thinks of that.
    ///
    /// @param file empty or null if there is none
    /// @throws th.sala.files.TooLarge if it is larger than [#MOST_BYTES]
    public void say(SignedIn who, UUID id, String typed, @Nullable MultipartFile file)
            throws IOException {
        var sight = desk.see(who, id);
        var official = who.official();
        if (official == null || (!sight.mine() && !sight.above())) {
            throw new AccessDeniedException("neither theirs nor below");
        }
        var agreement = desk.locked(who.agency(), id);
        if (!agreement.wasOrdered()) {
            throw new Agreement.MovedOn();
        }
        var words = AgreementDesk.plain(typed);
        if (words.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        var kind = sight.mine() ? FollowUps.Kind.REPORT : FollowUps.Kind.FOLLOW_UP;
        var number = rows.said(who.agency(), id).size() + 1;
        var attached = attached(file);
        rows.say(
                who.agency(),
                id,
                new FollowUps.Progress(
                        number, kind, official, who.name(), words, attached, clock.instant()));
        var said = Fields.none().with("words", words);
        evidence.agreement(
                who,
                sight.mine() ? "telework.reported" : "telework.followed-up",
                id,
                attached == null ? said : said.with("paper", attached.sha256()));
        if (sight.mine()) {
            var supervisor = sight.supervisor();
            if (supervisor != null) {
                notices.tell(
                        who.agency(),
                        supervisor.official().id(),
                        "telework.notice.reported",
                        who.name(),
                        agreement.path());
            }
        } else {
            notices.tellWorker(agreement, "telework.notice.followed-up", who.name());
        }
    }

    private FollowUps.@Nullable Attached attached(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return null;
        }
        try (var content = file.getInputStream()) {
            var kept = store.keep(content, MOST_BYTES);
            var name =
                    ThaiText.normalise(Objects.requireNonNullElse(file.getOriginalFilename(), ""));
            var plain = name.replaceAll("[\\p{Cntrl}/\\\\]", "").strip();
            var cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
            return new FollowUps.Attached(cut.isEmpty() ? "file" : cut, kept.sha256(), kept.size());
        }
    }

    /// The file that came with a report, for those who may see the agreement.
    @Transactional(readOnly = true)
    FollowUps.Attached file(SignedIn who, UUID id, int number) {
        desk.see(who, id);
        return rows.said(who.agency(), id).stream()
                .filter(one -> one.number() == number && one.file() != null)
                .map(one -> Objects.requireNonNull(one.file()))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    // ---- help

    /// The person's questions; of technical staff all.
    @Transactional(readOnly = true)
    List<FollowUps.Help> helps(SignedIn who) {
        var official = who.official();
        return official == null
                ? List.of()
                : rows.helps(who.agency(), official, isTechnical(who), MOST_HELPS);
    }

    @Transactional(readOnly = true)
    public boolean isTechnical(SignedIn who) {
        return office.has(who, TeleworkOffice.Duty.TECHNICAL);
    }

    /// Asks the technical staff.
    public void ask(SignedIn who, String typed) {
        var official = who.official();
        if (official == null) {
            throw new AgreementDesk.NotRegistered();
        }
        var words = AgreementDesk.plain(typed);
        if (words.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        var help =
                new FollowUps.Help(
                        UUID.randomUUID(),
                        official,
                        who.name(),
                        words,
                        clock.instant(),
                        null,
                        null);
        rows.ask(who.agency(), help);
        evidence.help(who, "telework.help-asked", help.id(), Fields.none().with("words", words));
        for (var officer : office.officers(who.agency())) {
            if (officer.duty() == TeleworkOffice.Duty.TECHNICAL) {
                notices.tell(
                        who.agency(),
                        officer.official(),
                        "telework.notice.help-asked",
                        who.name(),
                        "/telework/help");
            }
        }
    }

    /// Technical staff answers.
    public void answer(SignedIn who, UUID id, String typed) {
        office.mustHave(who, TeleworkOffice.Duty.TECHNICAL);
        var words = AgreementDesk.plain(typed);
        if (words.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        var help =
                rows.help(who.agency(), id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!rows.answer(who.agency(), id, words, who.name(), clock.instant())) {
            throw new Agreement.MovedOn();
        }
        evidence.help(who, "telework.help-answered", id, Fields.none().with("words", words));
        notices.tell(
                who.agency(),
                help.official(),
                "telework.notice.help-answered",
                who.name(),
                "/telework/help");
    }

    // ---- equipment

    @Transactional(readOnly = true)
    List<FollowUps.Loan> loans(Agreement agreement) {
        return rows.loans(agreement.agency(), agreement.id());
    }

    /// Somebody outside, and what the agency has lent them.
    public record Borrower(Agreement agreement, List<FollowUps.Loan> loans) {}

    /// Those outside today or later, or with something that has not come back. Where they are is
    /// nobody's business who lends (X6).
    @Transactional(readOnly = true)
    List<Borrower> borrowers(SignedIn who, int rows, int skip) {
        mustLend(who);
        return agreements.borrowing(who.agency(), today(), rows, skip).stream()
                .map(one -> new Borrower(one, loans(one)))
                .toList();
    }

    @Transactional(readOnly = true)
    public boolean lends(SignedIn who) {
        return isTechnical(who) || office.has(who, TeleworkOffice.Duty.PERSONNEL);
    }

    private void mustLend(SignedIn who) {
        if (!lends(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /// Enters what was lent for the work outside.
    public void lend(SignedIn who, UUID id, String item, String mark) {
        mustLend(who);
        var agreement = desk.locked(who.agency(), id);
        if (!agreement.wasOrdered()) {
            throw new Agreement.MovedOn();
        }
        var named = AgreementDesk.plain(item);
        if (named.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        var loan =
                new FollowUps.Loan(
                        UUID.randomUUID(),
                        named,
                        AgreementDesk.plain(mark),
                        today(),
                        who.name(),
                        null,
                        null);
        rows.lend(who.agency(), agreement.id(), loan);
        evidence.agreement(who, "telework.lent", id, fields(loan));
    }

    private static Fields fields(FollowUps.Loan loan) {
        return Fields.none().with("item", loan.item()).with("number", loan.mark());
    }

    /// Enters that it came back.
    public void takeBack(SignedIn who, UUID id, UUID loan) {
        mustLend(who);
        var lent =
                rows.loans(who.agency(), id).stream()
                        .filter(one -> one.id().equals(loan))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!rows.takeBack(who.agency(), id, loan, today(), who.name())) {
            throw new Agreement.MovedOn();
        }
        evidence.agreement(who, "telework.returned", id, fields(lent));
    }
}
