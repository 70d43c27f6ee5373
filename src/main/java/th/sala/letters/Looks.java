package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.letters.OutgoingLetters.utc;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.law.Clause;

/// When each central account was looked at, and by whom.
@Repository
class Looks {
    /// Two looks of one person within this time count as one.
    static final Duration ONE_LOOK = Duration.ofMinutes(5);

    private final JdbcClient db;

    Looks(JdbcClient db) {
        this.db = db;
    }

    /// @param waiting how many letters waited at that moment
    record Look(Instant at, String name, int waiting) {}

    private static final String ADD =
            """
            INSERT INTO letters.look (agency_id, account, at, name, waiting)
            SELECT :agency, :account, :now, :name, :waiting
             WHERE NOT EXISTS (
                SELECT FROM letters.look
                 WHERE agency_id = :agency AND account = :account AND at > :since)
            """;

    /// Records that the person looked at what came to the central account.
    ///
    /// @return false if they did just before
    @Clause(id = "I6", of = ETDA_63, value = "ข้อ 7(1)")
    boolean add(UUID agency, UUID account, String name, int waiting, Instant now) {
        return db.sql(ADD)
                        .param("agency", agency)
                        .param("account", account)
                        .param("name", name)
                        .param("waiting", waiting)
                        .param("now", utc(now))
                        .param("since", utc(now.minus(ONE_LOOK)))
                        .update()
                == 1;
    }

    private static final String BETWEEN =
            """
            SELECT at, name, waiting FROM letters.look
             WHERE agency_id = :agency AND at >= :from AND at < :until ORDER BY at
            """;

    /// The earliest first.
    List<Look> between(UUID agency, Instant from, Instant until) {
        return db.sql(BETWEEN)
                .param("agency", agency)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(Look.class)
                .list();
    }

    private static final String IN_USE_SINCE =
            """
            SELECT coalesce((SELECT min(at) FROM letters.look WHERE agency_id = :agency),
                            (SELECT min(arrived_at) FROM letters.incoming WHERE agency_id = :agency)) AS since
            """;

    /// When somebody first looked; before that, when the first letter came, which in a mailbox that
    /// a service keeps may be long ago. Empty if neither has happened.
    Optional<Instant> inUseSince(UUID agency) {
        return db.sql(IN_USE_SINCE)
                .param("agency", agency)
                .query((row, _) -> Optional.ofNullable(row.getTimestamp("since")))
                .single()
                .map(Timestamp::toInstant);
    }

    private static final String LATEST =
            "SELECT at, name, waiting FROM letters.look WHERE agency_id = :agency ORDER BY at DESC LIMIT :rows";

    List<Look> latest(UUID agency, int rows) {
        return db.sql(LATEST).param("agency", agency).param("rows", rows).query(Look.class).list();
    }
}
