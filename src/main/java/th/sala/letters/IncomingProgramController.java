package th.sala.letters;

import static th.sala.accounts.Role.AUDITOR;
import static th.sala.accounts.Role.AUTHORISED_PERSON;
import static th.sala.accounts.Role.CORRESPONDENCE_OFFICER;
import static th.sala.accounts.Role.HEAD;
import static th.sala.accounts.Role.OFFICIAL;
import static th.sala.accounts.TokenScope.LETTERS_READ;
import static th.sala.accounts.TokenScope.LETTERS_REGISTER;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import th.sala.accounts.SignedIn;
import th.sala.api.ApiCall;
import th.sala.api.Cursor;
import th.sala.api.Listing;
import th.sala.letters.LetterViews.In;
import th.sala.letters.LetterViews.InLine;
import th.sala.letters.LetterViews.Stamp;

/// Letters in for programs: the same desk as the pages, and who may is the same. That a program
/// asks is no look at the central account (P3): a person looks.
@RestController
@RequestMapping(path = "/api/v1/letters/in", produces = MediaType.APPLICATION_JSON_VALUE)
class IncomingProgramController {
    /// Which letters a list has.
    enum Stage {
        ARRIVED,
        REGISTERED,
        RETURNED,
        FORWARDED
    }

    /// What the register will say.
    record Head(
            @Size(max = 300) @Nullable String senderAgency,
            @Size(max = 100) @Nullable String number,
            @Nullable LocalDate date,
            @Size(max = 300) @Nullable String receiver,
            @NotBlank @Size(max = 500) @Nullable String subject,
            @Nullable Urgency urgency) {
        IncomingController.HeadForm form() {
            return new IncomingController.HeadForm(
                    senderAgency, number, date, receiver, subject, urgency, null);
        }
    }

    private final IncomingDesk desk;
    private final UnitDesk units;
    private final LetterDownloads downloads;
    private final LetterReading reading;

    IncomingProgramController(
            IncomingDesk desk, UnitDesk units, LetterDownloads downloads, LetterReading reading) {
        this.desk = desk;
        this.units = units;
        this.downloads = downloads;
        this.reading = reading;
    }

    @GetMapping
    @ApiCall(
            scope = LETTERS_READ,
            roles = {AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, AUDITOR},
            says = "Letters in, the one that came last first.")
    Listing<InLine> list(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Stage stage,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var rows = Cursor.limit(limit) + 1;
        var before = Cursor.moment(cursor);
        var found = desk.page(who.agency(), stage == null ? null : stage.name(), before, rows);
        return Listing.of(
                found,
                limit,
                letter -> new Cursor.Moment(letter.arrivedAt(), letter.id()).toString(),
                InLine::of);
    }

    @GetMapping("/{id}")
    @ApiCall(
            scope = LETTERS_READ,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, AUDITOR},
            says = "One letter in: officials read what was passed to their unit.")
    In read(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var letter = desk.letter(who.agency(), id);
        var stamps = desk.stamps(who, id);
        units.mustRead(who, id, stamps);
        reading.of(who, letter, "page");
        return In.of(letter, desk.files(who.agency(), id), stamps);
    }

    @GetMapping(path = "/{id}/files/{position}", produces = MediaType.ALL_VALUE)
    @ApiCall(
            scope = LETTERS_READ,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, AUDITOR},
            says = "The bytes of a file.")
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            HttpServletResponse response)
            throws IOException {
        units.mustRead(who, id, desk.stamps(who, id));
        var file = desk.file(who.agency(), id, position);
        reading.of(who, desk.letter(who.agency(), id), "file " + (position + 1));
        downloads.send(file, response);
    }

    @PostMapping(path = "/{id}/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiCall(
            scope = LETTERS_REGISTER,
            roles = CORRESPONDENCE_OFFICER,
            says =
                    "Registers a letter in: it gets the next receive number, and its sender the"
                            + " acknowledgement.")
    Stamp register(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @RequestBody Head head) {
        desk.letter(who.agency(), id);
        var form = head.form();
        return Stamp.of(desk.register(who, id, form.sender(), form.head()));
    }
}
