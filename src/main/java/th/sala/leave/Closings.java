package th.sala.leave;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Yearly closings and what they read and write, many people in one statement.
@Repository
class Closings {
    private final JdbcClient db;

    Closings(JdbcClient db) {
        this.db = db;
    }

    /// One closing, and how far it is.
    ///
    /// @param year the one that is closed
    /// @param people how many there were when it began
    /// @param after the official who was done last; null before the first
    /// @param carried half days that all carry over together
    /// @param endedAt null while it is under way
    public record Closing(
            UUID agency,
            UUID id,
            FiscalYear year,
            UUID account,
            String by,
            Instant at,
            int people,
            @Nullable UUID after,
            int entered,
            int kept,
            int missing,
            long carried,
            @Nullable Instant endedAt) {
        /// How many were looked at.
        public int done() {
            return entered + kept + missing;
        }

        public boolean isUnderWay() {
            return endedAt == null;
        }
    }

    private static final String BEGIN =
            """
            INSERT INTO leave.closing (agency_id, id, year, account, by, at, people, entered, kept, missing, carried)
            VALUES (:agency, :id, :year, :account, :by, :at, :people, 0, 0, 0, 0)
            ON CONFLICT (agency_id) WHERE ended_at IS NULL DO NOTHING
            """;

    /// @return whether none was under way
    boolean begin(Closing closing) {
        return db.sql(BEGIN)
                        .param("agency", closing.agency())
                        .param("id", closing.id())
                        .param("year", closing.year().year())
                        .param("account", closing.account())
                        .param("by", closing.by())
                        .param("at", utc(closing.at()))
                        .param("people", closing.people())
                        .update()
                == 1;
    }

    private static final String ALL =
            """
            SELECT agency_id, id, year, account, by, at, people, after, entered, kept, missing, carried, ended_at
              FROM leave.closing
             WHERE agency_id = :agency
            """;

    private static final String LATEST = ALL + " AND year = :year ORDER BY at DESC, id LIMIT 1";

    Optional<Closing> latest(UUID agency, FiscalYear year) {
        return db.sql(LATEST)
                .param("agency", agency)
                .param("year", year.year())
                .query(Closings::closing)
                .optional();
    }

    private static final String UNDER_WAY = ALL + " AND ended_at IS NULL";

    Optional<Closing> underWay(UUID agency) {
        return db.sql(UNDER_WAY).param("agency", agency).query(Closings::closing).optional();
    }

    private static final String LOCKED = UNDER_WAY + " AND id = :id FOR UPDATE";

    /// The closing, which nobody else works on until the transaction ends; empty once it has ended.
    Optional<Closing> locked(UUID agency, UUID id) {
        return db.sql(LOCKED)
                .param("agency", agency)
                .param("id", id)
                .query(Closings::closing)
                .optional();
    }

    private static final String KEEP =
            """
            UPDATE leave.closing
               SET after = :after, entered = :entered, kept = :kept, missing = :missing, carried = :carried,
                   ended_at = :ended
             WHERE agency_id = :agency AND id = :id
            """;

