package th.sala.letters;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.api.Cursor;

/// The board of letters out: drafts, and how each sending stands.
@Controller
@PreAuthorize(
        "hasAnyRole('OFFICIAL','AUTHORISED_PERSON','CORRESPONDENCE_OFFICER','HEAD','AUDITOR')")
class OutgoingController {
    private static final int ROWS = 50;
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final OutgoingDesk desk;
    private final Overdue overdue;

    OutgoingController(OutgoingDesk desk, Overdue overdue) {
        this.desk = desk;
        this.overdue = overdue;
    }

    /// Letters to units of the own agency, and how many of these have stamped each.
    @GetMapping(path = "/letters/out", params = "inside")
    ModelAndView inside(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeLetter) {
        var place =
                before == null
                        ? null
                        : new Cursor.Moment(before, beforeLetter == null ? LAST : beforeLetter);
        var lines = desk.inside(who.agency(), place, ROWS + 1);
        return new ModelAndView("letters/inside")
                .addObject("lines", lines.stream().limit(ROWS).toList())
                .addObject("overdueSince", overdue.since(who.agency()))
                .addObject("more", lines.size() > ROWS);
    }

    @GetMapping("/letters/out")
    ModelAndView board(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable UUID beforeMail) {
        var lines =
                desk.board(
                        who.agency(),
                        all,
                        before,
                        beforeMail == null ? LAST : beforeMail,
                        ROWS + 1);
        return new ModelAndView("letters/out")
                .addObject("lines", lines.stream().limit(ROWS).toList())
                .addObject("more", lines.size() > ROWS)
                .addObject("older", before != null)
                .addObject("all", all)
                .addObject("overdueSince", overdue.since(who.agency()))
                .addObject("registers", UnitDesk.mayReadAll(who))
                .addObject("issued", desk.issued(who.agency(), ROWS))
                .addObject("drafts", desk.drafts(who.agency()));
    }
}
