package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.Sala;
import th.sala.agencies.Term;
import th.sala.leave.Absences;
import th.sala.leave.LeaveKind;
import th.sala.timekeeping.WorkDay.Standing;
import th.sala.worktime.OfficeHours;

/// A day in offices that are open from 8:30 to 16:30, in an agency that lets fifteen minutes pass.
class WorkDayTests {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final UUID SOMEBODY = UUID.randomUUID();
    private static final TimeRules GRACE = rules(15, true);

    private static TimeRules rules(int grace, boolean fromOpening) {
        return new TimeRules(
                DAY,
                grace,
                fromOpening,
                LocalTime.of(12, 0),
                LocalTime.of(13, 0),
                false,
                "คำสั่งที่ 1");
    }

    /// Marks such as `+08:25 -16:35`: come, gone, and `?12:00` for what nobody says; before four
    /// they are of the night after.
    private static List<Mark> marks(String typed) {
        var marks = new ArrayList<Mark>();
        for (var one : typed.isBlank() ? new String[0] : typed.strip().split(" ")) {
            var sense =
                    switch (one.charAt(0)) {
                        case '+' -> Mark.Sense.ARRIVAL;
                        case '-' -> Mark.Sense.DEPARTURE;
                        default -> Mark.Sense.EITHER;
                    };
            var time = LocalTime.parse(one.substring(1));
            var on = time.isBefore(TimeRules.DAY_BEGINS) ? DAY.plusDays(1) : DAY;
            var at = on.atTime(time).atZone(Sala.BANGKOK).toInstant();
            marks.add(new Mark(UUID.randomUUID(), SOMEBODY, at, sense, Mark.Way.OFFICE, ""));
        }
        return marks;
    }

    private static WorkDay day(
            String marks, String now, @Nullable TimeRules rules, Excuse... excuses) {
        var facts =
                new WorkDay.Facts(
                        OfficeHours.USUAL, true, rules, marks(marks), null, null, List.of(excuses));
        return WorkDay.of(DAY, facts, LocalDateTime.parse(now), Sala.BANGKOK);
    }

    private static WorkDay after(String marks, Excuse... excuses) {
        return day(marks, "2026-11-24T04:00", GRACE, excuses);
    }

    private static String times(WorkDay day) {
        return time(day.arrival()) + " " + time(day.departure());
    }

    private static String time(WorkDay.@Nullable Moment moment) {
        return moment == null ? "-" : moment.time().toString();
    }

    @ParameterizedTest(name = "L18 ข้อ 11 วรรคหนึ่ง: {0} stands as {1}")
    @CsvSource({
        "'', '- -'",
        "+08:25 -16:35, 08:25 16:35",
        "+08:25 +09:10 -12:00 -16:35, 08:25 16:35",
        "-16:35 +08:25, 08:25 16:35",
        "-16:35, - 16:35",
        "+08:25 -12:00 +13:00, 08:25 -",
        "+08:25 -12:00 +13:00 -16:35, 08:25 16:35",
        "+08:25, 08:25 -",
        "+08:25 -08:20, 08:25 -",
        "?08:25 ?12:01 ?12:58 ?16:35, 08:25 16:35",
        "?08:25, 08:25 -",
        "?08:25:00 ?08:25:59, 08:25 -",
        "?08:25:00 ?08:26:00, 08:25 08:26",
        "+08:20 ?16:35, 08:20 16:35",
        "?08:20 -16:35, 08:20 16:35",
        "+08:25 -00:30, 08:25 00:30",
        "?08:25 ?12:00 ?00:30, 08:25 00:30",
        "-00:30, - 00:30"
    })
    void theFirstArrivalAndTheLastDepartureStandInTheRegister(String marks, String stands) {
        assertThat(times(after(marks))).isEqualTo(stands);
    }

    @ParameterizedTest(
            name = "L18 ข้อ 11 วรรคหนึ่ง: who comes at {0} is late by {1} or {2} minutes")
    @CsvSource({
        "08:00, 0, 0",
        "08:30, 0, 0",
        "08:45, 0, 0",
        "08:45:59, 0, 0",
        "08:46, 16, 1",
        "12:00, 210, 195"
    })
    void whatIsLateIsTheAgencysToDecide(String time, int fromOpening, int fromGrace) {
        assertThat(after("+" + time).late()).isEqualTo(fromOpening);
        assertThat(day("+" + time, "2026-11-24T00:00", rules(15, false)).late())
                .isEqualTo(fromGrace);
        assertThat(day("+" + time, "2026-11-24T00:00", rules(240, true)).late()).isZero();
    }

