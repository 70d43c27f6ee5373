package th.sala.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Registry;
import th.sala.law.Refusal;

/// The list of a person's meetings, planning one, and its page.
@Controller
@PreAuthorize(MeetingController.PERSON)
class MeetingController {
    static final String PERSON =
            "hasAnyRole('OFFICIAL', 'AUTHORISED_PERSON', 'CORRESPONDENCE_OFFICER', 'HEAD')";

    static final String LIST = "/meetings";
    static final String ID = LIST + "/{id}";
    private static final int ROWS = 30;

    private final MeetingDesk desk;
    private final MeetingPage page;
    private final Registry registry;
    private final Clock clock;

    MeetingController(MeetingDesk desk, MeetingPage page, Registry registry, Clock clock) {
        this.desk = desk;
        this.page = page;
        this.registry = registry;
        this.clock = clock;
    }

    @GetMapping(LIST)
    ModelAndView coming(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "0") int from) {
        var skip = Math.max(0, from);
        return list("meetings.coming", LIST, desk.coming(who, ROWS + 1, skip), skip);
    }

    @GetMapping(LIST + "/past")
    ModelAndView past(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "0") int from) {
        var skip = Math.max(0, from);
        return list("meetings.past", LIST + "/past", desk.past(who, ROWS + 1, skip), skip);
    }

    private static ModelAndView list(String which, String path, List<Meeting> found, int skip) {
        return new ModelAndView("meetings/list")
                .addObject("which", which)
                .addObject("coming", path.equals(LIST))
                .addObject("path", path)
                .addObject("meetings", found.stream().limit(ROWS).toList())
                .addObject("from", skip)
                .addObject("next", found.size() > ROWS ? skip + ROWS : -1);
    }

    // ---- planning

    @GetMapping(LIST + "/new")
    ModelAndView begin(@AuthenticationPrincipal SignedIn who) {
        var own = registry.agency(who.agency()).orElseThrow();
        var backup = new BackupChannel(own.telephone(), own.centralAddress());
        return form(MeetingForm.empty(LocalDate.now(clock).plusDays(1), backup, who.display()));
    }

    private static ModelAndView form(MeetingForm form) {
        return new ModelAndView("meetings/form")
                .addObject("form", form)
                .addObject("kinds", MeetingKind.values())
                .addObject("matters", Matter.values())
                .addObject("stricter", List.of(RuleSet.EMEET_63, RuleSet.NCPO_74));
    }

    @PostMapping(LIST + "/new")
    ModelAndView plan(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute MeetingForm form,
            RedirectAttributes redirect) {
        var plan = form.plan();
        if (plan.isEmpty()) {
            return unreadable(form(form), form);
        }
        try {
            return MeetingPage.done(desk.plan(who, plan.get()), "meetings.done.planned", redirect);
        } catch (Refusal refusal) {
            return refused(form(form), refusal);
        }
    }

    private static ModelAndView unreadable(ModelAndView shown, MeetingForm form) {
        shown.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return shown.addObject("wrongDay", form.date().isEmpty() ? "meetings.wrong.day" : null)
                .addObject("wrongFrom", form.isFromReadable() ? null : "meetings.wrong.time")
                .addObject("wrongUntil", form.isUntilReadable() ? null : "meetings.wrong.time");
    }

    private static ModelAndView refused(ModelAndView shown, Refusal refusal) {
        shown.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return shown.addObject("refusal", refusal);
    }

    @GetMapping(ID + "/edit")
    ModelAndView edit(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var meeting = desk.see(who, id);
        return form(MeetingForm.of(meeting, who.display())).addObject("meeting", meeting);
    }

    @PostMapping(ID + "/edit")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @ModelAttribute MeetingForm form,
            RedirectAttributes redirect) {
        var shown = form(form).addObject("meeting", desk.see(who, id));
        var plan = form.plan();
        if (plan.isEmpty()) {
            return unreadable(shown, form);
        }
        try {
            desk.change(who, id, plan.get(), form.seen());
            return MeetingPage.done(id, "meetings.done.changed", redirect);
        } catch (Refusal refusal) {
            return refused(shown, refusal);
        }
    }

    @PostMapping(ID + "/cancel")
    ModelAndView cancel(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            desk.cancel(who, id, words);
            return MeetingPage.done(id, "meetings.done.cancelled", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal).addObject("cancelWords", words);
        }
    }

    // ---- its page

    @GetMapping(ID)
    ModelAndView meeting(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return page.of(who, id);
    }
}
