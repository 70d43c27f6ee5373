package th.sala.jobs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What we do ourselves to the tables of db-scheduler and of Modulith's events.
@Repository
class JobRows {
    static final String TABLE = "jobs.job";

    private final JdbcClient db;

    JobRows(JdbcClient db) {
        this.db = db;
    }

    private static final String MACHINE = "SELECT current_setting('application_name')";

    /// The name that this process has with the database.
    String machine() {
        return db.sql(MACHINE).query(String.class).single();
    }

    private static final String WANT =
            """
            UPDATE jobs.job
               SET wanted = picked,
                   execution_time = CASE WHEN picked THEN execution_time ELSE least(execution_time, now()) END
             WHERE task_name IN (:names)
            """;

    /// Makes the jobs due now; those that are running become due when they end.
    ///
    /// @return how many there are of these names
    int want(Collection<String> names) {
        return db.sql(WANT).param("names", names).update();
    }

    private static final String TAKE_BACK =
            """
            UPDATE jobs.job
               SET picked = false, picked_by = NULL, last_heartbeat = NULL,
                   execution_time = now(), version = version + 1
             WHERE picked
               AND picked_by NOT IN (SELECT application_name FROM pg_stat_activity
                                      WHERE usename = current_user)
            """;

    /// Frees the jobs of machines that have no connection to the database any more, so that a
    /// machine that was killed and started again need not wait until it counts as dead.
    int takeBackFromTheDead() {
        return db.sql(TAKE_BACK).update();
    }

    private static final String FAIL =
            """
            UPDATE events.event_publication
               SET status = 'FAILED'
             WHERE status = 'RESUBMITTED' AND last_resubmission_date < :before
            """;

    /// Modulith (2.1.1) never resubmits what it resubmitted, so an event whose machine died before
    /// the listener began would be lost.
    void failResubmittedEvents(Instant before) {
        db.sql(FAIL).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}
