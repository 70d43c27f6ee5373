package th.sala.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.accounts.SecondPerson.Candidate;

@Repository
class StoredProposals {
    private final JdbcClient db;

    StoredProposals(JdbcClient db) {
        this.db = db;
    }

    private static final String EXPIRE =
            """
            UPDATE accounts.proposal SET outcome = 'EXPIRED', decided_at = until
             WHERE outcome IS NULL AND until <= :now
            RETURNING *
            """;

    /// What waited too long, of the agencies in scope.
    List<Proposal> expire(Instant now) {
        return db.sql(EXPIRE).param("now", utc(now)).query(StoredProposals::proposal).list();
    }

    private static final String ADD =
            """
            INSERT INTO accounts.proposal (agency_id, id, act, affected, about, said, takes, of_installation,
                                           proposer, proposer_agency, proposer_name, proposed_at, alone_after, until)
            VALUES (:agency, :id, :act, :affected, :about, :said, :takes, :ofInstallation,
                    :proposer, :proposerAgency, :proposerName, :at, CAST(:aloneAfter AS timestamptz), :until)
            ON CONFLICT (agency_id, act, coalesce(affected::text, about)) WHERE outcome IS NULL DO NOTHING
            """;

    /// @return false if the same waits already
    boolean add(Proposal proposal) {
        var wish = proposal.wish();
        return db.sql(ADD)
                        .param("agency", wish.agency())
                        .param("id", proposal.id())
                        .param("act", wish.act())
                        .param("affected", wish.affected())
                        .param("about", wish.about())
                        .param("said", wish.said().toArray(String[]::new))
                        .param("takes", wish.takes())
                        .param("ofInstallation", wish.ofInstallation())
                        .param("proposer", proposal.proposer())
                        .param("proposerAgency", proposal.proposerAgency())
                        .param("proposerName", proposal.proposerName())
                        .param("at", utc(proposal.at()))
                        .param(
                                "aloneAfter",
                                proposal.aloneAfter() == null ? null : utc(proposal.aloneAfter()),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", utc(proposal.until()))
                        .update()
                == 1;
    }

    Optional<Proposal> find(UUID id) {
        return db.sql("SELECT * FROM accounts.proposal WHERE id = :id")
                .param("id", id)
                .query(StoredProposals::proposal)
                .optional();
    }

    private static final String WAITING =
            """
            SELECT * FROM accounts.proposal
             WHERE outcome IS NULL AND until > :now
             ORDER BY proposed_at, id
            """;

    /// Of the agencies in scope, the oldest first.
    List<Proposal> waiting(Instant now) {
        return db.sql(WAITING).param("now", utc(now)).query(StoredProposals::proposal).list();
    }

    private static final String DECIDED =
            """
            SELECT * FROM accounts.proposal
             WHERE outcome IS NOT NULL
             ORDER BY decided_at DESC, id
             LIMIT :rows
            """;

    /// Of the agencies in scope, the latest first.
    List<Proposal> decided(int rows) {
        return db.sql(DECIDED).param("rows", rows).query(StoredProposals::proposal).list();
    }

    private static final String DECIDE =
            """
            UPDATE accounts.proposal
               SET outcome = :outcome, decider = :decider, decider_name = :name, decided_at = :at, reason = :reason
             WHERE id = :id AND outcome IS NULL AND until > :at
            """;

    /// @return false if it does not wait any more
    boolean decide(UUID id, SignedIn by, Proposal.Decision decision) {
        return db.sql(DECIDE)
                        .param("id", id)
                        .param("outcome", decision.outcome().name())
                        .param("decider", by.account())
                        .param("name", decision.by())
                        .param("at", utc(decision.at()))
                        .param("reason", decision.reason())
                        .update()
                == 1;
    }

    private static final String CANDIDATES =
            """
            SELECT * FROM (SELECT id, agency_id, name, roles, last_sign_in, closed_at,
            """
                    + StoredAccounts.GOVERNS
                    + """
                                     FROM accounts.account
                                    WHERE closed_at IS NULL OR closed_at > :since) AS account
                     WHERE governs_installation
                        OR agency_id = :agency AND roles && ARRAY['ADMINISTRATOR', 'HEAD']
                        OR id = CAST(:affected AS uuid)
                     ORDER BY name, id
                    """;

    /// Who might be a second person in the agency's affairs, or was until their account was closed;
    /// and whom the act is about.
    List<Candidate> candidates(UUID agency, @Nullable UUID affected, Instant since) {
        return db.sql(CANDIDATES)
                .param("agency", agency)
                .param("affected", affected, Types.OTHER)
                .param("since", utc(since))
                .query(StoredProposals::candidate)
                .list();
    }

    private static Candidate candidate(ResultSet row, int number) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        for (var role : (String[]) row.getArray("roles").getArray()) {
            roles.add(Role.valueOf(role));
        }
        if (row.getBoolean("governs_installation")) {
            roles.add(Role.INSTALLATION);
        }
        var seen = row.getObject("last_sign_in", OffsetDateTime.class);
        return new Candidate(
                row.getObject("id", UUID.class),
                row.getObject("agency_id", UUID.class),
                row.getString("name"),
                roles,
                seen == null ? null : seen.toInstant(),
                row.getObject("closed_at") == null);
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        var wish =
                new TwoPersonAct.Wish(
                        row.getString("act"),
                        row.getObject("agency_id", UUID.class),
                        row.getObject("affected", UUID.class),
                        row.getString("about"),
                        List.of((String[]) row.getArray("said").getArray()),
                        row.getBoolean("takes"),
                        row.getBoolean("of_installation"));
        return new Proposal(
                row.getObject("id", UUID.class),
                wish,
                row.getObject("proposer", UUID.class),
                row.getObject("proposer_agency", UUID.class),
                row.getString("proposer_name"),
                moment(row, "proposed_at"),
                row.getObject("alone_after") == null ? null : moment(row, "alone_after"),
                moment(row, "until"),
                row.getString("outcome") == null ? null : decision(row));
    }

    private static Proposal.Decision decision(ResultSet row) throws SQLException {
        return new Proposal.Decision(
                Proposal.Outcome.valueOf(row.getString("outcome")),
                Objects.requireNonNullElse(row.getString("decider_name"), ""),
                moment(row, "decided_at"),
                row.getString("reason"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
