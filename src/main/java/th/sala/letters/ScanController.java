package th.sala.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.files.FileStore;
import th.sala.files.Preview;
import th.sala.files.Previews;
import th.sala.files.TooLarge;
import th.sala.law.Refusal;
import th.sala.mail.FileNames;
import th.sala.scans.Ocr;
import th.sala.scans.Piece;
import th.sala.scans.Scan;
import th.sala.scans.Scans;
import th.sala.scans.Splitting;

/// Paper in: scans are brought, watched while they are split and read, put right, and filed.
@Controller
@PreAuthorize("hasRole('CORRESPONDENCE_OFFICER')")
class ScanController {
    private static final int ROWS = 30;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final UUID LAST_ID = new UUID(-1, -1);
    private static final String PATH = "/letters/in/scans/{id}";

    private final Scans scans;
    private final ScanDesk desk;
    private final Ocr ocr;
    private final FileStore store;
    private final Previews previews;
    private final DividerSheet divider;
    private final LetterDownloads downloads;

    ScanController(
            Scans scans,
            ScanDesk desk,
            Ocr ocr,
            FileStore store,
            Previews previews,
            DividerSheet divider,
            LetterDownloads downloads) {
        this.scans = scans;
        this.desk = desk;
        this.ocr = ocr;
        this.store = store;
        this.previews = previews;
        this.divider = divider;
        this.downloads = downloads;
    }

    /// A piece as the page shows it.
    ///
    /// @param picture of its first page
    /// @param secrecy for which it may not become a letter, and nothing of it is shown; null for
    ///   none
    record Line(
            Piece piece,
            IncomingLetter.@Nullable Head proposed,
            String sender,
            Preview.State picture,
            @Nullable SecrecyClass secrecy) {
        public boolean isDrawn() {
            return picture == Preview.State.READY;
        }

        public boolean isBeingDrawn() {
            return picture == Preview.State.PREPARING;
        }
    }

    private static final Optional<SecrecyClass> NO_CLASS = Optional.empty();

    @GetMapping("/letters/in/scans")
    ModelAndView scans(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeId) {
        return all(who, before, beforeId, HttpStatus.OK);
    }

    private ModelAndView all(
            SignedIn who, @Nullable Instant before, @Nullable UUID beforeId, HttpStatus status) {
        var found =
                scans.newest(
                        who.agency(),
                        before == null ? LAST : before,
                        beforeId == null ? LAST_ID : beforeId,
                        ROWS + 1);
        return new ModelAndView("letters/scans", status)
                .addObject("scans", found.stream().limit(ROWS).toList())
                .addObject("more", found.size() > ROWS)
                .addObject("waiting", found.stream().anyMatch(Scan::isWaiting))
                .addObject("splittings", Splitting.values())
                .addObject("ocr", ocr.isThere())
                .addObject("mostBytes", OutgoingDesk.MOST_BYTES);
    }

