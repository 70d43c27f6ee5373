package th.sala.mail;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.InstallationRights;
import th.sala.accounts.SignedIn;

/// The records of the installation's mail domains: to copy, and to look for in the name service.
@Controller
@PreAuthorize(InstallationRights.HOLDER)
class MailDomainController {
    static final String PATH = MailController.PATH + "/domains";
    private static final String ONE = PATH + "/{domain}";
    private static final Logger LOG = LoggerFactory.getLogger(MailDomainController.class);

    private final MailDomains domains;

    MailDomainController(MailDomains domains) {
        this.domains = domains;
    }

    @GetMapping(PATH)
    ModelAndView all() {
        return new ModelAndView("mail/domains").addObject("domains", domains.all());
    }

    @GetMapping(ONE)
    ModelAndView one(@PathVariable String domain) {
        return shown(domains.page(domain));
    }

    @PostMapping(ONE + "/check")
    ModelAndView check(@PathVariable String domain) {
        var page = domains.looked(domain);
        return page.filter(MailDomains.Page::begun).isPresent()
                ? shown(page).addObject("done", "mail.domain.begun")
                : shown(page);
    }

    @PostMapping(ONE + "/key")
    String renew(
            @PathVariable String domain,
            @AuthenticationPrincipal SignedIn who,
            RedirectAttributes after) {
        domains.renew(domain);
        LOG.info("account {} made a new signing key of a domain", who.account());
        after.addFlashAttribute("done", "mail.domain.renewed");
        after.addAttribute("domain", domain);
        return "redirect:" + ONE;
    }

    private static ModelAndView shown(Optional<MailDomains.Page> page) {
        return new ModelAndView("mail/domain")
                .addObject(
                        "page",
                        page.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
