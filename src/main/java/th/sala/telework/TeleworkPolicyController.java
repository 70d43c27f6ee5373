package th.sala.telework;

import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.thai.TypedDay;

/// The agency's policy for everybody to read, its draft, and who has which duty.
@Controller
class TeleworkPolicyController {
    static final String STAFF =
            "hasAnyRole('OFFICIAL', 'AUTHORISED_PERSON', 'CORRESPONDENCE_OFFICER', 'HEAD', 'ADMINISTRATOR')";

    private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";
    private static final String POLICY = "/telework/policy";
    private static final String SETTINGS = "/telework/settings";

    record OfficerRow(TeleworkOfficers.Officer officer, String name) {}

    private final TeleworkPolicyDesk desk;
    private final TeleworkOffice office;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    TeleworkPolicyController(
            TeleworkPolicyDesk desk,
            TeleworkOffice office,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.desk = desk;
        this.office = office;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param number of a version; the one in force without
    @GetMapping(POLICY)
    @PreAuthorize(STAFF)
    ModelAndView policy(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable Integer number) {
        var all = desk.newest(who.agency());
        var inForce = desk.inForce(who.agency(), LocalDate.now(clock));
        var shown =
                number == null
                        ? inForce
                        : all.stream()
                                .filter(one -> !one.isDraft() && one.number() == number)
                                .findFirst();
        if (number != null && shown.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new ModelAndView("telework/policy")
                .addObject("shown", shown)
                .addObject("inForce", inForce)
                .addObject("versions", all.stream().filter(one -> !one.isDraft()).toList())
                .addObject("draft", draft(all))
                .addObject("drawsUp", office.mayDrawUp(who))
                .addObject("head", office.headship(who).isPresent())
                .addObject("today", LocalDate.now(clock));
    }

    private static Optional<TeleworkPolicy> draft(List<TeleworkPolicy> all) {
        return all.stream().filter(TeleworkPolicy::isDraft).findFirst();
    }

    @GetMapping(POLICY + "/draft")
    @PreAuthorize(STAFF)
    ModelAndView draft(@AuthenticationPrincipal SignedIn who) {
        var all = desk.newest(who.agency());
        var draft = draft(all);
        var content =
                draft.or(() -> all.stream().findFirst())
                        .map(TeleworkPolicy::content)
                        .orElseGet(PolicyContent::ofManual);
        return form(who, content, draft.map(TeleworkPolicy::version).orElse(0), HttpStatus.OK)
                .addObject("form", content);
    }

    private ModelAndView form(SignedIn who, PolicyContent form, int version, HttpStatus status) {
        var draft = draft(desk.newest(who.agency()));
        var head = office.headship(who).isPresent();
        if (!office.mayDrawUp(who) && !head) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new ModelAndView("telework/policy-draft", status)
                .addObject("typed", form)
                .addObject("version", version)
                .addObject("draft", draft)
                .addObject("missing", draft.map(one -> one.content().missing()).orElseGet(List::of))
                .addObject("drawsUp", office.mayDrawUp(who))
                .addObject("head", head)
                .addObject("today", LocalDate.now(clock));
    }

    @PostMapping(POLICY + "/draft")
    @PreAuthorize(STAFF)
    ModelAndView save(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") PolicyContent form,
            BindingResult errors,
            @RequestParam(defaultValue = "0") int version,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return form(who, form, version, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            desk.save(who, form, version);
            redirect.addFlashAttribute("done", "telework.done.policy-saved");
            return new ModelAndView("redirect:" + POLICY + "/draft");
        } catch (Refusal refusal) {
            return form(who, form, version, HttpStatus.UNPROCESSABLE_ENTITY)
                    .addObject("refusal", refusal);
        }
    }

    @PostMapping(POLICY + "/force")
    @PreAuthorize(TeleworkController.PERSON)
    ModelAndView putInForce(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String from,
            Confirmation confirmation,
            RedirectAttributes redirect) {
        try {
            var day = TypedDay.read(from).orElseThrow(TeleworkPolicyDesk.DayTaken::new);
            desk.putInForce(accounts.confirm(who, confirmation), version, day);
            redirect.addFlashAttribute("done", "telework.done.policy-in-force");
            return new ModelAndView("redirect:" + POLICY);
        } catch (Refusal refusal) {
            var page = draft(who).addObject("refusal", refusal).addObject("typedFrom", from);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
    }

    @GetMapping(SETTINGS)
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView settings(@AuthenticationPrincipal SignedIn who) {
        var officials = organisation.officials(who.agency());
        var names = new HashMap<UUID, String>();
        officials.forEach(one -> names.put(one.id(), one.name()));
        return new ModelAndView("telework/settings")
                .addObject("officials", officials)
                .addObject("duties", TeleworkOffice.Duty.values())
                .addObject(
                        "officers",
                        office.officers(who.agency()).stream()
                                .map(one ->
                                        new OfficerRow(
                                                one, names.getOrDefault(one.official(), "–")))
                                .toList());
    }

    @PostMapping(SETTINGS)
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView name(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable UUID official,
            @RequestParam(defaultValue = "PERSONNEL") TeleworkOffice.Duty duty,
            @RequestParam(defaultValue = "") String source,
            RedirectAttributes redirect) {
        try {
            if (official == null) {
                throw new TeleworkOffice.NotToBeNamed();
            }
            office.nameOfficer(who, official, duty, source);
            redirect.addFlashAttribute("done", "telework.done.officer-named");
            return new ModelAndView("redirect:" + SETTINGS);
        } catch (Refusal refusal) {
            var page =
                    settings(who)
                            .addObject("refusal", refusal)
                            .addObject("typedOfficial", official)
                            .addObject("typedDuty", duty)
                            .addObject("typedSource", source);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
    }

    @PostMapping(SETTINGS + "/{id}/end")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView end(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes redirect) {
        office.endOfficer(who, id);
        redirect.addFlashAttribute("done", "telework.done.officer-ended");
        return new ModelAndView("redirect:" + SETTINGS);
    }
}
