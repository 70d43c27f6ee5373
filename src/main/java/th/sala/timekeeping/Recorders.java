package th.sala.timekeeping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Time recorders, whose numbers are whose in them, and their files.
@Repository
class Recorders {
    private final JdbcClient db;

    Recorders(JdbcClient db) {
        this.db = db;
    }

    /// เครื่องบันทึกเวลา
    record Recorder(UUID id, String name, RecorderLayout layout) {}

    private static final String ALL =
            """
            SELECT id, name, heading, person, known_by, moment, clock, sense, arrival, departure, order_of_day
              FROM timekeeping.recorder
             WHERE agency_id = :agency
            """;

    List<Recorder> all(UUID agency) {
        return db.sql(ALL + " ORDER BY name, id")
                .param("agency", agency)
                .query(Recorders::recorder)
                .list();
    }

    Optional<Recorder> find(UUID agency, UUID id) {
        return db.sql(ALL + " AND id = :id")
                .param("agency", agency)
                .param("id", id)
                .query(Recorders::recorder)
                .optional();
    }

    private static Recorder recorder(ResultSet row, int number) throws SQLException {
        return new Recorder(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new RecorderLayout(
                        row.getBoolean("heading"),
                        row.getInt("person"),
                        RecorderLayout.KnownBy.valueOf(row.getString("known_by")),
                        row.getInt("moment"),
                        row.getObject("clock", Integer.class),
                        row.getObject("sense", Integer.class),
                        row.getString("arrival"),
                        row.getString("departure"),
                        RecorderLayout.DayOrder.valueOf(row.getString("order_of_day"))));
    }

    private static final String KEEP =
            """
            INSERT INTO timekeeping.recorder
                   (agency_id, id, name, heading, person, known_by, moment, clock, sense, arrival, departure, order_of_day, at, by)
            VALUES (:agency, :id, :name, :heading, :person, :knownBy, :moment, :clock, :sense, :arrival, :departure, :order, :at, :by)
            ON CONFLICT (agency_id, id) DO UPDATE
               SET name = :name, heading = :heading, person = :person, known_by = :knownBy, moment = :moment, clock = :clock,
                   sense = :sense, arrival = :arrival, departure = :departure, order_of_day = :order, at = :at, by = :by
            """;

    void keep(UUID agency, Recorder recorder, Instant at, String by) {
        var layout = recorder.layout();
        db.sql(KEEP)
                .param("agency", agency)
                .param("id", recorder.id())
                .param("name", recorder.name())
                .param("heading", layout.heading())
                .param("person", layout.person())
                .param("knownBy", layout.knownBy().name())
                .param("moment", layout.moment())
                .param("clock", layout.clock(), Types.INTEGER)
                .param("sense", layout.sense(), Types.INTEGER)
                .param("arrival", layout.arrival())
                .param("departure", layout.departure())
                .param("order", layout.order().name())
                .param("at", utc(at))
                .param("by", by)
                .update();
    }

    /// Whose a number is, from a day on until it is somebody else's.
    record Owned(String number, LocalDate fromDay, UUID official) {
        /// Before any recorder marked anything: a first owner has had the number ever since.
        static final LocalDate EVER = LocalDate.EPOCH;
    }

    private static final String NUMBERS =
            """
            SELECT number, from_day, official FROM timekeeping.number
             WHERE agency_id = :agency AND recorder = :recorder
             ORDER BY number, from_day
            """;

    /// By number, and for each the latest owner last.
    List<Owned> numbers(UUID agency, UUID recorder) {
        return db.sql(NUMBERS)
                .param("agency", agency)
                .param("recorder", recorder)
                .query(Owned.class)
                .list();
    }

    private static final String ASSIGN =
            """
            INSERT INTO timekeeping.number (agency_id, recorder, number, from_day, official, at, by)
            VALUES (:agency, :recorder, :number, :from, :official, :at, :by)
            ON CONFLICT (agency_id, recorder, number, from_day) DO UPDATE SET official = :official, at = :at, by = :by
            """;

