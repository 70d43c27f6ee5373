package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.leave.ApproverTable.Level;
import th.sala.leave.ApproverTable.Limit;

class ChainTests {
    private static final LocalDate LONG_AGO = LocalDate.of(2012, 1, 25);

    private static final ApproverTable TABLE =
            new ApproverTable(
                    List.of(
                            limit(Level.SECTION_HEAD, LeaveKind.SICK, 30),
                            limit(Level.DIVISION_DIRECTOR, LeaveKind.SICK, 60),
                            limit(Level.HEAD, LeaveKind.SICK, 120),
                            limit(Level.PERMANENT_SECRETARY, LeaveKind.SICK, null),
                            limit(Level.SECTION_HEAD, LeaveKind.PERSONAL, 15)));

    private static Limit limit(Level level, LeaveKind kind, @Nullable Integer days) {
        return new Limit(level, kind, days, LONG_AGO, null, "", false);
    }

    @ParameterizedTest(name = "L3 ข้อ 10 วรรคสาม: {0} {1} after {2} is {3} half days of {4} runs")
    @CsvSource({
        // the next day; with a working day, or half of one, between
        "SICK, 17/11/2569,       SICK 16/11/2569, 4, 2",
        "SICK, 18/11/2569,       SICK 16/11/2569, 2, 1",
        "SICK, 17/11/2569 pm,    SICK 16/11/2569, 1, 1",
        "SICK, 17/11/2569,       SICK 16/11/2569-16/11/2569 am, 2, 1",
        "SICK, 16/11/2569 pm,    SICK 16/11/2569-16/11/2569 am, 2, 2",
        // before it
        "SICK, 13/11/2569,       SICK 16/11/2569, 8, 2",
        "SICK, 12/11/2569,       SICK 16/11/2569, 2, 1",
        // over a weekend, a holiday, both
        "SICK, 23/11/2569,       SICK 20/11/2569, 8, 2",
        "SICK, 24/11/2569,       SICK 20/11/2569, 2, 1",
        "SICK, 8/12/2569,        SICK 4/12/2569, 10, 2",
        "SICK, 11/12/2569,       SICK 9/12/2569, 6, 2",
        "PERSONAL, 4/1/2570,     PERSONAL 30/12/2569, 12, 2",
        // over the end of the fiscal year
        "SICK, 1/10/2569,        SICK 30/9/2569, 4, 2",
        "PERSONAL, 1/10/2569,    PERSONAL 30/9/2569, 4, 2",
        // both kinds of sick leave are one kind, and of personal leave
        "INJURED, 17/11/2569,    SICK 16/11/2569, 4, 2",
        "CHILD_RAISING, 17/11/2569, PERSONAL 16/11/2569, 4, 2",
        // other kinds are another leave
        "SICK, 17/11/2569,       PERSONAL 16/11/2569, 2, 1",
        "PERSONAL, 17/11/2569,   VACATION 16/11/2569, 2, 1",
        "VACATION, 17/11/2569,   VACATION 16/11/2569, 2, 1",
        "MATERNITY, 17/11/2569,  MATERNITY 16/11/2569, 2, 1",
        // many, also with the new one between
        "SICK, 18/11/2569,       SICK 16/11/2569; SICK 17/11/2569; SICK 19/11/2569, 8, 4",
        "SICK, 18/11/2569,       SICK 19/11/2569; SICK 17/11/2569; SICK 16/11/2569; SICK 13/11/2569, 14, 5",
        "SICK, 18/11/2569,       SICK 12/11/2569; SICK 17/11/2569, 4, 2",
        "SICK, 18/11/2569,       SICK 16/11/2569; PERSONAL 17/11/2569, 2, 1",
    })
    void chained(LeaveKind kind, String days, String others, int span, int runs) {
        var chain = Chain.of(kind, Days.days(days), runs(others), Days.WORKING);
        assertThat(chain.span()).isEqualTo(span);
        assertThat(chain.runs()).isEqualTo(runs);
    }

    private static List<Chain.Run> runs(String typed) {
        return Arrays.stream(typed.split(";"))
                .map(one -> one.strip().split(" ", 2))
                .map(one -> new Chain.Run(LeaveKind.valueOf(one[0]), Days.days(one[1])))
                .toList();
    }

