package th.sala.leave;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import th.sala.accounts.SignedIn;

/// The address under which a person's calendar program reads their leave.
@Controller
class LeaveFeedController {
    private static final MediaType CALENDAR =
            MediaType.parseMediaType("text/calendar;charset=UTF-8");
    private static final String PAGE = "/leave/feed";

    private final LeaveFeeds feeds;

    LeaveFeedController(LeaveFeeds feeds) {
        this.feeds = feeds;
    }

    @GetMapping(PAGE)
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView feed(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("leave/feed")
                .addObject("feed", feeds.of(who).orElse(null))
                .addObject("leads", feeds.leads(who));
    }

    /// Shows the page itself and redirects nowhere: the secret is nowhere else.
    @PostMapping(PAGE)
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView make(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "false") boolean withTeam) {
        var secret = feeds.make(who, withTeam);
        var address =
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(LeaveFeedDoor.ADDRESS)
                        .queryParam("key", secret)
                        .toUriString();
        return feed(who).addObject("address", address);
    }

    @PostMapping(PAGE + "/end")
    @PreAuthorize(LeaveController.PERSON)
    String end(@AuthenticationPrincipal SignedIn who, RedirectAttributes after) {
        feeds.end(who);
        after.addFlashAttribute("done", "leave.done.feed-ended");
        return "redirect:" + PAGE;
    }

    /// For programs. The secret stands behind the address, not within: the log has addresses only.
    @GetMapping(LeaveFeedDoor.ADDRESS)
    ResponseEntity<byte[]> read(@RequestParam(defaultValue = "") String key) {
        var file =
                feeds.read(key)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"leave.ics\"")
                .body(file);
    }
}