    void assign(UUID agency, UUID recorder, Owned owned, Instant at, String by) {
        db.sql(ASSIGN)
                .param("agency", agency)
                .param("recorder", recorder)
                .param("number", owned.number())
                .param("from", owned.fromDay())
                .param("official", owned.official())
                .param("at", utc(at))
                .param("by", by)
                .update();
    }

    /// A file of a recorder, and how far it has been taken over.
    ///
    /// @param mapping the layout as text, as it was when somebody looked
    /// @param added marks that were not there before
    /// @param atLine the last line that is taken over
    record TimeFile(
            UUID agency,
            UUID id,
            UUID recorder,
            String name,
            String sha256,
            State state,
            long lines,
            long good,
            long wrong,
            long added,
            long atLine,
            String mapping,
            String by,
            Instant at) {
        enum State {
            /// Somebody has looked what would become of it.
            LOOKED,
            RUNNING,
            DONE,
            FAILED,
            /// It was the wrong one, or read in a wrong way: its marks count no more.
            ANNULLED;

            public String key() {
                return "timekeeping.file." + name().toLowerCase(java.util.Locale.ROOT);
            }
        }

        public boolean isRunning() {
            return state == State.RUNNING;
        }

        public boolean isFailed() {
            return state == State.FAILED;
        }

        /// Whether it has brought marks that count.
        public boolean isTaken() {
            return state == State.DONE || state == State.FAILED;
        }

        /// Whether its marks count no more.
        public boolean isAnnulled() {
            return state == State.ANNULLED;
        }

        public boolean isLooked() {
            return state == State.LOOKED;
        }

        /// Of a hundred.
        public long share() {
            return lines == 0 ? 100 : Math.min(100, atLine * 100 / lines);
        }
    }

    private static final String ADD_FILE =
            """
            INSERT INTO timekeeping.file
                   (agency_id, id, recorder, name, sha256, size, state, lines, good, wrong, mapping, account, by, at)
            VALUES (:agency, :id, :recorder, :name, :sha256, :size, 'LOOKED', :lines, :good, :wrong, :mapping, :account, :by, :at)
            """;

    void add(TimeFile file, long size, UUID account) {
        db.sql(ADD_FILE)
                .param("agency", file.agency())
                .param("id", file.id())
                .param("recorder", file.recorder())
                .param("name", file.name())
                .param("sha256", file.sha256())
                .param("size", size)
                .param("lines", file.lines())
                .param("good", file.good())
                .param("wrong", file.wrong())
                .param("mapping", file.mapping())
                .param("account", account)
                .param("by", file.by())
                .param("at", utc(file.at()))
                .update();
    }

    private static final String FILES =
            """
            SELECT agency_id, id, recorder, name, sha256, state, lines, good, wrong, added, at_line, mapping, by, at
              FROM timekeeping.file
            """;

    private static final String OF_RECORDER =
            FILES
                    + """
                     WHERE agency_id = :agency AND recorder = :recorder
                     ORDER BY at DESC, id LIMIT :rows
                    """;

    /// The newest first.
    List<TimeFile> files(UUID agency, UUID recorder, int rows) {
        return db.sql(OF_RECORDER)
                .param("agency", agency)
                .param("recorder", recorder)
                .param("rows", rows)
                .query(Recorders::file)
                .list();
    }

    Optional<TimeFile> file(UUID agency, UUID id) {
        return db.sql(FILES + " WHERE agency_id = :agency AND id = :id")
                .param("agency", agency)
                .param("id", id)
                .query(Recorders::file)
                .optional();
    }

    private static final String RUNNING =
            FILES + " WHERE state = 'RUNNING' ORDER BY at, id LIMIT :rows";

    /// Those of all agencies that are being taken over, the oldest first.
    List<TimeFile> running(int rows) {
        return db.sql(RUNNING).param("rows", rows).query(Recorders::file).list();
    }

    private static final String START =
            """
            UPDATE timekeeping.file SET state = 'RUNNING', lines = :lines, good = :good, wrong = :wrong
             WHERE agency_id = :agency AND id = :id AND state = 'LOOKED'
            """;

