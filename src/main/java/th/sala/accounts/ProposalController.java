package th.sala.accounts;

import java.util.Optional;
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
import th.sala.database.AgencyScope;
import th.sala.law.Refusal;

/// What waits for a second person: to confirm, to reject, to take back.
@Controller
@PreAuthorize("hasAnyRole('ADMINISTRATOR', 'HEAD')")
class ProposalController {
    static final String PATH = "/people/proposals";
    private static final int REASON = 500;

    private final Proposals proposals;
    private final Accounts accounts;

    ProposalController(Proposals proposals, Accounts accounts) {
        this.proposals = proposals;
        this.accounts = accounts;
    }

    @GetMapping(PATH)
    ModelAndView all(@AuthenticationPrincipal SignedIn who) {
        return new ModelAndView("accounts/proposals")
                .addObject("waiting", proposals.waitingFor(who))
                .addObject("asked", proposals.askedBy(who))
                .addObject("decided", proposals.decided(who));
    }

    @GetMapping(PATH + "/{id}")
    ModelAndView one(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var proposal = existing(who, id);
        var wish = proposal.wish();
        var isOfRoles = wish.act().equals(AccountActs.ROLES);
        return new ModelAndView("accounts/proposal")
                .addObject("proposal", proposal)
                .addObject("isSecond", proposals.isSecond(who, proposal))
                .addObject("mayProceed", proposals.mayProceed(who, proposal))
                .addObject("isOwn", proposal.proposer().equals(who.account()))
                .addObject("hasTemporary", isOfRoles && affected(proposal).temporary())
                .addObject("now", isOfRoles ? AccountActs.now(wish) : null)
                .addObject("then", isOfRoles ? AccountActs.then(wish) : null);
    }

    @PostMapping(PATH + "/{id}/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var proposal = existing(who, id);
        return decided(
                who,
                proposal,
                "",
                after,
                "accounts.proposals.confirmed",
                () -> proposals.confirm(who, confirmation, proposal));
    }

    @PostMapping(PATH + "/{id}/proceed")
    ModelAndView proceed(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            Confirmation confirmation,
            RedirectAttributes after) {
        var proposal = existing(who, id);
        return decided(
                who,
                proposal,
                "",
                after,
                "accounts.proposals.confirmed",
                () -> proposals.proceed(who, confirmation, proposal));
    }

    @PostMapping(PATH + "/{id}/reject")
    ModelAndView reject(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes after) {
        var proposal = existing(who, id);
        var given = reason.substring(0, Math.min(REASON, reason.length()));
        return decided(
                who,
                proposal,
                given,
                after,
                "accounts.proposals.rejected",
                () -> {
                    proposals.reject(who, proposal, given);
                    return Optional.empty();
                });
    }

    @PostMapping(PATH + "/{id}/withdraw")
    ModelAndView withdraw(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes after) {
        var proposal = existing(who, id);
        return decided(
                who,
                proposal,
                "",
                after,
                "accounts.proposals.withdrawn",
                () -> {
                    proposals.withdraw(who, proposal);
                    return Optional.empty();
                });
    }

    private ModelAndView decided(
            SignedIn who,
            Proposal proposal,
            String reason,
            RedirectAttributes after,
            String done,
            Supplier<Optional<String>> decision) {
        try {
            var shown = decision.get();
            if (shown.isPresent()) {
                return AgencyAccountsController.secret(affected(proposal), shown.get());
            }
        } catch (Refusal refusal) {
            var page =
                    one(who, proposal.id())
                            .addObject("refusal", refusal)
                            .addObject("reason", reason);
            page.setStatus(TooManyAttempts.statusOf(refusal));
            return page;
        }
        after.addFlashAttribute("done", done);
        after.addFlashAttribute("doneWith", new Object[] {proposal.wish().about()});
        return new ModelAndView("redirect:" + PATH);
    }

    private Account affected(Proposal proposal) {
        var wish = proposal.wish();
        return AgencyScope.within(wish.agency(), () -> accounts.find(wish.account())).orElseThrow();
    }

    private Proposal existing(SignedIn who, UUID id) {
        return proposals
                .find(who, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
