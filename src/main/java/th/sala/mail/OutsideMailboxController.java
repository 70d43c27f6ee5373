package th.sala.mail;

import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// The agency's mailboxes that a service outside keeps, for its administrator.
@Controller
@PreAuthorize("hasRole('ADMINISTRATOR')")
class OutsideMailboxController {
    static final String PATH = MailController.PATH + "/outside";
    private static final String ONE = PATH + "/{id}";
    private static final String SIGNED_IN = PATH + "/signed-in";

    private final OutsideMailboxSettings settings;
    private final Clock clock;

    OutsideMailboxController(OutsideMailboxSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView list(@AuthenticationPrincipal SignedIn who) {
        var all = settings.all(who.agency());
        return new ModelAndView("mail/outside")
                .addObject("mailboxes", all)
                .addObject("states", settings.states(who.agency()))
                .addObject("none", MailboxReadings.State.NONE)
                .addObject("left", settings.left(who.agency()))
                .addObject(
                        "names",
                        all.stream()
                                .collect(
                                        Collectors.toMap(
                                                OutsideMailbox::id, OutsideMailbox::address)))
                .addObject("free", free(who));
    }

    /// The addresses whose mailboxes are here.
    private List<String> free(SignedIn who) {
        var taken = settings.all(who.agency()).stream().map(OutsideMailbox::address).toList();
        return settings.addresses(who.agency()).stream()
                .map(Mailbox::address)
                .filter(address -> !taken.contains(address))
                .toList();
    }

    @GetMapping(PATH + "/new")
    ModelAndView blank(@AuthenticationPrincipal SignedIn who) {
        return form(who, OutsideMailboxForm.blank(LocalDate.now(clock)), null);
    }

    @PostMapping(PATH)
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") OutsideMailboxForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        return put(who, UUID.randomUUID(), null, form, errors, confirmation, after);
    }

    @GetMapping(ONE)
    ModelAndView one(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var mailbox = existing(who, id);
        return form(who, OutsideMailboxForm.of(mailbox, clock.getZone()), mailbox);
    }

    @PostMapping(ONE)
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") OutsideMailboxForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        return put(who, id, existing(who, id), form, errors, confirmation, after);
    }

    private ModelAndView put(
            SignedIn who,
            UUID id,
            @Nullable OutsideMailbox before,
            OutsideMailboxForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        if (!errors.hasErrors()) {
            look(form, before, errors);
        }
        if (errors.hasErrors()) {
            return refused(who, form, errors, before);
        }
        try {
            settings.put(
                    who,
                    confirmation,
                    form.mailbox(who.agency(), id, clock.getZone()),
                    form.passwords());
        } catch (OutsideMailboxSettings.NotUsable refusal) {
            reject(errors, refusal.field());
            return refused(who, form, errors, before);
        } catch (Refusal refusal) {
            return refused(who, form, errors, before).addObject("refusal", refusal);
        }
        after.addFlashAttribute("done", "mail.outside.saved");
        return new ModelAndView("redirect:" + PATH + "/" + id);
    }

    /// Only of a form whose fields could be read: another has nothing to reject a value of.
    private static void look(
            OutsideMailboxForm form, @Nullable OutsideMailbox before, BindingResult errors) {
        if (before != null && !before.address().equals(form.address())) {
            reject(errors, "address");
        }
        if (form.lacksWay()) {
            reject(errors, "imapPort");
        }
        var lacking = form.lackingForTokens();
        if (!lacking.isEmpty()) {
            reject(errors, lacking);
        }
    }

    private static void reject(BindingResult errors, String field) {
        var key = "mail.outside.not-usable." + field;
        errors.rejectValue(field, key, key);
    }

    private ModelAndView refused(
            SignedIn who,
            OutsideMailboxForm form,
            BindingResult errors,
            @Nullable OutsideMailbox before) {
        var page =
                form(who, form.withoutPasswords(), before)
                        .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    @PostMapping(ONE + "/test")
    ModelAndView test(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var tried = settings.tried(who, existing(who, id));
        var page = one(who, id).addObject("tried", tried);
        if (!tried.isGood()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    /// Answers with a link to the service: a form may lead to this site only.
    @PostMapping(ONE + "/sign-in")
    ModelAndView signIn(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation) {
        var mailbox = existing(who, id);
        var tokens = mailbox.tokens();
        if (tokens == null || tokens.authorize().isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            return new ModelAndView("mail/outside-sign-in")
                    .addObject("mailbox", mailbox)
                    .addObject("service", tokens.authorize().get().getHost())
                    .addObject("there", settings.signIn(who, confirmation, mailbox, back()));
        } catch (Refusal refusal) {
            var page = one(who, id).addObject("refusal", refusal);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
    }

    /// Where the service sends the browser back to: as the administrator's browser names this
    /// installation.
    private static URI back() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().path(SIGNED_IN).build().toUri();
    }

    @GetMapping(SIGNED_IN)
    ModelAndView signedIn(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            RedirectAttributes after) {
        try {
            if (code.isEmpty()) {
                throw new OutsideMailboxSettings.NotThisSignIn();
            }
            var mailbox = settings.signedIn(who, state, code);
            after.addFlashAttribute("done", "mail.outside.signed-in");
            return new ModelAndView("redirect:" + PATH + "/" + mailbox);
        } catch (Refusal refusal) {
            var page = list(who).addObject("refusal", refusal);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
    }

    @PostMapping(ONE + "/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var mailbox = existing(who, id);
        try {
            settings.remove(who, confirmation, mailbox);
        } catch (Refusal refusal) {
            var page = one(who, id).addObject("refusal", refusal);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        after.addFlashAttribute("done", "mail.outside.removed");
        return new ModelAndView("redirect:" + PATH);
    }

    private ModelAndView form(
            SignedIn who, OutsideMailboxForm form, @Nullable OutsideMailbox mailbox) {
        var page =
                new ModelAndView("mail/outside-mailbox")
                        .addObject("form", form)
                        .addObject("mailbox", mailbox)
                        .addObject("back", back())
                        .addObject("lines", MailServer.Line.values())
                        .addObject("free", free(who));
        if (mailbox != null) {
            page.addObject(
                    "state",
                    settings.states(who.agency())
                            .getOrDefault(mailbox.id(), MailboxReadings.State.NONE));
        }
        return page;
    }

    private OutsideMailbox existing(SignedIn who, UUID id) {
        return settings.find(who.agency(), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
