package th.sala.room;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import th.sala.files.FileStore;
import th.sala.files.Preview;
import th.sala.files.Previews;
import th.sala.law.Refusal;
import th.sala.meetings.Attending;
import th.sala.meetings.MeetingRooms;
import th.sala.meetings.Paper;

/// The pages of the agenda's papers as pictures, for those in the room to whom data is sent.
@Controller
class PageController {
    private static final String PAGES = "X-Pages";

    private final MeetingRooms meetings;
    private final OpenRooms rooms;
    private final Previews previews;
    private final FileStore store;

    PageController(MeetingRooms meetings, OpenRooms rooms, Previews previews, FileStore store) {
        this.meetings = meetings;
        this.rooms = rooms;
        this.previews = previews;
        this.store = store;
    }

    /// 202 while the picture is made: it is asked for again.
    @GetMapping(JoinController.ID + "/room/pages/{paper}/{page}")
    void page(
            Attending who,
            @PathVariable UUID paper,
            @PathVariable int page,
            HttpServletResponse response)
            throws IOException {
        var sha256 = paper(who, paper).sha256();
        var preview = previews.of(who.agency(), sha256, page);
        response.setIntHeader(PAGES, preview.pages());
        var picture = previews.picture(who.agency(), sha256, page);
        if (picture.isPresent()) {
            response.setContentType(MediaType.IMAGE_PNG_VALUE);
            store.copy(picture.get(), response.getOutputStream());
            return;
        }
        var waits =
                preview.state() == Preview.State.PREPARING
                        || (preview.state() == Preview.State.READY && page <= preview.pages());
        response.setStatus(
                waits ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_NOT_FOUND);
    }

    private Paper paper(Attending who, UUID paper) {
        if (!rooms.sees(who.meeting(), who.attendee())) {
            throw none();
        }
        try {
            return meetings.paper(who, paper);
        } catch (Refusal notForThem) {
            throw none();
        }
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
