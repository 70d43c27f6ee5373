package th.sala.leave;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// What can befall a request beside being decided: it passes an approver who is not there, papers
/// follow, its person is recalled, its days are corrected.
@Controller
@PreAuthorize(LeaveController.PERSON)
class LeaveActsController {
    private static final String UNREAD = "leave.unread";

    /// What an officer typed of the days that were taken in fact.
    ///
    /// @param none whether none were
    record Taken(
            String first,
            @Nullable Boolean fromNoon,
            String last,
            @Nullable Boolean untilNoon,
            @Nullable Boolean none) {
        Taken {
            first = first == null ? "" : first;
            last = last == null ? "" : last;
            fromNoon = Boolean.TRUE.equals(fromNoon);
            untilNoon = Boolean.TRUE.equals(untilNoon);
            none = Boolean.TRUE.equals(none);
        }

        /// Empty as long as they make no run.
        Optional<LeaveDays> days() {
            var begin = TypedDay.read(first);
            var end = last.isBlank() ? begin : TypedDay.read(last);
            var noon = Boolean.TRUE.equals(fromNoon);
            var lastNoon = Boolean.TRUE.equals(untilNoon);
            return begin.flatMap(from ->
                    end.filter(until -> LeaveDays.isRun(from, noon, until, lastNoon))
                            .map(until -> new LeaveDays(from, noon, until, lastNoon)));
        }
    }

    private final UrgentDesk urgent;
    private final RecallDesk recalls;
    private final LaterPapers desk;
    private final LeavePapers papers;
    private final LeavePage pages;
    private final Accounts accounts;

    LeaveActsController(
            UrgentDesk urgent,
            RecallDesk recalls,
            LaterPapers desk,
            LeavePapers papers,
            LeavePage pages,
            Accounts accounts) {
        this.urgent = urgent;
        this.recalls = recalls;
        this.desk = desk;
        this.papers = papers;
        this.pages = pages;
        this.accounts = accounts;
    }

    @PostMapping("/leave/{id}/above")
    ModelAndView above(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) AskingRules.@Nullable Absence absence,
            @RequestParam(defaultValue = "") String urgency,
            RedirectAttributes redirect) {
        try {
            urgent.send(who, id, absence, urgency);
            return LeavePage.done(id, "leave.done.sent-above", redirect);
        } catch (Refusal refusal) {
            return pages.refused(who, id, refusal)
                    .addObject("absence", absence)
                    .addObject("urgency", urgency);
        }
    }

    /// @param back the first day of duty
    /// @param travel the day on which the journey begins; empty if it takes no time
    @PostMapping("/leave/{id}/recall")
    ModelAndView recall(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "") String travel,
            @RequestParam(defaultValue = "") String duty,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        var day = TypedDay.read(back);
        var journey = travel.isBlank() ? Optional.<LocalDate>empty() : TypedDay.read(travel);
        var isJourneyRead = travel.isBlank() || journey.isPresent();
        ModelAndView page;
        if (day.isEmpty() || !isJourneyRead) {
            page =
                    pages.of(who, id, HttpStatus.UNPROCESSABLE_ENTITY)
                            .addObject("wrongBack", day.isEmpty() ? UNREAD : null)
                            .addObject("wrongTravel", isJourneyRead ? null : UNREAD);
        } else {
            try {
                var known = accounts.confirm(who, confirmation);
                recalls.recall(known, id, day.get(), journey.orElse(null), duty);
                return LeavePage.done(id, "leave.done.recalled", redirect);
            } catch (Refusal refusal) {
                page = pages.refused(who, id, refusal);
            }
        }
        return page.addObject("typedBack", back)
                .addObject("typedTravel", travel)
                .addObject("duty", duty);
    }

    @PostMapping("/leave/{id}/correct")
    ModelAndView correct(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @ModelAttribute("taken") Taken taken,
            @RequestParam(defaultValue = "") String ground,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        var isNone = Boolean.TRUE.equals(taken.none());
        var days = taken.days();
        ModelAndView page;
        if (!isNone && days.isEmpty()) {
            page =
                    pages.of(who, id, HttpStatus.UNPROCESSABLE_ENTITY)
                            .addObject("wrongTaken", UNREAD);
        } else {
            try {
                var known = accounts.confirm(who, confirmation);
                recalls.correct(known, id, isNone ? null : days.orElse(null), ground);
                return LeavePage.done(id, "leave.done.corrected", redirect);
            } catch (Refusal refusal) {
                page = pages.refused(who, id, refusal);
            }
        }
        return page.addObject("typedTaken", taken).addObject("ground", ground);
    }

    @PostMapping("/leave/{id}/ask-paper")
    ModelAndView askForPaper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CERTIFICATE") Owed.What what,
            @RequestParam(defaultValue = "") String ask,
            RedirectAttributes redirect) {
        try {
            desk.askFor(who, id, what, ask);
            return LeavePage.done(id, "leave.done.paper-asked", redirect);
        } catch (Refusal refusal) {
            return pages.refused(who, id, refusal).addObject("ask", ask);
        }
    }

    @PostMapping("/leave/{id}/papers")
    ModelAndView addPaper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) Owed.@Nullable What owed,
            @RequestParam(required = false) @Nullable MultipartFile paper,
            RedirectAttributes redirect)
            throws IOException {
        try {
            desk.add(who, id, owed, papers.keep(paper));
            return LeavePage.done(id, "leave.done.paper-added", redirect);
        } catch (Refusal refusal) {
            return pages.refused(who, id, refusal);
        }
    }

    @PostMapping("/leave/{id}/complete")
    ModelAndView complete(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam(required = false) @Nullable MultipartFile paper,
            RedirectAttributes redirect)
            throws IOException {
        try {
            desk.complete(who, id, reason, contact, papers.keep(paper));
            return LeavePage.done(id, "leave.done.completed", redirect);
        } catch (Refusal refusal) {
            return pages.refused(who, id, refusal)
                    .addObject("fullReason", reason)
                    .addObject("fullContact", contact);
        }
    }

    @GetMapping("/leave/{id}/papers/{paper}")
    void paper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID paper,
            HttpServletResponse response)
            throws IOException {
        papers.send(desk.paper(who, id, paper), response);
    }
}
