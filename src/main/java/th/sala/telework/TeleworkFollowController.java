package th.sala.telework;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.files.FileStore;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// What happens while somebody is outside, and after it.
@Controller
@PreAuthorize(TeleworkController.PERSON)
class TeleworkFollowController {
    private static final String ID = "/telework/{id}";
    private static final String HELP = "/telework/help";
    private static final String LOANS = "/telework/loans";
    private static final int ROWS = 50;

    private final FollowUpDesk followUps;
    private final BreachDesk breaches;
    private final ResultDesk results;
    private final AgreementDesk desk;
    private final TeleworkPolicyDesk policies;
    private final AgreementPage page;
    private final TeleworkPdfs pdfs;
    private final FileStore store;
    private final Accounts accounts;
    private final Clock clock;

    TeleworkFollowController(
            FollowUpDesk followUps,
            BreachDesk breaches,
            ResultDesk results,
            AgreementDesk desk,
            TeleworkPolicyDesk policies,
            AgreementPage page,
            TeleworkPdfs pdfs,
            FileStore store,
            Accounts accounts,
            Clock clock) {
        this.followUps = followUps;
        this.breaches = breaches;
        this.results = results;
        this.desk = desk;
        this.policies = policies;
        this.page = page;
        this.pdfs = pdfs;
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    // ---- progress

    @PostMapping(ID + "/progress")
    ModelAndView say(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        try {
            followUps.say(who, id, words, file);
            return AgreementPage.done(id, "telework.done.reported", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal).addObject("progressWords", words);
        }
    }

    @GetMapping(ID + "/progress/{number}/file")
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable int number,
            HttpServletResponse response)
            throws IOException {
        var file = followUps.file(who, id, number);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(file.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        store.copy(file.sha256(), response.getOutputStream());
    }

    // ---- help

    @GetMapping(HELP)
    ModelAndView help(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("telework/help")
                .addObject("helps", followUps.helps(who))
                .addObject("technical", followUps.isTechnical(who))
                .addObject(
                        "channel",
                        policies.inForce(who.agency(), LocalDate.now(clock))
                                .map(one -> one.content().help())
                                .filter(one -> !one.isEmpty()))
                .addObject("most", AgreementDesk.LONGEST);
    }

    @PostMapping(HELP)
    ModelAndView ask(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            followUps.ask(who, words);
            redirect.addFlashAttribute("done", "telework.done.help-asked");
            return new ModelAndView("redirect:" + HELP);
        } catch (Refusal refusal) {
            return refused(help(who), refusal).addObject("words", words);
        }
    }

    private static ModelAndView refused(ModelAndView shown, Refusal refusal) {
        shown.setStatus(TooManyAttempts.statusOf(refusal));
        return shown.addObject("refusal", refusal);
    }

    @PostMapping(HELP + "/{id}/answer")
    ModelAndView answer(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            followUps.answer(who, id, words);
            redirect.addFlashAttribute("done", "telework.done.help-answered");
            return new ModelAndView("redirect:" + HELP);
        } catch (Refusal refusal) {
            return refused(help(who), refusal);
        }
    }

    // ---- equipment

    @GetMapping(LOANS)
    ModelAndView loans(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "0") int from) {
        var skip = Math.max(0, from);
        var found = followUps.borrowers(who, ROWS + 1, skip);
        return new ModelAndView("telework/loans")
                .addObject("borrowers", found.stream().limit(ROWS).toList())
                .addObject("from", skip)
                .addObject("next", found.size() > ROWS ? skip + ROWS : -1);
    }

    @PostMapping(ID + "/loans")
    ModelAndView lend(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String mark,
            RedirectAttributes redirect) {
        try {
            followUps.lend(who, id, item, mark);
            return lent("telework.done.lent", redirect);
        } catch (Refusal refusal) {
            return notLent(who, refusal)
                    .addObject("to", id)
                    .addObject("item", item)
                    .addObject("mark", mark);
        }
    }

    @PostMapping(ID + "/loans/{loan}/return")
    ModelAndView takeBack(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID loan,
            RedirectAttributes redirect) {
        try {
            followUps.takeBack(who, id, loan);
            return lent("telework.done.returned", redirect);
        } catch (Refusal refusal) {
            return notLent(who, refusal);
        }
    }

    private static ModelAndView lent(String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + LOANS);
    }

    private ModelAndView notLent(SignedIn who, Refusal refusal) {
        var page = loans(who, 0).addObject("refusal", refusal);
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page;
    }

    // ---- termination

    @PostMapping(ID + "/breach")
    ModelAndView propose(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reasons,
            @RequestParam(defaultValue = "") String speakBy,
            RedirectAttributes redirect) {
        try {
            var day = TypedDay.read(speakBy).orElseThrow(BreachDesk.NoTimeToSpeak::new);
            breaches.propose(who, id, reasons, day);
            return AgreementPage.done(id, "telework.done.breach-proposed", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal)
                    .addObject("reasons", reasons)
                    .addObject("typedSpeakBy", speakBy);
        }
    }

    @PostMapping(ID + "/breach/speak")
    ModelAndView speak(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            breaches.speak(who, id, words);
            return AgreementPage.done(id, "telework.done.heard", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal).addObject("spoken", words);
        }
    }

    /// @param ends whether the work outside ends, from `back` on
    @PostMapping(ID + "/breach/decide")
    ModelAndView decide(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "false") boolean ends,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "") String words,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            var day = ends ? TypedDay.read(back).orElseThrow(OrderDesk.BackInThePast::new) : null;
            breaches.decide(accounts.confirm(who, confirmation), id, version, day, words);
            return AgreementPage.done(id, "telework.done.breach-decided", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal)
                    .addObject("ends", ends)
                    .addObject("typedBack", back)
                    .addObject("decision", words);
        }
    }

    // ---- result

    /// @param form in it `result` and `remark`, as often as there are goals
    @PostMapping(ID + "/result")
    ModelAndView report(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(defaultValue = "") String problems,
            RedirectAttributes redirect) {
        var result = form.getOrDefault("result", List.of());
        var remark = form.getOrDefault("remark", List.of());
        try {
            results.report(who, id, result, remark, problems);
            return AgreementPage.done(id, "telework.done.result-reported", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal)
                    .addObject("typedResults", result)
                    .addObject("typedRemarks", remark)
                    .addObject("problems", problems);
        }
    }

    @PostMapping(ID + "/assess")
    ModelAndView assess(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "MET") TeleworkResult.Verdict verdict,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            results.assess(who, id, verdict, words);
            return AgreementPage.done(id, "telework.done.assessed", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal)
                    .addObject("verdict", verdict)
                    .addObject("assessment", words);
        }
    }

    @GetMapping(ID + "/result.pdf")
    void pdf(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var sight = desk.see(who, id);
        var result =
                results.of(sight.agreement())
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var sheet =
                TeleworkSheets.result(
                        sight.agreement(),
                        sight.goals(),
                        result,
                        who.agencyName(),
                        sight.supervisorName());
        pdfs.write(sheet, "รายงานผลการปฏิบัติราชการนอกสถานที่.pdf", response);
    }
}
