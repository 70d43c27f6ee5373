package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import th.sala.Sala;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.registers.Registers;

/// A letter that is sent while the year turns in Bangkok.
@SalaTest
class YearTurnStoreTests {
    private static final Instant NEW_YEAR_2570 = Instant.parse("2026-12-31T17:00:00Z");

    @TestConfiguration(proxyBeanMethods = false)
    static class Night {
        @Bean
        @Primary
        TurningClock turningClock() {
            return new TurningClock();
        }
    }

    /// A millisecond before midnight; at midnight once a thread has looked often enough.
    static final class TurningClock extends Clock {
        private volatile @Nullable Thread watching;
        private volatile int looks;

        void turnAfter(int looksLeft) {
            watching = Thread.currentThread();
            looks = looksLeft;
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread() != watching || looks > 0) {
                if (Thread.currentThread() == watching) {
                    looks--;
                }
                return NEW_YEAR_2570.minusMillis(1);
            }
            return NEW_YEAR_2570;
        }

        @Override
        public ZoneId getZone() {
            return Sala.BANGKOK;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }

    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk desk;
    @Autowired GivenFiles given;
    @Autowired Registers registers;
    @Autowired TurningClock clock;

    @Test
    @DisplayName(
            "X4 เลขทะเบียน: date, number and line of a letter are of one year, at midnight too")
    void dateNumberAndLineAreOfOneYear() throws Exception {
        var own = new Srisamut(founding, organisation, powers, "own.example");
        var other = new Srisamut(founding, organisation, powers, "other.example");
        var governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        var content = Invitation.by(own.governor).brought();
        var pdf = new ByteArrayInputStream(OutgoingWebTests.pdf());
        var file = given.keep(true, "หนังสือ.pdf", "application/pdf", pdf);
        var to = List.of("malee@" + other.domain);
        for (int looks = 0; looks < 20; looks++) {
            var id = within(own, () -> desk.begin(governor, content, to, List.of(file)));
            clock.turnAfter(looks);
            within(own, () -> desk.send(governor, id, 1, null));
            clock.turnAfter(Integer.MAX_VALUE);
            isOfOneYear(own, id);
        }
    }

    private void isOfOneYear(Srisamut own, UUID id) {
        var sent = within(own, () -> desk.letter(own.id, id)).given();
        assertThat(sent).isNotNull();
        assertThat(within(own, () -> registers.entriesOf(own.id, id)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.year()).isEqualTo(sent.date().getYear());
                    assertThat(line.letterDate()).isEqualTo(sent.date());
                    assertThat(line.enteredAt()).isEqualTo(sent.signedAt());
                    assertThat(line.letterNumber()).isEqualTo(sent.number());
                });
    }

    private static <T> T within(Srisamut agency, Supplier<T> work) {
        return AgencyScope.within(agency.id, work);
    }
}
