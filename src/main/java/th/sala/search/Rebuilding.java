package th.sala.search;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// Makes the words of all records by the newest rules: of records from before there was an index,
/// and of all when the rules change. A few at a time, each few in a transaction that also says how
/// far it came, so it goes on where it was cut off; what is put again is as it was.
@Component
class Rebuilding {
    static final String JOB = "search.rebuild";

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int FEW = 100;

    private final List<Source> sources;
    private final Search search;
    private final Rebuilds rebuilds;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rebuilding(
            List<Source> sources,
            Search search,
            Rebuilds rebuilds,
            TransactionTemplate transaction,
            Clock clock) {
        this.sources = sources;
        this.search = search;
        this.rebuilds = rebuilds;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Goes on for a while. What cannot be read holds up its own source only.
    void run() {
        var end = clock.instant().plus(LONGEST);
        for (var source : sources) {
            try {
                while (clock.instant().isBefore(end) && !isDone(source)) {
                    AgencyScope.everywhere(
                            () -> transaction.executeWithoutResult(_ -> few(source)));
                }
            } catch (RuntimeException failed) {
                LOG.error("words of {} failed and will be made again", source.name(), failed);
            }
        }
    }

    private boolean isDone(Source source) {
        return rebuilds.of(source.name()).map(Rebuilds.Progress::done).orElse(false);
    }

    private void few(Source source) {
        var after = rebuilds.of(source.name()).map(Rebuilds.Progress::after).orElse(null);
        var batch = source.next(after, FEW);
        search.putAgain(batch.documents());
        rebuilds.cameTo(source.name(), batch.end(), batch.end() == null);
    }

    /// Whoever looks meanwhile is told, see [Finder.Found].
    @Configuration(proxyBeanMethods = false)
    static class Recurring {
        @Bean
        RecurringJob searchRebuild(Rebuilding rebuilding) {
            return new RecurringJob(JOB, Duration.ofSeconds(20), rebuilding::run);
        }
    }
}
