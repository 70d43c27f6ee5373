package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.thai.Collation;

/// Who acts for the agency: authority, delegation and acting-for, correspondence officers.
@Controller
class PowersController {
    /// One registered act, as a page shows it.
    ///
    /// @param what message key of what it is
    /// @param whose for whom, of a delegation; empty otherwise
    record Row(
            UUID id,
            UUID official,
            String name,
            String what,
            String whose,
            Term term,
            String source) {
        public boolean isOn(LocalDate day) {
            return term.contains(day);
        }

        public boolean isEndable(LocalDate day) {
            return Organisation.runsOn(term, day);
        }
    }

    private final Powers powers;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    PowersController(Powers powers, Organisation organisation, Accounts accounts, Clock clock) {
        this.powers = powers;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/people/powers")
    ModelAndView powers(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "all", required = false) @Nullable String all) {
        return page(who, all != null, null);
    }

    private ModelAndView page(SignedIn who, boolean all, @Nullable Refusal refusal) {
        var agency = who.agency();
        var today = LocalDate.now(clock);
        var names = new HashMap<UUID, String>();
        var officers = powers.officers(agency);
        var page =
                new ModelAndView("agencies/powers")
                        .addObject("all", all)
                        .addObject("day", today)
                        .addObject("refusal", refusal)
                        .addObject("named", CorrespondenceOfficer.isNamed(today, officers));
        page.addObject(
                "mandates",
                shown(
                        all,
                        powers.mandates(agency).stream()
                                .filter(mandate -> mandate.delegation() == null)
                                .map(mandate ->
                                        new Row(
                                                mandate.id(),
                                                mandate.official(),
                                                name(mandate.official(), names),
                                                "agencies.authority." + mandate.authority(),
                                                "",
                                                mandate.term(),
                                                mandate.source()))
                                .toList()));
        var titles = new HashMap<UUID, String>();
        organisation.positions(agency).forEach(one -> titles.put(one.id(), one.title()));
        page.addObject(
                "delegations",
                shown(
                        all,
                        powers.delegations(agency).stream()
                                .map(delegation ->
                                        new Row(
                                                delegation.id(),
                                                delegation.official(),
                                                name(delegation.official(), names),
                                                "agencies.delegation." + delegation.kind(),
                                                principal(delegation, titles, names),
                                                delegation.term(),
                                                delegation.source()))
                                .toList()));
        page.addObject(
                "officers",
                shown(
                        all,
                        officers.stream()
                                .map(officer ->
                                        new Row(
                                                officer.id(),
                                                officer.official(),
                                                name(officer.official(), names),
                                                "agencies.officer",
                                                "",
                                                officer.term(),
                                                officer.source()))
                                .toList()));
        return page;
    }

    private String principal(
            Delegation delegation, Map<UUID, String> titles, Map<UUID, String> names) {
        if (delegation.principalOfficial() != null) {
            return name(delegation.principalOfficial(), names);
        }
        return titles.getOrDefault(delegation.principalPosition(), "–");
    }

    private String name(UUID official, Map<UUID, String> names) {
        return names.computeIfAbsent(
                official, id -> organisation.official(id).map(Official::name).orElse("–"));
    }

    private List<Row> shown(boolean all, List<Row> rows) {
        var today = LocalDate.now(clock);
        return rows.stream()
                .filter(row -> all || row.isEndable(today))
                .sorted(
                        Comparator.comparing(Row::name, Collation.DICTIONARY)
                                .thenComparing(row -> row.term().from()))
                .toList();
    }

    @PostMapping("/people/powers/{what}/{id}/end")
    @PreAuthorize(PeopleController.ADMINISTRATOR)
    ModelAndView end(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String what,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String day,
            Confirmation confirmation,
            RedirectAttributes flash) {
        var typed = Check.typedDay(day);
        if (typed.isEmpty()) {
            return Check.wrongEnd(page(who, false, null), id, day);
        }
        var end = typed.get();
        try {
            accounts.confirm(who, confirmation);
            switch (what) {
                case "mandates" -> powers.end(who.agency(), id, end);
                case "delegations" -> powers.endDelegation(who.agency(), id, end);
                case "officers" -> powers.endOfficer(who.agency(), id, end);
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
        } catch (Refusal refusal) {
            return Check.refused(
                    page(who, false, refusal)
                            .addObject("refusedEnd", id)
                            .addObject("typedEnd", day),
                    refusal);
        }
        flash.addFlashAttribute("done", "agencies.done.ended");
        return new ModelAndView("redirect:/people/powers");
    }
}
