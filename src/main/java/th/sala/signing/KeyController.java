package th.sala.signing;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TooManyAttempts;
import th.sala.agencies.Registry;
import th.sala.checking.Certificates;
import th.sala.law.Refusal;
import th.sala.web.MenuEntry;
import th.sala.web.Place;

/// What a person signs with.
@Controller
@PreAuthorize("hasRole('AUTHORISED_PERSON')")
class KeyController {
    private static final String PATH = "/me/signature";
    private static final int MOST_BYTES = 1024 * 1024;

    /// A key in the token that is the person's.
    ///
    /// @param unusable the message that says why they cannot sign with it; null if they can
    record Offered(TokenKey key, @Nullable String unusable) {}

    private final KeyRing keys;
    private final TokenOwners owners;
    private final TrialAuthority authority;
    private final Registry registry;
    private final Accounts accounts;
    private final Clock clock;

    KeyController(
            KeyRing keys,
            TokenOwners owners,
            TrialAuthority authority,
            Registry registry,
            Accounts accounts,
            Clock clock) {
        this.keys = keys;
        this.owners = owners;
        this.authority = authority;
        this.registry = registry;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ModelAndView mine(@AuthenticationPrincipal SignedIn who) {
        return page(who, HttpStatus.OK);
    }

    private ModelAndView page(SignedIn who, HttpStatus status) {
        var holder = holder(who);
        return new ModelAndView("signing/mine", status)
                .addObject("holder", holder.orElse(null))
                .addObject(
                        "key",
                        holder.flatMap(one -> keys.of(one.agency(), one.official())).orElse(null))
                .addObject("inToken", holder.map(this::offered).orElse(List.of()))
                .addObject("authority", Certificates.subject(authority.certificate()))
                .addObject("mostBytes", MOST_BYTES)
                .addObject("now", clock.instant());
    }

    private List<Offered> offered(Holder holder) {
        return owners.of(holder).stream()
                .map(key ->
                        new Offered(
                                key,
                                owners.obstacle(key, holder)
                                        .map(KeyFile.Unusable.Why::key)
                                        .orElse(null)))
                .toList();
    }

    /// Themselves as the registry names them today; empty if it does not.
    private Optional<Holder> holder(SignedIn who) {
        return registry.authorisedOf(who.agency(), LocalDate.now(clock)).stream()
                .filter(person -> person.official().equals(who.official()))
                .map(Holder::of)
                .findFirst();
    }

    @PostMapping(PATH)
    ModelAndView bring(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String filePassword,
            Confirmation confirmation,
            RedirectAttributes after)
            throws IOException {
        try {
            var holder = holder(who).orElseThrow(NotRegistered::new);
            var known = accounts.confirm(who, confirmation);
            var content = file == null ? new byte[0] : file.getBytes();
            keys.bring(known, holder, KeyFile.read(content, filePassword));
            after.addFlashAttribute("done", "signing.brought");
            return new ModelAndView("redirect:" + PATH);
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    @PostMapping(PATH + "/token")
    ModelAndView choose(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String certificate,
            Confirmation confirmation,
            RedirectAttributes after) {
        try {
            var holder = holder(who).orElseThrow(NotRegistered::new);
            owners.choose(accounts.confirm(who, confirmation), holder, certificate);
            after.addFlashAttribute("done", "signing.brought");
            return new ModelAndView("redirect:" + PATH);
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    @PostMapping(PATH + "/end")
    ModelAndView end(
            @AuthenticationPrincipal SignedIn who,
            Confirmation confirmation,
            RedirectAttributes after) {
        try {
            var holder = holder(who).orElseThrow(NotRegistered::new);
            keys.end(accounts.confirm(who, confirmation), holder.official());
            after.addFlashAttribute("done", "signing.ended");
            return new ModelAndView("redirect:" + PATH);
        } catch (Refusal refusal) {
            return refused(who, refusal);
        }
    }

    private ModelAndView refused(SignedIn who, Refusal refusal) {
        return page(who, TooManyAttempts.statusOf(refusal)).addObject("refusal", refusal);
    }

    /// Refusal: nobody that the registry lets sign.
    static final class NotRegistered extends Refusal {
        NotRegistered() {
            super("signing.not-registered");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SigningMenu {
        @Bean
        MenuEntry mySignatureEntry() {
            return MenuEntry.of(Place.ME, "signing.title", PATH, 16, Role.AUTHORISED_PERSON);
        }
    }
}
