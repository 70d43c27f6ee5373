package th.sala.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
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
import th.sala.accounts.InstallationRights;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// The administrator's page of mail: where it comes in, by which servers it leaves, what waits. The
/// routes hold for all agencies here.
@Controller
@PreAuthorize("hasRole('ADMINISTRATOR')")
class MailController {
    static final String PATH = "/people/mail";
    private static final Logger LOG = LoggerFactory.getLogger(MailController.class);

    /// @param password empty to leave it as it is; never shown again
    record RouteForm(
            @NotBlank @Size(max = 253) String domain,
            @NotBlank @Size(max = 253) String host,
            @NotNull @Min(1) @Max(65_535) @Nullable Integer port,
            @NotNull @Nullable Encryption encryption,
            boolean dedupes,
            @Size(max = 200) String username,
            @Size(max = 200) String password) {
        static final RouteForm EMPTY =
                new RouteForm("", "", null, Encryption.OPPORTUNISTIC, false, "", "");

        /// A field that did not come counts as empty.
        RouteForm {
            domain = Objects.requireNonNullElse(domain, "");
            host = Objects.requireNonNullElse(host, "");
            username = Objects.requireNonNullElse(username, "");
            password = Objects.requireNonNullElse(password, "");
        }

        RouteForm withoutPassword() {
            return new RouteForm(domain, host, port, encryption, dedupes, username, "");
        }
    }

    private final MailRoutes routes;
    private final MailQueue queue;
    private final Outbox outbox;
    private final MailPorts ports;

    MailController(MailRoutes routes, MailQueue queue, Outbox outbox, MailPorts ports) {
        this.routes = routes;
        this.queue = queue;
        this.outbox = outbox;
        this.ports = ports;
    }

    @GetMapping(PATH)
    ModelAndView mail() {
        return page(RouteForm.EMPTY);
    }

    @PostMapping(PATH + "/routes")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView put(
            @Valid @ModelAttribute("form") RouteForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes after) {
        var port = form.port();
        var encryption = form.encryption();
        if (errors.hasErrors() || port == null || encryption == null) {
            return refused(form, null);
        }
        var route =
                new Route(
                        form.domain().strip(),
                        form.host(),
                        port,
                        encryption,
                        form.dedupes(),
                        form.username(),
                        null);
        try {
            routes.put(route, form.password());
        } catch (NotARoute | MailRoutes.PasswordAgain refusal) {
            return refused(form, refusal);
        }
        LOG.info("account {} set the mail route of {}", who.account(), route.domain());
        after.addFlashAttribute("done", "mail.route.kept");
        return new ModelAndView("redirect:" + PATH);
    }

    @PostMapping(PATH + "/routes/direct")
    @PreAuthorize(InstallationRights.HOLDER)
    ModelAndView putDirect(
            @RequestParam String domain,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes after) {
        var typed = ThaiText.normalise(domain);
        try {
            routes.putDirect(typed);
        } catch (NotARoute refusal) {
            return refused(RouteForm.EMPTY, refusal).addObject("direct", typed);
        }
        LOG.info("account {} let a domain's own servers take its mail", who.account());
        after.addFlashAttribute("done", "mail.route.kept");
        return new ModelAndView("redirect:" + PATH);
    }

    @PostMapping(PATH + "/routes/remove")
    @PreAuthorize(InstallationRights.HOLDER)
    String remove(
            @RequestParam String domain,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes after) {
        routes.remove(ThaiText.normalise(domain));
        LOG.info("account {} removed a mail route", who.account());
        after.addFlashAttribute("done", "mail.route.removed");
        return "redirect:" + PATH;
    }

    @PostMapping(PATH + "/again")
    String again(
            @RequestParam UUID mail, @RequestParam String recipient, RedirectAttributes after) {
        outbox.sendAgain(mail, recipient);
        after.addFlashAttribute("done", "mail.queue.again.done");
        return "redirect:" + PATH;
    }

    private ModelAndView refused(RouteForm form, @Nullable Refusal refusal) {
        var page = page(form.withoutPassword());
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        if (refusal != null) {
            page.addObject("refusal", refusal);
        }
        return page;
    }

    private ModelAndView page(RouteForm form) {
        return new ModelAndView("mail/mail")
                .addObject("form", form)
                .addObject("encryptions", Encryption.values())
                .addObject("routes", routes.all())
                .addObject("queue", queue.view())
                .addObject("inbound", ports.inbound())
                .addObject("submission", ports.submission());
    }
}
