package th.sala.letters;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Registry;

/// Whom a letter may be addressed to, as its form offers them: the chosen first, then whom the
/// words find.
@Component
class AddresseeChoices {
    private static final int FOUND = 12;
    private static final int LONGEST_WORDS = 200;

    /// Several persons of each agency that a letter may go to.
    private static final int MOST_SOUGHT = 4 * OutgoingDesk.MOST_ADDRESSEES;

    private final Registry registry;
    private final Clock clock;

    AddresseeChoices(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /// A person who can be ticked as addressee.
    public record Choice(AuthorisedPerson person, boolean chosen) {}

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
        registry.authorised(chosen, LocalDate.now(clock))
                .values()
                .forEach(person -> agencies.add(person.agency()));
        var found =
                sought(who, find, chosen, MOST_SOUGHT).stream()
                        .sorted(Comparator.comparing(person -> person.position().length()))
                        .filter(person -> agencies.add(person.agency()))
                        .sorted(Comparator.comparing(AuthorisedPerson::agencyName))
                        .map(AuthorisedPerson::mail);
        return Stream.concat(chosen.stream(), found).toList();
    }

    private static ModelAndView on(ModelAndView page, String find, List<Choice> choices) {
        return page.addObject("found", choices)
                .addObject("sought", find)
                .addObject("chosen", choices.stream().filter(Choice::chosen).count())
                .addObject("nobody", choices.stream().allMatch(Choice::chosen));
    }

    private List<Choice> choices(SignedIn who, String find, List<String> chosen) {
        var choices = new ArrayList<Choice>();
        registry.authorised(chosen, LocalDate.now(clock))
                .values()
                .forEach(person -> choices.add(new Choice(person, true)));
        sought(who, find, chosen, FOUND).forEach(person -> choices.add(new Choice(person, false)));
        return choices;
    }

    private List<AuthorisedPerson> sought(
            SignedIn who, String find, List<String> chosen, int most) {
        if (find.isBlank() || find.length() > LONGEST_WORDS) {
            return List.of();
        }
        var day = LocalDate.now(clock);
        return registry.addressees(find, who.agency(), day, most + chosen.size()).stream()
                .filter(person -> !chosen.contains(person.mail()))
                .limit(most)
                .toList();
    }
}
