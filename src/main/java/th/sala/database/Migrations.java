package th.sala.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// Migrates each module by itself: its folder below `db/migration`, its own history. What all need
/// is in `__root`, which sorts first; modules know nothing of each other's tables, so their order
/// does not matter.
@Component
class Migrations implements FlywayMigrationStrategy {
    private static final Pattern FOLDER = Pattern.compile(".*/db/migration/([^/]+)/[^/]+\\.sql");

    @Override
    public void migrate(Flyway flyway) {
        for (var module : modules()) {
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .locations("classpath:db/migration/" + module)
                    .table("flyway_schema_history_" + module)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }

    private static SortedSet<String> modules() {
        var modules = new TreeSet<String>();
        try {
            var files =
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:db/migration/*/V*.sql");
            for (var file : files) {
                var path = FOLDER.matcher(Objects.requireNonNull(file.getURL().toString()));
                if (path.matches()) {
                    modules.add(path.group(1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return modules;
    }
}
