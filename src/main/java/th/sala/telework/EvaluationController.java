package th.sala.telework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.telework.Evaluation.Question;

/// The yearly evaluation, and its survey.
@Controller
@PreAuthorize(TeleworkController.PERSON)
class EvaluationController {
    private static final String EVALUATION = "/telework/evaluation";
    private static final String SURVEY = "/telework/survey";
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private final EvaluationDesk desk;
    private final TeleworkOffice office;
    private final Clock clock;

    EvaluationController(EvaluationDesk desk, TeleworkOffice office, Clock clock) {
        this.desk = desk;
        this.office = office;
        this.clock = clock;
    }

    private int shown(@Nullable Integer year) {
        return year == null || year < FIRST_YEAR || year > LAST_YEAR
                ? FollowUpRules.yearOf(LocalDate.now(clock))
                : year;
    }

    /// @param year the fiscal year; this one without
    @GetMapping(EVALUATION)
    ModelAndView evaluation(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year) {
        var found = desk.year(who, shown(year));
        return new ModelAndView("telework/evaluation")
                .addObject("year", found)
                .addObject("evaluation", found.evaluation())
                .addObject("verdicts", TeleworkResult.Verdict.values())
                .addObject("least", FollowUpRules.LEAST_ANSWERS)
                .addObject("personnel", office.has(who, TeleworkOffice.Duty.PERSONNEL))
                .addObject("most", AgreementDesk.LONGEST);
    }

    private ModelAndView refused(SignedIn who, int year, Refusal refusal) {
        var page = evaluation(who, year).addObject("refusal", refusal);
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page;
    }

    private static ModelAndView done(int year, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + EVALUATION + "?year=" + year);
    }

    @PostMapping(EVALUATION)
    ModelAndView save(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String efficiency,
            @RequestParam(defaultValue = "") String effectiveness,
            @RequestParam(defaultValue = "") String lessons,
            RedirectAttributes redirect) {
        var of = shown(year);
        try {
            desk.save(who, of, version, efficiency, effectiveness, lessons);
            return done(of, "telework.done.evaluated", redirect);
        } catch (Refusal refusal) {
            return refused(who, of, refusal)
                    .addObject("efficiency", efficiency)
                    .addObject("effectiveness", effectiveness)
                    .addObject("lessons", lessons);
        }
    }

    /// @param open to open it; false to close it
    @PostMapping(EVALUATION + "/survey")
    ModelAndView survey(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "false") boolean open,
            RedirectAttributes redirect) {
        var of = shown(year);
        try {
            desk.survey(who, of, open);
            var key = open ? "telework.done.survey-opened" : "telework.done.survey-closed";
            return done(of, key, redirect);
        } catch (Refusal refusal) {
            return refused(who, of, refusal);
        }
    }

    @GetMapping(SURVEY)
    ModelAndView survey(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("telework/survey")
                .addObject("years", desk.surveysFor(who))
                .addObject("questions", Question.values())
                .addObject("least", FollowUpRules.LEAST_ANSWERS);
    }

    /// @param answers the questions' names with 1 to 5
    @PostMapping(SURVEY)
    ModelAndView answer(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam Map<String, String> answers,
            RedirectAttributes redirect) {
        try {
            desk.answer(who, shown(year), read(answers));
            redirect.addFlashAttribute("done", "telework.done.answered");
            return new ModelAndView("redirect:/telework");
        } catch (Refusal refusal) {
            var page = survey(who).addObject("refusal", refusal).addObject("answers", answers);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
    }

    private static Map<Question, Integer> read(Map<String, String> answers) {
        var read = new EnumMap<Question, Integer>(Question.class);
        for (var question : Question.values()) {
            var typed = answers.getOrDefault(question.name(), "");
            if (typed.matches("[1-5]")) {
                read.put(question, Integer.parseInt(typed));
            }
        }
        return read;
    }
}
