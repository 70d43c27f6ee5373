package th.sala.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.SignInThrottle.Tally;

/// Failures counted in the database, so that every machine of an installation knows of them and a
/// restart forgets none. An attempt is counted as failed before the password is looked at and
/// forgiven when it was right: a hundred at once count as a hundred.
@Repository
class Tallies {
    private static final Duration KEPT = Duration.ofDays(2);

    /// What is counted: the hash of the kind and of whom it is about.
    record Subject(Kind kind, String whose) {
        byte[] hash() {
            return Secrets.hash(kind + "\n" + whose);
        }
    }

    private final JdbcClient db;
    private final TransactionTemplate alone;
    private final Clock clock;

    Tallies(JdbcClient db, PlatformTransactionManager transactions, Clock clock) {
        this.db = db;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /// Counts an attempt as failed with every subject, or says until when one of them must wait and
    /// counts nothing. Subjects that attempts share must come first.
    Optional<Instant> begin(List<Subject> subjects) {
        var now = clock.instant();
        Optional<Instant> wait =
                alone.execute(status -> {
                    var until = counted(subjects, now);
                    if (until.isPresent()) {
                        status.setRollbackOnly();
                    }
                    return until;
                });
        alone.executeWithoutResult(_ -> forget(now));
        return wait;
    }

    private Optional<Instant> counted(List<Subject> subjects, Instant now) {
        for (var subject : subjects) {
            var tally = locked(subject);
            var until = SignInThrottle.waitUntil(subject.kind(), tally, now);
            if (until.isPresent()) {
                return until;
            }
            write(subject, SignInThrottle.failed(subject.kind(), tally, now));
        }
        return Optional.empty();
    }

    private static final String LOCK =
            """
            INSERT INTO accounts.tally (subject, failures, last_at)
            VALUES (:subject, 0, '1970-01-01T00:00:00Z')
            ON CONFLICT (subject) DO UPDATE SET failures = accounts.tally.failures
            RETURNING failures, last_at
            """;

    private Tally locked(Subject subject) {
        return db.sql(LOCK)
                .param("subject", subject.hash())
                .query((row, _) ->
                        new Tally(
                                row.getInt("failures"),
                                row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    private static final String WRITE =
            "UPDATE accounts.tally SET failures = :failures, last_at = :last WHERE subject = :subject";

    private void write(Subject subject, Tally tally) {
        db.sql(WRITE)
                .param("subject", subject.hash())
                .param("failures", tally.failures())
                .param("last", tally.last().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static final String CLEAR = "DELETE FROM accounts.tally WHERE subject = :subject";
    private static final String TAKE_BACK =
            """
            UPDATE accounts.tally SET failures = greatest(failures - 1, 0)
             WHERE subject = :subject
            """;

    /// The attempt was right: what is its own is cleared, what it shares with others loses one.
    void forgive(List<Subject> subjects) {
        alone.executeWithoutResult(_ ->
                subjects.forEach(subject ->
                        db.sql(subject.kind() == Kind.ADDRESS ? TAKE_BACK : CLEAR)
                                .param("subject", subject.hash())
                                .update()));
    }

    /// The attempt was not looked at.
    void takeBack(List<Subject> subjects) {
        alone.executeWithoutResult(_ ->
                subjects.forEach(
                        subject -> db.sql(TAKE_BACK).param("subject", subject.hash()).update()));
    }

    private static final String FORGET =
            """
            DELETE FROM accounts.tally
             WHERE subject IN (SELECT subject FROM accounts.tally WHERE last_at < :old
                                LIMIT 50 FOR UPDATE SKIP LOCKED)
            """;

    private void forget(Instant now) {
        db.sql(FORGET).param("old", now.minus(KEPT).atOffset(ZoneOffset.UTC)).update();
    }
}
