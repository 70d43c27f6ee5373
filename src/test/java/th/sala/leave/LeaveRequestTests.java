package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import th.sala.leave.LeaveRequest.Stage;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;

class LeaveRequestTests {
    private static final Instant NOW = Instant.parse("2026-11-16T02:00:00Z");

    private static final Stage WAITING =
            new Stage.Waiting(
                    new LeaveRequest.With(
                            UUID.randomUUID(), UUID.randomUUID(), "นายสมชาย", "รอง", NOW));

    private static LeaveRequest leave(String days, Stage stage) {
        return new LeaveRequest(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new LeaveRequest.Applicant(
                        UUID.randomUUID(), UUID.randomUUID(), "นางพิมพ์", "เจ้าพนักงาน"),
                LeaveKind.VACATION,
                null,
                Days.days(days),
                "",
                "",
                "",
                null,
                NOW,
                stage);
    }

    private static LeaveRequest approved(String days) {
        return leave(days, new Stage.Approved(NOW, "นายสมชาย"));
    }

    @ParameterizedTest(
            name = "L4 ข้อ 10 วรรคเจ็ด: of {0}, back from {1}, today 17/11/2569: {2}, left {3}")
    @CsvSource({
        "16/11/2569-20/11/2569, 17/11/2569, 17/11/2569-20/11/2569, 16/11/2569",
        "16/11/2569-20/11/2569, 20/11/2569, 20/11/2569, 16/11/2569-19/11/2569",
        "17/11/2569-20/11/2569, 17/11/2569, 17/11/2569-20/11/2569, ",
        "17/11/2569 pm-20/11/2569 am, 17/11/2569, 17/11/2569 pm-20/11/2569 am, ",
        "17/11/2569 pm-20/11/2569 am, 20/11/2569, 20/11/2569-20/11/2569 am, 17/11/2569 pm-19/11/2569",
    })
    void untaken(String days, String from, String back, String left) {
        var leave = approved(days);
        var taken = leave.untaken(Days.day(from), Days.day("17/11/2569"));
        assertThat(taken).isEqualTo(Days.days(back));
        var rest = leave.without(taken);
        assertThat(rest.isEmpty()).isEqualTo(left == null);
        var shortened = leave.shortened(taken, NOW, "นายสมชาย");
        if (left == null) {
            assertThat(shortened.stage()).isInstanceOf(Stage.Cancelled.class);
        } else {
            assertThat(shortened.days()).isEqualTo(Days.days(left));
            assertThat(shortened.isApproved()).isTrue();
        }
    }

    @ParameterizedTest(name = "L4 ข้อ 10 วรรคเจ็ด: back on {0} is refused on 17/11/2569")
    @CsvSource({"16/11/2569", "13/11/2569", "21/11/2569"})
    void taken(String from) {
        assertThatThrownBy(() ->
                        approved("16/11/2569-20/11/2569")
                                .untaken(Days.day(from), Days.day("17/11/2569")))
                .isInstanceOf(LeaveRequest.DayTaken.class);
    }

    @ParameterizedTest(name = "L4 ข้อ 10 วรรคเจ็ด: at {0} the first day not over is {1}")
    @CsvSource({
        "2026-11-16T00:00+07:00, 16/11/2569",
        "2026-11-16T16:29:59+07:00, 16/11/2569",
        "2026-11-16T16:30+07:00, 17/11/2569",
        "2026-11-16T23:59+07:00, 17/11/2569",
    })
    void notOver(ZonedDateTime now, String day) {
        var calendar = new WorkCalendar(OfficeHours.USUAL, Set.of());
        assertThat(LeaveRequest.firstNotOver(now, calendar)).isEqualTo(Days.day(day));
    }

    @ParameterizedTest(
            name =
                    "L4 ข้อ 10 วรรคสี่, L4 ข้อ 10 วรรคห้า: of {0}, back {1}, journey {2}, today 17/11/2569: left {3}")
    @CsvSource({
        "16/11/2569-20/11/2569, 18/11/2569, , 16/11/2569-17/11/2569",
        "16/11/2569-20/11/2569, 17/11/2569, , 16/11/2569",
        "16/11/2569-20/11/2569, 20/11/2569, , 16/11/2569-19/11/2569",
        "16/11/2569-20/11/2569, 20/11/2569, 18/11/2569, 16/11/2569-17/11/2569",
        "16/11/2569-20/11/2569, 21/11/2569, 20/11/2569, 16/11/2569-19/11/2569",
        "16/11/2569-20/11/2569, 18/11/2569, 18/11/2569, 16/11/2569-17/11/2569",
        "17/11/2569-20/11/2569, 17/11/2569, , ",
        "16/11/2569 pm-20/11/2569 am, 18/11/2569, , 16/11/2569 pm-17/11/2569",
    })
    void recalled(String days, String back, @Nullable String journey, @Nullable String left) {
        var leave = approved(days);
        var today = Days.day("17/11/2569");
        var travel = journey == null ? null : Days.day(journey);
        var taken = leave.recalled(Days.day(back), travel, today, today);
        assertThat(leave.without(taken)).isEqualTo(Optional.ofNullable(left).map(Days::days));
    }

