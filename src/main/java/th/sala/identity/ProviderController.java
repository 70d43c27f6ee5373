package th.sala.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import th.sala.accounts.Confirmation;
import th.sala.accounts.InstallationRights;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// การเข้าสู่ระบบจากภายนอก: the providers, for those who govern the installation.
@Controller
@PreAuthorize(InstallationRights.HOLDER)
class ProviderController {
    static final String PATH = "/people/installation/outside";
    private static final String ONE = PATH + "/providers/{id}";

    private final ProviderSettings settings;
    private final DirectorySettings directories;
    private final OutsideChanges changes;

    ProviderController(
            ProviderSettings settings, DirectorySettings directories, OutsideChanges changes) {
        this.settings = settings;
        this.changes = changes;
        this.directories = directories;
    }

    @GetMapping(PATH)
    ModelAndView all() {
        return new ModelAndView("identity/outside")
                .addObject("providers", settings.all())
                .addObject("directories", directories.all());
    }

    @GetMapping(PATH + "/providers/new")
    ModelAndView blank(HttpServletRequest request) {
        var here = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        return form(ProviderForm.blank(here), null);
    }

    @PostMapping(PATH + "/providers")
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") ProviderForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        return put(who, UUID.randomUUID(), null, form, errors, confirmation, after);
    }

    @GetMapping(ONE)
    ModelAndView one(@PathVariable UUID id) {
        var provider = existing(id);
        return form(ProviderForm.of(provider), provider);
    }

    @PostMapping(ONE)
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") ProviderForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        return put(who, id, existing(id), form, errors, confirmation, after);
    }

    private ModelAndView put(
            SignedIn who,
            UUID id,
            @Nullable Provider before,
            ProviderForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        if (errors.hasErrors()) {
            return refused(form, errors, before, null);
        }
        try {
            settings.put(who, confirmation, form.provider(id), form.secret());
        } catch (ProviderSettings.NotAnAddress refusal) {
            errors.rejectValue(refusal.field(), refusal.key(), refusal.key());
            return refused(form, errors, before, null);
        } catch (Refusal refusal) {
            return refused(form, errors, before, refusal);
        }
        after.addFlashAttribute("done", "identity.provider.kept");
        return new ModelAndView("redirect:" + PATH + "/providers/" + id);
    }

    @PostMapping(ONE + "/test")
    ModelAndView test(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var provider = existing(id);
        try {
            return one(id).addObject("keys", settings.tried(who, provider));
        } catch (Refusal refusal) {
            return refused(provider, refusal);
        }
    }

    @PostMapping(ONE + "/active")
    ModelAndView activate(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean active,
            Confirmation confirmation,
            RedirectAttributes after) {
        var provider = existing(id);
        try {
            changes.activate(who, confirmation, provider, active)
                    .tell(
                            after,
                            active ? "identity.provider.on.done" : "identity.provider.off.done");
        } catch (Refusal refusal) {
            return refused(provider, refusal);
        }
        return new ModelAndView("redirect:" + PATH + "/providers/" + id);
    }

    @PostMapping(ONE + "/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var provider = existing(id);
        try {
            settings.remove(who, confirmation, provider);
        } catch (Refusal refusal) {
            return refused(provider, refusal);
        }
        after.addFlashAttribute("done", "identity.provider.removed");
        return new ModelAndView("redirect:" + PATH);
    }

    private static ModelAndView form(ProviderForm form, @Nullable Provider provider) {
        return new ModelAndView("identity/provider")
                .addObject("form", form)
                .addObject("provider", provider);
    }

    private static ModelAndView refused(
            ProviderForm form,
            BindingResult errors,
            @Nullable Provider before,
            @Nullable Refusal refusal) {
        var page =
                form(form.withoutSecret(), before)
                        .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return refusal == null ? unprocessable(page) : LinkController.refused(page, refusal);
    }

    private ModelAndView refused(Provider provider, Refusal refusal) {
        return LinkController.refused(one(provider.id()), refusal);
    }

    private static ModelAndView unprocessable(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private Provider existing(UUID id) {
        return settings.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
