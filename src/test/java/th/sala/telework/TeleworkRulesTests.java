package th.sala.telework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.agencies.Agency;
import th.sala.agencies.Delegation;
import th.sala.leave.LeaveDays;
import th.sala.pdf.Typesetter;

class TeleworkRulesTests {
    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private static Agency agency(boolean juristic, @Nullable UUID parent) {
        return new Agency(
                UUID.randomUUID(),
                "ก",
                "A",
                "กก 1",
                juristic,
                parent,
                "a.example",
                "saraban@a.example",
                "",
                "",
                true);
    }

    @Test
    @DisplayName("T3 ข้อ 5: the head of a department or a province, not of a district")
    void level() {
        assertThat(OrderingRules.isOfLevel(agency(true, null))).isTrue();
        assertThat(OrderingRules.isOfLevel(agency(true, UUID.randomUUID()))).isTrue();
        assertThat(OrderingRules.isOfLevel(agency(false, null))).isFalse();
        assertThat(OrderingRules.isOfLevel(agency(false, UUID.randomUUID()))).isFalse();
    }

    @ParameterizedTest(
            name = "T3 ข้อ 5: of level {0}, at the top {1}, {2}, heading {3} may order: {4}")
    @CsvSource({
        "true,  true,  ,          true,  true",
        "true,  true,  ACTING,    true,  true",
        "true,  true,  DELEGATED, true,  false",
        "true,  true,  ,          false, false",
        "true,  false, ,          true,  false",
        "false, true,  ,          true,  false",
    })
    void orders(
            boolean level,
            boolean top,
            Delegation.@Nullable Kind capacity,
            boolean heads,
            boolean may) {
        assertThat(OrderingRules.mayOrder(level, top, capacity, heads)).isEqualTo(may);
    }

