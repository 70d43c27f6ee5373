package th.sala.meetings;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.law.Refusal;

/// การแสดงตน without the room, and saying that somebody is not who they say. Vouching for them
/// wants to see them live on camera, and is done in the room alone.
@Controller
class IdentificationController {
    private final MeetingRooms rooms;
    private final MeetingPage page;

    IdentificationController(MeetingRooms rooms, MeetingPage page) {
        this.rooms = rooms;
        this.page = page;
    }

    @PostMapping(MeetingController.ID + "/identify")
    ModelAndView identify(
            Attending attending,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "false") boolean abroad,
            RedirectAttributes redirect) {
        var page =
                act(
                        attending,
                        attending.isByLink()
                                ? "meetings.done.said-who"
                                : "meetings.done.identified",
                        redirect,
                        () -> rooms.identify(attending, place, abroad));
        return page.getStatus() == null
                ? page
                : page.addObject("place", place).addObject("abroad", abroad);
    }

    @PostMapping(MeetingController.ID + "/attendees/{attendee}/refuse")
    ModelAndView refuse(
            Attending attending, @PathVariable UUID attendee, RedirectAttributes redirect) {
        return act(
                attending,
                "meetings.done.not-vouched",
                redirect,
                () -> rooms.refuseVouch(attending, attendee));
    }

    private ModelAndView act(
            Attending attending, String done, RedirectAttributes redirect, Runnable act) {
        try {
            act.run();
            redirect.addFlashAttribute("done", done);
            return new ModelAndView(
                    "redirect:/meetings/"
                            + attending.meeting()
                            + (attending.isByLink() ? "/guest" : ""));
        } catch (Refusal refusal) {
            return page.refused(attending, refusal);
        }
    }
}
