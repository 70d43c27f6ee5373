package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import th.sala.accounts.SignedIn;
import th.sala.mail.FileNames;
import th.sala.routing.Way;
import th.sala.tasks.Tasks;
import th.sala.thai.Display;

/// Copies of letters in, with stamps and directions.
@Controller
class CopyController {
    private final IncomingDesk desk;
    private final UnitDesk units;
    private final Tasks tasks;
    private final EndorsementDesk endorsing;
    private final MarkedCopies copies;
    private final LetterReading reading;
    private final LetterDownloads downloads;

    CopyController(
            IncomingDesk desk,
            UnitDesk units,
            Tasks tasks,
            EndorsementDesk endorsing,
            MarkedCopies copies,
            LetterReading reading,
            LetterDownloads downloads) {
        this.desk = desk;
        this.units = units;
        this.tasks = tasks;
        this.endorsing = endorsing;
        this.copies = copies;
        this.reading = reading;
        this.downloads = downloads;
    }

    /// @throws NoSuchLetter if it is not registered, or has no PDF that could be read
    /// @throws MarkedCopies.CannotCopy if the PDF cannot be copied
    /// @throws MarkedCopies.Busy if others wait for too long
    @GetMapping("/letters/in/{id}/copy.pdf")
    @PreAuthorize(
            "hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUTHORISED_PERSON','OFFICIAL','AUDITOR')")
    void copy(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var letter = desk.letter(who.agency(), id);
        var stamps = desk.stamps(who, id);
        units.mustRead(who, id, stamps);
        var paper =
                desk.files(who.agency(), id).stream()
                        .filter(file -> file.main() && file.isPdf())
                        .findFirst()
                        .orElseThrow(() -> new NoSuchLetter(id));
        if (stamps.isEmpty()) {
            throw new NoSuchLetter(id);
        }
        var steps = endorsing.way(who.agency(), id).map(Way::steps).orElse(List.of());
        var copy = copies.make(letter, paper, stamps, steps, tasks.ofLetter(who.agency(), id));
        try {
            reading.of(who, letter, "copy");
            var number = Display.OFFICIAL.number(stamps.getFirst().number());
            var name = FileNames.safe("สำเนา เลขรับ " + number + ".pdf", "copy.pdf");
            downloads.sendPdf(copy, name, response);
        } finally {
            Files.delete(copy);
        }
    }
}