    @Test
    @DisplayName("T3 ข้อ 5: nobody orders themselves")
    void ownOrder() {
        var one = UUID.randomUUID();
        assertThatCode(() -> OrderingRules.isOfAnother(one, UUID.randomUUID()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> OrderingRules.isOfAnother(one, one))
                .isInstanceOf(OrderingRules.OwnOrder.class);
    }

    @Test
    @DisplayName("T3 ข้อ 9.2(3): an order gives no day before itself, and none if all are over")
    void inTime() {
        var planned = List.of(MONDAY.plusDays(1), MONDAY, MONDAY.minusDays(1));
        assertThat(OrderingRules.from(planned, MONDAY)).containsExactly(MONDAY, MONDAY.plusDays(1));
        assertThat(OrderingRules.firstOf(MONDAY, MONDAY.plusDays(1))).isEqualTo(MONDAY.plusDays(1));
        assertThat(OrderingRules.firstOf(MONDAY, MONDAY.minusDays(1))).isEqualTo(MONDAY);
        assertThatCode(() -> OrderingRules.isInTime(MONDAY, MONDAY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> OrderingRules.isInTime(MONDAY, MONDAY.plusDays(1)))
                .isInstanceOf(OrderingRules.TooLate.class);
    }

    @Test
    @DisplayName(
            "T9 การสั่งให้กลับเข้าปฏิบัติงานในสถานที่ตั้ง: outside until the day before the return")
    void back() {
        assertThat(OrderingRules.isStillOutside(MONDAY.minusDays(1), MONDAY)).isTrue();
        assertThat(OrderingRules.isStillOutside(MONDAY, MONDAY)).isFalse();
    }

    @Test
    @DisplayName("T9 สถานที่ปฏิบัติงาน: residence, shared workplace, another set place")
    void places() {
        assertThat(Terms.PlaceKind.values())
                .extracting(Enum::name)
                .containsExactly("RESIDENCE", "SHARED", "OTHER");
    }

    @Test
    @DisplayName("T9 การติดต่อสื่อสารระหว่างปฏิบัติงาน: place and contact are both known")
    void reachable() {
        assertThatCode(() -> AgreementRules.isReachable("บ้าน", "08")).doesNotThrowAnyException();
        assertThatThrownBy(() -> AgreementRules.isReachable("บ้าน", " "))
                .isInstanceOf(AgreementRules.NoPlace.class);
        assertThatThrownBy(() -> AgreementRules.isReachable("", "08"))
                .isInstanceOf(AgreementRules.NoPlace.class);
    }

    @Test
    @DisplayName("T2 ข้อ 9.2(1): who is assigned learns why, who volunteers needs no reasons")
    void explained() {
        assertThat(Terms.Way.VOLUNTEERED.wantsReasons()).isFalse();
        assertThatCode(() -> AgreementRules.isExplained(Terms.Way.VOLUNTEERED, ""))
                .doesNotThrowAnyException();
        assertThatCode(() -> AgreementRules.isExplained(Terms.Way.ASSIGNED, "โรคระบาด"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AgreementRules.isExplained(Terms.Way.ASSIGNED, " "))
                .isInstanceOf(AgreementRules.NoReasons.class);
    }

    @Test
    @DisplayName("T2 ข้อ 3.1: work that can be done outside, as a whole or in part, and no other")
    void works() {
        assertThat(Terms.Work.values()).extracting(Enum::name).containsExactly("WHOLE", "PART");
    }

    @Test
    @DisplayName("T2 ข้อ 3.1: which work is done outside is said")
    void workIsNamed() {
        assertThatCode(() -> AgreementRules.isNamed("งานวิเคราะห์")).doesNotThrowAnyException();
        assertThatThrownBy(() -> AgreementRules.isNamed(" "))
                .isInstanceOf(AgreementRules.NoWork.class);
    }

    @Test
    @DisplayName("T2 ข้อ 4: the superior has looked whether work and person suit")
    void suitable() {
        assertThatCode(() -> AgreementRules.isSuitable(true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> AgreementRules.isSuitable(false))
                .isInstanceOf(AgreementRules.NotSuitable.class);
    }

    private static Goal goal(String goal, String delivery) {
        return new Goal(1, goal, delivery, "", "", "");
    }

    @Test
    @DisplayName("T4 ข้อ 9.2(2): at least one goal, each with a time of delivery")
    void goals() {
        assertThatCode(() -> AgreementRules.hasGoals(List.of(goal("รายงาน", "ทุกศุกร์"))))
                .doesNotThrowAnyException();
        for (var goals :
                List.of(
                        List.<Goal>of(),
                        List.of(goal("รายงาน", "")),
                        List.of(goal("", "ทุกศุกร์")),
                        List.of(goal("รายงาน", "ทุกศุกร์"), goal("ข้อเสนอ", " ")))) {
            assertThatThrownBy(() -> AgreementRules.hasGoals(goals))
                    .isInstanceOf(AgreementRules.NoGoals.class);
        }
    }

    @ParameterizedTest(
            name = "T5 ข้อ 9.2(4): begun on the 7th, reported {0}, every 7 days: due {1}")
    @CsvSource({", 2026-12-14", "2026-12-09, 2026-12-16", "2026-12-01, 2026-12-14"})
    void due(@Nullable LocalDate reported, LocalDate due) {
        assertThat(FollowUpRules.reportDue(MONDAY, reported, 7)).isEqualTo(due);
    }

    @ParameterizedTest(
            name = "T5 ข้อ 9.2(4): due on the 14th, over on the {0}: overdue on {1}: {2}")
    @CsvSource({
        "2026-12-31, 2026-12-14, false",
        "2026-12-31, 2026-12-15, true",
        "2026-12-31, 2026-12-31, true",
        "2026-12-31, 2027-01-01, false",
    })
    void overdue(LocalDate end, LocalDate today, boolean overdue) {
        assertThat(FollowUpRules.isReportOverdue(MONDAY.plusDays(7), end, today))
                .isEqualTo(overdue);
    }

    @ParameterizedTest(
            name = "T6 ข้อ 9.2(6): said «{0}», may speak until the 7th, on {1} heard: {2}")
    @CsvSource({
        "'',   2026-12-07, false",
        "'',   2026-12-08, true",
        "ส่งแล้ว, 2026-12-01, true",
        "' ',  2026-12-07, false",
    })
    void heard(String said, LocalDate today, boolean heard) {
        assertThat(FollowUpRules.isHeard(said, MONDAY, today)).isEqualTo(heard);
    }

    @Test
    @DisplayName("T7 ข้อ 9.3(1): the result is reported from the last day on")
    void over() {
        assertThat(FollowUpRules.isOver(MONDAY, MONDAY.minusDays(1))).isFalse();
        assertThat(FollowUpRules.isOver(MONDAY, MONDAY)).isTrue();
    }

    @ParameterizedTest(name = "T7 ข้อ 9.3(3): closed {0} with {1} answers is shown: {2}")
    @CsvSource({"true, 5, true", "true, 4, false", "false, 5, false", "true, 0, false"})
    void shown(boolean closed, int answers, boolean shown) {
        assertThat(FollowUpRules.isShown(closed, answers)).isEqualTo(shown);
    }

    @Test
    @DisplayName("T7 ข้อ 9.3(3): a fiscal year begins on 1 October")
    void year() {
        assertThat(FollowUpRules.yearOf(LocalDate.of(2026, 9, 30))).isEqualTo(2026);
        assertThat(FollowUpRules.yearOf(LocalDate.of(2026, 10, 1))).isEqualTo(2027);
    }

    @Test
    @DisplayName(
            "T8 ข้อ 9.1(1): a policy says forms, works, selection, supervision, end and ethics")
    void policy() {
        assertThat(DayRulesTests.policy(2, 6, null, null, null).missing()).isEmpty();
        assertThat(DayRulesTests.policy(null, null, null, null, null).missing())
                .containsExactly("forms");
        assertThat(PolicyContent.ofManual().missing())
                .containsExactly("forms", "selection", "supervision", "termination");
        assertThat(DayRulesTests.policy(2, null, null, null, null).isPaired()).isFalse();
        assertThat(DayRulesTests.policy(2, 6, null, 1, null).isPaired()).isFalse();
        assertThat(DayRulesTests.policy(2, 6, 4, 12, null).isPaired()).isTrue();
    }

    // ---- forms of the annex

    private static Agreement agreement() {
        var terms =
                new Terms(
                        Terms.Way.VOLUNTEERED,
                        "",
                        Terms.Work.WHOLE,
                        "",
                        OutsideForm.MONTH,
                        4,
                        List.of(),
                        MONDAY,
                        MONDAY.plusMonths(1),
                        Terms.PlaceKind.RESIDENCE,
                        "บ้านเลขที่ 1",
                        "08 0000 0000");
        return new Agreement(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new Agreement.Worker(UUID.randomUUID(), "นางพิมพ์ งานดี", "เจ้าพนักงาน", "กอง ก"),
                terms,
                new Agreement.Stage.Draft(),
                NOW,
                "",
                1,
                NOW);
    }

    private static AgreementDesk.Sight sight(Agreement agreement) {
        var signature =
                new Agreements.Signature(
                        Agreements.Part.OFFICIAL,
                        agreement.by().official(),
                        "นางพิมพ์ งานดี",
                        "เจ้าพนักงาน",
                        NOW,
                        "00");
        return new AgreementDesk.Sight(
                agreement,
                List.of(new Goal(1, "รายงานการศึกษา", "ทุกวันศุกร์", "", "ครบ 4 ฉบับ", "")),
                List.of(signature),
                true,
                false,
                false,
                false,
                false,
                null);
    }

    @Test
    @DisplayName("T4 ภาคผนวก 2: the form of the agreement says all that the annex has")
    void agreementForm() {
        var sheet = TeleworkSheets.agreement(sight(agreement()), "จังหวัดศรีสมุทร");
        assertThat(sheet.blocks().toString())
                .contains(
                        "แบบฟอร์มข้อตกลงการปฏิบัติราชการนอกสถานที่",
                        "นางพิมพ์ งานดี",
                        "ผู้บังคับบัญชาชั้นต้น",
                        "๔ วัน ต่อ เดือน",
                        "ระยะเวลาการส่งมอบงาน",
                        "ทุกวันศุกร์",
                        "ผู้ปฏิบัติราชการนอกสถานที่");
        assertThat(Typesetter.set(sheet).pages()).isEqualTo(1);
    }

    @Test
    @DisplayName("T7 ภาคผนวก 2: the form of the result says goals, results and problems")
    void resultForm() {
        var assessment =
                new TeleworkResult.Assessment(
                        TeleworkResult.Verdict.MET, "ดี", "นายสมชาย ใจดี", "รองผู้ว่า", NOW);
        var sheet =
                TeleworkSheets.result(
                        agreement(),
                        sight(agreement()).goals(),
                        new TeleworkResult("สัญญาณไม่ดี", NOW, assessment),
                        "จังหวัดศรีสมุทร",
                        "นายสมชาย ใจดี");
        assertThat(sheet.blocks().toString())
                .contains(
                        "ผลสำเร็จของงาน",
                        "ครบ ๔ ฉบับ",
                        "ปัญหา/อุปสรรค",
                        "สัญญาณไม่ดี",
                        "บรรลุเป้าหมาย ดี");
        assertThat(Typesetter.set(sheet).pages()).isPositive();
    }

    @Test
    @DisplayName("T3 ข้อ 5: an order on paper begins with its own day, and names no home")
    void orderOnPaper() {
        var order =
                new WorkOrder(
                        UUID.randomUUID(),
                        WorkOrder.Kind.OUTSIDE,
                        "",
                        null,
                        UUID.randomUUID(),
                        "นางสาวมาลี",
                        "ผู้ว่า",
                        Instant.parse("2026-12-10T03:00:00Z"),
                        null,
                        "",
                        null);
        var lines = List.of(new OrderDesk.Line(agreement(), List.of(), List.of()));
        assertThat(TeleworkSheets.order(order, lines, true, "ก").blocks().toString())
                .contains("ระหว่างวันที่ ๑๐ ธันวาคม ๒๕๖๙", "ที่พักอาศัย")
                .doesNotContain("บ้านเลขที่", "คัดเฉพาะ");
        assertThat(TeleworkSheets.order(order, lines, false, "ก").blocks().toString())
                .contains("คัดเฉพาะ");
    }

    @Test
    @DisplayName("T4 ภาคผนวก 2: the form names who confirmed it as the supervisor")
    void supervisorOfTheForm() {
        var director = signature(Agreements.Part.DIRECTOR, "ผู้อำนวยการ");
        var supervisor = signature(Agreements.Part.SUPERVISOR, "หัวหน้า");
        var own = signature(Agreements.Part.OFFICIAL, "ผู้ปฏิบัติ");
        assertThat(sight(own).supervisorName()).isEmpty();
        assertThat(sight(own, director).supervisorName()).isEqualTo("ผู้อำนวยการ");
        assertThat(sight(director, supervisor).supervisorName()).isEqualTo("หัวหน้า");
    }

    private static Agreements.Signature signature(Agreements.Part part, String name) {
        return new Agreements.Signature(part, UUID.randomUUID(), name, "", NOW, "");
    }

    private static AgreementDesk.Sight sight(Agreements.Signature... signatures) {
        return new AgreementDesk.Sight(
                agreement(),
                List.of(),
                List.of(signatures),
                true,
                false,
                false,
                false,
                false,
                null);
    }

    // ---- states

    @Test
    void statesFollowEachOther() {
        var draft = agreement();
        var with = new Agreement.With(UUID.randomUUID(), UUID.randomUUID(), "ก", "ข");
        var order = UUID.randomUUID();
        var before = draft.confirmed(with, false, NOW);
        assertThat(before.with()).isEqualTo(with);
        var director = before.passedOn(with, NOW);
        var proposed = director.proposed(NOW);
        var ordered = proposed.ordered(order, NOW);
        assertThat(ordered.order()).isEqualTo(order);
        assertThat(ordered.end()).isEqualTo(MONDAY.plusMonths(1));
        var recalled = ordered.recalled(MONDAY.plusDays(2), NOW, "เหตุ");
        assertThat(recalled.end()).isEqualTo(MONDAY.plusDays(1));
        assertThat(ordered.terminated(MONDAY.plusMonths(1), NOW, "เหตุ").end())
                .isEqualTo(MONDAY.plusMonths(1).minusDays(1));
        assertThat(recalled.isGoingOn(MONDAY.plusDays(1))).isTrue();
        assertThat(recalled.isGoingOn(MONDAY.plusDays(2))).isFalse();
        assertThat(recalled.terminated(MONDAY.plusDays(1), NOW, "").end()).isEqualTo(MONDAY);
        for (var nothing :
                List.<Runnable>of(
                        () -> ordered.recalled(MONDAY.plusMonths(1).plusDays(1), NOW, ""),
                        () -> recalled.recalled(MONDAY.plusDays(2), NOW, ""),
                        () -> recalled.terminated(MONDAY.plusDays(2), NOW, ""))) {
            assertThatThrownBy(nothing::run).isInstanceOf(Agreement.NotOutsideThen.class);
        }
        assertThat(List.of(before, director, proposed))
                .allMatch(one -> one.sentBack(NOW, "แก้").isDraft() && one.isOpen());
        for (var wrong :
                List.<Runnable>of(
                        () -> before.confirmed(with, true, NOW),
                        () -> draft.passedOn(with, NOW),
                        () -> before.proposed(NOW),
                        () -> director.ordered(order, NOW),
                        () -> draft.refused(NOW, ""),
                        () -> ordered.withdrawn(NOW),
                        () -> proposed.recalled(MONDAY, NOW, ""),
                        () -> proposed.terminated(MONDAY, NOW, ""),
                        () -> ordered.sentBack(NOW, ""),
                        () -> before.changed(before.terms(), NOW))) {
            assertThatThrownBy(wrong::run).isInstanceOf(Agreement.MovedOn.class);
        }
    }

    @Test
    void halfADayOfLeaveLeavesTheOtherHalf() {
        var next = MONDAY.plusDays(1);
        assertThat(OutsideDays.isAllOf(new LeaveDays(MONDAY, false, next, false), MONDAY)).isTrue();
        assertThat(OutsideDays.isAllOf(new LeaveDays(MONDAY, true, next, false), MONDAY)).isFalse();
        assertThat(OutsideDays.isAllOf(new LeaveDays(MONDAY, true, next, true), next)).isFalse();
        assertThat(OutsideDays.isAllOf(new LeaveDays(MONDAY, false, MONDAY, false), next))
                .isFalse();
    }
}
