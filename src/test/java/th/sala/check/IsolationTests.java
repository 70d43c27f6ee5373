package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

/// The database keeps agencies apart even where the program forgets to.
@SalaTest
class IsolationTests {
    private static final String OWN =
            "(((agency_id)::text = current_setting('sala.agency'::text, true))"
                    + " OR (current_setting('sala.agency'::text, true) = '*'::text))";

    /// Words are compared by a function that belongs to the owner and compares the agency itself;
    /// the program's own role is no owner.
    private static final String FIND_READING = "search.record find_reading sala_owner r true";

    /// Every table of ours that names its agency.
    private static final String OWNED =
            """
            SELECT c.oid::regclass::text
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'agency_id' AND NOT a.attisdropped
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
             ORDER BY 1
            """;

    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @Test
    void everyTableOfAnAgencyIsIsolated() {
        var open =
                db.sql(
                                """
                                SELECT c.oid::regclass::text
                                  FROM pg_class c
                                 WHERE c.oid::regclass::text IN (:owned)
                                   AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                                            AND EXISTS (SELECT FROM pg_policy p
                                                         WHERE p.polrelid = c.oid AND p.polname = 'own_agency'))
                                """)
                        .param("owned", owned())
                        .query(String.class)
                        .list();
        assertThat(open).as("tables that call neither isolate nor isolate_writes").isEmpty();
    }

    @Test
    void tablesOfNoAgencyAreKnown() {
        var shared =
                db.sql(
                                """
                                SELECT c.oid::regclass::text
                                  FROM pg_class c
                                  JOIN pg_namespace n ON n.oid = c.relnamespace
                                 WHERE c.relkind IN ('r', 'p')
                                   AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
                                   AND c.oid::regclass::text NOT IN (:owned)
                                """)
                        .param("owned", owned())
                        .query(String.class)
                        .list();
        assertThat(shared).containsExactlyInAnyOrderElementsOf(ForeignScope.SHARED.keySet());
    }

    @Test
    void policiesSayWhatTheyShould() {
        var policies =
                db.sql(
                                """
                                SELECT polrelid::regclass || ' ' || polname || ' '
                                       || CASE WHEN polroles = '{0}' THEN ''
                                               ELSE (SELECT string_agg(rolname, ',') FROM pg_roles WHERE oid = ANY(polroles)) || ' ' END
                                       || polcmd::text || ' '
                                       || pg_get_expr(polqual, polrelid)
                                       || coalesce(' ' || pg_get_expr(polwithcheck, polrelid), '')
                                  FROM pg_policy
                                """)
                        .query(String.class)
                        .list();
        assertThat(policies)
                .isNotEmpty()
                .allSatisfy(policy ->
                        assertThat(policy)
                                .matches(text ->
                                        text.endsWith(" own_agency * " + OWN)
                                                || text.endsWith(" public_reading r true")
                                                || text.equals(FIND_READING)));
    }

    @Test
    void keysOfIsolatedTablesNameTheAgency() {
        var without =
                db.sql(
                                """
                                SELECT k.conrelid::regclass || ' ' || k.conname
                                  FROM pg_constraint k
                                 WHERE k.conrelid::regclass::text IN (:owned)
                                   AND (k.contype = 'p'
                                        OR k.contype = 'f' AND k.confrelid::regclass::text IN (:owned))
                                   AND NOT EXISTS (SELECT FROM pg_attribute a
                                                    WHERE a.attrelid = k.conrelid AND a.attname = 'agency_id'
                                                      AND a.attnum = ANY (k.conkey))
                                """)
                        .param("owned", owned())
                        .query(String.class)
                        .list();
        assertThat(without).isSubsetOf(KEYS_BY_SOMETHING_ELSE);
    }

    /// An agency's parent is another agency.
    private static final Set<String> KEYS_BY_SOMETHING_ELSE =
            Set.of("agencies.agency_fact agency_fact_parent_fkey");

    @Test
    void withoutAScopeThereIsNothing() {
        var mine = UUID.randomUUID();
        AgencyScope.within(mine, () -> transaction.executeWithoutResult(_ -> tell(mine)));

        int own = AgencyScope.within(mine, this::count);
        assertThat(own).isEqualTo(1);
        assertThat(count()).as("without a scope").isZero();
        var elsewhere = UUID.randomUUID();
        int theirs = AgencyScope.within(elsewhere, this::count);
        assertThat(theirs).as("in another agency's").isZero();
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> tell(mine)))
                .as("writing without a scope")
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() ->
                        AgencyScope.within(
                                elsewhere, () -> transaction.executeWithoutResult(_ -> tell(mine))))
                .as("writing into another agency")
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
        for (var table : owned()) {
            if (!isPublic(table)) {
                var rows = db.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
                assertThat(rows).as(table).isZero();
            }
        }
    }

    private void tell(UUID agency) {
        db.sql(
                        """
                        INSERT INTO notices.notice
                               (agency_id, id, account, key, message_key, arguments, path, told_at)
                        VALUES (:agency, gen_random_uuid(), gen_random_uuid(), 'k', 'm', '{}', '/', now())
                        """)
                .param("agency", agency)
                .update();
    }

    private Integer count() {
        return transaction.execute(
                _ -> db.sql("SELECT count(*) FROM notices.notice").query(Integer.class).single());
    }

    private boolean isPublic(String table) {
        return db.sql(
                        "SELECT EXISTS (SELECT FROM pg_policy WHERE polrelid = :table::regclass"
                                + " AND polname = 'public_reading')")
                .param("table", table)
                .query(Boolean.class)
                .single();
    }

    private List<String> owned() {
        var owned = db.sql(OWNED).query(String.class).list();
        assertThat(owned).contains("notices.notice", "worktime.office_hours");
        return owned;
    }

    @ParameterizedTest(name = "sala_app may not: {0}")
    @ValueSource(
            strings = {
                "CREATE SCHEMA mine",
                "CREATE TABLE notices.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "ALTER TABLE notices.notice ADD COLUMN mine int",
                "ALTER TABLE notices.notice DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE notices.notice NO FORCE ROW LEVEL SECURITY",
                "DROP TABLE notices.notice",
                "DROP POLICY own_agency ON notices.notice",
                "TRUNCATE notices.notice",
                "CREATE POLICY all_of_it ON notices.notice USING (true)",
                "CREATE ROLE mine",
                "SET ROLE sala_owner",
            })
    void theProgramCannotChangeTables(String statement) {
        assertThatThrownBy(() -> db.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void theProgramsRoleHasNoPowers() {
        assertThat(
                        db.sql(
                                        """
                                        SELECT current_user || ' ' || (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
                                          FROM pg_roles WHERE rolname = current_user
                                        """)
                                .query(String.class)
                                .single())
                .isEqualTo("sala_app false");
    }
}
