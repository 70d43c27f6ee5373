package th.sala.letters;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// How this module's jobs go: look for what is due in all agencies, then do each piece in the scope
/// of its agency and in a transaction of its own. A piece that fails is tried again next time and
/// holds up no other.
final class LetterJobs {
    private static final Logger LOG = LoggerFactory.getLogger(LetterJobs.class);
    private static final Duration PERIOD = Duration.ofSeconds(20);

    private LetterJobs() {}

    static <T> RecurringJob each(
            String name, Supplier<List<T>> due, Function<T, UUID> agency, Consumer<T> doOne) {
        return new RecurringJob(name, PERIOD, () -> run(name, due, agency, doOne));
    }

    private static <T> void run(
            String name, Supplier<List<T>> due, Function<T, UUID> agency, Consumer<T> doOne) {
        for (var piece : AgencyScope.everywhere(due)) {
            try {
                AgencyScope.within(agency.apply(piece), () -> doOne.accept(piece));
            } catch (RuntimeException failed) {
                LOG.error("{} failed and will be tried again", name, failed);
            }
        }
    }
}
