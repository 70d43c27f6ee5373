package th.sala.telework;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import th.sala.database.RecordValues;
import th.sala.telework.Evaluation.Question;

/// Evaluations and their surveys: who answered, and apart from it what was answered.
@Repository
class Evaluations {
    private final JdbcClient db;

    Evaluations(JdbcClient db) {
        this.db = db;
    }

    private static final String FIND =
            """
            SELECT year, efficiency, effectiveness, lessons, version, survey
              FROM telework.evaluation
             WHERE agency_id = :agency AND year = :year
            """;

    Optional<Evaluation> find(UUID agency, int year) {
        return db.sql(FIND)
                .param("agency", agency)
                .param("year", year)
                .query(Evaluation.class)
                .optional();
    }

    private static final String IS_OPEN =
            """
            SELECT survey = 'OPEN' FROM telework.evaluation
             WHERE agency_id = :agency AND year = :year
               FOR SHARE
            """;

    /// Whether its survey is open, and stays so until the transaction ends.
    boolean staysOpen(UUID agency, int year) {
        return db.sql(IS_OPEN)
                .param("agency", agency)
                .param("year", year)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static final String SAVE =
            """
            INSERT INTO telework.evaluation (agency_id, year, efficiency, effectiveness, lessons, version, survey)
            VALUES (:agency, :year, :efficiency, :effectiveness, :lessons, 1, :survey)
            ON CONFLICT (agency_id, year) DO UPDATE
               SET efficiency = :efficiency, effectiveness = :effectiveness, lessons = :lessons, survey = :survey,
                   version = evaluation.version + 1
             WHERE evaluation.version = :version
            """;

    /// @return false if somebody else saved it since
    boolean save(UUID agency, Evaluation evaluation) {
        return db.sql(SAVE)
                        .paramSource(new RecordValues(evaluation).addValue("agency", agency))
                        .update()
                == 1;
    }

    private static final String EMPTY =
            """
            INSERT INTO telework.survey_count (agency_id, year, question, choice, answers)
            SELECT :agency, :year, question, choice, 0
              FROM unnest(ARRAY['WORK', 'TOOLS', 'SUPERVISION', 'BALANCE', 'WHOLE']) AS question, generate_series(1, 5) AS choice
            """;

    /// All counts of a survey that begins.
    void begin(UUID agency, int year) {
        db.sql(EMPTY).param("agency", agency).param("year", year).update();
    }

    private static final String TAKE =
            """
            INSERT INTO telework.survey_taker (agency_id, year, official)
            VALUES (:agency, :year, :official)
            ON CONFLICT DO NOTHING
            """;

    /// @return false if the person answered before
    boolean take(UUID agency, int year, UUID official) {
        return db.sql(TAKE)
                        .param("agency", agency)
                        .param("year", year)
                        .param("official", official)
                        .update()
                == 1;
    }

    private static final String HAS_TAKEN =
            """
            SELECT EXISTS (SELECT FROM telework.survey_taker
                            WHERE agency_id = :agency AND year = :year AND official = :official)
            """;

    boolean hasTaken(UUID agency, int year, UUID official) {
        return db.sql(HAS_TAKEN)
                .param("agency", agency)
                .param("year", year)
                .param("official", official)
                .query(Boolean.class)
                .single();
    }

    private static final String COUNT =
            """
            UPDATE telework.survey_count
               SET answers = answers
                 + CASE question WHEN 'WORK' THEN (choice = :work)::int
                                 WHEN 'TOOLS' THEN (choice = :tools)::int
                                 WHEN 'SUPERVISION' THEN (choice = :supervision)::int
                                 WHEN 'BALANCE' THEN (choice = :balance)::int
                                 ELSE (choice = :whole)::int END
             WHERE agency_id = :agency AND year = :year
            """;

    /// Writes all counts of the survey, those too that stay as they are.
    void count(UUID agency, int year, Map<Question, Integer> answers) {
        db.sql(COUNT)
                .param("agency", agency)
                .param("year", year)
                .param("work", answers.get(Question.WORK))
                .param("tools", answers.get(Question.TOOLS))
                .param("supervision", answers.get(Question.SUPERVISION))
                .param("balance", answers.get(Question.BALANCE))
                .param("whole", answers.get(Question.WHOLE))
                .update();
    }

    private static final String TAKERS =
            "SELECT count(*)::int FROM telework.survey_taker WHERE agency_id = :agency AND year = :year";

    int takers(UUID agency, int year) {
        return db.sql(TAKERS)
                .param("agency", agency)
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    /// How often something was answered.
    record Count(Question question, int choice, int answers) {}

    private static final String COUNTS =
            """
            SELECT question, choice, answers
              FROM telework.survey_count
             WHERE agency_id = :agency AND year = :year
             ORDER BY question, choice
            """;

    List<Count> counts(UUID agency, int year) {
        return db.sql(COUNTS).param("agency", agency).param("year", year).query(Count.class).list();
    }

    private static final String PEOPLE =
            """
            SELECT DISTINCT official
              FROM telework.agreement
             WHERE agency_id = :agency AND work_order IS NOT NULL AND first_day <= :last AND last_day >= :first
            """;

    /// Who was ordered to work outside on a day between.
    List<UUID> people(UUID agency, LocalDate first, LocalDate last) {
        return db.sql(PEOPLE)
                .param("agency", agency)
                .param("first", first)
                .param("last", last)
                .query(UUID.class)
                .list();
    }
}
