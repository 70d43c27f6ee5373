package th.sala.scans;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.files.StoredFile;
import th.sala.jobs.Jobs;
import th.sala.law.Refusal;
import th.sala.proof.Fields;
import th.sala.reader.Answer.Sheet;

/// The scans of an agency. Every call is made in the agency's scope.
@Service
@Transactional
public class Scans {
    private static final int MOST_TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ScanRows rows;
    private final Evidence evidence;
    private final Jobs jobs;
    private final Clock clock;

    Scans(ScanRows rows, Evidence evidence, Jobs jobs, Clock clock) {
        this.rows = rows;
        this.evidence = evidence;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Refusal: it is not, or not any more, in a state in which that can be done.
    @ResponseStatus(HttpStatus.CONFLICT)
    public static final class MovedOn extends Refusal {
        private MovedOn() {
            super("scans.refused.moved-on");
        }
    }

    /// There is no such scan, or piece, of the agency.
    @ResponseStatus(HttpStatus.NOT_FOUND)
    public static final class NoSuchScan extends RuntimeException {
        private NoSuchScan(UUID id) {
            super("no scan " + id);
        }
    }

    /// Has a file looked at, split and read, some time later.
    ///
    /// @param file in the store
    ///
    /// @return nothing if the same file is here and not done with: whoever threw a page of it away
    ///   by mistake brings it again
    public Optional<UUID> bring(SignedIn who, String name, StoredFile file, Splitting splitting) {
        if (rows.isThere(who.agency(), file.sha256())) {
            return Optional.empty();
        }
        var id = UUID.randomUUID();
        rows.add(
                who.agency(),
                id,
                name,
                file.sha256(),
                file.size(),
                splitting,
                clock.instant(),
                who.name());
        var said = Fields.none().with("name", name).with("sha256", file.sha256());
        record(who, "scan.brought", id, said);
        jobs.now(ScanWork.JOB);
        return Optional.of(id);
    }

    /// @throws NoSuchScan if the agency has none such
    @Transactional(readOnly = true)
    public Scan scan(UUID agency, UUID id) {
        return rows.find(agency, id).orElseThrow(() -> new NoSuchScan(id));
    }

    /// The one brought last first.
    @Transactional(readOnly = true)
    public List<Scan> newest(UUID agency, Instant before, UUID beforeId, int rows) {
        return this.rows.newest(agency, before, beforeId, rows);
    }

    /// Ends the work on it; what was brought is kept.
    ///
    /// @throws MovedOn if it is done
    public void cancel(UUID agency, UUID id) {
        become(lock(agency, id), Scan.State.WAITING, Scan.State.CANCELLED);
    }

    /// Begins the work again where it ended.
    ///
    /// @throws MovedOn unless it ended in trouble or was cancelled
    public void again(UUID agency, UUID id) {
        var scan = lock(agency, id);
        if (!scan.mayBeTriedAgain()) {
            throw new MovedOn();
        }
        become(scan, scan.state(), Scan.State.WAITING);
        jobs.now(ScanWork.JOB);
    }

    /// The piece and the one before it become one.
    ///
    /// @throws MovedOn if either is a letter already, or is not, or not any more, as the person saw
    ///   it, or pages lie between them
    public void join(UUID agency, UUID id, int firstPage, int lastPage) {
        change(
                agency,
                id,
                pieces -> {
                    var at = place(pieces, firstPage, lastPage);
                    if (at == 0 || pieces.get(at - 1).lastPage() + 1 != firstPage) {
                        throw new MovedOn();
                    }
                    var before = open(pieces.get(at - 1));
                    var whole =
                            new Splitting.Range(
                                    before.firstPage(), open(pieces.get(at)).lastPage());
                    var joined = new ArrayList<>(pieces);
                    joined.set(at - 1, Piece.fresh(whole));
                    joined.remove(at);
                    return joined;
                });
    }

    /// The piece is parted before a page.
    ///
    /// @throws MovedOn if it is a letter already, or not as the person saw it, or the page is not
    ///   within it
    public void part(UUID agency, UUID id, int firstPage, int lastPage, int page) {
        change(
                agency,
                id,
                pieces -> {
                    var at = place(pieces, firstPage, lastPage);
                    open(pieces.get(at));
                    if (page <= firstPage || page > lastPage) {
                        throw new MovedOn();
                    }
                    var parted = new ArrayList<>(pieces);
                    parted.set(at, Piece.fresh(new Splitting.Range(firstPage, page - 1)));
                    parted.add(at + 1, Piece.fresh(new Splitting.Range(page, lastPage)));
                    return parted;
                });
    }

    /// The piece is no letter. The file as it was brought is kept.
    ///
    /// @throws MovedOn if it is a letter already, or not as the person saw it
    public void drop(SignedIn who, UUID id, int firstPage, int lastPage) {
        change(
                who.agency(),
                id,
                pieces -> {
                    var left = new ArrayList<>(pieces);
                    open(left.remove(place(pieces, firstPage, lastPage)));
                    return left;
                });
        var pages = firstPage + "-" + lastPage;
        record(who, "scan.dropped", id, Fields.none().with("pages", pages));
    }

    private void change(UUID agency, UUID id, UnaryOperator<List<Piece>> change) {
        var scan = lock(agency, id);
        if (!scan.isReady()) {
            throw new MovedOn();
        }
        var pieces = change.apply(scan.pieces());
        rows.put(agency, id, pieces);
        if (!pieces.stream().allMatch(Piece::isDone)) {
            become(scan, Scan.State.READY, Scan.State.WAITING);
            jobs.now(ScanWork.JOB);
        } else {
            settle(scan, pieces);
        }
    }

    /// Nothing is left to do once all pieces are letters.
    private void settle(Scan scan, List<Piece> pieces) {
        if (pieces.stream().allMatch(piece -> piece.letter() != null)) {
            become(scan, Scan.State.READY, Scan.State.FILED);
        }
    }

    private static int place(List<Piece> pieces, int firstPage, int lastPage) {
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            if (piece.firstPage() == firstPage && piece.lastPage() == lastPage) {
                return i;
            }
        }
        throw new MovedOn();
    }

