package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.web.Today;

/// The agency's own facts, and the agencies that belong to it.
@Controller
@PreAuthorize(PeopleController.ADMINISTRATOR)
class AgencyController {
    private final Founding founding;
    private final Registry registry;
    private final Belonging belonging;
    private final Powers powers;
    private final Clock clock;

    AgencyController(
            Founding founding, Registry registry, Belonging belonging, Powers powers, Clock clock) {
        this.founding = founding;
        this.registry = registry;
        this.belonging = belonging;
        this.powers = powers;
        this.clock = clock;
    }

    @GetMapping("/people/agency")
    ModelAndView agency(@AuthenticationPrincipal SignedIn who) {
        return page(who, AgencyForm.of(own(who)), null);
    }

    @PostMapping("/people/agency")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") AgencyForm form,
            BindingResult errors,
            RedirectAttributes flash) {
        var check = new Check(errors);
        form.check(check);
        var parent = check.id("parent", form.parent());
        if (check.failed()) {
            return Check.refused(page(who, form, null));
        }
        try {
            founding.change(who, form.agency(who.agency(), parent, LocalDate.now(clock)));
        } catch (Refusal refusal) {
            return Check.refused(page(who, form, refusal));
        }
        flash.addFlashAttribute("done", "agencies.done.saved");
        return new ModelAndView("redirect:/people/agency");
    }

    private ModelAndView page(SignedIn who, AgencyForm form, @Nullable Refusal refusal) {
        var own = own(who);
        var officers = powers.officers(who.agency());
        return new ModelAndView("agencies/agency")
                .addObject("form", form)
                .addObject("refusal", refusal)
                .addObject("agency", own)
                .addObject("children", registry.children(own.id()))
                .addObject("versions", registry.versions(own.id()).reversed())
                .addObject("named", CorrespondenceOfficer.isNamed(LocalDate.now(clock), officers))
                .addObject("parents", parents(who, own));
    }

    /// An agency may leave its parent by itself, but not choose another.
    private List<Choice> parents(SignedIn who, Agency own) {
        return registry.local().stream()
                .filter(agency -> !agency.id().equals(own.id()))
                .filter(agency -> who.is(Role.INSTALLATION) || agency.id().equals(own.parent()))
                .map(agency -> new Choice(agency.id().toString(), agency.name()))
                .toList();
    }

    private Agency own(SignedIn who) {
        return registry.agency(who.agency()).orElseThrow();
    }

    // ---- an agency that belongs to this one

    @GetMapping("/people/agency/new")
    ModelAndView newAgency(@AuthenticationPrincipal SignedIn who) {
        var own = own(who);
        var form = new AgencyForm("", "", own.code(), "", "", own.domain(), "", "", "");
        return newPage(who, form, new SetUpController.AdministratorForm("", ""), null);
    }

    @PostMapping("/people/agency/new")
    ModelAndView found(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String passwordAgain,
            @ModelAttribute("form") AgencyForm form,
            BindingResult errors,
            @ModelAttribute("administrator") SetUpController.AdministratorForm administrator,
            BindingResult administratorErrors,
            RedirectAttributes flash) {
        form.check(new Check(errors, AgencyForm.LABELS));
        var check = new Check(administratorErrors);
        check.text("fullName", administrator.fullName(), Check.NAME);
        check.text("username", administrator.username(), Check.NAME);
        if (errors.hasErrors() || check.failed()) {
            return Check.refused(newPage(who, form, administrator, null));
        }
        try {
            if (!password.equals(passwordAgain)) {
                throw new Invalid("agencies.set-up.passwords-differ");
            }
            belonging.foundBelow(
                    who,
                    form.agency(UUID.randomUUID(), who.agency(), LocalDate.now(clock)),
                    administrator.username(),
                    CleanText.of(administrator.fullName()),
                    password);
        } catch (Refusal refusal) {
            return Check.refused(newPage(who, form, administrator, refusal));
        }
        flash.addFlashAttribute("done", "agencies.agency.founded");
        flash.addFlashAttribute("doneWith", new Object[] {CleanText.of(form.name())});
        return new ModelAndView("redirect:/people/agency");
    }

    private ModelAndView newPage(
            SignedIn who,
            AgencyForm form,
            SetUpController.AdministratorForm administrator,
            @Nullable Refusal refusal) {
        return new ModelAndView("agencies/agency-new")
                .addObject("form", form)
                .addObject("administrator", administrator)
                .addObject("agency", own(who))
                .addObject("refusal", refusal);
    }

    @Configuration(proxyBeanMethods = false)
    static class Queue {
        /// Until somebody is named, nobody is responsible for the central account (ข้อ 3(2)).
        @Bean
        Today.Source missingOfficer(
                Powers powers, Registry registry, MessageSource messages, Clock clock) {
            return who -> {
                var today = LocalDate.now(clock);
                if (!who.is(Role.ADMINISTRATOR)
                        || CorrespondenceOfficer.isNamed(today, powers.officers(who.agency()))) {
                    return List.of();
                }
                var account = registry.agency(who.agency()).map(Agency::centralAddress).orElse("");
                var title =
                        messages.getMessage(
                                "agencies.today.no-officer.title",
                                new Object[] {account},
                                who.display().language());
                return List.of(
                        new Today.Item(
                                "agencies.today.no-officer",
                                title,
                                "/people/powers#officers",
                                clock.instant(),
                                null,
                                false));
            };
        }
    }
}
