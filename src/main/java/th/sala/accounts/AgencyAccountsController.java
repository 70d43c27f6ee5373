package th.sala.accounts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
import th.sala.accounts.Proposals.Asked;
import th.sala.law.Refusal;
import th.sala.thai.Collation;

/// An administrator's page of the agency's accounts.
@Controller
@PreAuthorize("hasRole('ADMINISTRATOR')")
class AgencyAccountsController {
    private static final String LIST = "redirect:/people/accounts";

    /// @param official whose account it is; the official's page brings it along
    record AccountForm(
            @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String name,
            @NotBlank String username,
            @NotEmpty @Nullable Set<@NotNull Role> roles,
            @Nullable UUID official) {}

    private final Accounts accounts;
    private final AccountChanges changes;
    private final SecondStep secondStep;
    private final AppPasswords appPasswords;
    private final Tokens tokens;

    AgencyAccountsController(
            Accounts accounts,
            AccountChanges changes,
            SecondStep secondStep,
            AppPasswords appPasswords,
            Tokens tokens) {
        this.accounts = accounts;
        this.changes = changes;
        this.secondStep = secondStep;
        this.appPasswords = appPasswords;
        this.tokens = tokens;
    }

    @GetMapping("/people/accounts")
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        var byName =
                accounts.of(who.agency()).stream()
                        .sorted(
                                Comparator.comparing(Account::isOpen)
                                        .reversed()
                                        .thenComparing(Account::name, Collation.GIVEN_NAME))
                        .toList();
        return new ModelAndView("accounts/accounts").addObject("accounts", byName);
    }

    @GetMapping("/people/accounts/new")
    ModelAndView blank(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(required = false) @Nullable UUID official) {
        return form(new AccountForm(name, username, Set.of(Role.OFFICIAL), official));
    }

    /// Shows the first password on the answer itself: it is nowhere else.
    @PostMapping("/people/accounts")
    ModelAndView open(
            @AuthenticationPrincipal SignedIn who,
            @Valid @ModelAttribute("form") AccountForm form,
            BindingResult errors,
            Confirmation confirmation) {
        var roles = form.roles();
        if (errors.hasErrors() || roles == null) {
            return refused(form);
        }
        try {
            var opened =
                    changes.open(
                            who,
                            confirmation,
                            Optional.ofNullable(form.official()),
                            form.username(),
                            form.name().strip(),
                            roles);
            return secret(opened.account(), opened.password())
                    .addObject(
                            "waits",
                            opened.powers() instanceof Asked.Waits waits ? waits.names() : null)
                    .addObject(
                            "later",
                            opened.powers() instanceof Asked.Later later ? later.from() : null);
        } catch (Username.Unusable | UsernameTaken refusal) {
            errors.rejectValue("username", refusal.key(), refusal.arguments(), refusal.key());
            return refused(form);
        } catch (Accounts.GivenElsewhere | Accounts.NamedElsewhere refusal) {
            errors.rejectValue("roles", refusal.key(), refusal.arguments(), refusal.key());
            return refused(form);
        } catch (Refusal refusal) {
            errors.reject(refusal.key(), refusal.arguments(), refusal.key());
            return refused(form);
        }
    }

    private static ModelAndView form(AccountForm form) {
        return new ModelAndView("accounts/new")
                .addObject("form", form)
                .addObject("allRoles", Role.ticked());
    }

    private static ModelAndView refused(AccountForm form) {
        var page = form(form);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    static ModelAndView secret(Account account, String password) {
        return new ModelAndView("accounts/temporary")
                .addObject("account", account)
                .addObject("password", password);
    }

    @GetMapping("/people/accounts/{id}")
    ModelAndView one(@PathVariable UUID id) {
        var account = existing(id);
        return new ModelAndView("accounts/account")
                .addObject("account", account)
                .addObject("ticked", account.roles())
                .addObject("secondStep", secondStep.of(id).orElse(null))
                .addObject("appPasswords", appPasswords.of(id))
                .addObject("tokens", tokens.of(id))
                .addObject("allRoles", Role.ticked());
    }

    @PostMapping("/people/accounts/{id}/roles")
    ModelAndView roles(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        var ticked = EnumSet.noneOf(Role.class);
        if (roles != null) {
            // a box without a value
            roles.stream().filter(Objects::nonNull).forEach(ticked::add);
        }
        return changed(
                id,
                after,
                () -> changes.roles(who, confirmation, account, ticked),
                "accounts.roles.saved",
                page -> page.addObject("ticked", ticked));
    }

    @PostMapping("/people/accounts/{id}/password")
    ModelAndView password(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        try {
            var asked = changes.temporaryPassword(who, confirmation, account);
            if (asked instanceof Asked.Done(var password)) {
                return secret(account, password.orElseThrow());
            }
            asked.tell(after, "");
            return new ModelAndView(LIST);
        } catch (Refusal refusal) {
            return refused(id, refusal);
        }
    }

    @PostMapping("/people/accounts/{id}/app-passwords/{password}/revoke")
    String revoke(@PathVariable UUID id, @PathVariable UUID password, RedirectAttributes after) {
        existing(id);
        appPasswords.revoke(id, password);
        after.addFlashAttribute("done", "accounts.app-passwords.revoked");
        return "redirect:/people/accounts/" + id;
    }

    @PostMapping("/people/accounts/{id}/tokens/{token}/end")
    String endToken(@PathVariable UUID id, @PathVariable UUID token, RedirectAttributes after) {
        existing(id);
        tokens.end(id, token);
        after.addFlashAttribute("done", "accounts.tokens.ended");
        return "redirect:/people/accounts/" + id;
    }

    @PostMapping("/people/accounts/{id}/second-step/reset")
    ModelAndView resetSecondStep(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        return changed(
                id,
                after,
                () -> changes.resetSecondStep(who, confirmation, account),
                "accounts.second-step.reset.done");
    }

    @PostMapping("/people/accounts/{id}/close")
    ModelAndView close(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        return changed(
                id, after, () -> changes.close(who, confirmation, account), "accounts.closed.done");
    }

    @PostMapping("/people/accounts/{id}/reopen")
    ModelAndView reopen(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var account = existing(id);
        return changed(
                id,
                after,
                () -> changes.reopen(who, confirmation, account),
                "accounts.reopened.done");
    }

    private ModelAndView changed(
            UUID id, RedirectAttributes after, Supplier<Asked> change, String done) {
        return changed(id, after, change, done, UnaryOperator.identity());
    }

    /// @param typed puts what was typed into the page again
    private ModelAndView changed(
            UUID id,
            RedirectAttributes after,
            Supplier<Asked> change,
            String done,
            UnaryOperator<ModelAndView> typed) {
        var account = existing(id);
        try {
            change.get().tell(after, done, account.name());
        } catch (Refusal refusal) {
            return typed.apply(refused(id, refusal));
        }
        return new ModelAndView(LIST);
    }

    private ModelAndView refused(UUID id, Refusal refusal) {
        var page = one(id).addObject("refusal", refusal);
        page.setStatus(TooManyAttempts.statusOf(refusal));
        return page;
    }

    private Account existing(UUID id) {
        return accounts.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
