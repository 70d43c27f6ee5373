package th.sala.timekeeping;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;
import th.sala.jobs.Jobs;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;
import th.sala.timekeeping.Recorders.Recorder;
import th.sala.timekeeping.Recorders.TimeFile;

/// เครื่องบันทึกเวลา: who keeps the register says how a recorder's files are read, looks what would
/// become of a file, and has it taken over. Every call is made in the agency's scope.
@Service
@Transactional
public class RecorderDesk {
    static final int LONGEST = 200;
    private static final int MOST_FILES = 20;
    private static final int MOST_RECORDERS = 200;

    /// Errors that are kept in memory; all of them are in the list to download.
    static final int MOST_ERRORS = 200;

    /// How far ahead of ours a recorder's clock may be, and how long ago its oldest mark.
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Duration BACK = Duration.ofDays(2 * 366);

    /// Refusal: it has no name, or a column that there cannot be.
    static final class NoRecorder extends Refusal {
        NoRecorder() {
            super("timekeeping.refused.no-recorder", RecorderLayout.MOST_COLUMNS, LONGEST);
        }
    }

    /// Refusal: nobody could find their way among more of them.
    static final class TooManyRecorders extends Refusal {
        TooManyRecorders() {
            super("timekeeping.refused.too-many-recorders", MOST_RECORDERS);
        }
    }

    /// Refusal: no number, or nobody whose it could be.
    static final class NoNumber extends Refusal {
        NoNumber() {
            super("timekeeping.refused.no-number");
        }
    }

    /// Refusal: there is nothing in it.
    static final class NoFile extends Refusal {
        NoFile() {
            super("timekeeping.refused.no-file");
        }
    }

