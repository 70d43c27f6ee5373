package th.sala.identity;

import jakarta.validation.Valid;
import java.util.UUID;
import java.util.function.Supplier;
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
import th.sala.accounts.Confirmation;
import th.sala.accounts.InstallationRights;
import th.sala.accounts.Proposals.Asked;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Agency;
import th.sala.agencies.Registry;
import th.sala.law.Refusal;

/// The directories, for those who govern the installation.
@Controller
@PreAuthorize(InstallationRights.HOLDER)
class DirectoryController {
    private static final String PATH = ProviderController.PATH + "/directories";
    private static final String ONE = PATH + "/{id}";

    private final DirectorySettings settings;
    private final OutsideChanges changes;
    private final Registry registry;

    DirectoryController(DirectorySettings settings, OutsideChanges changes, Registry registry) {
        this.settings = settings;
        this.changes = changes;
        this.registry = registry;
    }

    @GetMapping(PATH + "/new")
    ModelAndView blank() {
        return form(DirectoryForm.BLANK, null);
    }

    @PostMapping(PATH)
    ModelAndView add(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") DirectoryForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        return put(who, UUID.randomUUID(), null, form, errors, confirmation, after);
    }

    @GetMapping(ONE)
    ModelAndView one(@PathVariable UUID id) {
        var directory = existing(id);
        return form(DirectoryForm.of(directory), directory);
    }

    @PostMapping(ONE)
    ModelAndView change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") DirectoryForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        return put(who, id, existing(id), form, errors, confirmation, after);
    }

    private ModelAndView put(
            SignedIn who,
            UUID id,
            @Nullable Directory before,
            DirectoryForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes after) {
        if (errors.hasErrors()) {
            return refused(form, errors, before);
        }
        try {
            settings.put(who, confirmation, form.directory(id), form.bindPassword());
        } catch (DirectorySettings.NotUsable refusal) {
            errors.rejectValue(refusal.field(), refusal.key(), refusal.key());
            return refused(form, errors, before);
        } catch (Refusal refusal) {
            return LinkController.refused(refused(form, errors, before), refusal);
        }
        after.addFlashAttribute("done", "identity.directory.saved");
        return back(id);
    }

    private ModelAndView refused(
            DirectoryForm form, BindingResult errors, @Nullable Directory before) {
        var page =
                form(form.withoutPassword(), before)
                        .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    @PostMapping(ONE + "/test")
    ModelAndView test(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var directory = existing(id);
        try {
            settings.tried(who, directory);
            return one(id).addObject("good", true);
        } catch (Refusal refusal) {
            return LinkController.refused(one(id), refusal);
        }
    }

    @PostMapping(ONE + "/active")
    ModelAndView activate(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean active,
            Confirmation confirmation,
            RedirectAttributes after) {
        var directory = existing(id);
        return changed(
                id,
                () -> changes.activate(who, confirmation, directory, active),
                active ? "identity.directory.on.done" : "identity.directory.off.done",
                after);
    }

    @PostMapping(ONE + "/groups")
    ModelAndView follow(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID agency,
            @RequestParam(defaultValue = "") String group,
            @RequestParam Role role,
            Confirmation confirmation,
            RedirectAttributes after) {
        var directory = existing(id);
        var here =
                registry.local().stream()
                        .filter(local -> local.id().equals(agency))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return changed(
                id,
                () -> changes.follow(who, confirmation, directory, here, group.strip(), role),
                "identity.directory.group.added",
                after);
    }

    @PostMapping(ONE + "/groups/{group}/remove")
    ModelAndView unfollow(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID group,
            Confirmation confirmation,
            RedirectAttributes after) {
        var directory = existing(id);
        return changed(
                id,
                () -> Asked.done(() -> settings.unfollow(who, confirmation, directory, group)),
                "identity.directory.group.removed",
                after);
    }

    @PostMapping(ONE + "/remove")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var directory = existing(id);
        try {
            settings.remove(who, confirmation, directory);
        } catch (Refusal refusal) {
            return LinkController.refused(one(id), refusal);
        }
        after.addFlashAttribute("done", "identity.directory.removed");
        return new ModelAndView("redirect:" + ProviderController.PATH);
    }

    private ModelAndView changed(
            UUID id, Supplier<Asked> change, String done, RedirectAttributes after) {
        try {
            change.get().tell(after, done);
        } catch (Refusal refusal) {
            return LinkController.refused(one(id), refusal);
        }
        return back(id);
    }

    private static ModelAndView back(UUID id) {
        return new ModelAndView("redirect:" + PATH + "/" + id);
    }

    private ModelAndView form(DirectoryForm form, @Nullable Directory directory) {
        var page =
                new ModelAndView("identity/directory")
                        .addObject("form", form)
                        .addObject("directory", directory)
                        .addObject("encryptions", Directory.Encryption.values());
        if (directory != null) {
            var agencies = registry.local();
            page.addObject("agencies", agencies)
                    .addObject("following", DirectorySettings.FOLLOWING)
                    .addObject("groups", settings.roles(directory))
                    .addObject(
                            "agencyNames",
                            agencies.stream().collect(Collectors.toMap(Agency::id, Agency::name)));
        }
        return page;
    }

    private Directory existing(UUID id) {
        return settings.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
