package th.sala.hooks;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredHooks {
    private final JdbcClient db;

    StoredHooks(JdbcClient db) {
        this.db = db;
    }

    private static final String ADD =
            """
            INSERT INTO hooks.hook (agency_id, id, address, events, secret, made_at, made_by)
            VALUES (:agency, :id, :address, :events, :secret, :at, :by)
            """;

    void add(Hook hook) {
        db.sql(ADD)
                .param("agency", hook.agency())
                .param("id", hook.id())
                .param("address", hook.address().toString())
                .param("events", hook.events().stream().map(HookEvent::name).toArray(String[]::new))
                .param("secret", hook.closedSecret())
                .param("at", utc(hook.madeAt()))
                .param("by", hook.madeBy())
                .update();
    }

    List<Hook> of(UUID agency) {
        return db.sql("SELECT * FROM hooks.hook WHERE agency_id = :agency ORDER BY made_at, id")
                .param("agency", agency)
                .query(StoredHooks::hook)
                .list();
    }

    Optional<Hook> find(UUID agency, UUID id) {
        return db.sql("SELECT * FROM hooks.hook WHERE agency_id = :agency AND id = :id")
                .param("agency", agency)
                .param("id", id)
                .query(StoredHooks::hook)
                .optional();
    }

    void remove(UUID agency, UUID id) {
        db.sql("DELETE FROM hooks.hook WHERE agency_id = :agency AND id = :id")
                .param("agency", agency)
                .param("id", id)
                .update();
    }

    private static final String ACTIVE =
            """
            UPDATE hooks.hook SET active = :active, failing_since = NULL
             WHERE agency_id = :agency AND id = :id AND active <> :active
            """;

    /// @return false if it is so already
    boolean setActive(UUID agency, UUID id, boolean active) {
        return db.sql(ACTIVE)
                        .param("agency", agency)
                        .param("id", id)
                        .param("active", active)
                        .update()
                == 1;
    }

    private static final String FAILING =
            """
            UPDATE hooks.hook
               SET failing_since = CASE WHEN :failing AND EXISTS
                   (SELECT FROM hooks.delivery
                     WHERE delivery.agency_id = hook.agency_id AND delivery.hook_id = hook.id
                       AND delivery.next_at IS NOT NULL)
                   THEN coalesce(failing_since, :at) END
             WHERE agency_id = :agency AND id = :id
            """;

    /// Where nothing waits to be tried any more, nobody can say that the address is still silent.
    void failing(Hook hook, boolean failing, Instant at) {
        db.sql(FAILING)
                .param("agency", hook.agency())
                .param("id", hook.id())
                .param("failing", failing)
                .param("at", utc(at))
                .update();
    }

    private static final String RAISE =
            """
            INSERT INTO hooks.delivery (agency_id, id, hook_id, event, about, at, next_at)
            SELECT agency_id, gen_random_uuid(), id, :event, :about, :at, :at FROM hooks.hook
             WHERE agency_id = :agency AND active AND :event = ANY (events)
            """;

    /// @return how many are to be told
    int raise(UUID agency, HookEvent event, UUID about, Instant at) {
        return db.sql(RAISE)
                .param("agency", agency)
                .param("event", event.name())
                .param("about", about)
                .param("at", utc(at))
                .update();
    }

    private static final String TEST =
            """
            INSERT INTO hooks.delivery (agency_id, id, hook_id, event, about, at, next_at)
            VALUES (:agency, gen_random_uuid(), :hook, 'TEST', :hook, :at, :at)
            """;

    void test(UUID agency, UUID hook, Instant at) {
        db.sql(TEST).param("agency", agency).param("hook", hook).param("at", utc(at)).update();
    }

    private static final String DUE =
            """
            SELECT oldest.* FROM hooks.hook
              CROSS JOIN LATERAL (
                   SELECT * FROM hooks.delivery
                    WHERE delivery.agency_id = hook.agency_id AND delivery.hook_id = hook.id
                      AND next_at <= :now
                    ORDER BY next_at, at
                    LIMIT 1) oldest
             WHERE hook.id <> ALL (:except)
             ORDER BY hook.served_at NULLS FIRST, oldest.next_at
             LIMIT :rows
            """;

    /// In the current scope: what waits longest for each address, the address first that was served
    /// longest ago.
    ///
    /// @param except hooks whose turn it is not
    List<Delivery> due(Instant now, Collection<UUID> except, int rows) {
        return db.sql(DUE)
                .param("now", utc(now))
                .param("except", except.toArray(UUID[]::new))
                .param("rows", rows)
                .query(StoredHooks::delivery)
                .list();
    }

    private static final String CLAIM =
            """
            WITH taken AS (
                UPDATE hooks.delivery
                   SET attempts = attempts + 1, next_at = :next, tried_at = :at, result = 'interrupted'
                 WHERE agency_id = :agency AND id = :id AND attempts = :attempts AND next_at = :seen
                RETURNING agency_id, hook_id)
            UPDATE hooks.hook SET served_at = :at FROM taken
             WHERE hook.agency_id = taken.agency_id AND hook.id = taken.hook_id
            """;

    /// Takes it to try it now.
    ///
    /// @param next when somebody else tries it if we die meanwhile; null if nobody shall
    /// @return false if somebody else took it
    boolean claim(Delivery seen, @Nullable Instant next, Instant at) {
        return db.sql(CLAIM)
                        .param("agency", seen.agency())
                        .param("id", seen.id())
                        .param("attempts", seen.attempts())
                        .param("seen", utcOrNull(seen.next()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("next", utcOrNull(next), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    private static final String TRIED =
            """
            UPDATE hooks.delivery
               SET attempts = :attempts, next_at = :next, tried_at = :at, result = :result,
                   delivered = :delivered
             WHERE agency_id = :agency AND id = :id
            """;

    void tried(Delivery delivery) {
        db.sql(TRIED)
                .param("agency", delivery.agency())
                .param("id", delivery.id())
                .param("attempts", delivery.attempts())
                .param("next", utcOrNull(delivery.next()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("at", utcOrNull(delivery.triedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("result", delivery.result())
                .param("delivered", delivery.delivered())
                .update();
    }

    private static final String AGAIN =
            """
            UPDATE hooks.delivery SET next_at = :now, attempts = 0
             WHERE agency_id = :agency AND hook_id = :hook AND id = :id AND NOT delivered
            """;

    void again(UUID agency, UUID hook, UUID id, Instant now) {
        db.sql(AGAIN)
                .param("agency", agency)
                .param("hook", hook)
                .param("id", id)
                .param("now", utc(now))
                .update();
    }

    private static final String STOP =
            """
            UPDATE hooks.delivery SET next_at = NULL
             WHERE agency_id = :agency AND hook_id = :hook AND next_at IS NOT NULL
            """;

    /// What waits for the address is given up.
    void stop(UUID agency, UUID hook) {
        db.sql(STOP).param("agency", agency).param("hook", hook).update();
    }

    private static final String LATEST =
            """
            SELECT * FROM hooks.delivery WHERE agency_id = :agency AND hook_id = :hook
             ORDER BY at DESC, id LIMIT 50
            """;

    List<Delivery> latest(UUID agency, UUID hook) {
        return db.sql(LATEST)
                .param("agency", agency)
                .param("hook", hook)
                .query(StoredHooks::delivery)
                .list();
    }

    private static final String FORGET =
            "DELETE FROM hooks.delivery WHERE next_at IS NULL AND at < :before";

    /// In the current scope: what is done with.
    void forget(Instant before) {
        db.sql(FORGET).param("before", utc(before)).update();
    }

    private static Hook hook(ResultSet row, int number) throws SQLException {
        var events = EnumSet.noneOf(HookEvent.class);
        Arrays.stream((String[]) row.getArray("events").getArray())
                .map(HookEvent::valueOf)
                .forEach(events::add);
        return new Hook(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                URI.create(row.getString("address")),
                events,
                row.getBytes("secret"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("made_by", UUID.class),
                row.getBoolean("active"),
                instant(row, "failing_since"));
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("hook_id", UUID.class),
                HookEvent.valueOf(row.getString("event")),
                row.getObject("about", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                instant(row, "next_at"),
                instant(row, "tried_at"),
                row.getString("result"),
                row.getBoolean("delivered"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant moment) {
        return moment == null ? null : utc(moment);
    }
}
