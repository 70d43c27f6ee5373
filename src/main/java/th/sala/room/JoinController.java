package th.sala.room;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.law.Refusal;
import th.sala.meetings.Attending;
import th.sala.meetings.Meeting;
import th.sala.meetings.MeetingRooms;

/// Before the room: devices and the way to the server are tried, people identify themselves, the
/// system is tested, the meeting opens.
@Controller
class JoinController {
    static final String ID = "/meetings/{id}";

    /// Most bytes that a browser gets or sends when it measures.
    private static final int MOST = 2_000_000;

    private final MeetingRooms meetings;
    private final SystemTest test;

    JoinController(MeetingRooms meetings, SystemTest test) {
        this.meetings = meetings;
        this.test = test;
    }

    @GetMapping(ID + "/join")
    ModelAndView join(Attending who) {
        return page(who, HttpStatus.OK);
    }

    private ModelAndView page(Attending who, HttpStatus status) {
        var meeting = meeting(who);
        if (!meeting.state().isToCome()) {
            return new ModelAndView("redirect:" + meeting.path() + "/after");
        }
        return new ModelAndView("room/join", status)
                .addObject("meeting", meeting)
                .addObject("self", meeting.attendee(who.attendee()).orElseThrow())
                .addObject("controls", who.role().isInControl())
                .addObject("mayEnter", mayEnter(meeting, who))
                .addObject("timeToCome", meetings.isTimeToCome(meeting))
                .addObject("missing", meetings.missing(meeting))
                .addObject("tested", meetings.lastTest(meeting).orElse(null));
    }

    /// Whoever is not identified may come to the door where others can vouch for them inside.
    private static boolean mayEnter(Meeting meeting, Attending who) {
        return meeting.state().isOpen() && (who.identified() || meeting.rules().allowsVouching());
    }

    private Meeting meeting(Attending who) {
        return meetings.find(who.meeting())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @PostMapping(ID + "/room/identify")
    ModelAndView identify(
            Attending who,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "false") boolean abroad,
            RedirectAttributes redirect) {
        try {
            meetings.identify(who, place, abroad);
            redirect.addFlashAttribute("done", "room.join.identify.done");
            return new ModelAndView("redirect:/meetings/" + who.meeting() + "/join");
        } catch (Refusal refusal) {
            return refused(who, refusal)
                    .addObject("typedPlace", place)
                    .addObject("typedAbroad", abroad);
        }
    }

    private ModelAndView refused(Attending who, Refusal refusal) {
        return page(who, HttpStatus.UNPROCESSABLE_ENTITY).addObject("refusal", refusal);
    }

    /// Tests the whole system, and keeps what came of it.
    @PostMapping(ID + "/room/test")
    ModelAndView test(Attending who, RedirectAttributes redirect, Locale locale) {
        try {
            var meeting = meeting(who);
            var result = test.of(meeting, locale);
            meetings.tested(who, result.isReady(), result.words());
            redirect.addFlashAttribute("done", "room.join.tested");
            return new ModelAndView("redirect:" + meeting.path() + "/join");
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    @PostMapping(ID + "/room/open")
    ModelAndView open(Attending who) {
        try {
            meetings.open(who);
            return new ModelAndView("redirect:/meetings/" + who.meeting() + "/room");
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    @GetMapping(ID + "/room")
    ModelAndView room(Attending who) {
        var meeting = meeting(who);
        return mayEnter(meeting, who)
                ? new ModelAndView("room/room").addObject("meeting", meeting)
                : new ModelAndView("redirect:" + meeting.path() + "/join");
    }

    /// So many bytes, for the browser to see how fast they come.
    @GetMapping(ID + "/room/measure")
    ResponseEntity<byte[]> down(Attending who, @RequestParam(defaultValue = "0") int size) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.noStore())
                .body(new byte[Math.clamp(size, 0, MOST)]);
    }

    /// Bytes of which nothing is kept, for the browser to see how fast they go.
    @PostMapping(ID + "/room/measure")
    void up(Attending who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.getInputStream().readNBytes(MOST);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
