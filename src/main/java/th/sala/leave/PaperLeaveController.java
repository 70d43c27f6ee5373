package th.sala.leave;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.files.FileStore;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// ใบลากระดาษ: leave officers record them, and the person sees their own.
@Controller
@PreAuthorize(LeaveController.PERSON)
class PaperLeaveController {
    private static final String PAPERS = "/leave/papers";
    private static final int ROWS = 30;

    /// So far ahead officers see what is to be done.
    private static final int DAYS_AHEAD = 30;

    private final PaperLeaveDesk desk;
    private final PetitionDesk petitions;
    private final LeaveOffice office;
    private final LeavePapers scans;
    private final FileStore store;
    private final Organisation organisation;
    private final Clock clock;

    PaperLeaveController(
            PaperLeaveDesk desk,
            PetitionDesk petitions,
            LeaveOffice office,
            LeavePapers scans,
            FileStore store,
            Organisation organisation,
            Clock clock) {
        this.desk = desk;
        this.petitions = petitions;
        this.office = office;
        this.scans = scans;
        this.store = store;
        this.organisation = organisation;
        this.clock = clock;
    }

    /// For everybody else there is no such page.
    private void mustKeep(SignedIn who) {
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping(PAPERS)
    ModelAndView papers(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "0") int from) {
        mustKeep(who);
        var skip = Math.max(0, from);
        var found = desk.newest(who, name, ROWS + 1, skip);
        return new ModelAndView("leave/papers")
                .addObject("name", name)
                .addObject("from", skip)
                .addObject("rows", ROWS)
                .addObject("papers", found.stream().limit(ROWS).toList())
                .addObject("more", found.size() > ROWS)
                .addObject("untold", petitions.untold(who))
                .addObject("duties", desk.open(who, true, DAYS_AHEAD, ROWS))
                .addObject("today", LocalDate.now(clock));
    }