    private static Piece open(Piece piece) {
        if (piece.letter() != null) {
            throw new MovedOn();
        }
        return piece;
    }

    private void record(SignedIn who, String act, UUID scan, Fields said) {
        var by = who.actor(Role.CORRESPONDENCE_OFFICER);
        evidence.record(by, Act.done(act, "scan", scan, clock.instant(), said));
    }

    /// The pieces that are to become letters now; nobody else takes them before the transaction
    /// ends.
    ///
    /// @throws MovedOn unless they are ready
    public List<Piece> toFile(UUID agency, UUID id) {
        var scan = lock(agency, id);
        if (!scan.isReady()) {
            throw new MovedOn();
        }
        return scan.pieces().stream().filter(piece -> piece.letter() == null).toList();
    }

    /// These pieces became letters.
    ///
    /// @param letters by the pieces' first pages
    public void filed(UUID agency, UUID id, Map<Integer, UUID> letters) {
        letters.forEach((firstPage, letter) -> rows.filed(agency, id, firstPage, letter));
        var scan = lock(agency, id);
        settle(scan, scan.pieces());
    }

    /// Whether what is proposed for a letter was recognised in a picture: every sign of it may be
    /// wrong.
    @Transactional(readOnly = true)
    public boolean isOfOcr(UUID agency, UUID letter) {
        return rows.isOfOcr(agency, letter);
    }

    private Scan lock(UUID agency, UUID id) {
        return rows.lock(agency, id).orElseThrow(() -> new NoSuchScan(id));
    }

    private void become(Scan scan, Scan.State from, Scan.State state) {
        if (!rows.become(scan, from, state, new ScanRows.Attempt("", 0, clock.instant()))) {
            throw new MovedOn();
        }
    }

    /// Behind all others that wait.
    void hadItsTurn(Scan scan) {
        var again = new ScanRows.Attempt("", scan.tried(), clock.instant());
        rows.become(scan, Scan.State.WAITING, Scan.State.WAITING, again);
    }

    @Transactional(readOnly = true)
    List<Scan> waiting(int most) {
        return rows.waiting(clock.instant(), most);
    }

    void isPdf(Scan scan, String pdf, int pages) {
        rows.isPdf(scan.agency(), scan.id(), pdf, pages);
    }

    void looked(Scan scan, List<Sheet> sheets) {
        rows.looked(scan.agency(), scan.id(), scan.sheets().size(), sheets);
    }

    void split(Scan scan) {
        var now = lock(scan.agency(), scan.id());
        if (now.isWaiting() && now.pieces().isEmpty()) {
            var ranges = now.splitting().ranges(now.sheets());
            rows.put(scan.agency(), scan.id(), ranges.stream().map(Piece::fresh).toList());
        }
    }

    void cut(Scan scan, Piece piece) {
        rows.cut(scan.agency(), scan.id(), piece);
    }

    /// Unless somebody cancelled it meanwhile.
    void isReady(Scan scan) {
        var done = new ScanRows.Attempt("", 0, clock.instant());
        rows.become(scan, Scan.State.WAITING, Scan.State.READY, done);
    }

    /// @param key why it cannot be read
    void cannot(Scan scan, String key) {
        var end = new ScanRows.Attempt(key, scan.tried(), clock.instant());
        rows.become(scan, Scan.State.WAITING, Scan.State.TROUBLE, end);
    }

    /// The work fell over; it is tried again some times.
    void fellOver(Scan scan) {
        var tried = scan.tried() + 1;
        if (tried >= MOST_TRIES) {
            cannot(scan, "scans.trouble.fell-over");
            return;
        }
        var next = clock.instant().plus(PAUSE.multipliedBy(tried));
        var again = new ScanRows.Attempt("", tried, next);
        rows.become(scan, Scan.State.WAITING, Scan.State.WAITING, again);
    }
}
