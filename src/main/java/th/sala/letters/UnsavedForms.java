package th.sala.letters;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.accounts.SignedIn;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What people typed into letters and did not save yet, each their own.
@Repository
class UnsavedForms {
    /// The newest of a person.
    static final int MOST = 20;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient db;

    UnsavedForms(JdbcClient db) {
        this.db = db;
    }

    /// @param letter the draft, or the key under which a new one is typed
    record Unsaved(UUID letter, LetterForm form, Instant at) {}

    private static final String KEEP =
            """
            INSERT INTO letters.unsaved (agency_id, account, letter, form, kept_at)
            VALUES (:agency, :account, :letter, :form, :now)
            ON CONFLICT (agency_id, account, letter) DO UPDATE SET form = excluded.form, kept_at = excluded.kept_at
            """;

    private static final String FORGET_OLDEST =
            """
            DELETE FROM letters.unsaved
             WHERE agency_id = :agency AND account = :account
               AND letter NOT IN (SELECT letter FROM letters.unsaved
                                   WHERE agency_id = :agency AND account = :account ORDER BY kept_at DESC LIMIT :most)
            """;

    /// In place of what was kept of this letter before.
    void keep(SignedIn who, UUID letter, LetterForm form, Instant now) {
        db.sql(KEEP)
                .params(key(who, letter))
                .param("form", JSON.writeValueAsString(form))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        db.sql(FORGET_OLDEST).params(key(who, letter)).param("most", MOST).update();
    }

    private record Row(UUID letter, String form, Instant keptAt) {
        /// None if it was kept by a version whose forms nobody reads any more.
        Optional<Unsaved> unsaved() {
            try {
                return Optional.of(
                        new Unsaved(letter, JSON.readValue(form, LetterForm.class), keptAt));
            } catch (JacksonException other) {
                return Optional.empty();
            }
        }
    }

    private static final String FORGET_ALL =
            """
            WITH seen AS (DELETE FROM letters.at_draft WHERE seen_at < :before)
            DELETE FROM letters.unsaved WHERE kept_at < :before
            """;

    /// Also of people who never come back; of all agencies that the transaction may see.
    void forgetBefore(Instant moment) {
        db.sql(FORGET_ALL).param("before", moment.atOffset(ZoneOffset.UTC)).update();
    }

    private static final String FIND =
            """
            SELECT letter, form, kept_at FROM letters.unsaved
             WHERE agency_id = :agency AND account = :account AND letter = :letter
            """;

    Optional<Unsaved> find(SignedIn who, UUID letter) {
        return db.sql(FIND)
                .params(key(who, letter))
                .query(Row.class)
                .optional()
                .flatMap(Row::unsaved);
    }

    private static final String ALL =
            """
            SELECT letter, form, kept_at FROM letters.unsaved
             WHERE agency_id = :agency AND account = :account ORDER BY kept_at DESC
            """;

    /// The newest first.
    List<Unsaved> all(SignedIn who) {
        return db
                .sql(ALL)
                .param("agency", who.agency())
                .param("account", who.account())
                .query(Row.class)
                .list()
                .stream()
                .flatMap(row -> row.unsaved().stream())
                .toList();
    }

    private static final String FORGET =
            "DELETE FROM letters.unsaved WHERE agency_id = :agency AND account = :account AND letter = :letter";

    void forget(SignedIn who, UUID letter) {
        db.sql(FORGET).params(key(who, letter)).update();
    }

    private static final String SEEN =
            """
            INSERT INTO letters.at_draft (agency_id, letter, account, name, seen_at)
            VALUES (:agency, :letter, :account, :name, :now)
            ON CONFLICT (agency_id, letter, account) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
            """;

    void seen(SignedIn who, UUID letter, Instant now) {
        db.sql(SEEN)
                .params(key(who, letter))
                .param("name", who.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Somebody else at the same draft.
    ///
    /// @param seenAt when the person opened it or typed last
    record Other(String name, Instant seenAt) {}

    private static final String OTHERS =
            """
            SELECT name, seen_at FROM letters.at_draft
             WHERE agency_id = :agency AND letter = :letter AND account <> :account AND seen_at > :since
             ORDER BY seen_at DESC
            """;

    List<Other> others(SignedIn who, UUID letter, Instant since) {
        return db.sql(OTHERS)
                .params(key(who, letter))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Other.class)
                .list();
    }

    private static final String LEAVE =
            "DELETE FROM letters.at_draft WHERE agency_id = :agency AND letter = :letter AND account = :account";

    void leave(SignedIn who, UUID letter) {
        db.sql(LEAVE).params(key(who, letter)).update();
    }

    private static Map<String, Object> key(SignedIn who, UUID letter) {
        return Map.of("agency", who.agency(), "account", who.account(), "letter", letter);
    }
}
