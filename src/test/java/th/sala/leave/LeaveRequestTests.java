package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.leave.LeaveRequest.Stage;

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
}
