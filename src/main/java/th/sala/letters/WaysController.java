package th.sala.letters;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.api.Cursor;
import th.sala.routing.Routing;

/// Letters on their way inside the agency: what waits for a person, what became of what they sent
/// (I7), and the central account's copies of all (I3, I4).
@Controller
class WaysController {
    private static final int ROWS = 50;

    private final Routing routing;
    private final Clock clock;

    WaysController(Routing routing, Clock clock) {
        this.routing = routing;
        this.clock = clock;
    }

    @GetMapping("/letters/way")
    @PreAuthorize(
            "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
    ModelAndView waiting(@AuthenticationPrincipal SignedIn who) {
        return page(who, "waiting", routing.waiting(who), false);
    }

    @GetMapping("/letters/way/sent")
    @PreAuthorize(
            "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
    ModelAndView sent(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeStep) {
        var lines = routing.sentBy(who, place(before, beforeStep), ROWS + 1);
        return page(who, "sent", lines, before != null);
    }

    @GetMapping("/letters/way/all")
    @PreAuthorize("hasAnyRole('CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
    ModelAndView all(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeStep) {
        var lines = routing.all(who.agency(), place(before, beforeStep), ROWS + 1);
        return page(who, "all", lines, before != null);
    }

    private static Cursor.Moment place(@Nullable Instant before, @Nullable UUID beforeStep) {
        return before == null || beforeStep == null
                ? OutgoingLetters.NOW
                : new Cursor.Moment(before, beforeStep);
    }

    private ModelAndView page(
            SignedIn who, String view, List<Routing.Line> lines, boolean isOlder) {
        return new ModelAndView("letters/ways")
                .addObject("view", view)
                .addObject(
                        "lines",
                        view.equals("waiting") ? lines : lines.stream().limit(ROWS).toList())
                .addObject("more", !view.equals("waiting") && lines.size() > ROWS)
                .addObject("older", isOlder)
                .addObject("now", clock.instant())
                .addObject(
                        "central", who.isAny(Role.CORRESPONDENCE_OFFICER, Role.HEAD, Role.AUDITOR));
    }
}