    @ParameterizedTest(
            name = "L5 ข้อ 8 วรรคหนึ่ง, L3 ข้อ 10 วรรคสาม: {0} may approve {2} half days {1}: {3}")
    @CsvSource({
        "SECTION_HEAD,        SICK,      60, true",
        "SECTION_HEAD,        SICK,      61, false",
        "DIVISION_DIRECTOR,   SICK,      61, true",
        "DIVISION_DIRECTOR,   SICK,     120, true",
        "DIVISION_DIRECTOR,   SICK,     121, false",
        "HEAD,                SICK,     240, true",
        "HEAD,                SICK,     241, false",
        "PERMANENT_SECRETARY, SICK,     241, true",
        "SECTION_HEAD,        PERSONAL,  30, true",
        "SECTION_HEAD,        PERSONAL,  31, false",
        "HEAD,                PERSONAL,   1, false",
        "MINISTER,            SICK,       1, false",
        ",                    SICK,       1, false",
    })
    void power(@Nullable Level level, LeaveKind kind, int halves, boolean may) {
        assertThat(TABLE.allows(level, kind, LocalDate.of(2026, 11, 16), halves)).isEqualTo(may);
    }

    @ParameterizedTest(name = "L5 ข้อ 8 วรรคหนึ่ง: a line for October 2569 holds on {0}: {1}")
    @CsvSource({
        "30/9/2569, false",
        "1/10/2569, true",
        "31/10/2569, true",
        "1/11/2569, false",
    })
    void dated(String day, boolean holds) {
        var october =
                new Limit(
                        Level.HEAD,
                        LeaveKind.VACATION,
                        null,
                        LocalDate.of(2026, 10, 1),
                        LocalDate.of(2026, 10, 31),
                        "",
                        true);
        var table = new ApproverTable(List.of(october));
        assertThat(table.allows(Level.HEAD, LeaveKind.VACATION, Days.day(day), 2)).isEqualTo(holds);
    }

    /// However one leave is cut into requests, whichever of them comes last, and in whatever order
    /// the others are kept, its sum and who may approve it are the same.
    @Test
    @DisplayName("L3 ข้อ 10 วรรคสาม: a thousand leaves cut into pieces go to the same approver")
    void splittingEvadesNobody() {
        var random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            var kind = random.nextBoolean() ? LeaveKind.SICK : LeaveKind.PERSONAL;
            var whole = CountingTests.anyRun(random);
            var pieces = new ArrayList<>(CountingTests.cut(whole, random));
            Collections.shuffle(pieces, random);
            var last = pieces.removeLast();
            var others = pieces.stream().map(one -> new Chain.Run(kind, one)).toList();
            var chain = Chain.of(kind, last, others, Days.WORKING);
            assertThat(chain.days()).as("%s after %s", last, pieces).isEqualTo(whole);
            for (var level : Level.values()) {
                assertThat(TABLE.allows(level, kind, last.first(), chain.span()))
                        .isEqualTo(TABLE.allows(level, kind, last.first(), Counting.span(whole)));
            }
        }
    }

    /// Leaving out the days off between two pieces changes nothing either.
    @Test
    @DisplayName("L3 ข้อ 10 วรรคสาม: leaving out the holidays breaks no chain")
    void holidaysBreakNoChain() {
        var random = new Random(33);
        for (int i = 0; i < 500; i++) {
            var whole = CountingTests.anyRun(random);
            var worked = new ArrayList<Chain.Run>();
            for (var half = whole.begin(); half < whole.end(); half++) {
                if (Days.WORKING.halves(half, half + 1) > 0) {
                    worked.add(new Chain.Run(LeaveKind.SICK, LeaveDays.between(half, half + 1)));
                }
            }
            if (worked.isEmpty()) {
                continue;
            }
            var one = worked.remove(random.nextInt(worked.size()));
            var chain = Chain.of(LeaveKind.SICK, one.days(), worked, Days.WORKING);
            assertThat(chain.runs()).isEqualTo(worked.size() + 1);
            assertThat(Counting.charged(LeaveKind.SICK, chain.days(), Days.WORKING))
                    .isEqualTo(Counting.charged(LeaveKind.SICK, whole, Days.WORKING));
        }
    }
}
