package th.sala.hooks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.law.Refusal;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;

/// The administrator's page of webhooks: where to, what of, and what came of it.
@Controller
@PreAuthorize("hasRole('ADMINISTRATOR')")
class HookController {
    private static final String PATH = "/people/hooks";
    private static final List<HookEvent> EVENTS =
            Arrays.stream(HookEvent.values()).filter(event -> event != HookEvent.TEST).toList();

    private final HookDesk desk;
    private final Accounts accounts;

    HookController(HookDesk desk, Accounts accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    @GetMapping(PATH)
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("hooks/hooks")
                .addObject("hooks", desk.of(who))
                .addObject("allEvents", EVENTS)
                .addObject("chosen", Set.of())
                .addObject("address", "");
    }

    /// Shows the page itself and redirects nowhere: the secret is nowhere else.
    @PostMapping(PATH)
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(required = false) @Nullable Set<HookEvent> events,
            Confirmation confirmation) {
        var chosen = EnumSet.noneOf(HookEvent.class);
        if (events != null) {
            // what is blank comes as null
            EVENTS.stream().filter(events::contains).forEach(chosen::add);
        }
        try {
            var made = desk.add(accounts.confirm(who, confirmation), address, chosen);
            return all(who).addObject("made", made);
        } catch (Refusal refusal) {
            var page =
                    all(who).addObject("refusal", refusal)
                            .addObject("address", address)
                            .addObject("chosen", chosen);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
    }

    @GetMapping(PATH + "/{id}")
    ModelAndView one(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return new ModelAndView("hooks/hook")
                .addObject("hook", desk.find(who, id))
                .addObject("deliveries", desk.latest(who, id));
    }

    @PostMapping(PATH + "/{id}/remove")
    String remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        desk.remove(who, id);
        after.addFlashAttribute("done", "hooks.removed");
        return "redirect:" + PATH;
    }

    @PostMapping(PATH + "/{id}/active")
    String active(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean active,
            RedirectAttributes after) {
        desk.setActive(who, id, active);
        after.addFlashAttribute("done", active ? "hooks.on.done" : "hooks.off.done");
        return "redirect:" + PATH + "/" + id;
    }

    @PostMapping(PATH + "/{id}/test")
    String test(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        desk.test(who, id);
        after.addFlashAttribute("done", "hooks.again.done");
        return "redirect:" + PATH + "/" + id;
    }

    @PostMapping(PATH + "/{id}/deliveries/{delivery}/again")
    String again(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID delivery,
            RedirectAttributes after) {
        desk.again(who, id, delivery);
        after.addFlashAttribute("done", "hooks.again.done");
        return "redirect:" + PATH + "/" + id;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry hooksEntry() {
            return MenuEntry.of(Place.PEOPLE, "hooks.title", PATH, 75, Role.ADMINISTRATOR)
                    .in(MenuGroup.AGENCY);
        }
    }
}
