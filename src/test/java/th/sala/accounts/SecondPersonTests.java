package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import th.sala.accounts.SecondPerson.Candidate;
import th.sala.accounts.TwoPersonAct.Wish;

class SecondPersonTests {
    private static final UUID HERE = UUID.randomUUID();
    private static final UUID PROPOSER = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private static Candidate person(UUID agency, @Nullable Instant seen, Role... roles) {
        return new Candidate(
                UUID.randomUUID(), agency, "คนหนึ่ง", Set.copyOf(Arrays.asList(roles)), seen, true);
    }

    private static Wish wish(@Nullable UUID affected, boolean takes, boolean ofInstallation) {
        return new Wish("account.roles", HERE, affected, "ใคร", List.of(), takes, ofInstallation);
    }

    private static boolean may(Candidate person, Wish wish) {
        return SecondPerson.may(person, wish, PROPOSER);
    }

    @Test
    void inAnAgencyItsAdministratorsAndItsHeadMay() {
        var wish = wish(null, false, false);
        assertThat(may(person(HERE, NOW, Role.ADMINISTRATOR), wish)).isTrue();
        assertThat(may(person(HERE, NOW, Role.HEAD), wish)).isTrue();
        assertThat(
                        may(
                                person(
                                        HERE,
                                        NOW,
                                        Role.OFFICIAL,
                                        Role.AUTHORISED_PERSON,
                                        Role.CORRESPONDENCE_OFFICER,
                                        Role.AUDITOR),
                                wish))
                .isFalse();
        assertThat(may(person(UUID.randomUUID(), NOW, Role.ADMINISTRATOR, Role.HEAD), wish))
                .isFalse();
    }

    @Test
    void whoHasTheRightOverTheInstallationMayAnywhereAndAloneWhereItHoldsForAll() {
        var holder = person(UUID.randomUUID(), NOW, Role.ADMINISTRATOR, Role.INSTALLATION);
        assertThat(may(holder, wish(null, false, false))).isTrue();
        assertThat(may(holder, wish(null, false, true))).isTrue();
        assertThat(may(person(HERE, NOW, Role.ADMINISTRATOR), wish(null, false, true))).isFalse();
    }

    @Test
    void nobodyMayWhoAskedOrGains() {
        var proposer =
                new Candidate(PROPOSER, HERE, "ผู้เสนอ", Set.of(Role.ADMINISTRATOR), NOW, true);
        assertThat(may(proposer, wish(null, false, false))).isFalse();
        assertThat(may(proposer, wish(PROPOSER, true, false))).isFalse();

        var head = person(HERE, NOW, Role.HEAD);
        assertThat(may(head, wish(head.account(), false, false))).isFalse();
        assertThat(may(head, wish(head.account(), true, false))).isTrue();
    }

    @Test
    void nobodyIsAwaitedWhoWasNotSeenForAMonth() {
        var wish = wish(null, false, false);
        var oldest = NOW.minus(SecondPerson.SEEN);
        assertThat(awaited(person(HERE, oldest.plusMillis(1), Role.HEAD), wish)).isTrue();
        assertThat(awaited(person(HERE, oldest, Role.HEAD), wish)).isFalse();
        assertThat(awaited(person(HERE, null, Role.HEAD), wish)).isFalse();
        assertThat(awaited(person(HERE, NOW, Role.AUDITOR), wish)).isFalse();
    }

    @Test
    void whoLosesByItIsNotAwaited() {
        var head = person(HERE, NOW, Role.HEAD);
        assertThat(awaited(head, wish(head.account(), true, false))).isFalse();
    }

    @Test
    void whoWasThereLatelyIsWhoWasClosedOrLosesByIt() {
        var giving = wish(null, false, false);
        var gone = closed(person(HERE, NOW, Role.ADMINISTRATOR));
        assertThat(awaited(gone, giving)).isFalse();
        assertThat(wasThere(gone, giving)).isTrue();
        assertThat(wasThere(closed(person(HERE, NOW, Role.OFFICIAL)), giving)).isFalse();
        assertThat(wasThere(closed(person(HERE, NOW.minus(SecondPerson.SEEN), Role.HEAD)), giving))
                .isFalse();
        assertThat(wasThere(person(HERE, NOW, Role.HEAD), giving)).as("is awaited").isFalse();

        var victim = person(HERE, NOW, Role.AUTHORISED_PERSON);
        assertThat(wasThere(victim, wish(victim.account(), true, false))).isTrue();
        assertThat(wasThere(victim, wish(victim.account(), false, false))).isFalse();
        assertThat(wasThere(victim, wish(UUID.randomUUID(), true, false))).isFalse();
    }

    private static Candidate closed(Candidate open) {
        return new Candidate(
                open.account(), open.agency(), open.name(), open.roles(), open.lastSignIn(), false);
    }

    private static boolean wasThere(Candidate person, Wish wish) {
        return SecondPerson.wasThere(person, wish, PROPOSER, NOW);
    }

    private static boolean awaited(Candidate person, Wish wish) {
        return SecondPerson.isAwaited(person, wish, PROPOSER, NOW);
    }
}
