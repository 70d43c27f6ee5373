package th.sala.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.accounts.Role;

/// They belong to no agency; which roles follow them does.
@Repository
class Directories {
    private final JdbcClient db;

    Directories(JdbcClient db) {
        this.db = db;
    }

    List<Directory> all() {
        return db.sql("SELECT * FROM identity.directory ORDER BY name, id")
                .query(Directories::directory)
                .list();
    }

    boolean any() {
        return db.sql("SELECT EXISTS (SELECT FROM identity.directory)")
                .query(Boolean.class)
                .single();
    }

    Optional<Directory> find(UUID id) {
        return db.sql("SELECT * FROM identity.directory WHERE id = :id")
                .param("id", id)
                .query(Directories::directory)
                .optional();
    }

    Optional<byte[]> password(UUID id) {
        return db.sql("SELECT password FROM identity.directory WHERE id = :id")
                .param("id", id)
                .query(byte[].class)
                .optional();
    }

    private static final String PUT =
            """
            INSERT INTO identity.directory (id, name, host, port, encryption, trusted, login, password, base, filter,
                                            identifier, group_attribute, active, made_at)
            VALUES (:id, :name, :host, :port, :encryption, :trusted, :login, :password, :base, :filter,
                    :identifier, :groups, :active, :at)
            ON CONFLICT (id) DO UPDATE
               SET name = :name, host = :host, port = :port, encryption = :encryption, trusted = :trusted,
                   login = :login, password = :password, base = :base, filter = :filter,
                   identifier = :identifier, group_attribute = :groups, active = :active
            """;

    /// @param password closed
    void put(Directory directory, byte[] password, boolean active, Instant at) {
        db.sql(PUT)
                .param("id", directory.id())
                .param("name", directory.name())
                .param("host", directory.host())
                .param("port", directory.port())
                .param("encryption", directory.encryption().name())
                .param("trusted", directory.trusted())
                .param("login", directory.login())
                .param("password", password)
                .param("base", directory.base())
                .param("filter", directory.filter())
                .param("identifier", directory.identifier())
                .param("groups", directory.groups())
                .param("active", active)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void activate(UUID id, boolean active) {
        db.sql("UPDATE identity.directory SET active = :active WHERE id = :id")
                .param("id", id)
                .param("active", active)
                .update();
    }

    void remove(UUID id) {
        db.sql("DELETE FROM identity.directory WHERE id = :id").param("id", id).update();
    }

    private static final String ROLES =
            """
            SELECT id, agency_id, group_dn, role FROM identity.group_role
             WHERE directory_id = :directory
             ORDER BY agency_id, group_dn, role
            """;

    /// In the scope of one agency its own.
    List<GroupRole> roles(UUID directory) {
        return db.sql(ROLES)
                .param("directory", directory)
                .query((row, _) ->
                        new GroupRole(
                                row.getObject("id", UUID.class),
                                row.getObject("agency_id", UUID.class),
                                row.getString("group_dn"),
                                Role.valueOf(row.getString("role"))))
                .list();
    }

    private static final String ADD_ROLE =
            """
            INSERT INTO identity.group_role (agency_id, directory_id, id, group_dn, role)
            VALUES (:agency, :directory, :id, :group, :role)
            ON CONFLICT (agency_id, directory_id, group_dn, role) DO NOTHING
            """;

    void addRole(UUID directory, GroupRole follows) {
        db.sql(ADD_ROLE)
                .param("agency", follows.agency())
                .param("directory", directory)
                .param("id", follows.id())
                .param("group", follows.group())
                .param("role", follows.role().name())
                .update();
    }

    void removeRole(UUID id) {
        db.sql("DELETE FROM identity.group_role WHERE id = :id").param("id", id).update();
    }

    private static Directory directory(ResultSet row, int number) throws SQLException {
        return new Directory(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("host"),
                row.getInt("port"),
                Directory.Encryption.valueOf(row.getString("encryption")),
                row.getString("trusted"),
                row.getString("login"),
                row.getString("base"),
                row.getString("filter"),
                row.getString("identifier"),
                row.getString("group_attribute"),
                row.getBoolean("active"));
    }
}
