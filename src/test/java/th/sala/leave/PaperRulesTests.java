package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import th.sala.law.Citation;

/// What the clauses say of leaves on paper, on both sides of each boundary. 7/12, 10/12, 31/12/2569
/// and 1/1/2570 are holidays.
class PaperRulesTests {
    private static final String SPOUSE =
            "SPOUSE=ก; SPOUSE_ORDER=ข; COUNTRY=ค; SPOUSE_FROM=1/1/2569; SPOUSE_UNTIL=31/12/2579";

    // ---- of all kinds

    @ParameterizedTest(name = "L1 ข้อ 12 วรรคหนึ่ง: {0} from 16/11/2569 handed in on {1}: {2}")
    @CsvSource({
        "STUDY,     16/11/2569, ''",
        "STUDY,     17/11/2569, HANDED_LATE",
        "PATERNITY, 16/11/2569, ''",
        "PATERNITY, 17/11/2569, HANDED_LATE",
        "MATERNITY, 16/11/2569, ''",
        "MATERNITY, 17/11/2569, HANDED_LATE",
        "STUDY,     23/11/2569, HANDED_LATE",
        "STUDY,     24/11/2569, HANDED_LATE HANDED_AFTER_RETURN",
        "MATERNITY, 23/11/2569, HANDED_LATE",
        "MATERNITY, 24/11/2569, HANDED_LATE HANDED_AFTER_RETURN",
    })
    void handedIn(LeaveKind kind, String day, String expected) {
        var paper =
                Papers.of(kind, "16/11/2569-20/11/2569", "BIRTH=16/11/2569")
                        .by(PaperOffice.OFFICIAL, PaperPower.HEAD)
                        .handedIn(day);
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @Test
    @DisplayName("L8 ข้อ 19 วรรคหนึ่ง: who cannot sign may hand in later, somebody else did before")
    void somebodyElseSigned() {
        var paper =
                Papers.of(
                                LeaveKind.MATERNITY,
                                "16/11/2569-20/11/2569",
                                "BIRTH=16/11/2569; SIGNED_BY_OTHER=true")
                        .handedIn("30/11/2569");
        assertThat(paper.breaches()).isEmpty();
        assertThat(PaperRules.duties(paper.paper(), null))
                .containsExactly(new Duty.Due(Duty.FULL_FORM, null));
        var signed = Papers.of(LeaveKind.MATERNITY, "16/11/2569-20/11/2569", "BIRTH=16/11/2569");
        assertThat(PaperRules.duties(signed.paper(), null)).isEmpty();
    }

    @ParameterizedTest(name = "L1 ข้อ 12 วรรคหนึ่ง: the full form of {0} is due on {1}")
    @CsvSource({
        "16/11/2569-20/11/2569, 23/11/2569",
        "30/11/2569-4/12/2569,  8/12/2569",
        "16/11/2569-16/11/2569 am, 16/11/2569",
    })
    void fullForm(String days, String due) {
        var paper = Papers.of(LeaveKind.PATERNITY, days, "BIRTH=1/11/2569; INCOMPLETE=true");
        assertThat(PaperRules.duties(paper.paper(), null))
                .containsExactly(new Duty.Due(Duty.FULL_FORM, Days.day(due)));
    }

    @ParameterizedTest(
            name =
                    "L6 ข้อ 9 วรรคหนึ่ง, L6 ข้อ 9 วรรคสอง: {0} of who is seconded is the host''s: {1}")
    @CsvSource({
        "SICK, true",
        "INJURED, true",
        "MATERNITY, true",
        "PERSONAL, true",
        "CHILD_RAISING, true",
        "VACATION, true",
        "CALL_UP, true",
        "PATERNITY, false",
        "ORDINATION, false",
        "STUDY, false",
        "ORGANISATION, false",
        "SPOUSE, false",
        "REHABILITATION, false",
    })
    void seconded(LeaveKind kind, boolean isHosts) {
        assertThat(SecondmentRules.isForHost(kind)).isEqualTo(isHosts);
    }

    @Test
    @DisplayName("L6 ข้อ 9 วรรคสอง: paternity leave of who is seconded is asked of the own agency")
    void secondedPaternity() {
        var paper = Papers.of(LeaveKind.PATERNITY, "16/11/2569-20/11/2569", "BIRTH=16/11/2569");
        assertThat(paper.breaches(false)).isEmpty();
        assertThat(paper.breaches(true)).isEqualTo("HOME_AGENCY");
    }

    @Test
    @DisplayName("L6 ข้อ 9 วรรคหนึ่ง: days of leave are told a year after they were told last")
    void toldYearly() {
        assertThat(SecondmentRules.due(Days.day("30/9/2569"))).isEqualTo(Days.day("30/9/2570"));
        assertThat(SecondmentRules.due(Days.day("29/2/2571"))).isEqualTo(Days.day("28/2/2572"));
    }

    // ---- maternity

    @ParameterizedTest(name = "L8 ข้อ 19 วรรคสอง: {0} for a birth on {1} beside {2}: {3}")
    @CsvSource({
        // ninety days from the birth on, one more
        "16/11/2569-13/2/2570, 16/11/2569, , ''",
        "16/11/2569-14/2/2570, 16/11/2569, , MATERNITY_TOO_LONG",
        "16/11/2569-14/2/2570 am, 16/11/2569, , MATERNITY_TOO_LONG",
        // before, on and after the birth
        "1/11/2569-29/1/2570, 16/11/2569, , ''",
        "18/8/2569-15/11/2569, 16/11/2569, , ''",
        "17/11/2569-14/2/2570, 16/11/2569, , ''",
        // in two runs
        "16/11/2569-5/2/2570, 16/11/2569, 1/11/2569-8/11/2569, ''",
        "16/11/2569-6/2/2570, 16/11/2569, 1/11/2569-8/11/2569, MATERNITY_TOO_LONG",
    })
    void ninetyDays(String days, String birth, String beside, String expected) {
        var paper = Papers.of(LeaveKind.MATERNITY, days, "BIRTH=" + birth);
        var all =
                beside == null
                        ? paper
                        : paper.beside(LeaveKind.MATERNITY, beside, "BIRTH=" + birth);
        assertThat(all.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(
            name = "L8 ข้อ 19 วรรคสอง: expected on {0} and born on 16/11/2569 is one birth: {1}")
    @CsvSource({"10/11/2569, true", "21/5/2569, true", "20/5/2569, false", "16/11/2568, false"})
    void oneBirth(String expected, boolean same) {
        var other =
                new PaperCase.Other(
                        LeaveKind.MATERNITY,
                        Days.days("1/11/2569"),
                        Papers.facts("BIRTH=" + expected));
        assertThat(MaternityRules.isOfBirth(other, Days.day("16/11/2569"))).isEqualTo(same);
    }

    @ParameterizedTest(name = "L8 ข้อ 19 วรรคสอง: {0} half days are too many: {1}")
    @CsvSource({"179, false", "180, false", "181, true"})
    void halfDaysOfMaternity(int halves, boolean tooMany) {
        assertThat(MaternityRules.isTooLong(halves)).isEqualTo(tooMany);
    }

    @ParameterizedTest(
            name = "L8 ข้อ 19 วรรคสี่: maternity leave 16/11-30/11/2569 ends of {0} the days {1}")
    @CsvSource({
        "9/11/2569-20/11/2569,    16/11/2569-20/11/2569",
        "9/11/2569-16/11/2569 am, 16/11/2569-16/11/2569 am",
        "18/11/2569-20/11/2569,   18/11/2569-20/11/2569",
        "27/11/2569-4/12/2569,    27/11/2569-4/12/2569",
        "9/11/2569-4/12/2569,     16/11/2569-4/12/2569",
    })
    void maternityEndsOthers(String other, String ended) {
        var maternity = Days.days("16/11/2569-30/11/2569");
        assertThat(MaternityRules.ends(maternity, Days.days(other))).isEqualTo(Days.days(ended));
    }

    @ParameterizedTest(
            name = "L8 ข้อ 19 วรรคสาม, L12 ข้อ 30 วรรคสอง: {0} can become personal leave or cannot")
    @EnumSource
    void becomesPersonal(LeaveKind kind) {
        assertThat(MaternityRules.becomesPersonal(kind)).isEqualTo(kind == LeaveKind.MATERNITY);
        assertThat(OrdinationRules.becomesPersonal(kind)).isEqualTo(kind == LeaveKind.ORDINATION);
    }

    // ---- paternity

    @ParameterizedTest(name = "L9 ข้อ 20 วรรคหนึ่ง: {0}, born on {1}, handed in on {2}: {3}")
    @CsvSource({
        "16/11/2569-20/11/2569, 16/11/2569, 16/11/2569, ''",
        "16/11/2569-20/11/2569, 17/11/2569, 16/11/2569, PATERNITY_BEFORE_BIRTH",
        "16/11/2569-20/11/2569, 18/8/2569,  16/11/2569, ''",
        "16/11/2569-20/11/2569, 17/8/2569,  16/11/2569, PATERNITY_AFTER_NINETY",
        "16/11/2569-20/11/2569, 17/8/2569,  15/11/2569, ''",
        // fifteen working days over three weekends; one more
        "9/11/2569-27/11/2569,    9/11/2569, 9/11/2569, ''",
        "9/11/2569-29/11/2569,    9/11/2569, 9/11/2569, ''",
        "9/11/2569-30/11/2569 am, 9/11/2569, 9/11/2569, PATERNITY_TOO_LONG",
        "9/11/2569-30/11/2569,    9/11/2569, 9/11/2569, PATERNITY_TOO_LONG",
    })
    void paternity(String days, String birth, String handedIn, String expected) {
        var paper = Papers.of(LeaveKind.PATERNITY, days, "BIRTH=" + birth).handedIn(handedIn);
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(
            name = "L9 ข้อ 20 วรรคหนึ่ง: a second run where the first was for a birth on {0}: {1}")
    @CsvSource({"2/11/2569, PATERNITY_TWICE", "2/11/2568, ''"})
    void paternityOnce(String birth, String expected) {
        var paper =
                Papers.of(LeaveKind.PATERNITY, "16/11/2569-17/11/2569", "BIRTH=2/11/2569")
                        .beside(LeaveKind.PATERNITY, "3/11/2569-4/11/2569", "BIRTH=" + birth);
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "L9 ข้อ 20 วรรคหนึ่ง: {0} half days of work are too many: {1}")
    @CsvSource({"29, false", "30, false", "31, true"})
    void halfDaysOfPaternity(int halves, boolean tooMany) {
        assertThat(PaternityRules.isTooLong(halves)).isEqualTo(tooMany);
    }

    // ---- raising a child

    @ParameterizedTest(name = "L10 ข้อ 22: {0} after maternity leave {1} and {2}: {3}")
    @CsvSource({
        "16/11/2569-20/11/2569, 18/8/2569-15/11/2569, , ''",
        "16/11/2569-20/11/2569, 16/8/2569-13/11/2569, , ''",
        "16/11/2569-20/11/2569, 15/8/2569-12/11/2569, , CHILD_RAISING_ALONE",
        "16/11/2569-20/11/2569, 16/8/2569-13/11/2569 am, , CHILD_RAISING_ALONE",
        "16/11/2569-20/11/2569, , , CHILD_RAISING_ALONE",
        // what goes on without a break is of the same right
        "16/11/2569-20/11/2569, 8/8/2569-5/11/2569, 6/11/2569-13/11/2569, ''",
        "16/11/2569-20/11/2569, 8/8/2569-4/11/2569, 6/11/2569-13/11/2569, CHILD_RAISING_ALONE",
    })
    void childRaising(String days, String maternity, String before, String expected) {
        var paper = Papers.of(LeaveKind.CHILD_RAISING, days, "");
        if (maternity != null) {
            paper = paper.beside(LeaveKind.MATERNITY, maternity, "BIRTH=1/9/2569");
        }
        if (before != null) {
            paper = paper.beside(LeaveKind.CHILD_RAISING, before, "");
        }
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @Test
    @DisplayName("L10 ข้อ 22: a hundred and fifty working days in two runs, and half a day more")
    void hundredAndFifty() {
        var first = Days.days("16/11/2569-31/3/2570");
        var charged = Counting.charged(LeaveKind.CHILD_RAISING, first, Days.WORKING);
        var end = first.end();
        while (charged < 300) {
            charged += Days.WORKING.halves(end, end + 1);
            end++;
        }
        var rest = LeaveDays.between(first.end(), end);
        assertThat(runs(rest)).isEmpty();
        assertThat(runs(LeaveDays.between(first.end(), end + 6)))
                .isEqualTo("CHILD_RAISING_TOO_LONG");
    }

    private static String runs(LeaveDays rest) {
        var day = rest.first().toString();
        return new Papers(
                        LeaveKind.CHILD_RAISING,
                        rest,
                        PaperFacts.NONE,
                        PaperOffice.OFFICIAL,
                        PaperPower.TABLE,
                        day,
                        day,
                        List.of())
                .beside(LeaveKind.MATERNITY, "18/8/2569-15/11/2569", "BIRTH=1/9/2569")
                .beside(LeaveKind.CHILD_RAISING, "16/11/2569-31/3/2570", "")
                .breaches();
    }

    @Test
    @DisplayName("L10 ข้อ 22: leaves for one child go on without a day of work between")
    void leavesForOneChild() {
        var paper =
                Papers.of(LeaveKind.CHILD_RAISING, "23/11/2569-27/11/2569", "")
                        .beside(LeaveKind.CHILD_RAISING, "16/11/2569-20/11/2569", "")
                        .beside(LeaveKind.SICK, "9/11/2569-13/11/2569", "")
                        .beside(LeaveKind.CHILD_RAISING, "2/11/2569-5/11/2569", "")
                        .paper();
        assertThat(ChildRaisingRules.before(paper))
                .extracting(PaperCase.Other::days)
                .containsExactly(Days.days("16/11/2569-20/11/2569"));
        var sick =
                Papers.of(LeaveKind.CHILD_RAISING, "23/11/2569-27/11/2569", "")
                        .beside(LeaveKind.SICK, "16/11/2569-20/11/2569", "")
                        .paper();
        assertThat(ChildRaisingRules.before(sick)).isEmpty();
    }

    @Test
    @DisplayName("L8 ข้อ 19 วรรคสอง: leave for another birth is another leave")
    void anotherBirth() {
        var paper =
                Papers.of(LeaveKind.MATERNITY, "1/11/2569-29/1/2570", "BIRTH=1/11/2569")
                        .beside(LeaveKind.MATERNITY, "1/11/2567-29/1/2568", "BIRTH=1/11/2567")
                        .paper();
        assertThat(MaternityRules.breaches(paper)).isEmpty();
    }

    @ParameterizedTest(name = "L10 ข้อ 22: {0} half days of work are too many: {1}")
    @CsvSource({"299, false", "300, false", "301, true"})
    void halfDaysOfChildRaising(int halves, boolean tooMany) {
        assertThat(ChildRaisingRules.isTooLong(halves)).isEqualTo(tooMany);
    }

    @ParameterizedTest(name = "L10 ข้อ 21: from 16/11/2569 on, approved on {0}: {1}")
    @CsvSource({"16/11/2569, ''", "17/11/2569, CHILD_RAISING_BEFORE_APPROVAL"})
    void childRaisingAfterApproval(String approved, String expected) {
        var paper =
                Papers.of(LeaveKind.CHILD_RAISING, "16/11/2569-20/11/2569", "")
                        .beside(LeaveKind.MATERNITY, "18/8/2569-15/11/2569", "BIRTH=1/9/2569")
                        .approved(approved);
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    // ---- ordination and Hajj

    @ParameterizedTest(
            name =
                    "L12 ข้อ 29 วรรคหนึ่ง, L12 ข้อ 29 วรรคสอง: ordained on 1/3/2570, handed in on {0}: {1}")
    @CsvSource({
        "31/12/2569, ''",
        "30/12/2569, ''",
        "1/1/2570, ORDINATION_SHORT_NOTICE",
        "28/2/2570, ORDINATION_SHORT_NOTICE",
    })
    void sixtyDays(String handedIn, String expected) {
        assertThat(ordination("1/3/2570", "ORDINATION", true).handedIn(handedIn).breaches())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "L12 ข้อ 30 วรรคหนึ่ง: leave from 22/2/2570, ordained on {0}: {1}")
    @CsvSource({
        "21/2/2570, ORDINATION_ELSEWHEN",
        "22/2/2570, ''",
        "4/3/2570, ''",
        "5/3/2570, ORDINATION_AFTER_TEN_DAYS",
    })
    void tenDays(String ceremony, String expected) {
        assertThat(ordination(ceremony, "ORDINATION", true).handedIn("1/12/2569").breaches())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "L12 ข้อ 30 วรรคหนึ่ง: leave {0}, ordained on 24/2/2570: {1}")
    @CsvSource({
        "22/2/2570-24/2/2570, ''",
        "22/2/2570-23/2/2570, ORDINATION_ELSEWHEN",
    })
    void ordainedDuringTheLeave(String days, String expected) {
        var facts = "RITE=HAJJ; PLACE=เมกกะ; CEREMONY=24/2/2570";
        var paper = Papers.of(LeaveKind.ORDINATION, days, facts).handedIn("1/12/2569");
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(
            name = "L12 ข้อ 30 วรรคหนึ่ง: ordained on 1/3/2570, left the order on {0}: {1}")
    @CsvSource({"28/2/2570, ORDINATION_LEFT_BEFORE", "1/3/2570, ''"})
    void leftTheOrder(String left, String expected) {
        var facts = "RITE=HAJJ; PLACE=เมกกะ; CEREMONY=1/3/2570; LEFT=" + left;
        var paper =
                Papers.of(LeaveKind.ORDINATION, "22/2/2570-20/6/2570", facts).handedIn("1/12/2569");
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "L12 ข้อ 30 วรรคหนึ่ง: {0} with the royal permission {1}: {2}")
    @CsvSource({
        "ORDINATION, true, ''",
        "ORDINATION, false, ORDINATION_WITHOUT_ROYAL_PERMISSION",
        "HAJJ, false, ''",
    })
    void royalPermission(String rite, boolean there, String expected) {
        assertThat(ordination("1/3/2570", rite, there).handedIn("1/12/2569").breaches())
                .isEqualTo(expected);
    }

    private static Papers ordination(String ceremony, String rite, boolean permission) {
        return Papers.of(
                LeaveKind.ORDINATION,
                "22/2/2570-20/6/2570",
                "RITE=%s; PLACE=วัด; CEREMONY=%s%s"
                        .formatted(rite, ceremony, permission ? "; ROYAL_PERMISSION=นร" : ""));
    }

    @ParameterizedTest(
            name =
                    "L12 ข้อ 30 วรรคหนึ่ง: leave until 20/6/2570, left the order on {0}: back by {1}")
    @CsvSource({
        ", 20/6/2570",
        "1/6/2570, 6/6/2570",
        "15/6/2570, 20/6/2570",
        "16/6/2570, 20/6/2570",
        "20/6/2570, 20/6/2570",
    })
    void fiveDays(String left, String due) {
        assertThat(OrdinationRules.due(Days.day("20/6/2570"), left == null ? null : Days.day(left)))
                .isEqualTo(Days.day(due));
    }

    // ---- call-up

    @ParameterizedTest(name = "L13 ข้อ 31 วรรคหนึ่ง: selection on 16/11/2569, reported at {0}: {1}")
    @CsvSource({
        "2026-11-13T23:59, true",
        "2026-11-14T00:00, true",
        "2026-11-14T00:01, false",
        "2026-11-16T08:00, false",
    })
    void fortyEightHoursBefore(String reported, boolean inTime) {
        assertThat(
                        CallUpRules.isReportedBefore(
                                Days.day("16/11/2569"), LocalDateTime.parse(reported)))
                .isEqualTo(inTime);
    }

    @ParameterizedTest(
            name = "L13 ข้อ 31 วรรคหนึ่ง: summoned at 2026-11-10T09:30, reported at {0}: {1}")
    @CsvSource({
        "2026-11-10T09:30, true",
        "2026-11-12T09:30, true",
        "2026-11-12T09:31, false",
    })
    void fortyEightHoursAfter(String reported, boolean inTime) {
        var summoned = LocalDateTime.parse("2026-11-10T09:30");
        assertThat(CallUpRules.isReportedAfter(summoned, LocalDateTime.parse(reported)))
                .isEqualTo(inTime);
    }

    @ParameterizedTest(name = "L13 ข้อ 31 วรรคหนึ่ง: {0} on {1}, summoned 1/11, reported {2}: {3}")
    @CsvSource({
        "SELECTION, 16/11/2569, 2026-11-13T10:00, ''",
        "SELECTION, 16/11/2569, 2026-11-15T10:00, CALL_UP_SHORT_NOTICE",
        "MOBILISATION, 16/11/2569, 2026-11-02T10:00, ''",
        "MOBILISATION, 16/11/2569, 2026-11-13T10:00, CALL_UP_SHORT_NOTICE",
        "SELECTION, 16/11/2569, 2026-11-01T10:00, ''",
        "SELECTION, 16/11/2569, 2026-11-01T09:59, CALL_UP_REPORTED_BEFORE",
        "MOBILISATION, 16/11/2569, 2026-11-01T09:59, CALL_UP_REPORTED_BEFORE",
        "SELECTION, 15/11/2569, 2026-11-03T10:00, CALL_UP_ELSEWHEN",
        "SELECTION, 18/11/2569, 2026-11-03T10:00, ''",
        "SELECTION, 19/11/2569, 2026-11-03T10:00, CALL_UP_ELSEWHEN",
    })
    void callUp(String call, String day, String reported, String expected) {
        var facts =
                "CALL=%s; CALL_DAY=%s; SUMMONED=2026-11-01T10:00; REPORTED=%s"
                        .formatted(call, day, reported);
        assertThat(Papers.of(LeaveKind.CALL_UP, "16/11/2569-18/11/2569", facts).breaches())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "L13 ข้อ 32: released on {0}, extended to {1}: back by {2}, {3}")
    @CsvSource({
        ", , , ''",
        "18/11/2569, , 25/11/2569, ''",
        "18/11/2569, 3/12/2569, 3/12/2569, ''",
        "18/11/2569, 4/12/2569, 4/12/2569, CALL_UP_EXTENDED_TOO_LONG",
        ", 3/12/2569, , CALL_UP_EXTENDED_TOO_LONG",
        // an extension takes no day away
        "18/11/2569, 24/11/2569, 25/11/2569, ''",
        "18/11/2569, 26/11/2569, 26/11/2569, ''",
        "16/11/2569, , 23/11/2569, ''",
        "15/11/2569, , 22/11/2569, CALL_UP_RELEASED_BEFORE",
    })
    void back(String released, String extended, String due, String expected) {
        var facts =
                "CALL=SELECTION; CALL_DAY=16/11/2569; SUMMONED=2026-11-01T10:00; REPORTED=2026-11-03T10:00"
                        + (released == null ? "" : "; RELEASED=" + released)
                        + (extended == null ? "" : "; EXTENDED=" + extended);
        var paper = Papers.of(LeaveKind.CALL_UP, "16/11/2569-18/11/2569", facts);
        assertThat(paper.breaches()).isEqualTo(expected);
        assertThat(PaperRules.duties(paper.paper(), null))
                .containsExactly(new Duty.Due(Duty.RETURN, due == null ? null : Days.day(due)));
    }

    // ---- study

    @ParameterizedTest(name = "L14 ข้อ 33 วรรคหนึ่ง, L14 ข้อ 33 วรรคสาม: of {0} by {1}: {2}")
    @CsvSource({
        "OFFICIAL, HEAD, true",
        "OFFICIAL, GOVERNOR, false",
        "OFFICIAL, TABLE, false",
        "OFFICIAL, DIRECT_HEAD, true",
        "HEAD, HEAD, false",
        "HEAD, PERMANENT_SECRETARY, true",
        "HEAD, DIRECT_HEAD, true",
        "DIRECT_HEAD, PERMANENT_SECRETARY, false",
        "DIRECT_HEAD, DIRECT_HEAD, false",
        "DIRECT_HEAD, MINISTER, true",
    })
    void study(PaperOffice office, PaperPower power, boolean may) {
        assertThat(StudyRules.mayApprove(office, power)).isEqualTo(may);
        var paper = Papers.of(LeaveKind.STUDY, "16/11/2569-20/11/2569", "").by(office, power);
        assertThat(paper.breaches()).isEqualTo(may ? "" : "STUDY_POWER");
    }

    @ParameterizedTest(name = "L14 ข้อ 33 วรรคสอง: what {0} approved is reported above: {1}")
    @CsvSource({"HEAD, true", "DIRECT_HEAD, false", "MINISTER, false"})
    void reportedAbove(PaperPower power, boolean reported) {
        var paper =
                Papers.of(LeaveKind.STUDY, "16/11/2569-20/11/2569", "")
                        .by(PaperOffice.OFFICIAL, power);
        assertThat(PaperRules.duties(paper.paper(), null).stream().map(Duty.Due::duty))
                .isEqualTo(reported ? List.of(Duty.REPORT_ABOVE) : List.of());
    }

    // ---- an international organisation

    @ParameterizedTest(name = "L14 ข้อ 34: by {0}: {1}")
    @CsvSource({"MINISTER, ''", "PERMANENT_SECRETARY, ORGANISATION_POWER"})
    void organisation(PaperPower power, String expected) {
        var paper =
                Papers.of(LeaveKind.ORGANISATION, "16/11/2569-20/11/2569", "")
                        .by(PaperOffice.OFFICIAL, power);
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(
            name = "L14 ข้อ 35 วรรคหนึ่ง: 16/11/2569-{0}, back on {1}: back by {2}, tells by {3}")
    @CsvSource({
        "15/11/2570, , 30/11/2570, ",
        "15/11/2570, 20/11/2570, 30/11/2570, 20/12/2570",
        "15/11/2570, 30/11/2570, 30/11/2570, 30/12/2570",
        "16/11/2570, , , ",
    })
    void organisationEnds(String last, String back, String due, String result) {
        var paper = Papers.of(LeaveKind.ORGANISATION, "16/11/2569-" + last, "").paper();
        var duties = PaperRules.duties(paper, back == null ? null : Days.day(back));
        if (due == null) {
            assertThat(duties).isEmpty();
        } else {
            assertThat(duties)
                    .containsExactly(
                            new Duty.Due(Duty.RETURN, Days.day(due)),
                            new Duty.Due(Duty.RESULT, result == null ? null : Days.day(result)));
        }
    }

    // ---- following one's spouse

    @ParameterizedTest(
            name = "L14 ข้อ 36 วรรคหนึ่ง, L14 ข้อ 37: from 16/11/2569 to {0} beside {1}: {2}")
    @CsvSource({
        "15/11/2571, , ''",
        "16/11/2571, , SPOUSE_RUN_TOO_LONG SPOUSE_EXTENSION",
        "15/11/2570, 16/11/2568-15/11/2569, ''",
        "16/11/2570, 16/11/2568-15/11/2569, SPOUSE_EXTENSION",
        "15/11/2571, 16/11/2567-15/11/2569, SPOUSE_EXTENSION",
        "15/11/2571, 15/11/2567-15/11/2569, SPOUSE_TOO_LONG",
        // in several runs, with a time at work between
        "15/11/2571, 1/1/2568-31/12/2568, SPOUSE_EXTENSION",
    })
    void spouse(String last, String beside, String expected) {
        var posted = SPOUSE.replace("SPOUSE_FROM=1/1/2569", "SPOUSE_FROM=1/1/2567");
        var paper =
                Papers.of(LeaveKind.SPOUSE, "16/11/2569-" + last, posted)
                        .by(PaperOffice.OFFICIAL, PaperPower.DIRECT_HEAD);
        var all = beside == null ? paper : paper.beside(LeaveKind.SPOUSE, beside, posted);
        assertThat(all.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "L14 ข้อ 36 วรรคหนึ่ง, L14 ข้อ 36 วรรคสอง: of {0} by {1}: {2}")
    @CsvSource({
        "OFFICIAL, HEAD, false",
        "OFFICIAL, PERMANENT_SECRETARY, true",
        "HEAD, DIRECT_HEAD, true",
        "DIRECT_HEAD, PERMANENT_SECRETARY, false",
        "DIRECT_HEAD, MINISTER, true",
    })
    void spousesPower(PaperOffice office, PaperPower power, boolean may) {
        assertThat(SpouseRules.mayApprove(office, power)).isEqualTo(may);
    }

    @ParameterizedTest(name = "L14 ข้อ 5: a spouse abroad from 1/1/2569 to {0}: {1}")
    @CsvSource({"31/12/2569, true", "30/12/2569, false"})
    void postings(String until, boolean isOne) {
        assertThat(SpouseRules.isPosting(Days.day("1/1/2569"), Days.day(until))).isEqualTo(isOne);
    }

    @ParameterizedTest(
            name = "L14 ข้อ 37: {0} while the spouse is abroad 16/11/2569-15/11/2570: {1}")
    @CsvSource({
        "16/11/2569-15/11/2570, ''",
        "15/11/2569-15/11/2570, SPOUSE_NOT_POSTED",
        "16/11/2569-16/11/2570, SPOUSE_NOT_POSTED",
    })
    void duringThePosting(String days, String expected) {
        var facts = "SPOUSE_FROM=16/11/2569; SPOUSE_UNTIL=15/11/2570";
        var paper =
                Papers.of(LeaveKind.SPOUSE, days, facts)
                        .by(PaperOffice.OFFICIAL, PaperPower.MINISTER);
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(
            name =
                    "L14 ข้อ 37, L14 ข้อ 38: posted until {0}, back at work {1}, again from {2}: {3}")
    @CsvSource({
        // sent on from one country to the next; with a gap of a day, of years
        "15/11/2569, ,           16/11/2569, SPOUSE_TOO_LONG",
        "14/11/2569, ,           16/11/2569, SPOUSE_TOO_LONG",
        "31/12/2568, ,           16/11/2569, SPOUSE_TOO_LONG",
        // back at work in Thailand between the leaves
        "14/11/2569, 15/11/2569, 16/11/2569, ''",
        "14/11/2569, 1/1/2569,   16/11/2569, ''",
        // while the last leave ran, which still counts; not before being sent again
        "14/11/2569, 31/12/2568, 16/11/2569, SPOUSE_EXTENSION",
        "14/11/2569, 16/11/2569, 16/11/2569, SPOUSE_TOO_LONG",
    })
    void postedAgain(String until, String back, String from, String expected) {
        var before = "SPOUSE_FROM=1/1/2565; SPOUSE_UNTIL=" + until;
        var now =
                "SPOUSE_UNTIL=15/11/2573; SPOUSE_FROM="
                        + from
                        + (back == null ? "" : "; SPOUSE_BACK=" + back);
        var paper =
                Papers.of(LeaveKind.SPOUSE, "16/11/2569-15/11/2570", now)
                        .by(PaperOffice.OFFICIAL, PaperPower.MINISTER)
                        .beside(LeaveKind.SPOUSE, "1/1/2565-31/12/2566", before)
                        .beside(LeaveKind.SPOUSE, "1/1/2567-31/12/2568", before);
        assertThat(paper.breaches()).isEqualTo(expected);
    }

    @Test
    @DisplayName(
            "L14 ข้อ 38: over three postings in a row, until a return that another paper tells")
    void threePostings() {
        var last = "SPOUSE_FROM=1/1/2569; SPOUSE_UNTIL=31/12/2572";
        var middle = "SPOUSE_FROM=1/1/2567; SPOUSE_UNTIL=31/12/2568";
        var now =
                Papers.of(LeaveKind.SPOUSE, "1/1/2569-31/12/2569", last)
                        .by(PaperOffice.OFFICIAL, PaperPower.MINISTER)
                        .beside(
                                LeaveKind.SPOUSE,
                                "1/1/2565-31/12/2566",
                                "SPOUSE_FROM=1/1/2565; SPOUSE_UNTIL=31/12/2566");
        assertThat(now.beside(LeaveKind.SPOUSE, "1/1/2567-31/12/2568", middle).breaches())
                .isEqualTo("SPOUSE_TOO_LONG");
        assertThat(
                        now.beside(
                                        LeaveKind.SPOUSE,
                                        "2/1/2567-31/12/2568",
                                        "SPOUSE_FROM=2/1/2567; SPOUSE_UNTIL=31/12/2568; SPOUSE_BACK=1/1/2567")
                                .breaches())
                .isEqualTo("SPOUSE_EXTENSION");
    }

    // ---- rehabilitation

    @ParameterizedTest(
            name =
                    "L14 ข้อ 39 วรรคหนึ่ง, L14 ข้อ 39 วรรคสอง: 16/11/2569-{0}, course until {1}: {2}")
    @CsvSource({
        "15/11/2570, 31/12/2571, ''",
        "16/11/2570, 31/12/2571, REHABILITATION_TOO_LONG",
        "31/12/2569, 31/12/2569, ''",
        "1/1/2570, 31/12/2569, REHABILITATION_BEYOND_COURSE",
    })
    void rehabilitation(String last, String until, String expected) {
        var facts =
                "CAUSE=IN_DUTY; ORGANISER=AGENCY; COURSE_FROM=16/11/2569; COURSE_UNTIL=" + until;
        assertThat(Papers.of(LeaveKind.REHABILITATION, "16/11/2569-" + last, facts).breaches())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "L14 ข้อ 39 วรรคหนึ่ง: course 16/11/2569-20/11/2569, leave {0}: {1}")
    @CsvSource({
        "14/11/2569-15/11/2569, REHABILITATION_ELSEWHEN",
        "14/11/2569-16/11/2569, ''",
        "20/11/2569-21/11/2569, ''",
        "21/11/2569-22/11/2569, REHABILITATION_ELSEWHEN",
    })
    void duringTheCourse(String days, String expected) {
        var facts =
                "CAUSE=IN_DUTY; ORGANISER=AGENCY; COURSE_FROM=16/11/2569; COURSE_UNTIL=20/11/2569";
        assertThat(Papers.of(LeaveKind.REHABILITATION, days, facts).breaches()).isEqualTo(expected);
    }

    @ParameterizedTest(
            name =
                    "L14 ข้อ 39 วรรคสอง, L14 ข้อ 39 วรรคสาม: hurt {0}, found able {1}, course by {2}: {3}")
    @CsvSource({
        "IN_DUTY, false, AGENCY, ''",
        "OTHER, true, CHARITY, ''",
        "OTHER, false, STATE_BODY, REHABILITATION_WITHOUT_ABILITY",
        "IN_DUTY, false, ACCREDITED, ''",
        "IN_DUTY, false, ANOTHER, REHABILITATION_ORGANISER",
    })
    void courses(String cause, boolean able, String organiser, String expected) {
        var facts =
                "CAUSE=%s; ORGANISER=%s; COURSE_FROM=16/11/2569; COURSE_UNTIL=30/11/2569%s"
                        .formatted(cause, organiser, able ? "; ABILITY=คำสั่ง" : "");
        assertThat(Papers.of(LeaveKind.REHABILITATION, "16/11/2569-30/11/2569", facts).breaches())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "L14 ข้อ 40: from 16/11/2569 on, approved on {0}: {1}")
    @CsvSource({"16/11/2569, ''", "17/11/2569, REHABILITATION_BEFORE_APPROVAL"})
    void rehabilitationAfterApproval(String approved, String expected) {
        var facts =
                "CAUSE=IN_DUTY; ORGANISER=AGENCY; COURSE_FROM=16/11/2569; COURSE_UNTIL=30/11/2569";
        var paper = Papers.of(LeaveKind.REHABILITATION, "16/11/2569-30/11/2569", facts);
        assertThat(paper.approved(approved).breaches()).isEqualTo(expected);
    }

    // ---- political officials

    @ParameterizedTest(name = "L17 ข้อ 41, L17 ข้อ 42, L17 ข้อ 43: of {0} may approve: {1}")
    @CsvSource({
        "PRIME_MINISTER, PRIME_MINISTER",
        "POLITICAL, MINISTER DEPUTY_PRIME_MINISTER PRIME_MINISTER",
        "BANGKOK_POLITICAL, BANGKOK_GOVERNOR BANGKOK_COUNCIL_CHAIR",
        "OFFICIAL, TABLE HEAD GOVERNOR DIRECT_HEAD PERMANENT_SECRETARY MINISTER",
    })
    void political(PaperOffice office, String powers) {
        var may =
                Arrays.stream(PaperPower.values())
                        .filter(power -> PoliticalRules.mayApprove(office, power))
                        .map(PaperPower::name)
                        .collect(Collectors.joining(" "));
        assertThat(may).isEqualTo(powers);
    }

    @ParameterizedTest(name = "L17 ข้อ 41, L17 ข้อ 42, L17 ข้อ 43: abroad, {0} asks as {1} says")
    @CsvSource({
        "OFFICIAL, ",
        "HEAD, ",
        "DIRECT_HEAD, ",
        "PRIME_MINISTER, ข้อ 41",
        "POLITICAL, ข้อ 42",
        "BANGKOK_POLITICAL, ข้อ 43",
    })
    void politicalAbroad(PaperOffice office, String clause) {
        assertThat(PoliticalRules.citation(office).map(Citation::clause).orElse(null))
                .isEqualTo(clause);
    }

    @Test
    @DisplayName("L17 ข้อ 42: of political officials every kind is approved by the government")
    void politicalStudy() {
        var study = Papers.of(LeaveKind.STUDY, "16/11/2569-20/11/2569", "");
        assertThat(study.by(PaperOffice.POLITICAL, PaperPower.DEPUTY_PRIME_MINISTER).breaches())
                .isEmpty();
        assertThat(study.by(PaperOffice.POLITICAL, PaperPower.HEAD).breaches())
                .isEqualTo("POLITICAL_POWER");
        assertThat(study.by(PaperOffice.OFFICIAL, PaperPower.PRIME_MINISTER).breaches())
                .isEqualTo("STUDY_POWER POLITICAL_POWER");
    }

    @ParameterizedTest(name = "L17 ข้อ 41: the cabinet is told of leave of {0}: {1}")
    @CsvSource({"PRIME_MINISTER, true", "POLITICAL, false", "OFFICIAL, false"})
    void cabinet(PaperOffice office, boolean told) {
        var paper =
                Papers.of(LeaveKind.MATERNITY, "16/11/2569-20/11/2569", "BIRTH=16/11/2569")
                        .by(office, PaperPower.PRIME_MINISTER);
        assertThat(PaperRules.duties(paper.paper(), null).stream().map(Duty.Due::duty))
                .isEqualTo(told ? List.of(Duty.TELL_CABINET) : List.of());
    }

    // ---- forms

    @ParameterizedTest(name = "L1 ข้อ 17: {0} is on paper, with its facts, or in Sala, with none")
    @EnumSource
    void everyPaperSaysItsFacts(LeaveKind kind) {
        assertThat(kind.facts().contains(PaperFact.INCOMPLETE)).isEqualTo(!kind.mayBeElectronic());
        assertThat(kind.facts().isEmpty()).isEqualTo(kind.mayBeElectronic());
    }
}
