package th.sala.room;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.evidence.BundleFile;

/// What is known of a meeting afterwards.
@Controller
class AfterController {
    private static final String PERSON =
            "hasAnyRole('OFFICIAL', 'AUTHORISED_PERSON', 'CORRESPONDENCE_OFFICER', 'HEAD')";

    private final AfterDesk desk;
    private final Playback playback;

    AfterController(AfterDesk desk, Playback playback) {
        this.desk = desk;
        this.playback = playback;
    }

    @GetMapping(JoinController.ID + "/after")
    @PreAuthorize(PERSON)
    ModelAndView after(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return held(
                "room/after",
                who,
                id,
                (page, held) -> page.addObject("compliance", Compliance.of(held)));
    }

    @GetMapping(JoinController.ID + "/playback")
    @PreAuthorize(PERSON)
    ModelAndView playback(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return held("room/playback", who, id, (_, _) -> {});
    }

    /// Of a meeting that was not opened there is nothing yet but the meeting.
    private ModelAndView held(
            String view, SignedIn who, UUID id, BiConsumer<ModelAndView, AfterDesk.Held> more) {
        try {
            var held = desk.of(who, id);
            var page =
                    new ModelAndView(view)
                            .addObject("held", held)
                            .addObject("meeting", held.meeting());
            more.accept(page, held);
            return page;
        } catch (RoomRefusal.NotOpen notYet) {
            return new ModelAndView("redirect:/meetings/" + id);
        }
    }

    /// A track, or the part of it that a player asks for.
    @GetMapping(JoinController.ID + "/playback/{track}")
    @PreAuthorize(PERSON)
    void track(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID track,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var range = range(request);
        var playable = playback.play(who, id, track, request.getSession());
        var length = playable.length();
        response.setContentType(playable.type());
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (range == null || length == 0) {
            response.setContentLengthLong(length);
            playable.copyTo(response.getOutputStream(), 0, length);
            return;
        }
        var from = range.getRangeStart(length);
        var until = range.getRangeEnd(length) + 1;
        if (from >= until) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
            response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
            return;
        }
        response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
        response.setHeader(
                HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(from, until - 1, length));
        response.setContentLengthLong(until - from);
        playable.copyTo(response.getOutputStream(), from, until);
    }

    private static @Nullable HttpRange range(HttpServletRequest request) {
        var asked = request.getHeader(HttpHeaders.RANGE);
        try {
            var ranges = asked == null ? List.<HttpRange>of() : HttpRange.parseRanges(asked);
            return ranges.size() == 1 ? ranges.getFirst() : null;
        } catch (IllegalArgumentException odd) {
            return null;
        }
    }

    @GetMapping(JoinController.ID + "/playback/{track}/file")
    @PreAuthorize(PERSON)
    void file(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID track,
            HttpServletResponse response)
            throws IOException {
        var playable = playback.take(who, id, track);
        var ending = playable.type().startsWith("audio") ? ".opus" : ".webm";
        response.setContentType(playable.type());
        response.setContentLengthLong(playable.length());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(track + ending).build().toString());
        playable.copyTo(response.getOutputStream(), 0, playable.length());
    }

    /// All evidence of the meeting, for `./sala verify`.
    @GetMapping(JoinController.ID + "/evidence")
    @PreAuthorize(PERSON)
    void evidence(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        BundleFile.stream("meeting-" + id, response, desk.bundle(who, id));
    }

    @GetMapping(JoinController.ID + "/traffic")
    @PreAuthorize("hasRole('AUDITOR')")
    ModelAndView traffic(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return new ModelAndView("room/traffic")
                .addObject("meeting", desk.meeting(id))
                .addObject("parts", desk.traffic(who, id, "page"));
    }

    @GetMapping(JoinController.ID + "/traffic.csv")
    @PreAuthorize("hasRole('AUDITOR')")
    void trafficFile(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var parts = desk.traffic(who, id, "csv");
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("traffic-" + id + ".csv")
                        .build()
                        .toString());
        var out = response.getWriter();
        out.println(
                "origin,participant,purpose,source,destination,protocol,begun,ended,seconds,bytes in,bytes out");
        for (var part : parts) {
            out.println(
                    String.join(
                            ",",
                            part.origin(),
                            part.feed().participant().toString(),
                            part.purpose().name(),
                            part.source(),
                            part.destination(),
                            part.protocol(),
                            part.begun().toString(),
                            part.ended().toString(),
                            Long.toString(part.duration().toSeconds()),
                            Long.toString(part.bytesIn()),
                            Long.toString(part.bytesOut())));
        }
    }
}
