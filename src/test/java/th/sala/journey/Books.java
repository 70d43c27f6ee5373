package th.sala.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import th.sala.installation.TestVault;

/// What an installation's database says, read past the program, as an inspector would.
final class Books {
    private static final int PORT_LINE = 3;

    private final Installation installation;

    Books(Installation installation) {
        this.installation = installation;
    }

    /// The database server's process id, from its own note of it; 0 while there is none.
    long server() {
        var note = note();
        return note.isEmpty() ? 0 : Long.parseLong(note.getFirst().strip());
    }

    /// The first column of a query's rows, as texts.
    ///
    /// @throws SQLException also while the server is away
    List<String> column(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('sala.agency', '*', true)");
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /// Changes the installation's data past the program, for a bench that needs many of something.
    void change(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('sala.agency', '*', true)");
            statement.execute(sql);
            connection.commit();
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(column(sql).getFirst());
    }

    /// Whether the database server answers.
    boolean isOpen() {
        try {
            return count("SELECT 1") == 1;
        } catch (SQLException away) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        var note = note();
        if (note.size() <= PORT_LINE) {
            throw new SQLException("no database server");
        }
        var password =
                new String(
                        TestVault.of(installation.data()).kept("sala_app", Books::missing),
                        StandardCharsets.US_ASCII);
        var url = "jdbc:postgresql://127.0.0.1:" + note.get(PORT_LINE).strip() + "/postgres";
        return DriverManager.getConnection(url, "sala_app", password.strip());
    }

    private static byte[] missing() {
        throw new AssertionError("the installation has no password for its database");
    }

    private List<String> note() {
        try {
            return Files.readAllLines(installation.data().resolve("postgres/data/postmaster.pid"));
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
