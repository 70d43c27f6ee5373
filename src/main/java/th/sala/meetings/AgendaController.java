package th.sala.meetings;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.files.FileStore;
import th.sala.law.Refusal;

/// A meeting's agenda and papers, on its page.
@Controller
class AgendaController {
    private static final String ITEMS = MeetingController.ID + "/items";
    private static final String ITEM = ITEMS + "/{item}";

    private final AgendaDesk desk;
    private final MeetingPapers papers;
    private final MeetingPage page;
    private final MeetingRooms rooms;
    private final FileStore store;

    AgendaController(
            AgendaDesk desk,
            MeetingPapers papers,
            MeetingPage page,
            MeetingRooms rooms,
            FileStore store) {
        this.desk = desk;
        this.papers = papers;
        this.page = page;
        this.rooms = rooms;
        this.store = store;
    }

    @PostMapping(ITEMS)
    @PreAuthorize(MeetingController.PERSON)
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String title,
            RedirectAttributes redirect) {
        try {
            desk.add(who, id, title);
            return MeetingPage.done(id, "meetings.done.item-added", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal).addObject("itemTitle", title);
        }
    }

    @PostMapping(ITEM)
    @PreAuthorize(MeetingController.PERSON)
    ModelAndView rename(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam(defaultValue = "") String title,
            RedirectAttributes redirect) {
        try {
            desk.rename(who, id, item, title);
            return MeetingPage.done(id, "meetings.done.changed", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal)
                    .addObject("renamed", item)
                    .addObject("renamedTo", title);
        }
    }

    @PostMapping(ITEM + "/move")
    @PreAuthorize(MeetingController.PERSON)
    ModelAndView move(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam(defaultValue = "true") boolean up,
            RedirectAttributes redirect) {
        return act(who, id, "meetings.done.changed", redirect, () -> desk.move(who, id, item, up));
    }

    @PostMapping(ITEM + "/remove")
    @PreAuthorize(MeetingController.PERSON)
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID item,
            RedirectAttributes redirect) {
        return act(
                who, id, "meetings.done.item-removed", redirect, () -> desk.remove(who, id, item));
    }

    private ModelAndView act(
            SignedIn who, UUID id, String done, RedirectAttributes redirect, Runnable act) {
        try {
            act.run();
            return MeetingPage.done(id, done, redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal);
        }
    }

    // ---- papers

    @PostMapping(ITEM + "/papers")
    @PreAuthorize(MeetingController.PERSON)
    ModelAndView addPaper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        try {
            desk.mayAddPaper(who, id, item);
            desk.addPaper(who, id, item, papers.keep(file));
            return MeetingPage.done(id, "meetings.done.paper-added", redirect);
        } catch (Refusal refusal) {
            return page.refused(who, id, refusal);
        }
    }

    @PostMapping(MeetingController.ID + "/papers/{paper}/remove")
    @PreAuthorize(MeetingController.PERSON)
    ModelAndView removePaper(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID paper,
            RedirectAttributes redirect) {
        return act(
                who,
                id,
                "meetings.done.paper-removed",
                redirect,
                () -> desk.removePaper(who, id, paper));
    }

    /// For everybody who attends, guests with a link, too (M3).
    ///
    /// @return the meeting's page saying why not; null once the paper is on its way
    @GetMapping(MeetingController.ID + "/papers/{paper}")
    @Nullable ModelAndView paper(
            Attending who, @PathVariable UUID paper, HttpServletResponse response)
            throws IOException {
        Paper found;
        try {
            found = rooms.paper(who, paper);
        } catch (Refusal refusal) {
            return page.refused(who, refusal);
        }
        response.setContentType(found.mediaType());
        response.setContentLengthLong(found.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline()
                        .filename(found.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        store.copy(found.sha256(), response.getOutputStream());
        return null;
    }
}
