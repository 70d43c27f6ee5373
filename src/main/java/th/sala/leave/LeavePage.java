package th.sala.leave;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;

/// The page of one request, with whatever the reader may do about it.
@Component
class LeavePage {
    private final LeaveDesk desk;
    private final UrgentDesk urgent;
    private final RecallDesk recalls;
    private final LaterPapers papers;
    private final LeaveForms forms;
    private final LeaveOffice office;
    private final Outlooks outlooks;

    LeavePage(
            LeaveDesk desk,
            UrgentDesk urgent,
            RecallDesk recalls,
            LaterPapers papers,
            LeaveForms forms,
            LeaveOffice office,
            Outlooks outlooks) {
        this.desk = desk;
        this.urgent = urgent;
        this.recalls = recalls;
        this.papers = papers;
        this.forms = forms;
        this.office = office;
        this.outlooks = outlooks;
    }

    ModelAndView of(SignedIn who, UUID id, HttpStatus status) {
        var sight = desk.see(who, id);
        var request = sight.request();
        var isLeave = request.isLeave();
        var corrects = isLeave && request.isApproved() && !sight.mine() && office.isOfficer(who);
        return new ModelAndView("leave/request", status)
                .addObject("sight", sight)
                .addObject("request", request)
                .addObject("outlook", sight.outlook())
                .addObject("hasForm", forms.hasForm(request))
                .addObject("traces", desk.traces(request))
                .addObject("debts", papers.debts(request))
                .addObject("papers", papers.papers(request))
                .addObject("urgent", urgent.offer(who, request).orElse(null))
                .addObject("absences", AskingRules.Absence.values())
                .addObject("recall", recalls.offer(who, request).orElse(null))
                .addObject("corrects", corrects)
                .addObject(
                        "back", isLeave ? null : outlooks.comingBack(sight.leave(), request.days()))
                .addObject("mostBytes", LeavePapers.MOST_BYTES)
                .addObject("earliest", outlooks.earliest(who.agency()))
                .addObject("most", LeaveDesk.LONGEST);
    }

    ModelAndView refused(SignedIn who, UUID id, Refusal refusal) {
        return of(who, id, TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
    }

    static ModelAndView done(UUID id, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:/leave/" + id);
    }
}
