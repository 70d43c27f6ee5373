package th.sala.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import th.sala.accounts.SignedIn;

/// Finds records for the pages of other modules, as the search page does.
@Service
public class Lookup {
    private final Finder finder;

    Lookup(Finder finder) {
        this.finder = finder;
    }

    /// A record that was found.
    ///
    /// @param direction as its [Document] says it
    /// @param number with digits 0-9; empty if it has none
    /// @param party the other side
    public record Hit(
            String direction,
            String number,
            @Nullable LocalDate day,
            String title,
            String party,
            String path) {}

    /// The best of what the person may find.
    ///
    /// @param text as typed; nothing is found by none
    public List<Hit> find(SignedIn who, String text, int rows) {
        if (text.isBlank()) {
            return List.of();
        }
        var wanted = new Wanted(text, Map.of(), null, null, null);
        return finder.find(who, wanted, rows).results().stream()
                .map(Finder.Result::card)
                .map(card ->
                        new Hit(
                                card.direction(),
                                card.number(),
                                card.day(),
                                card.title(),
                                card.party(),
                                card.path()))
                .toList();
    }
}
