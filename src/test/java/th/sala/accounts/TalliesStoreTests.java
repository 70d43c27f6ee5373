package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import th.sala.SalaTest;
import th.sala.accounts.SignInThrottle.Kind;
import th.sala.accounts.Tallies.Subject;

@SalaTest
class TalliesStoreTests {
    private static final int GUESSES = 5;

    @Autowired Tallies tallies;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private final List<Subject> subjects =
            List.of(new Subject(Kind.CODE, UUID.randomUUID().toString()));

    @Test
    void whatWasNotLookedAtIsNotCounted() {
        for (int i = 0; i < 4 * GUESSES; i++) {
            assertThat(tallies.begin(subjects)).isEmpty();
            tallies.takeBack(subjects);
        }
        for (int i = 0; i < GUESSES; i++) {
            assertThat(tallies.begin(subjects)).isEmpty();
        }
        assertThat(tallies.begin(subjects)).as("what was looked at is").isPresent();
    }

    @Test
    void forgetsWhatIsLongOver() {
        tallies.begin(subjects);
        var others = List.of(new Subject(Kind.CODE, UUID.randomUUID().toString()));
        tallies.begin(others);
        db.sql(
                        "UPDATE accounts.tally SET last_at = last_at - interval '1 year' WHERE subject = :one")
                .param("one", subjects.getFirst().hash())
                .update();

        tallies.begin(others);

        assertThat(count(subjects)).isZero();
        assertThat(count(others)).as("what is not over stays").isOne();
    }

    private int count(List<Subject> of) {
        return db.sql("SELECT count(*) FROM accounts.tally WHERE subject = :one")
                .param("one", of.getFirst().hash())
                .query(Integer.class)
                .single();
    }
}
