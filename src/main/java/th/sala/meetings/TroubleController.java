package th.sala.meetings;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;

/// Reporting trouble without the room, and answering it.
@Controller
class TroubleController {
    private static final String TROUBLE = MeetingController.ID + "/trouble";

    private final Troubles troubles;
    private final MeetingRooms rooms;

    TroubleController(Troubles troubles, MeetingRooms rooms) {
        this.troubles = troubles;
        this.rooms = rooms;
    }

    @GetMapping(TROUBLE)
    ModelAndView trouble(Attending attending) {
        var meeting = rooms.find(attending.meeting()).orElseThrow(MeetingRecords::none);
        return new ModelAndView("meetings/trouble")
                .addObject("meeting", meeting)
                .addObject("attending", attending)
                .addObject("back", meeting.path() + (attending.isByLink() ? "/guest" : ""))
                .addObject("support", Troubles.isSupport(attending.role()))
                .addObject("troubles", troubles.of(attending))
                .addObject("kinds", TroubleKind.values())
                .addObject("most", MeetingDesk.LONGEST_WORDS);
    }

    @PostMapping(TROUBLE)
    ModelAndView report(
            Attending attending,
            @RequestParam(defaultValue = "OTHER") TroubleKind kind,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        try {
            troubles.report(attending, kind, words);
            return done(attending, "meetings.done.trouble-reported", redirect);
        } catch (Refusal refusal) {
            return refused(trouble(attending), refusal)
                    .addObject("typedKind", kind)
                    .addObject("words", words);
        }
    }

    @PostMapping(TROUBLE + "/{trouble}/answer")
    ModelAndView answer(
            Attending attending,
            @PathVariable UUID trouble,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "false") boolean solved,
            RedirectAttributes redirect) {
        try {
            troubles.answer(attending, trouble, words, solved);
            return done(attending, "meetings.done.trouble-answered", redirect);
        } catch (Refusal refusal) {
            return refused(trouble(attending), refusal)
                    .addObject("answered", trouble)
                    .addObject("answerWords", words)
                    .addObject("solved", solved);
        }
    }

    private static ModelAndView done(
            Attending attending, String message, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", message);
        return new ModelAndView("redirect:/meetings/" + attending.meeting() + "/trouble");
    }

    private static ModelAndView refused(ModelAndView page, Refusal refusal) {
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page.addObject("refusal", refusal);
    }
}
