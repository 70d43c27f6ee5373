package th.sala.evidence;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the sequencer does to the database, over a connection and as a role of its own. While it is
/// open no other process numbers.
final class SequencerRows implements AutoCloseable {
    private static final long LOCK = 0x5a1a_5e90L;

    private final Connection connection;

    private SequencerRows(Connection connection) {
        this.connection = connection;
    }

    /// @return nothing if another process numbers
    static Optional<SequencerRows> open(String url, String user, String password)
            throws SQLException {
        var connection = DriverManager.getConnection(url, user, password);
        try (var statement = connection.createStatement()) {
            statement.execute("SET sala.agency = '*'");
            try (var row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                row.next();
                if (row.getBoolean(1)) {
                    return Optional.of(new SequencerRows(connection));
                }
            }
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
        connection.close();
        return Optional.empty();
    }

    /// @param before checkpoint of the log that this one follows; empty for the first
    record Log(int number, String origin, byte[] publicKey, String before) {}

    private static final String NEWEST =
            "SELECT number, origin, public_key, before FROM evidence.log ORDER BY number DESC LIMIT 1";

    Optional<Log> newestLog() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(NEWEST)) {
            return row.next()
                    ? Optional.of(
                            new Log(
                                    row.getInt(1),
                                    row.getString(2),
                                    row.getBytes(3),
                                    row.getString(4)))
                    : Optional.empty();
        }
    }

    private static final String OPEN_LOG =
            "INSERT INTO evidence.log (number, origin, public_key, opened_at, before) VALUES (?, ?, ?, ?, ?)";

    private static final String FIRST_ENTRY =
            """
            WITH first AS (
                INSERT INTO evidence.entry (agency_id, at, act, leaf, salt, statement)
                VALUES (?, ?, ?, ?, ?, ?)
                RETURNING id)
            INSERT INTO evidence.place (log, index, entry) SELECT ?, 0, id FROM first
            """;

    /// Opens a log; its first entry, if it has one, says which log it follows, and what is known of
    /// that comes after it.
    void open(Log log, Optional<FirstEntry> first, Instant now) throws SQLException {
        connection.setAutoCommit(false);
        try (var open = connection.prepareStatement(OPEN_LOG)) {
            open.setInt(1, log.number());
            open.setString(2, log.origin());
            open.setBytes(3, log.publicKey());
            open.setObject(4, now.atOffset(ZoneOffset.UTC));
            open.setString(5, log.before());
            open.execute();
            if (first.isPresent()) {
                release();
                enter(log, first.get(), now);
            }
            connection.commit();
        } finally {
            endTransaction();
        }
    }

    record FirstEntry(UUID agency, String act, String leaf, byte[] salt, String statement) {}

    private static final String RELEASE =
            """
            INSERT INTO evidence.waiting (entry) SELECT id FROM evidence.entry ORDER BY id
            ON CONFLICT DO NOTHING
            """;

    /// Entries that the database has come into the newest log once more, in their order.
    private void release() throws SQLException {
        try (var release = connection.createStatement()) {
            release.execute(RELEASE);
        }
    }

    private void enter(Log log, FirstEntry first, Instant now) throws SQLException {
        try (var enter = connection.prepareStatement(FIRST_ENTRY)) {
            enter.setObject(1, first.agency());
            enter.setObject(2, now.atOffset(ZoneOffset.UTC));
            enter.setString(3, first.act());
            enter.setString(4, first.leaf());
            enter.setBytes(5, first.salt());
            enter.setString(6, first.statement());
            enter.setInt(7, log.number());
            enter.execute();
        }
    }

    private void endTransaction() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static final String SIZE =
            "SELECT coalesce(max(index) + 1, 0) FROM evidence.place WHERE log = ?";

    /// How many entries of the log have their place.
    long size(int log) throws SQLException {
        try (var statement = connection.prepareStatement(SIZE)) {
            statement.setInt(1, log);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static final String LEAVES =
            """
            SELECT index, leaf FROM evidence.place p JOIN evidence.entry e ON e.id = p.entry
             WHERE log = ? AND index >= ? ORDER BY index LIMIT ?
            """;

    /// Entries that have their place, from this one on.
    ///
    /// @throws Gap if one is missing
    List<byte[]> leaves(int log, long from, int most) throws SQLException {
        try (var statement = connection.prepareStatement(LEAVES)) {
            statement.setInt(1, log);
            statement.setLong(2, from);
            statement.setInt(3, most);
            try (var rows = statement.executeQuery()) {
                return inOrder(rows, from);
            }
        }
    }

    private static final String NUMBER =
            """
            WITH next AS (
                DELETE FROM evidence.waiting
                 WHERE entry IN (SELECT entry FROM evidence.waiting ORDER BY entry LIMIT ?)
                RETURNING entry),
            there AS (SELECT id, leaf FROM next JOIN evidence.entry ON id = entry),
            placed AS (
                INSERT INTO evidence.place (log, index, entry)
                SELECT ?, ? + row_number() OVER (ORDER BY id) - 1, id FROM there
                RETURNING index, entry)
            SELECT index, leaf FROM placed JOIN there ON id = entry
            """;

    /// Gives waiting entries the next places, durably.
    List<byte[]> number(int log, long from, int most) throws SQLException {
        try (var statement = connection.prepareStatement(NUMBER)) {
            statement.setInt(1, most);
            statement.setInt(2, log);
            statement.setLong(3, from);
            try (var rows = statement.executeQuery()) {
                return inOrder(rows, from);
            }
        }
    }

    /// The database has later entries of the log, and not this one.
    static final class Gap extends IllegalStateException {
        private final long index;

        private Gap(long index) {
            super("the log has no entry " + index);
            this.index = index;
        }

        long index() {
            return index;
        }
    }

    private record Leaf(long index, byte[] bytes) {}

    private static List<byte[]> inOrder(ResultSet rows, long from) throws SQLException {
        var leaves = new ArrayList<Leaf>();
        while (rows.next()) {
            var bytes = rows.getString(2).getBytes(StandardCharsets.UTF_8);
            leaves.add(new Leaf(rows.getLong(1), bytes));
        }
        leaves.sort(Comparator.comparingLong(Leaf::index));
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).index() != from + i) {
                throw new Gap(from + i);
            }
        }
        return leaves.stream().map(Leaf::bytes).toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