    @ParameterizedTest(name = "L18 ข้อ 11 วรรคหนึ่ง: who goes at {0} goes {1} minutes early")
    @CsvSource({
        "16:29, 1",
        "16:29:59, 1",
        "16:30, 0",
        "17:00, 0",
        "12:00, 270",
        "00:30, 0",
        "03:59, 0"
    })
    void goingBeforeTheEndIsSaid(String time, int early) {
        assertThat(after("+08:25 -" + time).early()).isEqualTo(early);
    }

    @ParameterizedTest(name = "L18 ข้อ 11 วรรคหนึ่ง: {0} belongs to the day that is {1}")
    @CsvSource({
        "2026-11-24T00:00, 2026-11-23",
        "2026-11-24T03:59:59, 2026-11-23",
        "2026-11-24T04:00, 2026-11-24",
        "2026-11-24T23:59:59, 2026-11-24"
    })
    void aDayBeginsAtFourInTheMorning(LocalDateTime moment, LocalDate day) {
        assertThat(TimeRules.dayOf(moment)).isEqualTo(day);
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: until four somebody who has not gone may still go")
    void theNightBelongsToTheDay() {
        assertThat(day("+08:25", "2026-11-24T03:59", GRACE).lacksDeparture()).isFalse();
        assertThat(day("+08:25", "2026-11-24T04:00", GRACE).lacksDeparture()).isTrue();
    }

    @ParameterizedTest(name = "L18 ข้อ 11 วรรคหนึ่ง: at {0} nobody is absent yet: {1}")
    @CsvSource({
        "2026-11-22T09:00, true",
        "2026-11-23T08:00, true",
        "2026-11-23T16:29, true",
        "2026-11-23T16:30, false",
        "2026-11-24T08:00, false"
    })
    void nobodyIsAbsentBeforeTheDayIsOver(String now, boolean awaited) {
        var day = day("", now, GRACE);
        assertThat(day.isToBeMarked()).isEqualTo(awaited);
        assertThat(day.isAbsent()).isEqualTo(!awaited);
    }

    @ParameterizedTest(name = "L18 ข้อ 11 วรรคหนึ่ง: with leave for the {0}, {1} is late by {2}")
    @CsvSource({
        "MORNING, +13:00 -16:30, 0, 0",
        "MORNING, +13:16 -16:30, 16, 0",
        "AFTERNOON, +08:30 -12:00, 0, 0",
        "AFTERNOON, +08:46 -11:59, 16, 1"
    })
    void halfADayOfLeaveMovesTheBeginningOrTheEnd(Part part, String marks, int late, int early) {
        var day = after(marks, Excuse.leave(LeaveKind.SICK, part));
        assertThat(day.late()).isEqualTo(late);
        assertThat(day.early()).isEqualTo(early);
        assertThat(day.isPresent()).isTrue();
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: with half a day of leave the other half is to be marked")
    void theOtherHalfIsToBeMarked() {
        var leave = Excuse.leave(LeaveKind.SICK, Part.AFTERNOON);
        assertThat(after("", leave).isAbsent()).isTrue();
        assertThat(day("", "2026-11-23T11:59", GRACE, leave).isToBeMarked()).isTrue();
        assertThat(day("", "2026-11-23T12:00", GRACE, leave).isAbsent()).isTrue();
        var trip = Excuse.duty(Excuse.Kind.TRIP, Part.MORNING);
        assertThat(after("", leave, trip).standing()).isEqualTo(new Standing.Excused());
    }

    @Test
    @DisplayName(
            "L18 ข้อ 11 วรรคหนึ่ง: leave, holidays and days before the register ask for no mark")
    void whoIsNotExpectedIsNotAbsent() {
        var leave = Excuse.leave(LeaveKind.VACATION, Part.WHOLE);
        assertThat(after("", leave).standing()).isEqualTo(new Standing.Excused());
        assertThat(day("", "2026-11-24T00:00", null).standing()).isEqualTo(new Standing.NotKept());
        var holiday =
                new WorkDay.Facts(
                        OfficeHours.USUAL, false, GRACE, marks("+09:00"), null, null, List.of());
        var worked =
                WorkDay.of(DAY, holiday, LocalDateTime.parse("2026-11-24T00:00"), Sala.BANGKOK);
        assertThat(worked.standing()).isEqualTo(new Standing.DayOff());
        assertThat(times(worked)).isEqualTo("09:00 -");
        assertThat(worked.isKept()).isFalse();
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: what a superior put right counts, and the marks stay")
    void whatASuperiorPutRightCounts() {
        var facts =
                new WorkDay.Facts(
                        OfficeHours.USUAL,
                        true,
                        GRACE,
                        marks("+10:00 -16:00"),
                        LocalTime.of(8, 20),
                        LocalTime.of(16, 40),
                        List.of());
        var day = WorkDay.of(DAY, facts, LocalDateTime.parse("2026-11-24T00:00"), Sala.BANGKOK);
        assertThat(times(day)).isEqualTo("08:20 16:40");
        assertThat(day.arrival()).isNotNull().matches(WorkDay.Moment::isCorrected);
        assertThat(day.late() + day.early()).isZero();
    }

    @Test
    void whoMayNotKnowTheKindOfLeaveSeesThatItIsLeave() {
        var day = after("", Excuse.leave(LeaveKind.SICK, Part.WHOLE));
        assertThat(day.excuses().getFirst().key()).isEqualTo("leave.kind.sick");
        assertThat(day.withoutKinds().excuses().getFirst().key())
                .isEqualTo("timekeeping.excuse.leave");
    }

    private static WorkDay outside(String time, Mark.Sense sense) {
        var at = DAY.atTime(LocalTime.parse(time)).atZone(Sala.BANGKOK).toInstant();
        var mark =
                new Mark(UUID.randomUUID(), SOMEBODY, at, sense, Mark.Way.OUTSIDE, "บ้านเลขที่ ๙");
        var facts =
                new WorkDay.Facts(
                        OfficeHours.USUAL, true, GRACE, List.of(mark), null, null, List.of());
        return WorkDay.of(DAY, facts, LocalDateTime.parse("2026-11-24T04:00"), Sala.BANGKOK);
    }

    @Test
    @DisplayName(
            "T9 สถานที่ปฏิบัติงาน: a day with a mark outside is one outside; lists say no place")
    void markedOutside() {
        var come = outside("08:25", Mark.Sense.ARRIVAL);
        assertThat(come.isOutside()).isTrue();
        assertThat(come.lacksArrival()).isFalse();
        assertThat(come.lacksDeparture()).isTrue();
        var gone = outside("16:35", Mark.Sense.DEPARTURE);
        assertThat(gone.isOutside()).isTrue();
        assertThat(gone.lacksArrival()).isTrue();
        assertThat(after("+08:25 -16:35").isOutside()).isFalse();
        assertThat(List.of(come.arrival(), gone.departure()))
                .extracting(WorkDay.Moment::place)
                .containsOnly("บ้านเลขที่ ๙");
        assertThat(List.of(come.withoutPlaces().arrival(), gone.withoutPlaces().departure()))
                .extracting(WorkDay.Moment::place)
                .containsOnly("");
    }

    @Test
    void isAbsentOrThere() {
        var absent = after("");
        assertThat(absent.isPresent() || absent.isOutside() || absent.lacksArrival()).isFalse();
        assertThat(absent.isKept()).isTrue();
        assertThat(absent.key()).isEqualTo("timekeeping.standing.absent");
        assertThat(day("", "2026-11-24T04:00", null).isKept()).isFalse();
    }

    @ParameterizedTest(
            name = "registered since 1/10, here from another agency {0}, appointed again {1}: {2}")
    @CsvSource({
        "'', '', true",
        "2026-10-01/, '', true",
        "2026-10-01/2026-11-24, '', true",
        "2026-10-01/2026-11-23, '', false",
        "2026-10-01/2026-11-23, 2026-11-23, true",
        "2026-10-01/2026-11-20 2026-11-23/, '', true",
        "2026-12-01/, '', true",
    })
    void whoCameFromAnotherAgency(String visits, String again, boolean isHere) {
        var terms = new ArrayList<>(List.of(new Term(LocalDate.of(2026, 10, 1), null)));
        if (!again.isEmpty()) {
            terms.add(new Term(LocalDate.parse(again), null));
        }
        var stays = new ArrayList<Absences.Stay>();
        for (var one : visits.isEmpty() ? new String[0] : visits.split(" ")) {
            var ends = one.split("/", -1);
            var until = ends[1].isEmpty() ? null : LocalDate.parse(ends[1]);
            stays.add(new Absences.Stay(SOMEBODY, LocalDate.parse(ends[0]), until));
        }
        assertThat(Timesheets.isHere(DAY, terms, stays)).isEqualTo(isHere);
    }
}
