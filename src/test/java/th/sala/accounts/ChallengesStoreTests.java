package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;

@SalaTest
class ChallengesStoreTests {
    @Autowired JdbcClient db;
    @Autowired PlatformTransactionManager transactions;

    private final AtHand clock = new AtHand();
    private Challenges challenges;

    @BeforeEach
    void begin() {
        challenges = new Challenges(db, transactions, clock);
    }

    @Test
    void isGoodOnce() {
        var token = challenges.fresh(null);

        assertThat(challenges.use(token, null)).isTrue();
        assertThat(challenges.use(token, null)).isFalse();
        assertThat(challenges.use("", null)).isFalse();
    }

    @Test
    void staysUsedUpWhenWhatItWasForFails() {
        var token = challenges.fresh(null);
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> {
                    assertThat(challenges.use(token, null)).isTrue();
                    status.setRollbackOnly();
                });

        assertThat(challenges.use(token, null)).isFalse();
    }

    @Test
    void isOverAfterFiveMinutes() {
        var first = challenges.fresh(null);
        var second = challenges.fresh(null);
        assertThat(Challenges.LASTS).isEqualTo(Duration.ofMinutes(5));

        clock.now = clock.now.plus(Challenges.LASTS).minusMillis(1);
        assertThat(challenges.use(first, null)).isTrue();
        clock.now = clock.now.plusMillis(1);
        assertThat(challenges.use(second, null)).isFalse();
    }

    @Test
    void isForWhatItWasMadeFor() {
        var somebody = UUID.randomUUID();

        assertThat(challenges.use(challenges.fresh(somebody), somebody)).isTrue();
        assertThat(challenges.use(challenges.fresh(somebody), UUID.randomUUID())).isFalse();
        assertThat(challenges.use(challenges.fresh(somebody), null)).isFalse();
        assertThat(challenges.use(challenges.fresh(null), somebody)).isFalse();
    }

    @Test
    void keepsNeitherTokensNorWhatIsOver() {
        var token = challenges.fresh(null);
        assertThat(Challenges.of(token)).hasSize(32).isNotEqualTo(Secrets.hash(token));
        var kept = "SELECT count(*) FROM accounts.challenge WHERE token_hash = :hash";
        assertThat(count(kept, token)).isEqualTo(1);

        clock.now = clock.now.plus(Challenges.LASTS);
        challenges.fresh(null);
        assertThat(count(kept, token)).isZero();
    }

    private int count(String sql, String token) {
        return db.sql(sql).param("hash", Secrets.hash(token)).query(Integer.class).single();
    }

    private static final class AtHand extends Clock {
        private Instant now = Instant.parse("2026-11-02T03:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
