package th.sala.letters;

import static th.sala.accounts.Role.AUDITOR;
import static th.sala.accounts.Role.AUTHORISED_PERSON;
import static th.sala.accounts.Role.CORRESPONDENCE_OFFICER;
import static th.sala.accounts.Role.HEAD;
import static th.sala.accounts.Role.OFFICIAL;
import static th.sala.accounts.TokenScope.LETTERS_READ;
import static th.sala.accounts.TokenScope.LETTERS_SEND;
import static th.sala.accounts.TokenScope.LETTERS_WRITE;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import th.sala.accounts.SignedIn;
import th.sala.api.ApiCall;
import th.sala.api.Cursor;
import th.sala.api.Listing;
import th.sala.api.Problem;
import th.sala.api.Version;
import th.sala.law.Refusal;
import th.sala.letters.LetterViews.Kept;
import th.sala.letters.LetterViews.KeptFile;
import th.sala.letters.LetterViews.Out;
import th.sala.letters.LetterViews.OutLine;
import th.sala.letters.LetterViews.Rule;
import th.sala.letters.LetterViews.Sent;

/// Letters out for programs: the same desk as the pages, and who may is the same.
@RestController
@RequestMapping(path = OutgoingProgramController.ALL, produces = MediaType.APPLICATION_JSON_VALUE)
class OutgoingProgramController {
    static final String ALL = "/api/v1/letters/out";

    /// Which letters a list has.
    enum Stage {
        DRAFT,
        NUMBERED,
        SENT,
        PAPER,
        DISCARDED
    }

    /// What a draft says, as programs write it: what is left out is empty, or what is usual.
    ///
    /// @param kind หนังสือภายนอก if it is left out
    /// @param signer the official who will sign
    /// @param typeset whether Sala sets its PDF, unless one is given
    /// @param meeting of รายงานการประชุม, else left out
    /// @param to registered addresses, and units of the own agency as `unit:` with the unit's id
    record Written(
            @Nullable LetterKind kind,
            @NotNull @Nullable UUID signer,
            @Nullable Boolean circular,
            @Nullable Urgency urgency,
            @Size(max = 60) @Nullable String secrecy,
            @Size(max = 60) @Nullable String ownerCode,
            @Size(max = 500) @Nullable String subject,
            @Size(max = 300) @Nullable String salutation,
            @Size(max = 4000) @Nullable String proposal,
            @Size(max = 100_000) @Nullable String body,
            @Size(max = 4000) @Nullable String citations,
            @Size(max = 4000) @Nullable String enclosures,
            @Size(max = 500) @Nullable String contact,
            @Size(max = 200) @Nullable String closing,
            @Size(max = 300) @Nullable String ownerUnit,
            @Nullable Boolean typeset,
            @Valid @Nullable Meeting meeting,
            @Size(max = OutgoingDesk.MOST_ADDRESSEES)
                    @Nullable List<@NotNull @Size(max = 320) String> to) {
        LetterForm form() {
            return new LetterForm(
                    null,
                    kind,
                    signer,
                    circular,
                    urgency,
                    secrecy,
                    ownerCode,
                    subject,
                    salutation,
                    proposal,
                    body,
                    citations,
                    enclosures,
                    contact,
                    closing,
                    ownerUnit,
                    typeset,
                    Meeting.orNone(meeting),
                    to,
                    null,
                    null,
                    null);
        }
    }

    /// A number set aside for the signer that the letter is to have; without one it gets the next.
    record Reserved(
            @NotNull @Max(9999) @Nullable Integer year, @NotNull @Nullable Integer number) {}

    private final OutgoingDesk desk;
    private final DraftRights rights;
    private final GivenFiles given;
    private final LetterDownloads downloads;
    private final LetterReading reading;
    private final MessageSource messages;

    OutgoingProgramController(
            OutgoingDesk desk,
            DraftRights rights,
            GivenFiles given,
            LetterDownloads downloads,
            LetterReading reading,
            MessageSource messages) {
        this.desk = desk;
        this.rights = rights;
        this.given = given;
        this.downloads = downloads;
        this.reading = reading;
        this.messages = messages;
    }

