package th.sala.search;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// The searches that a person keeps; nobody else sees them.
@Service
@Transactional
class Keeping {
    static final int MOST = 30;
    static final int LONGEST_NAME = 80;

    /// Of an address, in which a Thai letter is nine characters: longer ones browsers and servers
    /// may refuse. What is looked for has room in it, and what it is narrowed by.
    private static final int LONGEST_QUERY = 7000;

    private final SavedSearches searches;
    private final Clock clock;

    Keeping(SavedSearches searches, Clock clock) {
        this.searches = searches;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<SavedSearches.Saved> of(SignedIn who) {
        return searches.of(who.agency(), who.account());
    }

    /// @param query of the page's address, without `?`
    /// @throws NoName if the name is empty or too long
    /// @throws TooLong if the search is
    /// @throws TooMany if there are as many already
    void keep(SignedIn who, String name, String query) {
        var plain = ThaiText.normalise(name);
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw new NoName();
        }
        if (query.length() > LONGEST_QUERY) {
            throw new TooLong();
        }
        var kept = of(who);
        if (kept.size() >= MOST && kept.stream().noneMatch(one -> one.name().equals(plain))) {
            throw new TooMany();
        }
        var saved = new SavedSearches.Saved(UUID.randomUUID(), plain, query);
        searches.keep(who.agency(), who.account(), saved, clock.instant());
    }

    void forget(SignedIn who, UUID id) {
        searches.forget(who.agency(), who.account(), id);
    }

    /// Refusal: it would not be found again.
    static final class NoName extends Refusal {
        NoName() {
            super("search.saved.no-name", LONGEST_NAME);
        }
    }

    /// Refusal: it could not be opened again.
    static final class TooLong extends Refusal {
        TooLong() {
            super("search.saved.too-long");
        }
    }

    /// Refusal: nobody finds anything among so many.
    static final class TooMany extends Refusal {
        TooMany() {
            super("search.saved.too-many", MOST);
        }
    }
}
