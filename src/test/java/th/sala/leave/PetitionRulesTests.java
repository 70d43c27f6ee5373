package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.leave.AbroadRules.Border;
import th.sala.leave.AbroadRules.Neighbour;
import th.sala.leave.ApproverTable.Level;

/// Going abroad, and events that keep people from work.
class PetitionRulesTests {
    @ParameterizedTest(name = "L15 ข้อ 13 วรรคหนึ่ง: abroad {0} with leave {1} is free: {2}")
    @CsvSource({
        // a weekend, and a day of work beside it
        "14/11/2569-15/11/2569, , true",
        "14/11/2569-16/11/2569, , false",
        "14/11/2569-16/11/2569 am, , false",
        "13/11/2569 pm-15/11/2569, , false",
        // leave before or behind
        "14/11/2569-16/11/2569, 16/11/2569, true",
        "14/11/2569-16/11/2569, 16/11/2569-16/11/2569 am, false",
        "14/11/2569-16/11/2569 am, 16/11/2569-16/11/2569 am, true",
        "7/12/2569, , true",
    })
    void free(String days, String leave, boolean isFree) {
        var leaves = leave == null ? List.<LeaveDays>of() : List.of(Days.days(leave));
        assertThat(AbroadRules.isFree(Days.days(days), leaves, Days.WORKING)).isEqualTo(isFree);
    }

    @ParameterizedTest(
            name =
                    "L15 ข้อ 13 วรรคหนึ่ง, L15 ข้อ 13 วรรคสอง, L16 ข้อ 15 วรรคสอง, L16 ข้อ 15 วรรคสาม: {0} decides of {1}")
    @CsvSource({
        ", ''",
        "SECTION_HEAD, ''",
        "DIVISION_DIRECTOR, ''",
        "HEAD, NOBODY SECTION_HEAD DIVISION_DIRECTOR",
        "PERMANENT_SECRETARY, NOBODY SECTION_HEAD DIVISION_DIRECTOR HEAD",
        "MINISTER, NOBODY SECTION_HEAD DIVISION_DIRECTOR HEAD PERMANENT_SECRETARY",
    })
    void heads(Level level, String decidesOf) {
        var permits = new ArrayList<String>();
        if (AbroadRules.mayPermit((Level) null, level)) {
            permits.add("NOBODY");
        }
        Arrays.stream(Level.values())
                .filter(of -> AbroadRules.mayPermit(of, level))
                .forEach(of -> permits.add(of.name()));
        assertThat(String.join(" ", permits)).isEqualTo(decidesOf);
        assertThat(Arrays.stream(Level.values()).filter(of -> EventRules.mayDecide(of, level)))
                .extracting(Level::name)
                .isEqualTo(permits.stream().filter(one -> !one.equals("NOBODY")).toList());
    }

    @ParameterizedTest(name = "L15 ข้อ 14: {0} next to Laos, to {1} for {2}: {3}")
    @CsvSource({
        "GOVERNOR, LAOS, 7/11/2569-13/11/2569, true",
        "GOVERNOR, LAOS, 7/11/2569-14/11/2569, false",
        "GOVERNOR, LAOS, 7/11/2569-14/11/2569 am, false",
        "GOVERNOR, MYANMAR, 7/11/2569, false",
        "GOVERNOR, , 7/11/2569, false",
        "DISTRICT_CHIEF, LAOS, 7/11/2569-9/11/2569, true",
        "DISTRICT_CHIEF, LAOS, 7/11/2569-10/11/2569 am, false",
        "DISTRICT_CHIEF, CAMBODIA, 7/11/2569, false",
    })
    void borders(Border border, Neighbour to, String days, boolean may) {
        assertThat(AbroadRules.mayPermit(border, Neighbour.LAOS, to, Days.days(days)))
                .isEqualTo(may);
    }

    @ParameterizedTest(name = "L15 ข้อ 14: 7/11/2569-9/11/2569 beside {0} and {1} is {2}")
    @CsvSource({
        "10/11/2569,    ,           7/11/2569-10/11/2569",
        "11/11/2569,    ,           7/11/2569-9/11/2569",
        "10/11/2569 pm, ,           7/11/2569-9/11/2569",
        "6/11/2569,     ,           6/11/2569-9/11/2569",
        "5/11/2569,     ,           7/11/2569-9/11/2569",
        "8/11/2569-12/11/2569, ,    7/11/2569-12/11/2569",
        "13/11/2569,    10/11/2569-12/11/2569, 7/11/2569-13/11/2569",
    })
    void oneJourney(String one, String other, String whole) {
        var others = Stream.of(one, other).filter(Objects::nonNull).map(Days::days).toList();
        assertThat(AbroadRules.together(Days.days("7/11/2569-9/11/2569"), others))
                .isEqualTo(Days.days(whole));
    }

