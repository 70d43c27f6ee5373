package th.sala.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The addresses of this installation. Addresses are public: looking one up needs no scope; opening
/// and closing is done in the scope of the agency.
@Service
public class Mailboxes {
    private final JdbcClient db;
    private final Clock clock;

    Mailboxes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    private static final String OPEN =
            """
            INSERT INTO mail.mailbox (agency_id, address, kind, opened_at)
            VALUES (:agency, :address, :kind, :now)
            ON CONFLICT (address) DO NOTHING
            """;

    private static final String CHANGE =
            """
            UPDATE mail.mailbox SET kind = :kind WHERE agency_id = :agency AND address = :address
            """;

    /// Accepts mail for the address from now on. An agency's own mailbox may be opened again, as
    /// another kind too.
    ///
    /// @throws NotAnAddress if it cannot be one
    /// @throws MailboxTaken if another agency has it
    @Transactional
    public void open(UUID agency, String address, Mailbox.Kind kind) {
        var normal = MailAddress.normal(address);
        if (!MailAddress.isUsable(normal)) {
            throw new NotAnAddress(address);
        }
        for (var statement : new String[] {OPEN, CHANGE}) {
            var changed =
                    db.sql(statement)
                            .param("agency", agency)
                            .param("address", normal)
                            .param("kind", kind.name())
                            .param("now", Columns.at(clock.instant()))
                            .update();
            if (changed == 1) {
                return;
            }
        }
        throw new MailboxTaken(address);
    }

    private static final String CLOSE =
            """
            DELETE FROM mail.mailbox WHERE address = :address
            """;

    /// Accepts no more mail for the address; what came stays.
    @Transactional
    public void close(String address) {
        db.sql(CLOSE).param("address", MailAddress.normal(address)).update();
    }

    private static final String FIND =
            """
            SELECT address, agency_id, kind FROM mail.mailbox WHERE address = :address
            """;

    public Optional<Mailbox> find(String address) {
        return db.sql(FIND)
                .param("address", MailAddress.normal(address))
                .query(Mailboxes::mailbox)
                .optional();
    }

    private static final String KEPT_OUTSIDE =
            """
            SELECT EXISTS (SELECT FROM mail.outside_mailbox JOIN mail.mailbox USING (agency_id, address)
                            WHERE address = :address AND active)
            """;

    /// Whether a service outside keeps the mailbox of an address of the current scope: whoever has
    /// it can also write there, past Sala.
    @Transactional(readOnly = true)
    public boolean isKeptOutside(String address) {
        return db.sql(KEPT_OUTSIDE)
                .param("address", MailAddress.normal(address))
                .query(Boolean.class)
                .single();
    }

    private static final String OF =
            """
            SELECT address, agency_id, kind FROM mail.mailbox WHERE agency_id = :agency ORDER BY address
            """;

    /// All addresses of the agency.
    public List<Mailbox> of(UUID agency) {
        return db.sql(OF).param("agency", agency).query(Mailboxes::mailbox).list();
    }

    private static Mailbox mailbox(ResultSet row, int number) throws SQLException {
        return new Mailbox(
                row.getString("address"),
                Columns.uuid(row, "agency_id"),
                Mailbox.Kind.valueOf(row.getString("kind")));
    }

    private static final String IN_DOMAIN =
            """
            SELECT EXISTS (SELECT FROM mail.mailbox WHERE split_part(address, '@', 2) = :domain)
            """;

    /// Whether any mailbox of this installation is in the domain.
    boolean isLocal(String domain) {
        return db.sql(IN_DOMAIN).param("domain", domain).query(Boolean.class).single();
    }
}