    @ParameterizedTest(
            name =
                    "L4 ข้อ 10 วรรคห้า: back {0}, journey {1} is refused on the evening of 17/11/2569")
    @CsvSource({
        "17/11/2569, ",
        "16/11/2569, ",
        "21/11/2569, ",
        "19/11/2569, 17/11/2569",
        "19/11/2569, 20/11/2569",
        "23/11/2569, 21/11/2569",
    })
    void wrongReturn(String back, @Nullable String journey) {
        var leave = approved("16/11/2569-20/11/2569");
        var today = Days.day("17/11/2569");
        var travel = journey == null ? null : Days.day(journey);
        assertThatThrownBy(() -> leave.recalled(Days.day(back), travel, today, today.plusDays(1)))
                .isInstanceOf(LeaveRequest.WrongReturn.class);
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคสี่: who has not gone is not recalled, who begins today is")
    void notGone() {
        var leave = approved("17/11/2569-20/11/2569");
        var back = Days.day("18/11/2569");
        var eve = Days.day("16/11/2569");
        assertThatThrownBy(() -> leave.recalled(back, null, eve, eve))
                .isInstanceOf(LeaveRequest.NotAway.class);
        assertThat(leave.recalled(back, null, eve.plusDays(1), eve.plusDays(1)))
                .isEqualTo(Days.days("18/11/2569-20/11/2569"));
        assertThatThrownBy(() -> leave("17/11/2569", WAITING).recalled(back, null, back, back))
                .isInstanceOf(LeaveRequest.NotApproved.class);
    }

    @ParameterizedTest(name = "L4 ข้อ 10 วรรคสี่: from {0} people are recalled")
    @EnumSource(names = {"PATERNITY", "PERSONAL", "VACATION"})
    void recallable(LeaveKind kind) {
        assertThat(kind.isRecallable()).isTrue();
    }

    @ParameterizedTest(name = "L4 ข้อ 10 วรรคสี่: from {0} nobody is recalled")
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PATERNITY", "PERSONAL", "VACATION"})
    void notRecallable(LeaveKind kind) {
        assertThat(kind.isRecallable()).isFalse();
    }

    /// A thousand leaves, recalled somewhere within: what stays and what goes back are the whole,
    /// no day before the return but the journey's is given back, and none that is over.
    @Test
    @DisplayName("L4 ข้อ 10 วรรคห้า: a thousand recalls leave nothing over")
    void recalledExactly() {
        var random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            var days = CountingTests.anyRun(random);
            var leave = of(approved("16/11/2569"), days);
            var length = days.last().toEpochDay() - days.first().toEpochDay();
            var today = days.first().plusDays(random.nextLong(length + 1));
            var back = today.plusDays(random.nextInt(5));
            var travel = random.nextBoolean() ? back.minusDays(random.nextInt(3)) : null;
            LeaveDays taken;
            try {
                taken = leave.recalled(back, travel, today, today);
            } catch (LeaveRequest.WrongReturn refused) {
                var from = travel == null ? back : travel;
                assertThat(from.isBefore(today) || from.isAfter(days.last())).isTrue();
                continue;
            }
            assertThat(taken.first()).isAfterOrEqualTo(today);
            assertThat(taken.end()).isEqualTo(days.end());
            var rest =
                    leave.without(taken)
                            .map(left -> Counting.charged(leave.kind(), left, Days.WORKING))
                            .orElse(0);
            assertThat(rest + Counting.charged(leave.kind(), taken, Days.WORKING))
                    .isEqualTo(Counting.charged(leave.kind(), days, Days.WORKING));
        }
    }

    @ParameterizedTest(name = "of 16/11/2569-20/11/2569 {0} may be what was taken: {1}")
    @CsvSource({
        "16/11/2569-19/11/2569, true",
        "17/11/2569-20/11/2569, true",
        "18/11/2569 pm, true",
        "16/11/2569-20/11/2569, false",
        "15/11/2569-20/11/2569, false",
        "16/11/2569-21/11/2569 am, false",
    })
    void corrected(String taken, boolean may) {
        var leave = approved("16/11/2569-20/11/2569");
        if (may) {
            var corrected =
                    leave.corrected(Days.days(taken), Days.day("21/11/2569"), NOW, "นายสมชาย");
            assertThat(corrected.days()).isEqualTo(Days.days(taken));
            assertThat(corrected.isApproved()).isTrue();
        } else {
            assertThatThrownBy(() ->
                            leave.corrected(
                                    Days.days(taken), Days.day("21/11/2569"), NOW, "นายสมชาย"))
                    .isInstanceOf(LeaveRequest.NotWithin.class);
        }
        assertThat(leave.corrected(null, Days.day("21/11/2569"), NOW, "นายสมชาย").stage())
                .isInstanceOf(Stage.Cancelled.class);
        assertThatThrownBy(() ->
                        leave("17/11/2569", WAITING)
                                .corrected(null, Days.day("21/11/2569"), NOW, ""))
                .isInstanceOf(LeaveRequest.NotApproved.class);
    }

