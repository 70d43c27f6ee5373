package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.agencies.Unit;
import th.sala.thai.ThaiText;

/// Whom a letter may be addressed to, as its form offers them: the chosen first, then whom the
/// words find.
@Component
class AddresseeChoices {
    private static final int FOUND = 12;
    private static final int LONGEST_WORDS = 200;

    /// Several persons of each agency that a letter may go to.
    private static final int MOST_SOUGHT = 4 * OutgoingDesk.MOST_ADDRESSEES;

    /// What finds every unit of the own agency.
    private static final String ALL_UNITS = "ภายใน";

    private final Registry registry;
    private final Organisation organisation;
    private final Clock clock;

    AddresseeChoices(Registry registry, Organisation organisation, Clock clock) {
        this.registry = registry;
        this.organisation = organisation;
        this.clock = clock;
    }

    /// Who can be ticked as addressee: a person of another agency, or a unit of the own one.
    ///
    /// @param value as the form names it
    /// @param of the agency, or the unit
    /// @param position empty of a unit
    /// @param more name and address of a person, or of which unit it is part
    public record Choice(String value, String of, String position, String more, boolean chosen) {
        static Choice of(AuthorisedPerson person, boolean chosen) {
            return new Choice(
                    person.mail(),
                    person.agencyName(),
                    person.position(),
                    person.name() + " " + person.mail(),
                    chosen);
        }

        /// @param parent the unit that it is part of; empty if of none
        static Choice of(Unit unit, String parent, boolean chosen) {
            return new Choice(UnitAddressee.of(unit).choice(), unit.name(), "", parent, chosen);
        }

        public boolean isInside() {
            return position.isEmpty();
        }
    }

    /// On the page that shows `letters/write :: addressees`.
    ModelAndView on(ModelAndView page, SignedIn who, String find, List<String> chosen) {
        return on(page, find, choices(who, find, chosen));
    }

    /// The same, with all that are found chosen, too, unless these would be too many for a letter.
    ModelAndView allOn(ModelAndView page, SignedIn who, String find, List<String> chosen) {
        var all = withAll(who, find, chosen);
        var areTooMany = all.size() > OutgoingDesk.MOST_ADDRESSEES;
        return on(page, who, find, areTooMany ? chosen : all)
                .addObject("tooMany", areTooMany ? OutgoingDesk.MOST_ADDRESSEES : null);
    }

    /// Those chosen, and of each other agency one of those that are found: whose position is said
    /// in the fewest letters, for a deputy's is the head's with a word more.
    List<String> withAll(SignedIn who, String find, List<String> chosen) {
        var agencies = new HashSet<UUID>();
        var persons = UnitAddressee.personsOf(chosen);
        registry.authorised(persons, LocalDate.now(clock))
                .values()
                .forEach(person -> agencies.add(person.agency()));
        var found =
                sought(who, find, chosen, MOST_SOUGHT).stream()
                        .sorted(Comparator.comparing(person -> person.position().length()))
                        .filter(person -> agencies.add(person.agency()))
                        .sorted(Comparator.comparing(AuthorisedPerson::agencyName))
                        .map(AuthorisedPerson::mail);
        var units =
                soughtUnits(who, find, chosen).stream()
                        .map(UnitAddressee::of)
                        .map(UnitAddressee::choice);
        return Stream.of(chosen.stream(), units, found).flatMap(all -> all).toList();
    }

    private static ModelAndView on(ModelAndView page, String find, List<Choice> choices) {
        return page.addObject("found", choices)
                .addObject("sought", find)
                .addObject("chosen", choices.stream().filter(Choice::chosen).count())
                .addObject("nobody", choices.stream().allMatch(Choice::chosen));
    }

    private List<Choice> choices(SignedIn who, String find, List<String> chosen) {
        var choices = new ArrayList<Choice>();
        var units = UnitAddressee.unitsOf(chosen);
        var all = organisation.units(who.agency());
        var names = all.stream().collect(Collectors.toMap(Unit::id, Unit::name));
        all.stream()
                .filter(unit -> units.contains(unit.id()))
                .forEach(unit -> choices.add(Choice.of(unit, parent(unit, names), true)));
        registry.authorised(UnitAddressee.personsOf(chosen), LocalDate.now(clock))
                .values()
                .forEach(person -> choices.add(Choice.of(person, true)));
        soughtUnits(who, find, chosen)
                .forEach(unit -> choices.add(Choice.of(unit, parent(unit, names), false)));
        sought(who, find, chosen, FOUND).forEach(person -> choices.add(Choice.of(person, false)));
        return choices;
    }

    private static String parent(Unit unit, Map<UUID, String> names) {
        return unit.parent() == null ? "" : names.getOrDefault(unit.parent(), "");
    }

    /// Units of the own agency whose names have all the words, or all of them by a word for that.
    private List<Unit> soughtUnits(SignedIn who, String find, List<String> chosen) {
        if (isNothing(find)) {
            return List.of();
        }
        var words = Arrays.stream(ThaiText.normalise(find).strip().split(" ")).toList();
        var areAll = words.equals(List.of(ALL_UNITS));
        var units = UnitAddressee.unitsOf(chosen);
        return organisation.units(who.agency()).stream()
                .filter(unit -> !units.contains(unit.id()))
                .filter(unit -> areAll || words.stream().allMatch(unit.name()::contains))
                .toList();
    }

    private static boolean isNothing(String find) {
        return find.isBlank() || find.length() > LONGEST_WORDS;
    }

    private List<AuthorisedPerson> sought(
            SignedIn who, String find, List<String> chosen, int most) {
        if (isNothing(find) || find.strip().equals(ALL_UNITS)) {
            return List.of();
        }
        var day = LocalDate.now(clock);
        return registry.addressees(find, who.agency(), day, most + chosen.size()).stream()
                .filter(person -> !chosen.contains(person.mail()))
                .limit(most)
                .toList();
    }
}
