package th.sala.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.accounts.SignedIn;

/// The queue of all that waits on one person, put together from the modules' sources.
public final class Today {
    private Today() {}

    /// A module's share of the queue. Called in the person's agency scope; small and indexed.
    public interface Source {
        List<Item> waitingFor(SignedIn who);
    }

    /// One thing to do.
    ///
    /// @param kind the message that says what is to be done, such as `letters.today.register`
    /// @param title what it is about, as people wrote it
    /// @param path the page on which it is done
    /// @param due by when; null if there is no limit
    /// @param urgent stands out
    /// @param told only something to know: it stands in the queue, but is no work
    public record Item(
            String kind,
            String title,
            String path,
            Instant since,
            @Nullable Instant due,
            boolean urgent,
            boolean told) {
        public Item(
                String kind,
                String title,
                String path,
                Instant since,
                @Nullable Instant due,
                boolean urgent) {
            this(kind, title, path, since, due, urgent, false);
        }
    }
}
