package th.sala.telework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;

/// The page of one agreement, which several controllers show.
@Component
class AgreementPage {
    private static final int DAYS_TO_SPEAK = 7;

    private final AgreementDesk desk;
    private final FollowUpDesk followUps;
    private final BreachDesk breaches;
    private final ResultDesk results;
    private final Clock clock;

    AgreementPage(
            AgreementDesk desk,
            FollowUpDesk followUps,
            BreachDesk breaches,
            ResultDesk results,
            Clock clock) {
        this.desk = desk;
        this.followUps = followUps;
        this.breaches = breaches;
        this.results = results;
        this.clock = clock;
    }

    ModelAndView of(SignedIn who, UUID id) {
        var sight = desk.read(who, id);
        var agreement = sight.agreement();
        var today = LocalDate.now(clock);
        var all = breaches.of(agreement);
        var open = all.stream().filter(Breach::isOpen).findFirst();
        return new ModelAndView("telework/agreement", HttpStatus.OK)
                .addObject("sight", sight)
                .addObject("agreement", agreement)
                .addObject("terms", agreement.terms())
                .addObject("state", followUps.state(agreement))
                .addObject("loans", followUps.loans(agreement))
                .addObject("lends", followUps.lends(who))
                .addObject("breaches", all)
                .addObject("openBreach", open)
                .addObject(
                        "heard",
                        open.filter(one -> FollowUpRules.isHeard(one.said(), one.speakBy(), today))
                                .isPresent())
                .addObject("result", results.of(agreement))
                .addObject("reportable", results.isReportable(agreement))
                .addObject("verdicts", TeleworkResult.Verdict.values())
                .addObject("today", today)
                .addObject("speakBy", today.plusDays(DAYS_TO_SPEAK))
                .addObject("mostBytes", FollowUpDesk.MOST_BYTES)
                .addObject("most", AgreementDesk.LONGEST);
    }

    ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        var page = of(who, id).addObject("refusal", refusal);
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page;
    }

    static ModelAndView done(UUID id, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:/telework/" + id);
    }
}
