package th.sala.evidence;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.proof.Entry;
import th.sala.proof.Fields;
import th.sala.proof.Statement;

/// Entries, before and after they have their place in the log.
@Repository
class LoggedActs {
    private final JdbcClient db;

    LoggedActs(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            SELECT evidence.enter(:agency, :act, :at, :record, :account, :head, :salt, :statement)::text
            """;

    void add(Evidence.Prepared prepared) {
        var act = prepared.act();
        db.sql(ADD)
                .param("agency", prepared.agency())
                .param("act", act.name())
                .param("at", act.at().atOffset(ZoneOffset.UTC))
                .param("record", act.record(), Types.OTHER)
                .param("account", prepared.account(), Types.OTHER)
                .param("head", prepared.head())
                .param("salt", prepared.salt())
                .param("statement", prepared.statement())
                .query(String.class)
                .single();
    }

    /// An entry that has its place.
    record Placed(long index, String leaf, Optional<Statement> statement) {
        /// Nothing if somebody made nonsense of the leaf: who checks the bundle finds that.
        Optional<Entry> entry() {
            try {
                return Optional.of(Entry.parse(leaf.getBytes(StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException altered) {
                return Optional.empty();
            }
        }
    }

    private static final String PLACED =
            """
            SELECT index, leaf, salt, statement
              FROM evidence.entry JOIN evidence.place ON entry = id
             WHERE log = (SELECT max(number) FROM evidence.log) AND agency_id = :agency
            """;

    private static final String OF_RECORD =
            PLACED + " AND record_id = ANY (:records) ORDER BY index";

    List<Placed> ofRecords(UUID agency, Collection<UUID> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        return db.sql(OF_RECORD)
                .param("agency", agency)
                .param("records", records.toArray(UUID[]::new))
                .query(LoggedActs::placed)
                .list();
    }

    private static final String OF_ACCOUNT =
            PLACED + " AND account_id = :account AND at >= :from AND at < :until ORDER BY index";

    List<Placed> ofAccount(UUID agency, UUID account, Instant from, Instant until) {
        return db.sql(OF_ACCOUNT)
                .param("agency", agency)
                .param("account", account)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(LoggedActs::placed)
                .list();
    }

    private static final String OF_AGENCY = PLACED + " ORDER BY index";

    List<Placed> ofAgency(UUID agency) {
        return db.sql(OF_AGENCY).param("agency", agency).query(LoggedActs::placed).list();
    }

    /// What somebody made nonsense of does not fit its commitment: who checks the bundle finds
    /// that.
    private static Fields fields(String statement) {
        try {
            return Fields.parse(statement);
        } catch (IllegalArgumentException altered) {
            return Fields.none().with("altered", statement);
        }
    }

    private static final String IS_COMING =
            "SELECT EXISTS (SELECT FROM evidence.entry WHERE agency_id = :agency AND record_id = :record AND act = :act)";

    /// Whether there is such an entry, with its place or without.
    boolean has(UUID agency, UUID record, String act) {
        return db.sql(IS_COMING)
                .param("agency", agency)
                .param("record", record)
                .param("act", act)
                .query(Boolean.class)
                .single();
    }

    private static Placed placed(ResultSet row, int number) throws SQLException {
        var salt = row.getBytes("salt");
        Optional<Statement> statement =
                salt == null
                        ? Optional.empty()
                        : Optional.of(new Statement(salt, fields(row.getString("statement"))));
        return new Placed(row.getLong("index"), row.getString("leaf"), statement);
    }
}
