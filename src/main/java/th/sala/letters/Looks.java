package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.letters.OutgoingLetters.utc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.law.Clause;

/// When each central account was looked at, and by whom.
@Repository
class Looks {
    /// Two looks of one person within this time count as one.
    private static final Duration ONE_LOOK = Duration.ofMinutes(5);

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

    private static final String LATEST =
            "SELECT at, name, waiting FROM letters.look WHERE agency_id = :agency ORDER BY at DESC LIMIT :rows";

    List<Look> latest(UUID agency, int rows) {
        return db.sql(LATEST).param("agency", agency).param("rows", rows).query(Look.class).list();
    }
}
