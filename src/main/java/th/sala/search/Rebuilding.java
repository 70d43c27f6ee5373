package th.sala.search;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;

/// Makes the words of all records by the newest rules: of records from before there was an index,
/// and of all when the rules change or somebody asks. A few at a time, and it is said how far it
/// came after each few, so it goes on where it was cut off; what is put again is as it was.
@Component
class Rebuilding {
    static final String JOB = "search.rebuild";

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int FEW = 100;

    private final List<Source> sources;
    private final Search search;
    private final LaterTexts texts;
    private final Records records;
    private final Rebuilds rebuilds;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rebuilding(
            List<Source> sources,
            Search search,
            LaterTexts texts,
            Records records,
            Rebuilds rebuilds,
            TransactionTemplate transaction,
            Clock clock) {
        this.sources = sources;
        this.search = search;
        this.texts = texts;
        this.records = records;
        this.rebuilds = rebuilds;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Goes on for a while. What cannot be read holds up its own source only.
    void run() {
        var end = clock.instant().plus(LONGEST);
        for (var source : sources) {
            try {
                AgencyScope.everywhere(() -> goOn(source, () -> clock.instant().isBefore(end)));
            } catch (RuntimeException failed) {
                LOG.error("words of {} failed and will be made again", source.name(), failed);
            }
        }
    }

    private void goOn(Source source, Supplier<Boolean> isTime) {
        while (isTime.get()) {
            var progress = inTransaction(() -> rebuilds.progress(source.name()));
            if (progress.done()) {
                return;
            }
            var made = make(source, progress.after());
            byContent(made.files).forEach(this::put);
            inTransaction(() -> {
                records.removeOldFiles(made.documents);
                return rebuilds.cameTo(source.name(), progress.generation(), made.end);
            });
        }
    }

    /// What was put.
    private static final class Made {
        private final List<Document> documents = new ArrayList<>();
        private final List<Source.File> files = new ArrayList<>();
        private @Nullable String end;

        void add(Made more) {
            documents.addAll(more.documents);
            files.addAll(more.files);
        }
    }

    private Made make(Source source, @Nullable String after) {
        try {
            return inTransaction(() -> put(source, source.next(after, FEW)));
        } catch (RuntimeException failed) {
            if (isPassing(failed)) {
                throw failed;
            }
            LOG.warn("words of {} are made one by one after {}", source.name(), after, failed);
            return makeOneByOne(source, after);
        }
    }

    private Made put(Source source, Source.Batch batch) {
        var made = new Made();
        made.end = batch.end();
        batch.documents().forEach(document -> made.documents.add(document.get()));
        search.put(search.prepare(made.documents));
        for (var document : made.documents) {
            var files = source.files(document);
            if (files.isEmpty()
                    && search.removeFiles(document.agency(), document.kind(), document.id())) {
                search.put(search.prepare(List.of(document)));
            }
            made.files.addAll(files);
        }
        return made;
    }

    /// Leaves out what fails, so that it holds up no other.
    private Made makeOneByOne(Source source, @Nullable String after) {
        var all = new Made();
        all.end = after;
        for (int i = 0; i < FEW; i++) {
            var next = new ArrayList<Source.Batch>();
            var from = all.end;
            try {
                all.add(
                        inTransaction(() -> {
                            next.add(source.next(from, 1));
                            return put(source, next.getFirst());
                        }));
            } catch (RuntimeException failed) {
                if (next.isEmpty() || isPassing(failed)) {
                    throw failed;
                }
                LOG.error(
                        "{} of {} is left out and cannot be found",
                        next.getFirst().end(),
                        source.name(),
                        failed);
            }
            all.end = next.getFirst().end();
            if (all.end == null) {
                break;
            }
        }
        return all;
    }

    private static Map<String, List<Source.File>> byContent(List<Source.File> files) {
        return files.stream()
                .collect(groupingBy(Source.File::content, LinkedHashMap::new, toList()));
    }

    private void put(String content, List<Source.File> same) {
        var places = same.stream().map(Source.File::place).toList();
        try {
            texts.put(content, same.getFirst().text(), places);
        } catch (RuntimeException failed) {
            if (isPassing(failed)) {
                throw failed;
            }
            LOG.error("not all of {} can be found by their text", places, failed);
        }
    }

    /// Whether it is no fault of the record, so that the same may be well a moment later.
    private static boolean isPassing(RuntimeException failed) {
        return failed instanceof TransientDataAccessException
                || failed instanceof RecoverableDataAccessException
                || failed instanceof DataAccessResourceFailureException
                || failed instanceof TransactionException;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
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