    /// First the person, then the kind, then what stands on the paper.
    @GetMapping(PAPERS + "/new")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(required = false) @Nullable LeaveKind kind) {
        mustKeep(who);
        if (official == null || kind == null || kind.mayBeElectronic()) {
            return choose(who, name, official);
        }
        var form = new PaperForm(kind, Map.of());
        return form(who, person(who, official), null, form, HttpStatus.OK).addObject("fresh", true);
    }

    private ModelAndView choose(SignedIn who, String name, @Nullable UUID official) {
        var page =
                new ModelAndView("leave/paper-choose")
                        .addObject("name", name)
                        .addObject("kinds", LeaveController.ON_PAPER);
        if (official != null) {
            return page.addObject("person", person(who, official));
        }
        return page.addObject("person", null)
                .addObject(
                        "people",
                        name.isBlank()
                                ? null
                                : organisation.officials(who.agency(), name, ROWS, 0));
    }

    private Official person(SignedIn who, UUID official) {
        return organisation
                .official(official)
                .filter(one -> one.agency().equals(who.agency()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// @param paper that is corrected; null for a new one
    private ModelAndView form(
            SignedIn who,
            Official person,
            @Nullable PaperLeave paper,
            PaperForm form,
            HttpStatus status) {
        var id = paper == null ? null : paper.request().id();
        return outlook(new ModelAndView("leave/paper-form", status), who, person.id(), id, form)
                .addObject("person", person)
                .addObject("paper", paper)
                .addObject("form", form)
                .addObject("offices", PaperOffice.values())
                .addObject("powers", PaperPower.values())
                .addObject("fresh", false)
                .addObject("most", LeaveDesk.LONGEST)
                .addObject("mostBytes", LeavePapers.MOST_BYTES);
    }

    private ModelAndView outlook(
            ModelAndView page, SignedIn who, UUID official, @Nullable UUID itself, PaperForm form) {
        var typed = form.read(official, null);
        var days = form.days();
        PaperOutlook outlook = null;
        if (typed.isPresent()) {
            outlook = desk.look(who, typed.get(), itself);
        } else if (days != null) {
            outlook = desk.count(who, official, form.kind, days, itself);
        }
        return page.addObject("outlook", outlook).addObject("complete", typed.isPresent());
    }

    /// What the leave comes to, while the paper is typed.
    ///
    /// @param id of the leave that is corrected
    @PostMapping(PAPERS + "/look")
    ModelAndView look(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(required = false) @Nullable LeaveKind kind,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam Map<String, String> typed) {
        mustKeep(who);
        if (official == null || kind == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var person = person(who, official);
        var form = new PaperForm(kind, typed);
        return outlook(
                new ModelAndView("leave/paper-outlook :: outlook"), who, person.id(), id, form);
    }

    @PostMapping(PAPERS + "/new")
    ModelAndView record(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(required = false) @Nullable LeaveKind kind,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile scan,
            @RequestParam(defaultValue = "") String then,
            RedirectAttributes redirect)
            throws IOException {
        mustKeep(who);
        if (official == null || kind == null) {
            return choose(who, "", official);
        }
        var person = person(who, official);
        var form = new PaperForm(kind, typed);
        if (!form.isRead() || then.equals("look")) {
            return form(who, person, null, form, status(then));
        }
        try {
            var paper = form.read(official, scans.keep(scan)).orElseThrow();
            var id = desk.record(who, paper);
            return done(id, "leave.done.paper-recorded", redirect);
        } catch (Refusal refusal) {
            return form(who, person, null, form, TooManyAttempts.statusOf(refusal))
                    .addObject("refusal", refusal);
        }
    }

    private static HttpStatus status(String then) {
        return then.equals("look") ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY;
    }

    private static ModelAndView done(UUID id, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + PAPERS + "/" + id);
    }

    @GetMapping(PAPERS + "/{id}")
    ModelAndView paper(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return page(who, id, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, UUID id, HttpStatus status) {
        var sight = desk.see(who, id);
        return new ModelAndView("leave/paper", status)
                .addObject("sight", sight)
                .addObject("paper", sight.paper())
                .addObject("request", sight.paper().request())
                .addObject("powers", PaperPower.values())
                .addObject("today", LocalDate.now(clock))
                .addObject("most", LeaveDesk.LONGEST);
    }

    private ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        return page(who, id, TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
    }

    @GetMapping(PAPERS + "/{id}/correct")
    ModelAndView toCorrect(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        mustKeep(who);
        var paper = desk.see(who, id).paper();
        var form = PaperForm.of(paper, who.display());
        return form(who, person(who, paper.request().by().official()), paper, form, HttpStatus.OK);
    }

    @PostMapping(PAPERS + "/{id}/correct")
    ModelAndView correct(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile scan,
            @RequestParam(defaultValue = "") String then,
            RedirectAttributes redirect)
            throws IOException {
        mustKeep(who);
        var paper = desk.see(who, id).paper();
        var official = paper.request().by().official();
        var person = person(who, official);
        var form = new PaperForm(paper.request().kind(), typed);
        if (!form.isRead() || then.equals("look")) {
            return form(who, person, paper, form, status(then));
        }
        try {
            desk.correct(who, id, version, form.read(official, scans.keep(scan)).orElseThrow());
            return done(id, "leave.done.paper-corrected", redirect);
        } catch (Refusal refusal) {
            return form(who, person, paper, form, TooManyAttempts.statusOf(refusal))
                    .addObject("refusal", refusal);
        }
    }

    /// @param from the first day without leave
    @PostMapping(PAPERS + "/{id}/end")
    ModelAndView end(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        mustKeep(who);
        var day = TypedDay.read(from);
        if (day.isEmpty()) {
            return page(who, id, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("wrongFrom", "leave.unread")
                    .addObject("typedFrom", from)
                    .addObject("typedReason", reason);
        }
        try {
            desk.end(who, id, day.get(), reason);
            return done(id, "leave.done.paper-ended", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal)
                    .addObject("typedFrom", from)
                    .addObject("typedReason", reason);
        }
    }

    @PostMapping(PAPERS + "/{id}/convert")
    ModelAndView convert(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect) {
        mustKeep(who);
        var back = TypedDay.read(typed.getOrDefault("back", ""));
        var on = TypedDay.read(typed.getOrDefault("permittedOn", ""));
        if (back.isEmpty() || on.isEmpty()) {
            return page(who, id, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("wrongBack", back.isEmpty() ? "leave.unread" : null)
                    .addObject("wrongOn", on.isEmpty() ? "leave.unread" : null)
                    .addObject("converting", typed);
        }
        var power =
                Arrays.stream(PaperPower.values())
                        .filter(one -> one.name().equals(typed.get("power")))
                        .findFirst()
                        .orElse(PaperPower.TABLE);
        var permission =
                new PaperLeaveDesk.Permission(
                        new PaperLeave.Approval(
                                power,
                                typed.getOrDefault("approver", ""),
                                typed.getOrDefault("approverTitle", ""),
                                on.get(),
                                typed.getOrDefault("approval", "")),
                        back.get(),
                        typed.getOrDefault("reason", ""));
        try {
            var personal = desk.convert(who, id, permission);
            return done(personal, "leave.done.paper-converted", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal).addObject("converting", typed);
        }
    }

    @PostMapping(PAPERS + "/{id}/duties")
    ModelAndView done(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Duty duty,
            @RequestParam(defaultValue = "") String day,
            RedirectAttributes redirect) {
        mustKeep(who);
        try {
            var done = TypedDay.read(day);
            if (duty == null || done.isEmpty()) {
                throw new PaperLeaveDesk.NoDuty();
            }
            desk.done(who, id, duty, done.get());
            return done(id, "leave.done.duty", redirect);
        } catch (Refusal refusal) {
            return refused(who, id, refusal)
                    .addObject("typedDuty", duty)
                    .addObject("typedDay", day);
        }
    }

    @GetMapping(PAPERS + "/{id}/scan")
    void scan(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var scan = desk.scan(who, id);
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setContentLengthLong(scan.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline()
                        .filename("ใบลา.pdf", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        store.copy(scan.sha256(), response.getOutputStream());
    }
}