    /// Refusal: the recorder's files are read in another way by now.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class Otherwise extends Refusal {
        Otherwise() {
            super("timekeeping.refused.otherwise");
        }
    }

    /// Refusal: nothing of it counts, or it is being taken over.
    @ResponseStatus(HttpStatus.CONFLICT)
    static final class NotTaken extends Refusal {
        NotTaken() {
            super("timekeeping.refused.not-taken");
        }
    }

    /// What would become of a file.
    ///
    /// @param errors the first [#MOST_ERRORS]
    /// @param strangers whom nobody knows, as the file writes them, as many
    record Look(
            long lines,
            long good,
            long wrong,
            List<RecorderFile.Line.Wrong> errors,
            Set<String> strangers) {}

    private final Recorders recorders;
    private final TimekeepingOffice office;
    private final TimekeepingEvidence evidence;
    private final Organisation organisation;
    private final FileStore store;
    private final Jobs jobs;
    private final Clock clock;

    RecorderDesk(
            Recorders recorders,
            TimekeepingOffice office,
            TimekeepingEvidence evidence,
            Organisation organisation,
            FileStore store,
            Jobs jobs,
            Clock clock) {
        this.recorders = recorders;
        this.office = office;
        this.evidence = evidence;
        this.organisation = organisation;
        this.store = store;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// For everybody else there is no such page.
    private void mustKeep(SignedIn who) {
        if (!office.isKeeper(who)) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    @Transactional(readOnly = true)
    List<Recorder> all(SignedIn who) {
        mustKeep(who);
        return recorders.all(who.agency());
    }

    @Transactional(readOnly = true)
    Recorder find(SignedIn who, UUID id) {
        mustKeep(who);
        return recorders.find(who.agency(), id).orElseThrow(RecorderDesk::notFound);
    }

    @Transactional(readOnly = true)
    List<Recorders.Owned> numbers(SignedIn who, UUID recorder) {
        mustKeep(who);
        return recorders.numbers(who.agency(), recorder);
    }

    @Transactional(readOnly = true)
    List<TimeFile> files(SignedIn who, UUID recorder) {
        mustKeep(who);
        return recorders.files(who.agency(), recorder, MOST_FILES);
    }

    @Transactional(readOnly = true)
    TimeFile file(SignedIn who, UUID id) {
        mustKeep(who);
        return recorders.file(who.agency(), id).orElseThrow(RecorderDesk::notFound);
    }

    /// @return the recorder's id
    public UUID add(SignedIn who, String name, RecorderLayout layout) {
        mustKeep(who);
        if (recorders.all(who.agency()).size() >= MOST_RECORDERS) {
            throw new TooManyRecorders();
        }
        return keep(who, UUID.randomUUID(), name, layout);
    }

    void change(SignedIn who, UUID id, String name, RecorderLayout layout) {
        find(who, id);
        keep(who, id, name, layout);
    }

    private UUID keep(SignedIn who, UUID id, String typed, RecorderLayout layout) {
        var name = ThaiText.normalise(typed);
        var isPossible =
                isColumn(layout.person())
                        && isColumn(layout.moment())
                        && (layout.clock() == null || isColumn(layout.clock()))
                        && (layout.sense() == null || isColumn(layout.sense()));
        var saysBoth =
                layout.sense() == null
                        || (!layout.arrival().isEmpty()
                                && !layout.departure().isEmpty()
                                && !layout.arrival().equals(layout.departure()));
        if (name.isEmpty()
                || name.length() > LONGEST
                || layout.arrival().length() > LONGEST
                || layout.departure().length() > LONGEST
                || !isPossible
                || !saysBoth) {
            throw new NoRecorder();
        }
        var recorder = new Recorder(id, name, layout);
        recorders.keep(who.agency(), recorder, clock.instant(), who.name());
        evidence.recorder(who, recorder);
        return id;
    }

    private static boolean isColumn(int number) {
        return number >= 1 && number <= RecorderLayout.MOST_COLUMNS;
    }

    /// Says whose a number of the recorder is: the marks of a day are its owner's of that day.
    ///
    /// @param since the first day; null for ever since if nobody had it, and from today on
    ///   otherwise
    void assign(SignedIn who, UUID id, String typed, UUID official, @Nullable LocalDate since) {
        var recorder = find(who, id);
        var number = RecorderPeople.word(RecorderLayout.KnownBy.NUMBER, typed);
        var isHere =
                organisation.official(official).map(Official::agency).stream()
                        .anyMatch(who.agency()::equals);
        if (number.isEmpty() || number.length() > LONGEST || !isHere) {
            throw new NoNumber();
        }
        var isTaken =
                recorders.numbers(who.agency(), id).stream()
                        .anyMatch(one -> one.number().equals(number));
        var usual = isTaken ? LocalDate.now(clock) : Recorders.Owned.EVER;
        var owned = new Recorders.Owned(number, Objects.requireNonNullElse(since, usual), official);
        recorders.assign(who.agency(), recorder.id(), owned, clock.instant(), who.name());
        evidence.assigned(who, recorder, owned);
    }

    // ---- files

    /// Looks what would become of a file that is in the store.
    ///
    /// @return the file's id
    public UUID hold(SignedIn who, UUID id, String name, StoredFile kept) {
        var recorder = find(who, id);
        if (kept.size() == 0) {
            throw new NoFile();
        }
        var look = look(who.agency(), recorder, kept.sha256());
        var file = held(who, recorder, name, kept, look);
        recorders.add(file, kept.size(), who.account());
        return file.id();
    }

    private TimeFile held(
            SignedIn who, Recorder recorder, String typed, StoredFile kept, Look look) {
        var plain = ThaiText.normalise(typed);
        var name = plain.substring(0, Math.min(LONGEST, plain.length()));
        return new TimeFile(
                who.agency(),
                UUID.randomUUID(),
                recorder.id(),
                name,
                kept.sha256(),
                TimeFile.State.LOOKED,
                look.lines(),
                look.good(),
                look.wrong(),
                0,
                0,
                recorder.layout().toString(),
                who.name(),
                clock.instant());
    }

    @Transactional(readOnly = true)
    Look look(SignedIn who, TimeFile file) {
        return look(who.agency(), find(who, file.recorder()), file.sha256());
    }

    private Look look(UUID agency, Recorder recorder, String sha256) {
        var counts = new long[3];
        var errors = new ArrayList<RecorderFile.Line.Wrong>();
        var strangers = new LinkedHashSet<String>();
        reader(agency, recorder)
                .read(
                        store.path(sha256),
                        line -> {
                            counts[0] = line.number();
                            switch (line) {
                                case RecorderFile.Line.Good _ -> counts[1]++;
                                case RecorderFile.Line.Wrong wrong -> {
                                    counts[2]++;
                                    if (errors.size() < MOST_ERRORS) {
                                        errors.add(wrong);
                                    }
                                    if (wrong.isStranger() && strangers.size() < MOST_ERRORS) {
                                        strangers.add(wrong.cell());
                                    }
                                }
                            }
                        });
        return new Look(counts[0], counts[1], counts[2], errors, strangers);
    }

    /// By which a recorder's files are read now.
    @Transactional(readOnly = true)
    RecorderFile reader(UUID agency, Recorder recorder) {
        var now = clock.instant();
        var layout = recorder.layout();
        var people =
                new RecorderPeople(
                        layout.knownBy(),
                        organisation.officials(agency),
                        recorders.numbers(agency, recorder.id()));
        return new RecorderFile(layout, people, clock.getZone(), now.minus(BACK), now.plus(AHEAD));
    }

    /// Has a file taken over that somebody looked at; again it does nothing. It is counted anew:
    /// since they looked, somebody may have said whose a number is.
    ///
    /// @throws Otherwise if it would be read in another way than when they looked
    public void take(SignedIn who, UUID id) {
        var file = file(who, id);
        var recorder = find(who, file.recorder());
        if (!recorder.layout().toString().equals(file.mapping())) {
            throw new Otherwise();
        }
        if (file.isLooked() && recorders.start(who.agency(), id, look(who, file))) {
            evidence.taken(who, file(who, id));
            jobs.now(RecorderWork.JOB);
        }
    }

    /// Says that a file was the wrong one, or was read in a wrong way: its marks stay, and count no
    /// more. The right one may be taken over after; so may files that say the same of some moments,
    /// again.
    ///
    /// @throws NotTaken if there is nothing of it that counts
    void annul(SignedIn who, UUID id, String typed) {
        var file = file(who, id);
        var reason = ThaiText.normaliseLines(typed).strip();
        if (reason.isEmpty() || reason.length() > CorrectionDesk.LONGEST) {
            throw new CorrectionDesk.NoReason();
        }
        if (!recorders.annul(who.agency(), id, reason, clock.instant(), who.name())) {
            throw new NotTaken();
        }
        evidence.annulled(who, file, reason);
    }
}
