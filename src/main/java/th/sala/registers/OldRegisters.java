package th.sala.registers;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Actor;
import th.sala.law.Refusal;

/// Carries over registers kept before Sala: a file is uploaded, tried out, and entered as a whole
/// or not at all.
@Service
@Transactional
class OldRegisters {
    private static final Duration KEPT = Duration.ofDays(1);

    private final OldFiles files;
    private final Registers registers;
    private final Clock clock;

    OldRegisters(OldFiles files, Registers registers, Clock clock) {
        this.files = files;
        this.registers = registers;
        this.clock = clock;
    }

    /// Refusal: the file is gone, or its lines stand in the book already.
    static final class NotThere extends Refusal {
        private NotThere() {
            super("registers.import.gone");
        }
    }

    /// Keeps the file for a day, in place of what the account uploaded before and did not enter.
    UUID keep(Book book, String name, byte[] content, UUID account, String by) {
        var id = UUID.randomUUID();
        files.dropEarlier(book.agency(), account);
        files.add(book, id, name, content, account, clock.instant(), by);
        return id;
    }

    @Transactional(readOnly = true)
    Optional<OldFiles.OldFile> file(Book book, UUID id) {
        return files.find(book, id);
    }

    /// The files whose lines are in the book, newest first.
    @Transactional(readOnly = true)
    List<OldFiles.OldFile> entered(Book book) {
        return files.entered(book);
    }

    /// Holds what was read against what stands in the book.
    @Transactional(readOnly = true)
    DryRun tryOut(Book book, DryRun read) {
        var there = new HashMap<Registers.Position, Entry>();
        for (var entry : registers.there(book, lines(read))) {
            there.put(entry.position(), entry);
        }
        var left = new ArrayList<DryRun.Row>();
        var wrong = new ArrayList<DryRun.Wrong>();
        var series = new HashMap<Integer, Optional<Registers.Series>>();
        int already = 0;
        for (var row : read.lines()) {
            var line = row.line();
            var entry = there.get(new Registers.Position(line.year(), line.number()));
            var count = series.computeIfAbsent(line.year(), year -> registers.series(book, year));
            if (entry != null && isSame(entry, line)) {
                already++;
            } else if (entry != null) {
                wrong.add(wrong(row, "there"));
            } else if (count.isPresent() && isTaken(count.get(), line.number())) {
                wrong.add(wrong(row, "taken"));
            } else {
                left.add(row);
            }
        }
        return read.with(left, already, wrong);
    }

    private static DryRun.Wrong wrong(DryRun.Row row, String reason) {
        var number = Integer.toString(row.line().number());
        return new DryRun.Wrong(row.row(), OldColumn.NUMBER, number, reason);
    }

    /// Whether letters here have, or will have, that number.
    private static boolean isTaken(Registers.Series series, int number) {
        return series.isBegun() && number > series.opening();
    }

    private static boolean isSame(Entry entry, Registers.OldLine line) {
        return entry.kind() == Entry.Kind.OLD
                && line.equals(
                        new Registers.OldLine(
                                entry.year(),
                                entry.number(),
                                entry.day(),
                                entry.letterNumber(),
                                entry.letterDate(),
                                entry.sender(),
                                entry.receiver(),
                                entry.subject(),
                                entry.action(),
                                entry.remark()));
    }

    /// Enters the lines of the file, all or none.
    ///
    /// @throws NotThere if it is gone or was entered meanwhile
    /// @throws NumberTakenHere if a letter took one of the numbers meanwhile
    int enter(Book book, UUID file, DryRun tried, Actor by) {
        if (!tried.canBeEntered()) {
            throw new IllegalArgumentException("rows are wrong");
        }
        if (!files.enter(book, file, tried.lines().size(), clock.instant(), by.name())) {
            throw new NotThere();
        }
        return registers.addOld(book, lines(tried), by);
    }

    /// Throws away what nobody entered in time, in the current scope.
    ///
    /// @return how many
    int forget() {
        return files.forget(clock.instant().minus(KEPT));
    }

    private static List<Registers.OldLine> lines(DryRun run) {
        return run.lines().stream().map(DryRun.Row::line).toList();
    }
}
