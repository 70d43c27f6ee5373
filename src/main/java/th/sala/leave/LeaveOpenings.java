package th.sala.leave;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// ยอดยกมา: with what an agency's leave begins in Sala. A sheet is uploaded, tried out, and entered
/// as a whole or not at all; the same file never twice.
///
/// Sheets are parsed before any transaction is begun: they are parsed one at a time, and whoever
/// waits for that must not hold a connection.
@Service
class LeaveOpenings {
    private static final Duration KEPT = Duration.ofDays(1);

    private final OpeningFiles files;
    private final LeaveLedger ledger;
    private final LedgerLines lines;
    private final Closings closings;
    private final Organisation organisation;
    private final Evidence evidence;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeaveOpenings(
            OpeningFiles files,
            LeaveLedger ledger,
            LedgerLines lines,
            Closings closings,
            Organisation organisation,
            Evidence evidence,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.ledger = ledger;
        this.lines = lines;
        this.closings = closings;
        this.organisation = organisation;
        this.evidence = evidence;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Refusal: the very same file was entered before.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class EnteredBefore extends Refusal {
        private EnteredBefore() {
            super("leave.opening.entered-before");
        }
    }

    /// Refusal: the file is gone, or somebody changed rights since it was looked at.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class NotThere extends Refusal {
        private NotThere() {
            super("leave.opening.gone");
        }
    }

    /// Keeps the file for a day, in place of what the account uploaded before and did not enter.
    ///
    /// @throws th.sala.files.Spreadsheet.NotReadable if it is no sheet or too large
    /// @throws OpeningSheet.NoLines if there is nothing to read in it
    /// @throws EnteredBefore if it was
    @Transactional(propagation = Propagation.NEVER)
    UUID keep(SignedIn who, FiscalYear year, String name, byte[] content) {
        var sheet = OpeningSheet.open(content);
        return within(() -> keep(who, year, name, content, sheet));
    }

    private UUID keep(
            SignedIn who, FiscalYear year, String name, byte[] content, OpeningSheet sheet) {
        hold(who, year, sheet);
        var sha256 = DigestUtils.sha256Hex(content);
        if (files.isEntered(who.agency(), sha256)) {
            throw new EnteredBefore();
        }
        var id = UUID.randomUUID();
        files.dropEarlier(who.agency(), who.account());
        var file =
                new OpeningFiles.OpeningFile(
                        id,
                        year.year(),
                        name,
                        content,
                        clock.instant(),
                        who.name(),
                        null,
                        null,
                        null);
        files.add(who.agency(), who.account(), file, sha256);
        return id;
    }

    private <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    /// One of the person's own that waits to be entered.
    @Transactional(readOnly = true)
    Optional<OpeningFiles.OpeningFile> file(SignedIn who, UUID id) {
        return files.find(who.agency(), who.account(), id).filter(one -> one.content() != null);
    }

    @Transactional(readOnly = true)
    List<OpeningFiles.OpeningFile> entered(UUID agency) {
        return files.entered(agency);
    }

    /// Holds a sheet against the people and rights of today.
    @Transactional(propagation = Propagation.NEVER)
    OpeningRun tryOut(SignedIn who, FiscalYear year, byte[] content) {
        var sheet = OpeningSheet.open(content);
        return within(() -> hold(who, year, sheet));
    }

    private OpeningRun hold(SignedIn who, FiscalYear year, OpeningSheet sheet) {
        return sheet.hold(
                year,
                organisation.officials(who.agency()),
                files.withRight(who.agency(), year),
                files.withTaken(who.agency(), year),
                who.official());
    }

    /// Enters all rows of a file.
    ///
    /// @return how many
    /// @throws NotThere if it cannot be entered any more
    @Transactional(propagation = Propagation.NEVER)
    int enter(SignedIn who, OpeningFiles.OpeningFile file) {
        var content = file.content();
        if (content == null) {
            throw new NotThere();
        }
        var sheet = OpeningSheet.open(content);
        return within(() -> enter(who, file, content, sheet));
    }

    /// What others enter at the same time about the same people is looked at under their locks,
    /// which all take in one order.
    private int enter(
            SignedIn who, OpeningFiles.OpeningFile file, byte[] content, OpeningSheet sheet) {
        var year = new FiscalYear(file.year());
        var people = hold(who, year, sheet).lines().stream().map(OpeningRun.Line::official);
        closings.lock(who.agency(), people.sorted().toList());
        var run = hold(who, year, sheet);
        var now = clock.instant();
        var count = run.lines().size();
        if (!run.canBeEntered() || !isEnteredNow(who, file, count, now)) {
            throw new NotThere();
        }
        for (var line : run.lines()) {
            ledger.enter(who, line.official(), year, line.service(), line.left());
            line.taken().forEach((kind, halves) -> take(who, line, year, kind, halves, now));
        }
        var said =
                Fields.none()
                        .with("fiscal-year", year.year())
                        .with("digest", DigestUtils.sha256Hex(content))
                        .with("rows", count);
        evidence.record(
                who.actor(Role.OFFICIAL),
                Act.done("leave.opening-entered", "leave-opening", file.id(), now, said));
        return count;
    }

    /// Two who enter the same file come one after the other, and the second one too late.
    private boolean isEnteredNow(
            SignedIn who, OpeningFiles.OpeningFile file, int count, Instant now) {
        try {
            return files.enter(who.agency(), file.id(), count, now, who.name());
        } catch (DuplicateKeyException sameFile) {
            return false;
        }
    }

    private void take(
            SignedIn who,
            OpeningRun.Line line,
            FiscalYear year,
            LeaveKind kind,
            int halves,
            Instant now) {
        lines.add(
                new LedgerLine(
                        who.agency(),
                        UUID.randomUUID(),
                        line.official(),
                        kind,
                        year,
                        LedgerLine.Entry.OPENING,
                        -halves,
                        null,
                        now,
                        who.name()));
        var said =
                Fields.none()
                        .with("official", line.official())
                        .with("name", line.name())
                        .with("fiscal-year", year.year())
                        .with("kind", kind)
                        .with("half-days", halves);
        evidence.record(
                who.actor(Role.OFFICIAL),
                Act.done("leave.taken-before", "official", line.official(), now, said));
    }

    /// Throws away what nobody entered in time, in the current scope.
    ///
    /// @return how many
    @Transactional
    int forget() {
        return files.forget(clock.instant().minus(KEPT));
    }
}
