package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Srisamut;
import th.sala.leave.LeaveKind;
import th.sala.timekeeping.WorkDay.Moment;
import th.sala.timekeeping.WorkDay.Standing;

class SummaryWebTests extends KeptRegister {
    private static final Excuse ILL = Excuse.leave(LeaveKind.SICK, Part.MORNING);
    private static final Excuse TRIP = Excuse.duty(Excuse.Kind.TRIP, Part.AFTERNOON);

    @Autowired Timesheets timesheets;

    private static WorkDay day(Standing standing, Excuse... excuses) {
        var at = new Moment(LocalTime.of(8, 40), Mark.Way.OFFICE, "");
        var present = standing instanceof Standing.Present;
        return new WorkDay(MONDAY, present ? at : null, null, standing, List.of(excuses));
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: a month is counted over the days on which one is expected")
    void whatAMonthComesTo() {
        var days =
                List.of(
                        day(new Standing.NotKept()),
                        day(new Standing.DayOff(), ILL),
                        day(new Standing.Absent()),
                        day(new Standing.Absent(), ILL),
                        day(new Standing.Absent(), TRIP),
                        day(new Standing.Awaited()),
                        day(new Standing.Present(10, 0, false, true)),
                        day(new Standing.Present(5, 20, true, false), ILL),
                        day(new Standing.Excused(), ILL, TRIP),
                        day(
                                new Standing.Excused(),
                                Excuse.duty(Excuse.Kind.TRIP, Part.WHOLE),
                                TRIP),
                        day(
                                new Standing.Excused(),
                                Excuse.duty(Excuse.Kind.TRIP, Part.WHOLE),
                                ILL));
        assertThat(MonthCount.of(days)).isEqualTo(new MonthCount(9, 3, 2, 15, 1, 4, 4, 5, 1, 1));
        assertThat(MonthCount.of(List.of()))
                .isEqualTo(new MonthCount(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private void worksForAWeek() {
        for (var day = LocalDate.of(2026, 11, 16);
                day.getDayOfMonth() < 20;
                day = day.plusDays(1)) {
            comes(clerk, day.atTime(8, day.getDayOfMonth() == 17 ? 50 : 20));
            goes(clerk, day.atTime(16, 45));
        }
        clock.set(MORNING);
    }

    @Test
    void aHeadSeesTheMonthOfTheirPeople() throws Exception {
        worksForAWeek();
        assertThat(page(deputy, "/timekeeping/summary?month=2026-11"))
                .bodyText()
                .contains("นางพิมพ์ งานดี", "(๒๐ นาที)")
                .doesNotContain("นางสาวมาลี");
        var csv = page(governor, "/timekeeping/summary.csv?month=2026-11").exchange();
        assertThat(csv.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains("นางพิมพ์ งานดี,21,4.0,1,20,0,0.0,0.0,0,0,11.0");
        assertThat(page(clerk, "/timekeeping/summary"))
                .bodyText()
                .contains("นางพิมพ์")
                .doesNotContain("นางเกสร");
        assertThat(evidence("timekeeping.summary-exported")).hasSize(1);
    }

    @Test
    @DisplayName(
            "L18 ข้อ 11 วรรคหนึ่ง: who comes or leaves within a month is expected on their days")
    void whoWasHereForAPartOfTheMonthIsCountedForIt() throws Exception {
        within(() -> {
            var mail = "mai@" + own.domain;
            organisation.enrol(
                    own.id, "นายใหม่ มาทีหลัง", mail, "0 2000 0002", LocalDate.of(2026, 11, 16));
            return true;
        });
        var leaver =
                within(() ->
                        organisation.enrol(
                                own.id,
                                "นายเก่า ไปก่อน",
                                "kao@" + own.domain,
                                "0 2000 0003",
                                Srisamut.SINCE));
        clock.set(LocalDate.of(2026, 11, 30).atTime(18, 0));
        within(() -> {
            organisation.leave(own.id, leaver, LocalDate.of(2026, 11, 30));
            return true;
        });
        var csv = page(keeper, "/timekeeping/summary.csv?month=2026-11").exchange();
        assertThat(csv.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains("นายใหม่ มาทีหลัง,11,", "นายเก่า ไปก่อน,20,", "นางพิมพ์ งานดี,21,");
        assertThat(page(keeper, "/timekeeping/people/" + leaver + "?month=2026-11")).hasStatusOk();
        assertThat(page(keeper, "/timekeeping/people/" + leaver + "?month=2026-12"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: who goes home after midnight was there on the day before")
    void goingHomeAfterMidnightMarksTheDayBefore() {
        comes(clerk, LocalDate.of(2026, 11, 16).atTime(8, 20));
        goes(clerk, LocalDate.of(2026, 11, 17).atTime(0, 30));
        goes(deputy, LocalDate.of(2026, 11, 18).atTime(4, 0));
        clock.set(MORNING);
        var days =
                within(() ->
                        timesheets.days(
                                own.id,
                                List.of(own.officer, own.deputy),
                                LocalDate.of(2026, 11, 16),
                                LocalDate.of(2026, 11, 18)));
        assertThat(days.get(own.officer))
                .extracting(WorkDay::isPresent)
                .containsExactly(true, false, false);
        assertThat(Objects.requireNonNull(days.get(own.officer)).getFirst().departure())
                .isNotNull()
                .extracting(Moment::time)
                .isEqualTo(LocalTime.of(0, 30));
        assertThat(days.get(own.deputy))
                .extracting(WorkDay::isPresent)
                .containsExactly(false, false, true);
    }

    @Test
    void theSameAsASpreadsheet() throws Exception {
        worksForAWeek();
        var answer = page(keeper, "/timekeeping/summary.xlsx?month=2026-11").exchange();
        var bytes = answer.getResponse().getContentAsByteArray();
        var names = new ArrayList<String>();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                var rows = book.getFirstSheet().openStream()) {
            rows.forEach(row -> names.add(row.getCellText(1)));
        }
        assertThat(names).contains("ชื่อ", "นางพิมพ์ งานดี", "นางสาวมาลี ศรีสุข");
    }

    @Test
    void whatIsNoMonthIsThisOne() {
        for (var typed : List.of("", "x", "9999-99", "0001-01", "+999999999-12")) {
            assertThat(
                            web.get()
                                    .uri("/timekeeping/summary?month={m}", typed)
                                    .with(SignedInAs.as(clerk)))
                    .bodyText()
                    .contains("พฤศจิกายน ๒๕๖๙");
        }
    }
}
