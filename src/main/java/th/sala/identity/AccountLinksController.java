package th.sala.identity;

import java.util.UUID;
import java.util.function.Supplier;
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
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Proposals.Asked;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// How one person of the agency is recognised elsewhere, for its administrators.
@Controller
@PreAuthorize("hasRole('ADMINISTRATOR')")
class AccountLinksController {
    private static final String PATH = "/people/accounts/{id}/outside";

    private final ProviderSettings settings;
    private final DirectorySettings directories;
    private final Linking linking;
    private final Membership membership;
    private final OutsideChanges changes;
    private final Accounts accounts;

    AccountLinksController(
            ProviderSettings settings,
            DirectorySettings directories,
            Linking linking,
            Membership membership,
            OutsideChanges changes,
            Accounts accounts) {
        this.settings = settings;
        this.directories = directories;
        this.linking = linking;
        this.membership = membership;
        this.changes = changes;
        this.accounts = accounts;
    }

    @GetMapping(PATH)
    ModelAndView one(@PathVariable UUID id) {
        return new ModelAndView("identity/account")
                .addObject("account", existing(id))
                .addObject("links", linking.of(id))
                .addObject("providers", settings.all())
                .addObject("kept", membership.of(id).orElse(null))
                .addObject("directories", directories.all());
    }

    @PostMapping(PATH + "/links")
    ModelAndView link(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID provider,
            @RequestParam(defaultValue = "") String person,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        var asked =
                settings.find(provider)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return changed(
                id,
                after,
                () -> Asked.done(() -> changes.link(who, confirmation, account, asked, person)),
                "identity.account.linked");
    }

    @PostMapping(PATH + "/links/{link}/remove")
    ModelAndView unlink(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID link,
            Confirmation confirmation,
            RedirectAttributes after) {
        existing(id);
        return changed(
                id,
                after,
                () -> Asked.done(() -> linking.unlink(who, id, link, confirmation)),
                "identity.link.removed");
    }

    @PostMapping(PATH + "/directory")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam UUID directory,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        var keeps =
                directories
                        .find(directory)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return changed(
                id,
                after,
                () -> changes.follow(who, confirmation, account, keeps),
                "identity.member.begun");
    }

    @PostMapping(PATH + "/directory/end")
    ModelAndView end(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        return changed(
                id,
                after,
                () -> changes.unfollow(who, confirmation, account),
                "identity.member.ended");
    }

    private ModelAndView changed(
            UUID id, RedirectAttributes after, Supplier<Asked> change, String done) {
        try {
            change.get().tell(after, done);
        } catch (Refusal refusal) {
            return LinkController.refused(one(id), refusal);
        }
        return new ModelAndView("redirect:" + PATH.replace("{id}", id.toString()));
    }

    private Account existing(UUID id) {
        return accounts.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
