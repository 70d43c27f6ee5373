package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.leave.AbroadRules.Border;
import th.sala.leave.AbroadRules.Neighbour;
import th.sala.thai.TypedDay;

/// Who is here from another agency, for leave officers; areas at the border, for administrators.
@Controller
class LeaveRegisterController {
    private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";
    private static final String GUESTS = "/leave/secondments";
    private static final String BORDERS = "/leave/borders";

    private final LeaveRegister register;
    private final LeaveOffice office;
    private final Organisation organisation;
    private final Clock clock;

    LeaveRegisterController(
            LeaveRegister register, LeaveOffice office, Organisation organisation, Clock clock) {
        this.register = register;
        this.office = office;
        this.organisation = organisation;
        this.clock = clock;
    }

    // ---- who is here from another agency

    /// For everybody else there is no such page.
    private void mustKeep(SignedIn who) {
        if (!office.isOfficer(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping(GUESTS)
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView guests(@AuthenticationPrincipal SignedIn who) {
        mustKeep(who);
        return new ModelAndView("leave/secondments")
                .addObject("guests", register.guests(who))
                .addObject("officials", organisation.officials(who.agency()))
                .addObject("today", LocalDate.now(clock));
    }

    private ModelAndView refused(SignedIn who, Refusal refusal) {
        var page = guests(who).addObject("refusal", refusal);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static ModelAndView done(String path, String key, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", key);
        return new ModelAndView("redirect:" + path);
    }

    @PostMapping(GUESTS)
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView enterGuest(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(defaultValue = "") String home,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String from,
            RedirectAttributes redirect) {
        mustKeep(who);
        var day = TypedDay.read(from);
        try {
            if (official == null) {
                throw new LeaveRegister.NoOrder();
            }
            if (day.isPresent()) {
                register.enterGuest(who, official, home, source, day.get());
                return done(GUESTS, "leave.done.guest-entered", redirect);
            }
            var page = guests(who).addObject("wrongFrom", "leave.unread");
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return typed(page, official, home, source, from);
        } catch (Refusal refusal) {
            return typed(refused(who, refusal), official, home, source, from);
        }
    }

    private static ModelAndView typed(
            ModelAndView page, @Nullable UUID official, String home, String source, String from) {
        return page.addObject("typedOfficial", official)
                .addObject("typedHome", home)
                .addObject("typedSource", source)
                .addObject("typedFrom", from);
    }

    @PostMapping(GUESTS + "/{id}/told")
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView tellHome(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String source,
            RedirectAttributes redirect) {
        mustKeep(who);
        try {
            register.tellHome(who, id, source);
            return done(GUESTS, "leave.done.guest-told", redirect);
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    @PostMapping(GUESTS + "/{id}/end")
    @PreAuthorize(LeaveController.PERSON)
    ModelAndView endGuest(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        mustKeep(who);
        register.endGuest(who, id);
        return done(GUESTS, "leave.done.guest-ended", redirect);
    }

    // ---- areas at the border

    @GetMapping(BORDERS)
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView borders(@AuthenticationPrincipal SignedIn who) {
        var positions = organisation.positions(who.agency());
        var titles = new HashMap<UUID, String>();
        positions.forEach(one -> titles.put(one.id(), one.title()));
        return new ModelAndView("leave/borders")
                .addObject("posts", register.borders(who.agency()))
                .addObject("positions", positions)
                .addObject("titles", titles)
                .addObject("borders", Border.values())
                .addObject("neighbours", Neighbour.values());
    }

    @PostMapping(BORDERS)
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView enterBorder(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID position,
            @RequestParam(defaultValue = "DISTRICT_CHIEF") Border border,
            @RequestParam(defaultValue = "LAOS") Neighbour neighbour,
            RedirectAttributes redirect) {
        try {
            if (position == null) {
                throw new LeaveOffice.NoPosition();
            }
            register.enterBorder(who, position, border, neighbour);
            return done(BORDERS, "leave.done.border-entered", redirect);
        } catch (Refusal refusal) {
            var page = borders(who).addObject("refusal", refusal);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
    }

    @PostMapping(BORDERS + "/{id}/end")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView endBorder(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        register.endBorder(who, id);
        return done(BORDERS, "leave.done.border-ended", redirect);
    }
}
