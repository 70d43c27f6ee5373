package th.sala.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import th.sala.tasks.Order.Purpose;

class TaskTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private static Task task(Purpose purpose, @Nullable LocalDate due) {
        return new Task(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "กลุ่มงานอำนวยการ",
                "ขอเชิญประชุม",
                "/letters/in/1",
                new Order(purpose, "โปรดจัดคนเข้าประชุม", due),
                NOW,
                "สมหญิง ใจดี",
                new Task.State.Open());
    }

    @ParameterizedTest(name = "{0}, due {1}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "ACT, none, none",
                "ACT, 2026-11-22, DayOver",
                "ACT, 2026-11-23, none",
                "ACT, 2026-11-24, none",
                "ANSWER, none, NoDay",
                "ANSWER, 2026-11-22, DayOver",
                "ANSWER, 2026-11-23, none",
                "KNOW, none, none"
            })
    void isAskedForADayThatIsNotOver(
            Purpose purpose, @Nullable LocalDate due, @Nullable String refused) {
        var order = new Order(purpose, "", due);
        if (refused == null) {
            assertThat(order.checked(TODAY)).isEqualTo(order);
        } else {
            assertThatThrownBy(() -> order.checked(TODAY))
                    .satisfies(
                            why -> assertThat(why.getClass().getSimpleName()).isEqualTo(refused));
        }
    }

    @Test
    void whatIsOnlyToBeKnownHasNoDay() {
        assertThat(new Order(Purpose.KNOW, "", TODAY.minusDays(9)).checked(TODAY).due()).isNull();
    }

    @ParameterizedTest(name = "{0}, due {1}, on the 23rd: overdue {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "ACT, 2026-11-22, true",
                "ACT, 2026-11-23, false",
                "ANSWER, 2026-11-22, true",
                "ACT, none, false",
                "KNOW, 2026-11-22, false"
            })
    void isOverdueAfterItsLastDay(Purpose purpose, @Nullable LocalDate due, boolean overdue) {
        assertThat(task(purpose, due).isOverdue(TODAY)).isEqualTo(overdue);
    }

    @Test
    void isFinishedOnceWithWords() {
        var task = task(Purpose.ACT, TODAY.minusDays(1));
        assertThatThrownBy(() -> task.finish(" ", "สมชาย", NOW))
                .isInstanceOf(Task.NothingSaid.class);
        var finished = task.finish("ส่งผู้แทนแล้ว", "สมชาย", NOW);
        assertThat(finished.finished())
                .isEqualTo(new Task.State.Finished("ส่งผู้แทนแล้ว", "สมชาย", NOW));
        assertThat(finished.isOpen()).isFalse();
        assertThat(finished.isOverdue(TODAY)).isFalse();
        assertThatThrownBy(() -> finished.finish("อีกครั้ง", "สมศรี", NOW))
                .isInstanceOf(Task.FinishedAlready.class);
        assertThat(finished.reopen()).isEqualTo(task);
        assertThatThrownBy(task::reopen).isInstanceOf(Task.NothingToFinish.class);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWorkIsFinished(Purpose purpose) {
        var task = task(purpose, null);
        assertThat(task.isOpen()).isEqualTo(purpose != Purpose.KNOW);
        if (!purpose.isWork()) {
            assertThatThrownBy(() -> task.finish("ทราบแล้ว", "สมชาย", NOW))
                    .isInstanceOf(Task.NothingToFinish.class);
        }
    }

    private static Assignment assignment() {
        return new Assignment(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "นายตัวอย่าง",
                "",
                NOW,
                "นางพิมพ์",
                UUID.randomUUID(),
                new Assignment.State.Open());
    }

    @Test
    void aPartIsDoneOnceOrTakenBackOnce() {
        var done = assignment().done("ร่างแล้ว", NOW);
        assertThat(done.isOpen()).isFalse();
        assertThat(done.done()).isEqualTo(new Assignment.State.Done("ร่างแล้ว", NOW));
        assertThatThrownBy(() -> done.done("อีกครั้ง", NOW))
                .isInstanceOf(Assignment.OverAlready.class);
        assertThatThrownBy(() -> done.takenBack("นางพิมพ์", NOW))
                .isInstanceOf(Assignment.OverAlready.class);
        var back = assignment().takenBack("นางพิมพ์", NOW);
        assertThat(back.done()).isNull();
        assertThatThrownBy(() -> back.done("ทำแล้ว", NOW))
                .isInstanceOf(Assignment.OverAlready.class);
        assertThatThrownBy(() -> assignment().done(" ", NOW)).isInstanceOf(Task.NothingSaid.class);
    }
}