    void keep(Closing closing) {
        var ended = closing.endedAt();
        db.sql(KEEP)
                .param("agency", closing.agency())
                .param("id", closing.id())
                .param("after", closing.after(), Types.OTHER)
                .param("entered", closing.entered())
                .param("kept", closing.kept())
                .param("missing", closing.missing())
                .param("carried", closing.carried())
                .param("ended", ended == null ? null : utc(ended), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static Closing closing(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Closing(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                new FiscalYear(row.getInt("year")),
                row.getObject("account", UUID.class),
                row.getString("by"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("people"),
                row.getObject("after", UUID.class),
                row.getInt("entered"),
                row.getInt("kept"),
                row.getInt("missing"),
                row.getLong("carried"),
                ended == null ? null : ended.toInstant());
    }

    // ---- people

    private static final String KNOW =
            """
            INSERT INTO leave.person (agency_id, official)
            SELECT :agency, official FROM unnest(CAST(:officials AS uuid[])) AS official
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK =
            """
            SELECT official FROM leave.person
             WHERE agency_id = :agency AND official = ANY (CAST(:officials AS uuid[]))
             ORDER BY official
               FOR UPDATE
            """;

    /// Keeps everybody else from the people's leave until the transaction ends.
    void lock(UUID agency, Collection<UUID> officials) {
        db.sql(KNOW).param("agency", agency).param("officials", texts(officials)).update();
        db.sql(LOCK)
                .param("agency", agency)
                .param("officials", texts(officials))
                .query(UUID.class)
                .list();
    }

    /// What the lines of a person's vacation come to, by what gave or took it, in two years.
    ///
    /// @param left of the year that ends
    /// @param next what stands in the next year's lines
    record Sums(int left, Map<LedgerLine.Entry, Integer> next) {
        static final Sums NONE = new Sums(0, Map.of());
    }

    private record Sum(UUID official, int year, String entry, int halves) {}

    private static final String SUMS =
            """
            SELECT official, year, entry, sum(halves)::int AS halves
              FROM leave.line
             WHERE agency_id = :agency AND kind = 'VACATION' AND year IN (:year, :next)
               AND official = ANY (CAST(:officials AS uuid[]))
             GROUP BY official, year, entry
            """;

    Map<UUID, Sums> sums(UUID agency, FiscalYear year, Collection<UUID> officials) {
        var left = new HashMap<UUID, Integer>();
        var next = new HashMap<UUID, Map<LedgerLine.Entry, Integer>>();
        db.sql(SUMS)
                .param("agency", agency)
                .param("year", year.year())
                .param("next", year.next().year())
                .param("officials", texts(officials))
                .query(Sum.class)
                .list()
                .forEach(sum -> {
                    if (sum.year() == year.year()) {
                        left.merge(sum.official(), sum.halves(), Integer::sum);
                    } else {
                        next.computeIfAbsent(sum.official(), _ -> new HashMap<>())
                                .put(LedgerLine.Entry.valueOf(sum.entry()), sum.halves());
                    }
                });
        var sums = new HashMap<UUID, Sums>();
        for (var official : officials) {
            sums.put(
                    official,
                    new Sums(
                            left.getOrDefault(official, 0), next.getOrDefault(official, Map.of())));
        }
        return sums;
    }

    private static final String WAITING =
            """
            SELECT count(*)::int FROM leave.request
             WHERE agency_id = :agency AND state = 'WAITING' AND kind = 'VACATION'
               AND first_day <= :last AND last_day >= :first
            """;

    /// Requests for vacation of a year, or to take days of it back, that nobody has decided.
    int waiting(UUID agency, FiscalYear year) {
        return db.sql(WAITING)
                .param("agency", agency)
                .param("first", year.first())
                .param("last", year.last())
                .query(Integer.class)
                .single();
    }

    /// @param byHand whether an officer entered it, and no closing
    record Recorded(UUID official, VacationRight.Service service, boolean byHand) {}

    private static final String RECORDED =
            """
            SELECT official, appointed, entry, since, hardship, term_holidays, closing IS NULL AS by_hand
              FROM leave.service
             WHERE agency_id = :agency AND year = :year AND official = ANY (CAST(:officials AS uuid[]))
            """;

    Map<UUID, Recorded> recorded(UUID agency, FiscalYear year, Collection<UUID> officials) {
        var recorded = new HashMap<UUID, Recorded>();
        db.sql(RECORDED)
                .param("agency", agency)
                .param("year", year.year())
                .param("officials", texts(officials))
                .query(Closings::recorded)
                .list()
                .forEach(one -> recorded.put(one.official(), one));
        return recorded;
    }

    private static Recorded recorded(ResultSet row, int number) throws SQLException {
        var service =
                new VacationRight.Service(
                        row.getObject("appointed", LocalDate.class),
                        VacationRight.Entry.valueOf(row.getString("entry")),
                        row.getObject("since", LocalDate.class),
                        row.getBoolean("hardship"),
                        row.getBoolean("term_holidays"));
        return new Recorded(
                row.getObject("official", UUID.class), service, row.getBoolean("by_hand"));
    }

    // ---- what it writes

    /// A right that was worked out.
    record Right(UUID official, VacationRight.Service service, int left) {}

    private static final String SERVICES =
            """
            INSERT INTO leave.service
                   (agency_id, official, year, appointed, entry, since, hardship, term_holidays, left_halves, at, by, closing)
            SELECT :agency, official, :year, appointed, entry, since, false, false, left_halves, :at, :by, :closing
              FROM unnest(CAST(:officials AS uuid[]), CAST(:appointed AS date[]), CAST(:entries AS text[]),
                          CAST(:since AS date[]), CAST(:left AS int[]))
                   AS right_of (official, appointed, entry, since, left_halves)
            ON CONFLICT (agency_id, official, year) DO UPDATE
               SET appointed = EXCLUDED.appointed, entry = EXCLUDED.entry, since = EXCLUDED.since,
                   hardship = false, term_holidays = false, left_halves = EXCLUDED.left_halves,
                   at = EXCLUDED.at, by = EXCLUDED.by, closing = EXCLUDED.closing
            """;

    void enter(Closing closing, List<Right> rights) {
        db.sql(SERVICES)
                .param("agency", closing.agency())
                .param("year", closing.year().next().year())
                .param("at", utc(closing.at()))
                .param("by", closing.by())
                .param("closing", closing.id())
                .param("officials", texts(rights.stream().map(Right::official).toList()))
                .param(
                        "appointed",
                        texts(rights.stream().map(one -> one.service().appointed()).toList()))
                .param(
                        "entries",
                        texts(rights.stream().map(one -> one.service().entry().name()).toList()))
                .param("since", texts(rights.stream().map(one -> one.service().since()).toList()))
                .param("left", texts(rights.stream().map(Right::left).toList()))
                .update();
    }

    /// Half days that a line of a kind gives or takes.
    record Line(UUID official, LedgerLine.Entry entry, int halves) {}

    private static final String LINES =
            """
            INSERT INTO leave.line (agency_id, id, official, kind, year, entry, halves, at, by)
            SELECT :agency, id, official, 'VACATION', :year, entry, halves, :at, :by
              FROM unnest(CAST(:ids AS uuid[]), CAST(:officials AS uuid[]), CAST(:entries AS text[]), CAST(:halves AS int[]))
                   AS line (id, official, entry, halves)
            """;

    void add(Closing closing, List<Line> lines) {
        var ids = new ArrayList<UUID>();
        lines.forEach(_ -> ids.add(UUID.randomUUID()));
        db.sql(LINES)
                .param("agency", closing.agency())
                .param("year", closing.year().next().year())
                .param("at", utc(closing.at()))
                .param("by", closing.by())
                .param("ids", texts(ids))
                .param("officials", texts(lines.stream().map(Line::official).toList()))
                .param("entries", texts(lines.stream().map(one -> one.entry().name()).toList()))
                .param("halves", texts(lines.stream().map(Line::halves).toList()))
                .update();
    }

    private static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