    @ParameterizedTest(
            name =
                    "L4 ข้อ 10 วรรคเจ็ด: of 16/11/2569-20/11/2569 only {1} taken, {0} the first day not over: {2}")
    @CsvSource({
        "21/11/2569, , true",
        "20/11/2569, , false",
        "21/11/2569, 16/11/2569-19/11/2569, true",
        "20/11/2569, 16/11/2569-19/11/2569, false",
        "18/11/2569, 18/11/2569-20/11/2569, true",
        "17/11/2569, 18/11/2569-20/11/2569, false",
    })
    void correctedOnceOver(String earliest, @Nullable String taken, boolean may) {
        var leave = approved("16/11/2569-20/11/2569");
        var days = taken == null ? null : Days.days(taken);
        if (may) {
            assertThat(leave.corrected(days, Days.day(earliest), NOW, "")).isNotEqualTo(leave);
        } else {
            assertThatThrownBy(() -> leave.corrected(days, Days.day(earliest), NOW, ""))
                    .isInstanceOf(LeaveRequest.NotOver.class);
        }
    }

    @Test
    @DisplayName("L4 ข้อ 10 วรรคเจ็ด: what is not approved has nothing to take back")
    void onlyApproved() {
        var day = Days.day("17/11/2569");
        var waiting = leave("17/11/2569", WAITING);
        assertThatThrownBy(() -> waiting.untaken(day, day))
                .isInstanceOf(LeaveRequest.NotApproved.class);
        assertThatThrownBy(() -> waiting.shortened(Days.days("17/11/2569"), NOW, ""))
                .isInstanceOf(LeaveRequest.NotApproved.class);
    }

    /// However often days are taken back, what was given back and what the rest is charged make
    /// what was taken.
    @Test
    @DisplayName("L4 ข้อ 10 วรรคเจ็ด: a thousand leaves taken back in parts leave nothing over")
    void takenBackExactly() {
        var random = new Random(4);
        for (int i = 0; i < 1000; i++) {
            var days = CountingTests.anyRun(random);
            var leave = of(approved("16/11/2569"), days);
            var charged = Counting.charged(LeaveKind.VACATION, days, Days.WORKING);
            var given = 0;
            while (leave.isApproved()) {
                var length = leave.days().last().toEpochDay() - leave.days().first().toEpochDay();
                var from = leave.days().first().plusDays(random.nextLong(length + 1));
                var back = leave.untaken(from, days.first());
                given += Counting.charged(LeaveKind.VACATION, back, Days.WORKING);
                leave = leave.shortened(back, NOW, "");
                var rest =
                        leave.isApproved()
                                ? Counting.charged(LeaveKind.VACATION, leave.days(), Days.WORKING)
                                : 0;
                assertThat(given + rest).as("%s without %s", days, back).isEqualTo(charged);
            }
        }
    }

    private static LeaveRequest of(LeaveRequest other, LeaveDays days) {
        return new LeaveRequest(
                other.agency(),
                other.id(),
                other.by(),
                other.kind(),
                null,
                days,
                "",
                "",
                "",
                null,
                NOW,
                other.stage());
    }

    @Test
    void whatIsOverChangesNoMore() {
        var waiting = leave("17/11/2569", WAITING);
        for (var over :
                List.of(
                        waiting.approve(NOW, "นายสมชาย"),
                        waiting.refuse(NOW, "นายสมชาย"),
                        waiting.withdraw(NOW))) {
            assertThat(over.with()).isNull();
            assertThat(over.endedAt()).isEqualTo(NOW);
            assertThatThrownBy(() -> over.approve(NOW, "")).isInstanceOf(LeaveRequest.Over.class);
            assertThatThrownBy(() -> over.refuse(NOW, "")).isInstanceOf(LeaveRequest.Over.class);
            assertThatThrownBy(() -> over.withdraw(NOW)).isInstanceOf(LeaveRequest.Over.class);
        }
        assertThat(waiting.withdraw(NOW).endedBy()).isEqualTo("นางพิมพ์");
        assertThat(waiting.endedBy()).isEmpty();
    }

    @Test
    void isPassedOnWhileItWaits() {
        var next =
                new LeaveRequest.With(
                        UUID.randomUUID(), UUID.randomUUID(), "นายปกรณ์", "หัวหน้า", NOW);
        var passed = leave("16/11/2569", WAITING).passOn(next);
        assertThat(passed.with()).isEqualTo(next);
        assertThat(passed.isLeave()).isTrue();
        assertThat(passed.stageKey()).isEqualTo("leave.stage.waiting");
        var leave = approved("16/11/2569");
        var back =
                new LeaveRequest(
                        leave.agency(),
                        UUID.randomUUID(),
                        leave.by(),
                        leave.kind(),
                        leave.id(),
                        leave.days(),
                        "",
                        "",
                        "",
                        null,
                        NOW,
                        WAITING);
        assertThat(back.isLeave()).isFalse();
        assertThatThrownBy(() -> leave.passOn(next)).isInstanceOf(LeaveRequest.Over.class);
    }
}