    @Test
    @DisplayName("L15 ข้อ 13 วรรคสาม: what the head permitted is reported above, nobody else")
    void reported() {
        assertThat(Arrays.stream(Level.values()).filter(AbroadRules::isReportedAbove))
                .containsExactly(Level.HEAD);
        assertThat(AbroadRules.isReportedAbove(null)).isFalse();
    }

    @ParameterizedTest(
            name = "L16 ข้อ 15 วรรคหนึ่ง: away {0}, reported on {1}: over {2}, in time {3}")
    @CsvSource({
        "16/11/2569-17/11/2569, 16/11/2569, false, true",
        "16/11/2569-17/11/2569, 17/11/2569, false, true",
        "16/11/2569-17/11/2569 am, 16/11/2569, false, true",
        "16/11/2569-17/11/2569 am, 17/11/2569, true, true",
        "16/11/2569-17/11/2569, 18/11/2569, true, true",
        "16/11/2569-17/11/2569, 19/11/2569, true, false",
        "20/11/2569,            23/11/2569, true, true",
        "20/11/2569,            24/11/2569, true, false",
    })
    void firstDayBack(String typed, String today, boolean over, boolean inTime) {
        var days = Days.days(typed);
        var day = Days.day(today);
        assertThat(EventRules.isOver(days, day)).isEqualTo(over);
        assertThat(EventRules.isInTime(Days.WORKING.after(days), day)).isEqualTo(inTime);
    }

    @ParameterizedTest(name = "L15 ข้อ 13 วรรคหนึ่ง: abroad from {0}, asked on 16/11/2569: {1}")
    @CsvSource({"15/11/2569-20/11/2569, false", "16/11/2569, true", "17/11/2569, true"})
    void ahead(String days, boolean isAhead) {
        assertThat(AbroadRules.isAhead(Days.days(days), Days.day("16/11/2569"))).isEqualTo(isAhead);
    }

    @ParameterizedTest(
            name =
                    "L16 ข้อ 15 วรรคสาม: away 16/11/2569-20/11/2569, on leave {0}: personal leave {1}")
    @CsvSource({
        "'', 16/11/2569-20/11/2569",
        "9/11/2569-15/11/2569, 16/11/2569-20/11/2569",
        "23/11/2569-24/11/2569, 16/11/2569-20/11/2569",
        "16/11/2569-20/11/2569, ''",
        "9/11/2569-16/11/2569 am, 16/11/2569 pm-20/11/2569",
        "20/11/2569 pm-27/11/2569, 16/11/2569-20/11/2569 am",
        "18/11/2569, 16/11/2569-17/11/2569 19/11/2569-20/11/2569",
    })
    void leftOfAnEvent(String leave, String left) {
        var leaves = leave.isEmpty() ? List.<LeaveDays>of() : List.of(Days.days(leave));
        var expected =
                left.isEmpty()
                        ? List.<LeaveDays>of()
                        : Arrays.stream(left.split(" (?=[0-9])")).map(Days::days).toList();
        assertThat(EventRules.left(Days.days("16/11/2569-20/11/2569"), leaves)).isEqualTo(expected);
    }

    @ParameterizedTest(
            name = "L16 ข้อ 15 วรรคสาม: leave {0} over an event 16/11-18/11/2569 am: {1}")
    @CsvSource({
        "13/11/2569, true",
        "13/11/2569-16/11/2569 am, false",
        "17/11/2569, false",
        "18/11/2569 pm, true",
        "18/11/2569, false",
    })
    void leaveOverAnEvent(String leave, boolean lawful) {
        var events = List.of(Days.days("16/11/2569-18/11/2569 am"));
        if (lawful) {
            assertThatCode(() -> EventRules.isNoneOf(Days.days(leave), events))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> EventRules.isNoneOf(Days.days(leave), events))
                    .isInstanceOf(EventRules.NoLeave.class);
        }
    }

    @Test
    @DisplayName("L16 ข้อ 15 วรรคสาม: a special event is no leave, any other is personal leave")
    void events() {
        assertThat(EventRules.becomes(true)).isNull();
        assertThat(EventRules.becomes(false)).isEqualTo(LeaveKind.PERSONAL);
    }
}