    /// @param quiet whether more are coming, so that nothing is to be said yet
    @PostMapping("/letters/in/scans")
    ModelAndView bring(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "DIVIDERS") Splitting splitting,
            @RequestParam(defaultValue = "false") boolean quiet,
            RedirectAttributes redirect)
            throws IOException {
        int brought = 0;
        try {
            for (var file : files == null ? List.<MultipartFile>of() : files) {
                brought += bring(who, file, splitting);
            }
        } catch (TooLarge refusal) {
            return all(who, null, null, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
        if (!quiet) {
            redirect.addFlashAttribute(
                    "done", brought > 0 ? "scans.brought" : "scans.brought-before");
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().number(brought)});
        }
        return new ModelAndView("redirect:/letters/in/scans");
    }

    private int bring(SignedIn who, MultipartFile file, Splitting splitting) throws IOException {
        var name = file.getOriginalFilename();
        if (name == null || name.isBlank()) {
            return 0;
        }
        try (var content = file.getInputStream()) {
            var kept = store.keep(content, OutgoingDesk.MOST_BYTES);
            return scans.bring(who, FileNames.safe(name, "scan"), kept, splitting).isPresent()
                    ? 1
                    : 0;
        }
    }

    /// A sheet to print and lay between two letters.
    @GetMapping("/letters/in/scans/divider.pdf")
    void divider(HttpServletResponse response) throws IOException {
        downloads.sendPdf(divider.pdf(), "แผ่นคั่น.pdf", response);
    }

    @GetMapping(PATH)
    ModelAndView scan(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return page(who, id, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, UUID id, HttpStatus status) {
        var scan = scans.scan(who.agency(), id);
        var lines = new ArrayList<Line>();
        scan.pieces().forEach(piece -> lines.add(line(who, piece)));
        return new ModelAndView("letters/scan", status)
                .addObject("scan", scan)
                .addObject("lines", lines)
                .addObject("ocr", ocr.isThere())
                .addObject("leftOut", leftOut(scan))
                .addObject(
                        "mustLook",
                        lines.stream()
                                .anyMatch(line ->
                                        line.secrecy == null
                                                && ScanDesk.mustBeLookedAt(line.piece)))
                .addObject(
                        "channels",
                        List.of(IncomingLetter.Channel.COUNTER, IncomingLetter.Channel.POST));
    }

    /// Pages that are in no piece: white ones, dividers, and what was thrown away.
    private static List<Integer> leftOut(Scan scan) {
        if (scan.pieces().isEmpty()) {
            return List.of();
        }
        return IntStream.rangeClosed(1, scan.pages())
                .filter(page ->
                        scan.pieces().stream()
                                .noneMatch(piece ->
                                        piece.firstPage() <= page && page <= piece.lastPage()))
                .boxed()
                .toList();
    }

    private Line line(SignedIn who, Piece piece) {
        var sha256 = piece.sha256();
        if (sha256 == null) {
            return new Line(piece, null, "", Preview.State.PREPARING, null);
        }
        var preview = previews.of(who.agency(), sha256, 1);
        var state =
                preview.isReady()
                        ? preview.shown().stream()
                                .findFirst()
                                .map(Preview.Page::state)
                                .orElse(Preview.State.PREPARING)
                        : preview.state();
        var secrecy = piece.letter() == null ? desk.classified(who, piece) : NO_CLASS;
        if (secrecy.isPresent()) {
            return new Line(piece, null, "", Preview.State.TROUBLE, secrecy.get());
        }
        return new Line(piece, desk.head(piece), LetterText.senderIn(piece.text()), state, null);
    }

    @GetMapping(PATH + "/pieces/{first}/picture")
    void picture(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int first,
            HttpServletResponse response)
            throws IOException {
        var picture =
                previews.picture(who.agency(), sha256(who, id, first), 1)
                        .orElseThrow(() -> new NoSuchLetter(id));
        response.setContentType(MediaType.IMAGE_PNG_VALUE);
        store.copy(picture, response.getOutputStream());
    }

    @GetMapping(PATH + "/pieces/{first}/piece.pdf")
    void piece(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int first,
            HttpServletResponse response)
            throws IOException {
        downloads.sendPdf(store.path(sha256(who, id, first)), "piece.pdf", response);
    }

    private String sha256(SignedIn who, UUID id, int first) {
        return scans.scan(who.agency(), id).pieces().stream()
                .filter(piece -> piece.firstPage() == first)
                .filter(piece -> piece.letter() != null || desk.classified(who, piece).isEmpty())
                .findFirst()
                .map(Piece::sha256)
                .orElseThrow(() -> new NoSuchLetter(id));
    }

    /// The file as it was brought.
    @GetMapping(PATH + "/original")
    void original(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var scan = scans.scan(who.agency(), id);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(scan.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(scan.name(), java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
        store.copy(scan.sha256(), response.getOutputStream());
    }

    private interface Act {
        void on(UUID agency);
    }

    private ModelAndView done(SignedIn who, UUID id, Act act) {
        try {
            act.on(who.agency());
            return new ModelAndView("redirect:/letters/in/scans/" + id);
        } catch (Refusal refusal) {
            return page(who, id, HttpStatus.CONFLICT).addObject("refusal", refusal);
        }
    }

    @PostMapping(PATH + "/cancel")
    ModelAndView cancel(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return done(who, id, agency -> scans.cancel(agency, id));
    }

    @PostMapping(PATH + "/again")
    ModelAndView again(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return done(who, id, agency -> scans.again(agency, id));
    }

    @PostMapping(PATH + "/pieces/{first}/join")
    ModelAndView join(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int first,
            @RequestParam(defaultValue = "0") int last) {
        return done(who, id, agency -> scans.join(agency, id, first, last));
    }

    /// @param page from which on it is another letter
    @PostMapping(PATH + "/pieces/{first}/part")
    ModelAndView part(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int first,
            @RequestParam(defaultValue = "0") int last,
            @RequestParam(defaultValue = "0") int page) {
        return done(who, id, agency -> scans.part(agency, id, first, last, page));
    }

    @PostMapping(PATH + "/pieces/{first}/drop")
    ModelAndView drop(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int first,
            @RequestParam(defaultValue = "0") int last) {
        return done(who, id, _ -> scans.drop(who, id, first, last));
    }

    @PostMapping(PATH + "/file")
    ModelAndView file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "COUNTER") IncomingLetter.Channel channel,
            @RequestParam(defaultValue = "false") boolean looked,
            RedirectAttributes redirect) {
        var way =
                channel == IncomingLetter.Channel.POST
                        ? IncomingLetter.Channel.POST
                        : IncomingLetter.Channel.COUNTER;
        try {
            var filed = desk.file(who, id, way, looked);
            redirect.addFlashAttribute("done", "scans.filed");
            redirect.addFlashAttribute("doneWith", new Object[] {who.display().number(filed)});
            var isDone = scans.scan(who.agency(), id).state() == Scan.State.FILED;
            return new ModelAndView(
                    isDone ? "redirect:/letters/in" : "redirect:/letters/in/scans/" + id);
        } catch (Refusal refusal) {
            return page(who, id, HttpStatus.CONFLICT).addObject("refusal", refusal);
        }
    }
}
