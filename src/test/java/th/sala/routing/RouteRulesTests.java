package th.sala.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import th.sala.Sala;
import th.sala.agencies.ChainOfCommand.Next;
import th.sala.agencies.ChainOfCommand.Superior;
import th.sala.agencies.Official;
import th.sala.agencies.Position;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendar;

class RouteRulesTests {
    private static final UUID AGENCY = UUID.randomUUID();
    private static final Position POST =
            new Position(UUID.randomUUID(), AGENCY, "ผู้อำนวยการ", null, null);
    private static final Official CHIEF =
            new Official(UUID.randomUUID(), AGENCY, "วิชัย", "ผู้อำนวยการ", null, "", "");
    private static final Superior SUPERIOR = new Superior(CHIEF, POST, null, null);

    @Test
    @DisplayName("I2 ข้อ 6(1.1): who is not of the level next above is refused")
    void onlyTheNext() {
        var next = new Next(List.of(SUPERIOR), List.of());
        assertThat(RouteRules.next(next, new To(CHIEF.id(), POST.id()))).isEqualTo(SUPERIOR);
        assertThatThrownBy(() -> RouteRules.next(next, new To(UUID.randomUUID(), POST.id())))
                .isInstanceOf(RouteRules.NotTheNext.class);
        assertThatThrownBy(() -> RouteRules.next(next, new To(CHIEF.id(), UUID.randomUUID())))
                .isInstanceOf(RouteRules.NotTheNext.class);
        assertThatThrownBy(() -> RouteRules.next(Next.NOBODY, new To(CHIEF.id(), POST.id())))
                .isInstanceOf(RouteRules.NobodyAbove.class);
    }

    @Test
    @DisplayName("I2 ข้อ 6(1.1): a form that names nobody is refused, too")
    void readsWhoIsNamed() {
        var to = new To(CHIEF.id(), POST.id());
        assertThat(To.read(to.toString())).isEqualTo(to);
        for (var wrong : List.of("", "/", "x/y", CHIEF.id() + "/", "/" + POST.id())) {
            assertThatThrownBy(() -> To.read(wrong)).isInstanceOf(RouteRules.NotTheNext.class);
        }
    }

