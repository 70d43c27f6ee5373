package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.mail.FileNames;
import th.sala.scans.Piece;
import th.sala.scans.Scan;
import th.sala.scans.Scans;

/// Letters on paper that were scanned, on their way into the pile of letters in.
@Service
@Transactional
class ScanDesk {
    private final Scans scans;
    private final IncomingDesk desk;
    private final Clock clock;

    ScanDesk(Scans scans, IncomingDesk desk, Clock clock) {
        this.scans = scans;
        this.desk = desk;
        this.clock = clock;
    }

    /// Makes a letter of each piece that has none. Those whose secrecy class the agency lets no
    /// letter in with stay where they are. Nothing is registered: what the papers seem to say is
    /// proposed to whoever does.
    ///
    /// @param looked whether the person said that no page bears a marking of secrecy
    /// @return how many
    /// @throws NotLookedAt if that must be said
    /// @throws NothingToFile if none may be taken in
    /// @throws Scans.MovedOn unless they are ready
    int file(SignedIn who, UUID id, IncomingLetter.Channel channel, boolean looked) {
        var scan = scans.scan(who.agency(), id);
        var pieces =
                scans.toFile(who.agency(), id).stream()
                        .filter(piece -> classified(who, piece).isEmpty())
                        .toList();
        if (!looked && pieces.stream().anyMatch(ScanDesk::mustBeLookedAt)) {
            throw new NotLookedAt();
        }
        var letters = new TreeMap<Integer, UUID>();
        for (var piece : pieces) {
            letters.put(piece.firstPage(), arrive(who, channel, scan, piece));
        }
        if (letters.isEmpty()) {
            throw new NothingToFile();
        }
        scans.filed(who.agency(), id, letters);
        return letters.size();
    }

    /// Whether Sala itself cannot say that no page of it bears a marking of secrecy.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    static boolean mustBeLookedAt(Piece piece) {
        return piece.letter() == null && (piece.source() != Piece.Source.TEXT || piece.pages() > 1);
    }

    /// Refusal: a person has to say first that no page bears a marking of secrecy.
    static final class NotLookedAt extends Refusal {
        private NotLookedAt() {
            super(new Citation("X1", ETDA_63, "ข้อ 1"), "scans.refused.not-looked-at");
        }
    }

    /// Refusal: whatever is left bears a marking of secrecy.
    static final class NothingToFile extends Refusal {
        private NothingToFile() {
            super(new Citation("X1", ETDA_63, "ข้อ 1"), "scans.refused.nothing");
        }
    }

    /// The class for which the piece may not become a letter.
    Optional<SecrecyClass> classified(SignedIn who, Piece piece) {
        return desk.refusedForSecrecy(who, head(piece), piece.text());
    }

    private UUID arrive(SignedIn who, IncomingLetter.Channel channel, Scan scan, Piece piece) {
        var pages =
                piece.pages() == 1
                        ? Integer.toString(piece.firstPage())
                        : piece.firstPage() + "-" + piece.lastPage();
        var name = scan.name().replaceFirst("\\.[^.]{1,5}$", "") + " หน้า " + pages;
        var file =
                new LetterFile(
                        0,
                        true,
                        FileNames.safe(name + ".pdf", "scan.pdf"),
                        "application/pdf",
                        java.util.Objects.requireNonNull(piece.sha256()),
                        piece.size(),
                        LetterFile.READABLE,
                        piece.pages(),
                        piece.text());
        var sender = LetterText.senderIn(piece.text());
        var source = new IncomingDesk.Scanned(name, scan.sha256(), scan.broughtAt());
        return desk.arrivePaper(who, channel, sender, head(piece), file, source);
    }

    /// What a piece seems to say. A date that was recognised is no letter's if it is to come or
    /// long over: then a digit of it is wrong.
    IncomingLetter.Head head(Piece piece) {
        var proposed = LetterText.read("", "", piece.text());
        var today = LocalDate.now(clock);
        var date = proposed.date();
        var isLikely =
                date == null
                        || !piece.isOfOcr()
                        || !(date.isAfter(today) || date.isBefore(today.minusYears(1)));
        return new IncomingLetter.Head(
                proposed.number(),
                isLikely ? date : null,
                proposed.receiver(),
                proposed.subject(),
                proposed.urgency());
    }
}
