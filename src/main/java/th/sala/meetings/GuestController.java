package th.sala.meetings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.ClientAddress;
import th.sala.accounts.Cookies;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;
import th.sala.meetings.StoredLinks.Link;
import th.sala.web.RequestRate;

/// The way in for the bearer of a link. The secret stands behind the address, not within: the log
/// has addresses only. Looking at the link does nothing, so that a mail program that looks ahead
/// uses nothing up; the button binds it to this browser.
@Controller
class GuestController {
    private static final String LINKS = MeetingController.LIST + "/links";
    private static final int WRONG_AT_ONCE = 10;
    private static final double WRONG_A_SECOND = 1 / 60.0;
    private static final Duration COOKIE_KEPT = Duration.ofDays(90);

    private final GuestLinks links;
    private final MeetingRooms rooms;
    private final MeetingPage page;
    private final Clock clock;

    /// Wrong ones from one address.
    private final RequestRate wrong = new RequestRate(WRONG_AT_ONCE, WRONG_A_SECOND);

    GuestController(GuestLinks links, MeetingRooms rooms, MeetingPage page, Clock clock) {
        this.links = links;
        this.rooms = rooms;
        this.page = page;
        this.clock = clock;
    }

    @GetMapping(LINKS)
    ModelAndView look(
            @RequestParam(defaultValue = "") String key,
            HttpServletRequest request,
            HttpServletResponse response) {
        var link = find(key, request, response);
        return link.isPresent() ? door(link.get(), key, null) : notGood(response);
    }

    /// @return nothing also where the address has tried too many wrong ones
    private Optional<Link> find(
            String key, HttpServletRequest request, HttpServletResponse response) {
        var address = ClientAddress.of(request);
        var wait = wrong.take(address, clock.instant());
        if (wait.isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds()));
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return Optional.empty();
        }
        var link = links.byToken(key);
        if (link.isPresent()) {
            wrong.giveBack(address);
        }
        return link;
    }

    private static ModelAndView notGood(HttpServletResponse response) {
        var page = new ModelAndView("meetings/link");
        var tooMany = response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value();
        if (!tooMany) {
            page.setStatus(HttpStatus.NOT_FOUND);
        }
        return page.addObject("tooMany", tooMany);
    }

    private ModelAndView door(Link link, String key, @Nullable Refusal refusal) {
        return AgencyScope.within(
                link.agency(),
                () ->
                        new ModelAndView("meetings/link")
                                .addObject(
                                        "meeting",
                                        rooms.find(link.meeting())
                                                .orElseThrow(MeetingRecords::none))
                                .addObject("attending", attending(link))
                                .addObject("key", key)
                                .addObject("bound", link.bound())
                                .addObject("signedIn", SignedIn.current().isPresent())
                                .addObject("refusal", refusal));
    }

    private Attending attending(Link link) {
        return rooms.attending(link).orElseThrow(MeetingRecords::none);
    }

    @PostMapping(LINKS)
    ModelAndView enter(
            @RequestParam(defaultValue = "") String key,
            HttpServletRequest request,
            HttpServletResponse response) {
        var found = find(key, request, response);
        if (found.isEmpty()) {
            return notGood(response);
        }
        var link = found.get();
        var isHere = links.of(request).filter(one -> one.id().equals(link.id())).isPresent();
        if (SignedIn.current().isEmpty() && !isHere) {
            try {
                var secret =
                        AgencyScope.within(link.agency(), () -> links.bind(attending(link), link));
                Cookies.set(GuestLinks.COOKIE, secret, COOKIE_KEPT, request, response);
            } catch (GuestLinks.UsedElsewhere refusal) {
                var page = door(link, key, refusal);
                page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
                return page;
            }
        }
        return new ModelAndView("redirect:/meetings/" + link.meeting() + "/guest");
    }

    @GetMapping(MeetingController.ID + "/guest")
    ModelAndView guest(Attending attending) {
        return page.of(attending);
    }
}
