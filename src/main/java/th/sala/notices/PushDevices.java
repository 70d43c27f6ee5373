package th.sala.notices;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PushDevices {
    private final JdbcClient db;

    PushDevices(JdbcClient db) {
        this.db = db;
    }

    private static final String PUT =
            """
            INSERT INTO notices.push_device
                   (agency_id, id, account, address, program, system, rhythm, added_at, told_at)
            VALUES (:agency, :id, :account, :address, :program, :system, :rhythm, :addedAt, :toldAt)
            ON CONFLICT (agency_id, account, address) DO UPDATE
               SET program = :program, system = :system, rhythm = :rhythm, failures = 0, next_try = NULL
            RETURNING id
            """;

    /// Adds it, or mends what is known of it.
    ///
    /// @return the id under which it is known
    UUID put(PushDevice device) {
        return db.sql(PUT)
                .param("agency", device.agency())
                .param("id", device.id())
                .param("account", device.account())
                .param("address", device.address().toString())
                .param("program", device.program())
                .param("system", device.system())
                .param("rhythm", device.rhythm().name())
                .param("addedAt", utc(device.addedAt()))
                .param("toldAt", utc(device.toldAt()))
                .query(UUID.class)
                .single();
    }

    private static final String OF =
            "SELECT * FROM notices.push_device WHERE agency_id = :agency AND account = :account ORDER BY added_at, id";

    List<PushDevice> of(UUID agency, UUID account) {
        return db.sql(OF)
                .param("agency", agency)
                .param("account", account)
                .query(PushDevices::device)
                .list();
    }

    private static final String REMOVE =
            "DELETE FROM notices.push_device WHERE agency_id = :agency AND account = :account AND id = :id";

    /// @return false if it is not this person's, or gone already
    boolean remove(UUID agency, UUID account, UUID id) {
        return db.sql(REMOVE)
                        .param("agency", agency)
                        .param("account", account)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static final String WITH_NEWS =
            """
            SELECT device.* FROM notices.push_device device
             WHERE (device.next_try IS NULL OR device.next_try <= :now)
               AND EXISTS (SELECT FROM notices.notice
                            WHERE notice.agency_id = device.agency_id AND notice.account = device.account
                              AND notice.read_at IS NULL AND notice.told_at > device.told_at)
             ORDER BY device.told_at
            """;

    /// In the current scope: those whose person was told something since that they have not seen.
    List<PushDevice> withNews(Instant now) {
        return db.sql(WITH_NEWS).param("now", utc(now)).query(PushDevices::device).list();
    }

    private static final String CLAIM =
            """
            UPDATE notices.push_device SET failures = failures + 1, next_try = :next
             WHERE agency_id = :agency AND id = :id AND failures = :failures AND told_at = :told
               AND (next_try IS NULL OR next_try <= :now)
            """;

    /// Counts as a failure until it has been told.
    ///
    /// @return false if another machine was first
    boolean claim(PushDevice device, Instant now, Instant next) {
        return db.sql(CLAIM)
                        .param("agency", device.agency())
                        .param("id", device.id())
                        .param("failures", device.failures())
                        .param("told", utc(device.toldAt()))
                        .param("now", utc(now))
                        .param("next", utc(next))
                        .update()
                == 1;
    }

    private static final String TOLD =
            """
            UPDATE notices.push_device SET told_at = :now, failures = 0, next_try = NULL
             WHERE agency_id = :agency AND id = :id
            """;

    void told(PushDevice device, Instant now) {
        db.sql(TOLD)
                .param("agency", device.agency())
                .param("id", device.id())
                .param("now", utc(now))
                .update();
    }

    private static PushDevice device(ResultSet row, int number) throws SQLException {
        return new PushDevice(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                URI.create(row.getString("address")),
                row.getString("program"),
                row.getString("system"),
                Rhythm.valueOf(row.getString("rhythm")),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                row.getInt("failures"));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
