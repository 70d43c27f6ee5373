package th.sala.telework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

/// Rows as an order makes them, and what others are told of them.
@SalaTest
class OutsideDaysStoreTests {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

    @Autowired OutsideDays outside;
    @Autowired OutsideDayRows days;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private final UUID agency = UUID.randomUUID();
    private final UUID official = UUID.randomUUID();
    private final UUID agreement = UUID.randomUUID();

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                agency, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private boolean order(LocalDate... ordered) {
        return within(() -> {
            var order = UUID.randomUUID();
            db.sql("INSERT INTO telework.person VALUES (?, ?)").params(agency, official).update();
            db.sql(
                            """
                            INSERT INTO telework.work_order (agency_id, id, kind, words, by, name, title, at)
                            VALUES (?, ?, 'OUTSIDE', '', ?, 'a', 'b', now())
                            """)
                    .params(agency, order, official)
                    .update();
            db.sql(
                            """
                            INSERT INTO telework.agreement (agency_id, id, official, name, title, unit, way, reasons, work,
                                work_words, form, days, pattern, first_day, last_day, place_kind, place, contact, state,
                                since, words, work_order, version, made_at)
                            VALUES (?, ?, ?, 'a', 'b', '', 'VOLUNTEERED', '', 'WHOLE', '', 'WEEK', 2, '', ?, ?, 'RESIDENCE',
                                'บ้าน', '08', 'ORDERED', now(), '', ?, 1, now())
                            """)
                    .params(agency, agreement, official, FRIDAY, FRIDAY.plusDays(30), order)
                    .update();
            for (var day : ordered) {
                days.add(agency, official, day, agreement);
            }
            return true;
        });
    }

    private List<LocalDate> told(LocalDate first, LocalDate last) {
        return within(() -> outside.of(agency, List.of(official), first, last)).stream()
                .map(OutsideDay::day)
                .toList();
    }

    @Test
    void ordersAreToldFromTheFirstDayToTheLast() {
        order(FRIDAY, FRIDAY.plusDays(3));
        assertThat(told(FRIDAY, FRIDAY)).containsExactly(FRIDAY);
        assertThat(told(FRIDAY, FRIDAY.plusDays(2))).containsExactly(FRIDAY);
        assertThat(told(FRIDAY, FRIDAY.plusDays(3))).containsExactly(FRIDAY, FRIDAY.plusDays(3));
        assertThat(told(FRIDAY.plusDays(4), FRIDAY)).isEmpty();
        assertThat(within(() -> outside.of(agency, List.of(), FRIDAY, FRIDAY))).isEmpty();
        assertThat(within(() -> outside.of(agency, List.of(official), FRIDAY, FRIDAY)))
                .containsExactly(new OutsideDay(official, FRIDAY, "บ้าน", agreement));
    }

    @Test
    void holidaysAreNoDaysOutside() {
        var constitutionDay = LocalDate.of(2026, 12, 10);
        order(constitutionDay.minusDays(1), constitutionDay);
        assertThat(told(FRIDAY, constitutionDay)).containsExactly(constitutionDay.minusDays(1));
    }

    @Test
    void whatIsTakenBackIsToldNoMore() {
        order(FRIDAY, FRIDAY.plusDays(3));
        within(() -> {
            days.remove(agency, agreement, FRIDAY.plusDays(1), FRIDAY.plusDays(30));
            return true;
        });
        assertThat(told(FRIDAY, FRIDAY.plusDays(30))).containsExactly(FRIDAY);
        assertThat(within(() -> days.of(agency, agreement))).containsExactly(FRIDAY);
    }

    @Test
    void nobodyIsOutsideTwiceOnADay() {
        order(FRIDAY);
        assertThatThrownBy(() ->
                        within(() -> {
                            days.add(agency, official, FRIDAY, agreement);
                            return true;
                        }))
                .isInstanceOf(DuplicateKeyException.class);
    }
}
