package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
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
    /// @return how many
    /// @throws Scans.MovedOn unless they are ready
    int file(SignedIn who, UUID id, IncomingLetter.Channel channel) {
        var scan = scans.scan(who.agency(), id);
        int filed = 0;
        for (var piece : scans.toFile(who.agency(), id)) {
            if (classified(who, piece).isEmpty()) {
                scans.filed(who.agency(), id, piece, arrive(who, channel, scan, piece));
                filed++;
            }
        }
        return filed;
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
        return desk.arrivePaper(who, channel, sender, head(piece), file, name);
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