    @Test
    @DisplayName("I3 ข้อ 6(1.2.1): what is to be considered or directed is said")
    void somethingIsProposed() {
        assertThatCode(() -> RouteRules.somethingIsProposed("เพื่อโปรดพิจารณา"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RouteRules.somethingIsProposed("  \n"))
                .isInstanceOf(RouteRules.NothingProposed.class);
    }

    @Test
    @DisplayName("I3 ข้อ 6(1.2.2): the receiver is told how to reach the sender")
    void senderCanBeReached() {
        assertThatCode(() -> RouteRules.senderCanBeReached("0 2000 0001"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RouteRules.senderCanBeReached(" "))
                .isInstanceOf(RouteRules.NoContact.class);
    }

    @Test
    void oneQuestionsAnswerIsNotAnothers() {
        var first = aside(Step.Needs.ALL, true, 0);
        var second = aside(Step.Needs.ANY, false, 60);
        assertThat(RouteRules.isAnswered(List.of(first, second))).isFalse();
        assertThat(RouteRules.isAnswered(List.of(first, second, aside(Step.Needs.ANY, true, 60))))
                .isTrue();
    }

    @ParameterizedTest(name = "I4 ข้อ 6(2.1): {0} goes without words unless it sends back")
    @EnumSource(Result.class)
    void whoSendsBackSaysWhy(Result result) {
        assertThatCode(() -> RouteRules.resultIsStated(result, "แก้วันประชุม"))
                .doesNotThrowAnyException();
        if (Set.of(Result.RETURNED, Result.REJECTED).contains(result)) {
            assertThatThrownBy(() -> RouteRules.resultIsStated(result, " "))
                    .isInstanceOf(RouteRules.NoReason.class);
        } else {
            assertThatCode(() -> RouteRules.resultIsStated(result, " ")).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest(name = "I5 ข้อ 6(2.2): {0}, edited: {1}, summary: {2} is {3}")
    @CsvSource(
            textBlock =
                    """
                    AGREED,   false, '',     taken
                    NOTED,    false, '',     taken
                    CHANGED,  false, 'วัน',   NotAsEdited
                    RETURNED, false, '',     taken
                    REJECTED, false, '',     taken
                    AGREED,   true,  'วัน',   NotAsEdited
                    NOTED,    true,  'วัน',   NotAsEdited
                    CHANGED,  true,  'วัน',   taken
                    CHANGED,  true,  '',     NoSummary
                    RETURNED, true,  'วัน',   taken
                    RETURNED, true,  ' ',    NoSummary
                    REJECTED, true,  '',     NoSummary
                    """)
    void whoEditsSaysWhat(Result result, boolean edited, String changes, String expected) {
        try {
            RouteRules.editsAreStated(result, 3, edited ? 5 : 3, changes);
            assertThat("taken").isEqualTo(expected);
        } catch (RouteRules.NotAsEdited | RouteRules.NoSummary refusal) {
            assertThat(refusal.getClass().getSimpleName()).isEqualTo(expected);
        }
    }

    private static Step aside(Step.Needs needs, boolean isAnswered) {
        return aside(needs, isAnswered, 0);
    }

    private static Step aside(Step.Needs needs, boolean isAnswered, int minutes) {
        var now = Instant.parse("2026-11-20T03:00:00Z").plusSeconds(60L * minutes);
        var from = new Step.Sender(UUID.randomUUID(), UUID.randomUUID(), "ก", "", "");
        var to = new Step.Receiver(UUID.randomUUID(), null, "ข", "");
        var answered =
                new Step.State.Decided(Result.ANSWERED, "เห็นด้วย", "", 1, now, to.official(), "ข");
        return new Step(
                AGENCY,
                UUID.randomUUID(),
                UUID.randomUUID(),
                new Step.Kind.Aside(UUID.randomUUID(), needs),
                1,
                from,
                to,
                "อย่างไร",
                now,
                now,
                null,
                isAnswered ? answered : new Step.State.Open());
    }

    @ParameterizedTest(name = "asked {0}: {1} answered, {2} not: {3}")
    @CsvSource({
        "ALL, 0, 0, true",
        "ALL, 1, 1, false",
        "ALL, 2, 0, true",
        "ANY, 0, 2, false",
        "ANY, 1, 2, true",
        "ANY, 1, 0, true"
    })
    void waitsForThoseWhoAreAsked(Step.Needs needs, int answered, int open, boolean expected) {
        var asides = new java.util.ArrayList<Step>();
        for (int i = 0; i < answered; i++) {
            asides.add(aside(needs, true));
        }
        for (int i = 0; i < open; i++) {
            asides.add(aside(needs, false));
        }
        assertThat(RouteRules.isAnswered(asides)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "sent {0}, {1} working days: due {2}")
    @CsvSource({
        // Friday
        "2026-11-20T10:00, 0, 2026-11-20T16:30",
        "2026-11-20T16:29, 0, 2026-11-20T16:30",
        "2026-11-20T16:30, 0, 2026-11-23T16:30",
        "2026-11-20T10:00, 1, 2026-11-23T16:30",
        "2026-11-20T10:00, 3, 2026-11-25T16:30",
        // Sunday
        "2026-11-22T10:00, 0, 2026-11-23T16:30",
        "2026-11-22T10:00, 1, 2026-11-24T16:30",
        // before a holiday on Monday, 7 December
        "2026-12-04T10:00, 1, 2026-12-08T16:30"
    })
    void isDueWhenTheOfficeCloses(String sent, int days, String due) {
        var calendar = new WorkCalendar(OfficeHours.USUAL, Set.of(LocalDate.of(2026, 12, 7)));
        var at = ZonedDateTime.parse(sent + ":00+07:00[" + Sala.BANGKOK + "]");
        assertThat(RouteRules.due(at, days, calendar).toLocalDateTime()).hasToString(due);
    }
}
