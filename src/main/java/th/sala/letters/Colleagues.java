package th.sala.letters;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.routing.Routing;

/// People of one's own agency, as forms offer them: those that are ticked, then whom the words
/// find.
@Component
class Colleagues {
    private static final int FOUND = 12;
    private static final int LONGEST_WORDS = 200;

    private final Organisation organisation;

    Colleagues(Organisation organisation) {
        this.organisation = organisation;
    }

    /// A person who can be ticked.
    public record Colleague(Official official, boolean chosen) {}

    /// @param without who is not offered
    List<Colleague> found(SignedIn who, String find, List<UUID> chosen, Set<UUID> without) {
        var ticked =
                chosen.stream()
                        .distinct()
                        .limit(Routing.MOST_ASKED)
                        .flatMap(official -> organisation.official(official).stream())
                        .filter(official -> official.agency().equals(who.agency()))
                        .map(official -> new Colleague(official, true));
        var found =
                find.isBlank() || find.length() > LONGEST_WORDS
                        ? Stream.<Colleague>empty()
                        : organisation.officials(who.agency(), find, FOUND, 0).stream()
                                .filter(official -> !chosen.contains(official.id()))
                                .filter(official -> !without.contains(official.id()))
                                .map(official -> new Colleague(official, false));
        return Stream.concat(ticked, found).toList();
    }
}