    @GetMapping
    @ApiCall(
            scope = LETTERS_READ,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, AUDITOR},
            says = "Letters out, the one changed last first.")
    Listing<OutLine> list(
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
                letter -> new Cursor.Moment(letter.changedAt(), letter.id()).toString(),
                OutLine::of);
    }

    @GetMapping("/{id}")
    @ApiCall(
            scope = LETTERS_READ,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, AUDITOR},
            says =
                    "One letter out, its addressees and files. The ETag of a draft is the version to"
                            + " change it with.")
    ResponseEntity<Out> read(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var letter = desk.letter(who.agency(), id);
        reading.of(who, letter, "page");
        var view =
                Out.of(
                        letter,
                        desk.addressees(who.agency(), id),
                        desk.standings(who.agency(), id),
                        desk.files(who.agency(), id));
        var answer = ResponseEntity.ok();
        if (letter.isDraft()) {
            // of others more changes than their version says
            answer.eTag(Version.tag(letter.version()));
        }
        return answer.body(view);
    }

    /// What a writer needs to go on, and nothing that is in the letter: that is for `letters:read`.
    private static ResponseEntity<Kept> kept(UUID id, int version) {
        return ResponseEntity.ok()
                .eTag(Version.tag(version))
                .body(new Kept(id, version, LetterViews.DRAFT));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiCall(
            scope = LETTERS_WRITE,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD},
            answers = 201,
            says = "Begins a draft; its address is the Location.")
    ResponseEntity<Kept> begin(
            @AuthenticationPrincipal SignedIn who, @Valid @RequestBody Written written) {
        var form = written.form();
        var id = desk.begin(who, form.content(signer(form)), form.chosen(), List.of());
        return ResponseEntity.created(URI.create(ALL + "/" + id))
                .eTag(Version.tag(LetterForm.FIRST_VERSION))
                .body(new Kept(id, LetterForm.FIRST_VERSION, LetterViews.DRAFT));
    }

    private static UUID signer(LetterForm form) {
        return java.util.Objects.requireNonNull(form.signer());
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiCall(
            scope = LETTERS_WRITE,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD},
            says =
                    "Writes a draft anew; its files stay. While it is under way inside the agency,"
                            + " whoever has it says what they edited.")
    ResponseEntity<Kept> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "") String changes,
            @Valid @RequestBody Written written) {
        var version = Version.mustBe(ifMatch, draft(who, id).version());
        var form = written.form();
        desk.change(
                who,
                id,
                version,
                form.content(signer(form)),
                form.chosen(),
                OutgoingDesk.FileChange.NONE,
                changes);
        return kept(id, version + 1);
    }

    private OutgoingLetter draft(SignedIn who, UUID id) {
        var letter = desk.letter(who.agency(), id);
        if (!letter.isDraft()) {
            throw new LetterMovedOn(letter.changedBy());
        }
        return letter;
    }

    @PostMapping(
            path = "/{id}/files",
            consumes = {MediaType.APPLICATION_PDF_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @ApiCall(
            scope = LETTERS_WRITE,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD},
            answers = 201,
            says =
                    "Adds a file to a draft: the letter's own PDF, in place of an earlier one, or an"
                            + " enclosure. Answers the position that it got.")
    ResponseEntity<KeptFile> addFile(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE) String type,
            @RequestParam String name,
            @RequestParam(defaultValue = "false") boolean main,
            @RequestParam(defaultValue = "") String changes,
            InputStream body) {
        var letter = draft(who, id);
        var version = Version.mustBe(ifMatch, letter.version());
        rights.mustBeTheirs(who, letter);
        var file = given.keep(main, name, type, body);
        changeFiles(who, letter, version, List.of(file), List.of(), changes);
        var position = position(who, id, file);
        return ResponseEntity.created(URI.create(ALL + "/" + id + "/files/" + position))
                .eTag(Version.tag(version + 1))
                .body(new KeptFile(id, version + 1, LetterViews.DRAFT, position));
    }

    /// The highest of those where it is: positions only grow.
    private int position(SignedIn who, UUID id, LetterFile added) {
        return desk.files(who.agency(), id).stream()
                .filter(file -> file.sha256().equals(added.sha256()))
                .mapToInt(LetterFile::position)
                .max()
                .orElseThrow(() -> new LetterMovedOn(who.name()));
    }

    @DeleteMapping("/{id}/files/{position}")
    @ApiCall(
            scope = LETTERS_WRITE,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD},
            says = "Takes a file out of a draft.")
    ResponseEntity<Kept> removeFile(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int position,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "") String changes) {
        var letter = draft(who, id);
        var version = Version.mustBe(ifMatch, letter.version());
        desk.file(who.agency(), id, position);
        changeFiles(who, letter, version, List.of(), List.of(position), changes);
        return kept(id, version + 1);
    }

    /// The words stay as they are.
    private void changeFiles(
            SignedIn who,
            OutgoingLetter letter,
            int version,
            List<LetterFile> added,
            List<Integer> removed,
            String changes) {
        var to = desk.to(who.agency(), letter.id());
        desk.change(
                who,
                letter.id(),
                version,
                letter.content(),
                to,
                new OutgoingDesk.FileChange(added, removed),
                changes);
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
        var file = desk.file(who.agency(), id, position);
        reading.ofOutgoing(who, id, "file " + (position + 1));
        downloads.send(file, response);
    }

    @GetMapping("/{id}/findings")
    @ApiCall(
            scope = LETTERS_READ,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD, AUDITOR},
            says = "What would break a rule if the draft were sent now, and what is better mended.")
    List<Rule> findings(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        draft(who, id);
        var language = who.display().language();
        return desk.findings(who.agency(), id).stream()
                .map(finding -> rule(finding, language))
                .toList();
    }

    private Rule rule(Finding finding, Locale language) {
        var law = finding.citation();
        return new Rule(
                finding.blocks(),
                finding.key(),
                messages.getMessage(finding.key(), finding.arguments().toArray(), language),
                law == null ? null : law.of().title + " " + law.clause());
    }

    /// Signs. On the page it takes the password again; here the token does, which was made with it
    /// and for this, and is good for a shorter time. Evidence says that it was the token.
    @PostMapping(path = "/{id}/send", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiCall(
            scope = LETTERS_SEND,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD},
            says =
                    "Signs and sends a draft: it gets its number and never changes again. Only by its"
                            + " signer's own token.")
    Sent send(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody(required = false) @Nullable Reserved reserved) {
        var version = Version.mustBe(ifMatch, draft(who, id).version());
        try {
            desk.send(who, id, version, number(reserved));
        } catch (NotReady broken) {
            throw new Problem.Thrown(broken(broken, broken.findings));
        }
        var given = java.util.Objects.requireNonNull(desk.letter(who.agency(), id).given());
        return new Sent(id, given.number(), given.date());
    }

    private static OutgoingDesk.@Nullable Reserved number(@Nullable Reserved reserved) {
        return reserved == null || reserved.year() == null || reserved.number() == null
                ? null
                : new OutgoingDesk.Reserved(reserved.year(), reserved.number());
    }

    private static Problem broken(Refusal refusal, List<Finding> findings) {
        var details =
                findings.stream()
                        .map(one ->
                                new Problem.Detail(
                                        one.field(), one.key(), one.arguments(), one.citation()))
                        .toList();
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, refusal).with(details);
    }

    @PostMapping("/{id}/discard")
    @ApiCall(
            scope = LETTERS_WRITE,
            roles = {OFFICIAL, AUTHORISED_PERSON, CORRESPONDENCE_OFFICER, HEAD},
            says = "Throws a draft away.")
    Kept discard(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var version = Version.mustBe(ifMatch, draft(who, id).version());
        desk.discard(who, id, version);
        return Kept.of(desk.letter(who.agency(), id));
    }
}
