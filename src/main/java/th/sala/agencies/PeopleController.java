package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
import th.sala.accounts.Accounts;
import th.sala.accounts.Confirmation;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;

/// The people of an agency: everybody inside may read (ETDA-63 ข้อ 5(3)), the administrator writes.
@Controller
class PeopleController {
    static final int ROWS = 50;
    static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";

    /// What an administrator does with a person, each on a page of its own.
    enum Act {
        CHANGE,
        POSITION,
        AUTHORITY,
        DELEGATION,
        OFFICER,
        LEAVE;

        /// Whether it lets the person act for the agency, and so takes the administrator to prove
        /// once more who they are.
        boolean givesPower() {
            return switch (this) {
                case AUTHORITY, DELEGATION, OFFICER -> true;
                case CHANGE, POSITION, LEAVE -> false;
            };
        }

        String path() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Act of(String path) {
            for (var act : values()) {
                if (act.path().equals(path)) {
                    return act;
                }
            }
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /// All that can be typed about a person; each act uses its own fields. Never null.
    record PersonForm(
            String name,
            String mail,
            String telephone,
            String position,
            String kind,
            String principal,
            String make,
            String direct,
            String from,
            String until,
            String source) {
        PersonForm {
            name = typed(name);
            mail = typed(mail);
            telephone = typed(telephone);
            position = typed(position);
            kind = typed(kind);
            principal = typed(principal);
            make = typed(make);
            direct = typed(direct);
            from = typed(from);
            until = typed(until);
            source = typed(source);
        }

        private static String typed(@Nullable String text) {
            return text == null ? "" : text;
        }

        /// @param from as the person prefers to see a day that is typed over
        static PersonForm of(String name, String mail, String telephone, String from) {
            return new PersonForm(name, mail, telephone, "", "", "", "", "", from, "", "");
        }

        Set<Authority> authorities() {
            var chosen = EnumSet.noneOf(Authority.class);
            if (!make.isEmpty()) {
                chosen.add(Authority.MAKE);
            }
            if (!direct.isEmpty()) {
                chosen.add(Authority.DIRECT);
            }
            return chosen;
        }
    }

    /// A position somebody holds or held, as a page shows it.
    record HeldPosition(UUID id, String title, Term term, boolean endable) {}

    private final Organisation organisation;
    private final Powers powers;
    private final Registry registry;
    private final Accounts accounts;
    private final Clock clock;

    PeopleController(
            Organisation organisation,
            Powers powers,
            Registry registry,
            Accounts accounts,
            Clock clock) {
        this.organisation = organisation;
        this.powers = powers;
        this.registry = registry;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/people")
    ModelAndView list(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "q", defaultValue = "") String typed,
            @RequestParam(name = "page", defaultValue = "1") String page) {
        var count = organisation.countOfficials(who.agency(), typed);
        var paging = Paging.of(page, count);
        return new ModelAndView("agencies/people")
                .addObject("q", typed.substring(0, Math.min(Check.NAME, typed.length())))
                .addObject("paging", paging)
                .addObject("units", unitNames(who.agency()))
                .addObject("authorised", authorisedToday(who.agency()))
                .addObject("officers", officersToday(who.agency()))
                .addObject(
                        "people", organisation.officials(who.agency(), typed, ROWS, paging.skip()));
    }

    @GetMapping("/people/new")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView fresh(@AuthenticationPrincipal SignedIn who) {
        return newPage(who, PersonForm.of("", "", "", who.display().typed(today())), null);
    }

    @PostMapping("/people")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView enrol(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            RedirectAttributes flash) {
        var check = new Check(errors);
        details(form, check);
        var from = check.day("from", form.from());
        var position = check.id("position", form.position());
        if (check.failed()) {
            return Check.refused(newPage(who, form, null));
        }
        try {
            var id =
                    organisation.enrol(
                            who.agency(),
                            form.name(),
                            form.mail(),
                            form.telephone(),
                            from,
                            position);
            flash.addFlashAttribute("done", "agencies.people.enrolled");
            flash.addFlashAttribute("doneWith", new Object[] {CleanText.of(form.name())});
            return new ModelAndView("redirect:/people/" + id);
        } catch (Refusal refusal) {
            return Check.refused(newPage(who, form, refusal));
        }
    }

    private ModelAndView newPage(SignedIn who, PersonForm form, @Nullable Refusal refusal) {
        return new ModelAndView("agencies/person-new")
                .addObject("form", form)
                .addObject("refusal", refusal)
                .addObject("domain", registry.agency(who.agency()).orElseThrow().domain())
                .addObject("positions", positions(who.agency()));
    }

    private static void details(PersonForm form, Check check) {
        check.text("name", form.name(), Check.NAME);
        check.mail("mail", form.mail());
        check.optional("telephone", form.telephone(), Check.TELEPHONE);
    }

    @GetMapping("/people/{id}")
    ModelAndView person(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return personPage(who, id, null);
    }

    private ModelAndView personPage(SignedIn who, UUID id, @Nullable Refusal refusal) {
        var official = here(who, id);
        var agency = who.agency();
        var holders = organisation.holders(agency);
        var titles = titles(agency);
        var held =
                organisation.holdings(agency, id).stream()
                        .map(holding ->
                                new HeldPosition(
                                        holding.id(),
                                        titles.getOrDefault(holding.position(), "–"),
                                        holding.term(),
                                        Organisation.runsOn(holding.term(), today())))
                        .toList();
        return new ModelAndView("agencies/person")
                .addObject("official", official)
                .addObject("isHere", organisation.isHere(id))
                .addObject("unit", unitNames(agency).getOrDefault(official.unit(), ""))
                .addObject("held", held)
                .addObject("chain", organisation.chainAbove(agency, id))
                .addObject("holders", holders)
                .addObject("registered", PublicLine.of(registry.registeredOf(agency, id)))
                .addObject("day", today())
                .addObject(
                        "officer",
                        powers.officers(agency).stream()
                                .filter(officer -> officer.official().equals(id))
                                .toList())
                .addObject("refusal", refusal);
    }

    @PostMapping("/people/{id}/positions/{holding}/end")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView endHolding(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID holding,
            @RequestParam(defaultValue = "") String day,
            RedirectAttributes flash) {
        here(who, id);
        var end = Check.typedDay(day);
        if (end.isEmpty()) {
            return Check.wrongEnd(personPage(who, id, null), holding, day);
        }
        organisation.endHolding(who.agency(), id, holding, end.get());
        flash.addFlashAttribute("done", "agencies.done.ended");
        return new ModelAndView("redirect:/people/" + id);
    }

    @GetMapping("/people/{id}/{act}")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView act(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable String act) {
        var official = here(who, id);
        var today = who.display().typed(today());
        var form = PersonForm.of(official.name(), official.mail(), official.telephone(), today);
        return actPage(who, official, Act.of(act), form, null);
    }

    @PostMapping("/people/{id}/{act}")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView doAct(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            @PathVariable("act") String path,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            Confirmation confirmation,
            RedirectAttributes flash) {
        var act = Act.of(path);
        var official = here(who, id);
        var check = new Check(errors);
        var work = work(who, official, act, form, check, errors);
        if (check.failed()) {
            return Check.refused(actPage(who, official, act, form, null));
        }
        try {
            if (act.givesPower()) {
                accounts.confirm(who, confirmation);
            }
            work.run();
        } catch (Refusal refusal) {
            return Check.refused(actPage(who, official, act, form, refusal), refusal);
        }
        flash.addFlashAttribute("done", "agencies.done." + act.path());
        flash.addFlashAttribute("doneWith", new Object[] {official.name()});
        return new ModelAndView("redirect:/people/" + id);
    }

    /// What is to be done, after the form was looked through.
    private Runnable work(
            SignedIn who,
            Official official,
            Act act,
            PersonForm form,
            Check check,
            BindingResult errors) {
        var agency = who.agency();
        var id = official.id();
        switch (act) {
            case CHANGE -> {
                details(form, check);
                return () ->
                        organisation.changeOfficial(
                                agency, id, form.name(), form.mail(), form.telephone());
            }
            case LEAVE -> {
                var day = check.day("from", form.from());
                return () -> organisation.leave(agency, id, day);
            }
            case POSITION -> {
                var position = check.id("position", form.position());
                var from = check.day("from", form.from());
                var until = check.optionalDay("until", form.until());
                if (position == null) {
                    check.reject("position", "agencies.error.choice");
                    return () -> {};
                }
                return () -> organisation.appoint(agency, id, position, from, until);
            }
            case OFFICER -> {
                var from = check.day("from", form.from());
                var until = check.optionalDay("until", form.until());
                check.text("source", form.source(), Check.SOURCE);
                return () -> powers.nameOfficer(agency, id, from, until, form.source());
            }
            case AUTHORITY -> {
                var from = check.day("from", form.from());
                var until = check.optionalDay("until", form.until());
                check.text("source", form.source(), Check.SOURCE);
                if (form.authorities().isEmpty()) {
                    errors.rejectValue("make", "agencies.error.authority");
                }
                return () ->
                        powers.grant(agency, id, form.authorities(), from, until, form.source());
            }
            case DELEGATION -> {
                return delegation(agency, id, form, check, errors);
            }
        }
        throw new IllegalStateException(act.name());
    }

    private Runnable delegation(
            UUID agency, UUID id, PersonForm form, Check check, BindingResult errors) {
        var from = check.day("from", form.from());
        var until = check.optionalDay("until", form.until());
        check.text("source", form.source(), Check.SOURCE);
        var person = form.principal().startsWith("person:");
        var principal =
                Check.typedId(form.principal().substring(form.principal().indexOf(':') + 1));
        if (principal.isEmpty()) {
            check.reject("principal", "agencies.error.choice");
        }
        var acting = form.kind().equals(Delegation.Kind.ACTING.name());
        if (!acting && !form.kind().equals(Delegation.Kind.DELEGATED.name())) {
            check.reject("kind", "agencies.error.choice");
        }
        return () ->
                powers.delegate(
                        agency,
                        acting ? Delegation.Kind.ACTING : Delegation.Kind.DELEGATED,
                        person ? principal.orElse(null) : null,
                        person ? null : principal.orElse(null),
                        id,
                        form.authorities(),
                        from,
                        until,
                        form.source());
    }

    private ModelAndView actPage(
            SignedIn who, Official official, Act act, PersonForm form, @Nullable Refusal refusal) {
        var page =
                new ModelAndView("agencies/act")
                        .addObject("official", official)
                        .addObject("act", act.path())
                        .addObject("givesPower", act.givesPower())
                        .addObject("form", form)
                        .addObject("refusal", refusal)
                        .addObject("domain", registry.agency(who.agency()).orElseThrow().domain());
        switch (act) {
            case POSITION -> page.addObject("positions", positions(who.agency()));
            case DELEGATION -> page.addObject("principals", principals(who.agency(), official));
            case CHANGE, AUTHORITY, OFFICER, LEAVE -> {}
        }
        return page;
    }

    private List<Choice> principals(UUID agency, Official official) {
        var choices = new ArrayList<Choice>();
        for (var position : organisation.positions(agency)) {
            choices.add(new Choice("position:" + position.id(), position.title()));
        }
        for (var person : registry.authorisedOf(agency, today())) {
            if (!person.official().equals(official.id())) {
                choices.add(
                        new Choice(
                                "person:" + person.official(),
                                person.name() + " (" + person.position() + ")"));
            }
        }
        return choices;
    }

    private List<Choice> positions(UUID agency) {
        var units = unitNames(agency);
        return organisation.positions(agency).stream()
                .map(position ->
                        new Choice(
                                position.id().toString(),
                                (position.title() + " " + units.getOrDefault(position.unit(), ""))
                                        .strip()))
                .toList();
    }

    private Official here(SignedIn who, UUID id) {
        return organisation
                .official(id)
                .filter(official -> official.agency().equals(who.agency()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Map<@Nullable UUID, String> unitNames(UUID agency) {
        var names = new HashMap<@Nullable UUID, String>();
        organisation.units(agency).forEach(unit -> names.put(unit.id(), unit.name()));
        return names;
    }

    private Map<UUID, String> titles(UUID agency) {
        return organisation.positions(agency).stream()
                .collect(Collectors.toMap(Position::id, Position::title));
    }

    private Set<UUID> authorisedToday(UUID agency) {
        return registry.authorisedOf(agency, today()).stream()
                .map(AuthorisedPerson::official)
                .collect(Collectors.toSet());
    }

    private Set<UUID> officersToday(UUID agency) {
        return powers.officers(agency).stream()
                .filter(officer -> officer.term().contains(today()))
                .map(CorrespondenceOfficer::official)
                .collect(Collectors.toSet());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        private static final int FIRST = 10;

        @Bean
        MenuEntry peopleEntry() {
            return MenuEntry.of(Place.PEOPLE, "agencies.menu.people", "/people", FIRST);
        }

        @Bean
        MenuEntry unitsEntry() {
            return MenuEntry.of(Place.PEOPLE, "agencies.menu.units", "/people/units", FIRST + 1);
        }

        @Bean
        MenuEntry powersEntry() {
            return MenuEntry.of(Place.PEOPLE, "agencies.menu.powers", "/people/powers", FIRST + 2);
        }

        @Bean
        MenuEntry agencyEntry() {
            return MenuEntry.of(
                            Place.PEOPLE,
                            "agencies.menu.agency",
                            "/people/agency",
                            FIRST + 3,
                            Role.ADMINISTRATOR)
                    .in(MenuGroup.AGENCY);
        }

        @Bean
        MenuEntry registriesEntry() {
            return MenuEntry.of(
                            Place.PEOPLE,
                            "agencies.menu.registries",
                            "/people/registries",
                            FIRST + 4,
                            Role.ADMINISTRATOR)
                    .in(MenuGroup.INSTALLATION);
        }
    }
}