    /// Answers false if it is so already, or was.
    ///
    /// @param look what would become of it now
    boolean start(UUID agency, UUID id, RecorderDesk.Look look) {
        return db.sql(START)
                        .param("agency", agency)
                        .param("id", id)
                        .param("lines", look.lines())
                        .param("good", look.good())
                        .param("wrong", look.wrong())
                        .update()
                == 1;
    }

    private static final String WENT =
            """
            UPDATE timekeeping.file SET at_line = :line, added = added + :added
             WHERE agency_id = :agency AND id = :id AND state = 'RUNNING' AND at_line < :line
            """;

    /// Answers false if somebody else has got as far.
    boolean went(UUID agency, UUID id, long line, int added) {
        return db.sql(WENT)
                        .param("agency", agency)
                        .param("id", id)
                        .param("line", line)
                        .param("added", added)
                        .update()
                == 1;
    }

    private static final String ANNUL =
            """
            UPDATE timekeeping.file SET state = 'ANNULLED', annulled_at = :at, annulled_by = :by, annulled_for = :reason
             WHERE agency_id = :agency AND id = :id AND state IN ('DONE', 'FAILED')
            """;

    /// Answers false if it has brought nothing, or not yet, or counts no more.
    boolean annul(UUID agency, UUID id, String reason, Instant at, String by) {
        return db.sql(ANNUL)
                        .param("agency", agency)
                        .param("id", id)
                        .param("reason", reason)
                        .param("at", utc(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    private static final String END =
            """
            UPDATE timekeeping.file SET state = :state, done_at = :at
             WHERE agency_id = :agency AND id = :id AND state = 'RUNNING'
            """;

    /// Answers false if it is over already.
    boolean end(UUID agency, UUID id, TimeFile.State state, Instant at) {
        return db.sql(END)
                        .param("agency", agency)
                        .param("id", id)
                        .param("state", state.name())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    private static TimeFile file(ResultSet row, int number) throws SQLException {
        return new TimeFile(
                row.getObject("agency_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getObject("recorder", UUID.class),
                row.getString("name"),
                row.getString("sha256"),
                TimeFile.State.valueOf(row.getString("state")),
                row.getLong("lines"),
                row.getLong("good"),
                row.getLong("wrong"),
                row.getLong("added"),
                row.getLong("at_line"),
                row.getString("mapping"),
                row.getString("by"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static final String ALONE =
            "SELECT pg_advisory_xact_lock(hashtextextended(:recorder::text, 1))::text";

    private static final String ADD_MARKS =
            """
            INSERT INTO timekeeping.mark (agency_id, id, official, at, sense, way, place, recorder, file, recorded_at)
            SELECT :agency::uuid, gen_random_uuid(), official, at, sense, 'RECORDER', :place::text, :recorder::uuid, :file::uuid,
                   :now::timestamptz
              FROM unnest(:officials::uuid[], :ats::text[]::timestamptz[], :senses::text[]) AS line (official, at, sense)
             WHERE NOT EXISTS (SELECT FROM timekeeping.mark
                                 JOIN timekeeping.file ON file.agency_id = mark.agency_id AND file.id = mark.file
                                WHERE mark.agency_id = :agency AND mark.recorder = :recorder AND mark.official = line.official
                                  AND mark.at = line.at AND mark.sense = line.sense AND file.state <> 'ANNULLED')
            ON CONFLICT (agency_id, recorder, official, at, sense, file) WHERE recorder IS NOT NULL DO NOTHING
            """;

    /// Takes marks over; those that are there already stay as they are. Nobody else does it for the
    /// recorder until the transaction ends.
    ///
    /// @return how many were not there
    int addMarks(TimeFile file, String place, List<RecorderFile.Line.Good> lines, Instant now) {
        db.sql(ALONE).param("recorder", file.recorder()).query(String.class).single();
        return db.sql(ADD_MARKS)
                .param("agency", file.agency())
                .param("recorder", file.recorder())
                .param("file", file.id())
                .param("place", place)
                .param("now", utc(now))
                .param(
                        "officials",
                        lines.stream().map(RecorderFile.Line.Good::official).toArray(UUID[]::new))
                .param("ats", lines.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .param(
                        "senses",
                        lines.stream().map(one -> one.sense().name()).toArray(String[]::new))
                .update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
