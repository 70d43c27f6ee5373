package th.sala.telework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Delegation;
import th.sala.agencies.PeopleOfSrisamut;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.letters.LetterKind;
import th.sala.letters.OutgoingDesk;
import th.sala.thai.Digits;
import th.sala.worktime.WorkCalendars;

/// A clerk who works outside, a deputy governor above, and a governor who orders.
class TeleworkWebTests extends PeopleOfSrisamut {
    @Autowired Agreements agreements;
    @Autowired OrderDesk orders;
    @Autowired OutgoingDesk letters;
    @Autowired TeleworkPolicyDesk policies;
    @Autowired TeleworkOffice office;
    @Autowired OutsideDays outside;
    @Autowired DayChanges dayChanges;
    @Autowired WorkCalendars calendars;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;

    private LocalDate today;
    private LocalDate monday;

    @BeforeEach
    void people() {
        today = LocalDate.now(clock);
        monday = workingWeeks();
    }

    /// The first Monday at least a week ahead whose two weeks have no holidays, in one month.
    private LocalDate workingWeeks() {
        var calendar = calendars.of(own.id, today.getYear(), today.getYear() + 1);
        var day = today.plusDays(7);
        while (day.getDayOfWeek() != DayOfWeek.MONDAY
                || DayRules.workingDays(day, day.plusDays(11), calendar).size() != 10
                || !YearMonth.from(day).equals(YearMonth.from(day.plusDays(11)))) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static PolicyContent content() {
        var manual = PolicyContent.ofManual();
        return new PolicyContent(
                2,
                6,
                4,
                12,
                10,
                manual.worksWhole(),
                manual.worksPart(),
                manual.worksNot(),
                manual.suitability(),
                "สมัครใจ",
                "รายงานทุกสัปดาห์",
                "ไม่รับผิดชอบ",
                manual.ethics(),
                "",
                "",
                "",
                "โทร. 1111",
                7,
                false);
    }

    private void policy() {
        within(() -> {
            policies.save(administrator, content(), 0);
            policies.putInForce(governor, 1, today);
            return true;
        });
    }

    private MockMvcRequestBuilder begun(SignedIn who, LocalDate first, LocalDate last) {
        return post(who, "/telework/new")
                .param("form", "WEEK")
                .param("days", "2")
                .param("weekdays", "1")
                .param("first", first.toString())
                .param("last", last.toString())
                .param("work", "PART")
                .param("workWords", "งานวิเคราะห์")
                .param("placeKind", "RESIDENCE")
                .param("place", "บ้านเลขที่ 1")
                .param("contact", "08 0000 0000")
                .param("goal", "รายงานการศึกษา", "")
                .param("delivery", "ทุกวันศุกร์", "")
                .param("remark", "", "");
    }

    private UUID begin() {
        return begin(clerk);
    }

    private UUID begin(SignedIn who) {
        var answer = begun(who, monday, monday.plusDays(11)).exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring("/telework/".length()));
    }

    private Agreement agreement(UUID id) {
        return within(() -> agreements.find(own.id, id).orElseThrow());
    }

    private MockMvcRequestBuilder seen(SignedIn who, UUID id, String act) {
        return post(who, "/telework/" + id + "/" + act)
                .param("version", Integer.toString(agreement(id).version()))
                .param("suits", "true")
                .param("password", PASSWORD);
    }

    private UUID proposed() {
        return proposed(clerk);
    }

    private UUID proposed(SignedIn who) {
        var id = begin(who);
        assertThat(seen(who, id, "confirm")).hasStatus3xxRedirection();
        assertThat(seen(deputy, id, "decide").param("agrees", "true")).hasStatus3xxRedirection();
        return id;
    }

    private MockMvcRequestBuilder ordered(SignedIn who, UUID id) {
        return post(who, "/telework/orders")
                .param("chosen", id + "_" + agreement(id).version())
                .param("words", "เพื่อประโยชน์ของทางราชการ")
                .param("password", PASSWORD);
    }

    private UUID ordered() {
        var id = proposed();
        assertThat(ordered(governor, id)).hasStatus3xxRedirection();
        return id;
    }

    private List<LocalDate> outside() {
        return within(() -> outside.of(own.id, List.of(own.officer), today, monday.plusDays(60)))
                .stream()
                .map(OutsideDay::day)
                .toList();
    }

    // ---- policy

    @Test
    @DisplayName("T8 ข้อ 9.1(1): an administrator draws it up, the head alone puts it in force")
    void policyIsPutInForceByTheHead() {
        assertThat(page(clerk, "/telework")).hasStatusOk().bodyText().contains("ยังไม่มีนโยบาย");
        assertThat(page(administrator, "/telework/policy/draft"))
                .hasStatusOk()
                .bodyText()
                .contains("งานทะเบียน".substring(0, 3), "คิดวิเคราะห์");
        assertThat(page(clerk, "/telework/policy/draft")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(drawn(administrator, "2", "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(drawn(administrator, "2", "6")).hasStatus3xxRedirection();
        assertThat(drawn(administrator, "2", "6"))
                .as("an older draft")
                .bodyText()
                .contains("มีผู้บันทึกร่างนโยบายหลังจาก");
        assertThat(page(governor, "/telework/policy/draft"))
                .hasStatusOk()
                .bodyText()
                .contains("กำหนดให้ใช้บังคับ");
        assertThat(forced(deputy, today)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(forced(governor, today.minusDays(1))).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(forced(governor, today)).hasRedirectedUrl("/telework/policy");
        assertThat(page(clerk, "/telework/policy"))
                .hasStatusOk()
                .bodyText()
                .contains("ไม่เกิน ๒ วันต่อสัปดาห์", "นางสาวมาลี ศรีสุข", "ฉบับที่ ๑");
        assertThat(page(clerk, "/telework/policy?number=7")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(begun(clerk, today, today.plusYears(6))).bodyText().contains("ไม่เกิน ๕ ปี");
        assertThat(page(clerk, "/telework").param("before", "+999999999-12-31T23:59:59Z"))
                .hasStatusOk();
        assertThat(page(clerk, "/telework").param("before", "-999999999-12-31T23:59:59Z"))
                .hasStatusOk();
    }

    @Test
    void aDraftIsChangedByWhoSawIt() {
        assertThat(drawn(administrator, "2", "6")).hasStatus3xxRedirection();
        assertThat(drawn(administrator, 1, "3", "6")).hasStatus3xxRedirection();
        assertThat(drawn(administrator, 1, "4", "6"))
                .as("an older draft")
                .bodyText()
                .contains("มีผู้บันทึกร่างนโยบายหลังจาก");
        var draft =
                within(() -> policies.newest(own.id)).stream()
                        .filter(TeleworkPolicy::isDraft)
                        .findFirst()
                        .orElseThrow();
        assertThat(draft.content().weekDays()).isEqualTo(3);
    }

    private MockMvcRequestBuilder drawn(SignedIn who, String days, String months) {
        return drawn(who, 0, days, months);
    }

    private MockMvcRequestBuilder drawn(SignedIn who, int version, String days, String months) {
        var content = content();
        var request =
                post(who, "/telework/policy/draft")
                        .param("version", Integer.toString(version))
                        .param("weekDays", days)
                        .param("weekMonths", months)
                        .param("reportDays", "7")
                        .param("worksWhole", content.worksWhole())
                        .param("worksNot", content.worksNot())
                        .param("selection", content.selection())
                        .param("supervision", content.supervision())
                        .param("termination", content.termination())
                        .param("ethics", content.ethics());
        return request;
    }

    private MockMvcRequestBuilder forced(SignedIn who, LocalDate from) {
        return post(who, "/telework/policy/force")
                .param("version", "1")
                .param("from", from.toString())
                .param("password", PASSWORD);
    }

    @Test
    @DisplayName("T8 ข้อ 9.1(3): an administrator gives and ends duties")
    void duties() {
        assertThat(page(administrator, "/telework/settings"))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่มีผู้รับผิดชอบ");
        var named =
                post(administrator, "/telework/settings")
                        .param("official", own.deputy.toString())
                        .param("duty", "PERSONNEL")
                        .param("source", "คำสั่งที่ 3");
        assertThat(named).hasRedirectedUrl("/telework/settings");
        assertThat(
                        post(administrator, "/telework/settings")
                                .param("official", own.deputy.toString())
                                .param("source", "คำสั่งที่ 3"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        post(administrator, "/telework/settings")
                                .param("official", own.officer.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(deputy, "/telework/policy/draft")).hasStatusOk();
        var officer = within(() -> office.officers(own.id)).getFirst();
        assertThat(post(administrator, "/telework/settings/" + officer.id() + "/end"))
                .hasRedirectedUrl("/telework/settings");
        assertThat(page(deputy, "/telework/policy/draft")).hasStatus(HttpStatus.NOT_FOUND);
    }

    // ---- agreements and orders

    @Test
    @DisplayName(
            "T4 ภาคผนวก 2: the person and the director confirm, the head orders, days are told")
    void fromTheWishToTheOrder() {
        assertThat(begun(clerk, monday, monday.plusDays(11)))
                .as("without a policy")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        policy();
        assertThat(page(clerk, "/telework/new")).hasStatusOk();
        var id = begin();
        assertThat(page(clerk, "/telework/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("รายงานการศึกษา", "นายสมชาย ใจดี", "ร่าง");
        assertThat(page(clerk, "/telework/" + id + "/edit"))
                .hasStatusOk()
                .bodyText()
                .contains("ทุกวันศุกร์");
        assertThat(seen(clerk, id, "confirm")).hasRedirectedUrl("/telework/" + id);
        assertThat(page(deputy, "/telework")).bodyText().contains("นางพิมพ์ งานดี");
        assertThat(page(deputy, "/")).bodyText().contains("พิจารณาข้อตกลง");
        assertThat(seen(governor, id, "decide").param("agrees", "true"))
                .as("not before them")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(seen(deputy, id, "decide").param("agrees", "false"))
                .as("sent back without a word")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        seen(deputy, id, "decide")
                                .param("agrees", "true")
                                .with(request -> {
                                    request.removeParameter("suits");
                                    return request;
                                }))
                .as("nobody has looked whether it suits")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ก่อนเห็นชอบ โปรดยืนยัน");
        assertThat(seen(deputy, id, "decide").param("agrees", "true"))
                .hasRedirectedUrl("/telework/" + id);
        assertThat(agreement(id).isBeforeHead()).isTrue();
        assertThat(page(governor, "/telework/orders"))
                .hasStatusOk()
                .bodyText()
                .contains("นางพิมพ์ งานดี", "รายงานการศึกษา");
        assertThat(outside()).isEmpty();
        assertThat(ordered(governor, id)).hasStatus3xxRedirection();
        assertThat(outside()).containsExactly(monday, monday.plusDays(7));
        var order = Objects.requireNonNull(agreement(id).order());
        assertThat(page(clerk, "/telework/orders/" + order))
                .hasStatusOk()
                .bodyText()
                .contains("นางสาวมาลี ศรีสุข", "เพื่อประโยชน์ของทางราชการ");
        for (var path :
                List.of(
                        "/telework/orders/" + order + "/order.pdf",
                        "/telework/" + id + "/agreement.pdf")) {
            assertThat(page(clerk, path)).hasStatusOk().hasContentType("application/pdf");
        }
    }

    @Test
    @DisplayName("T3 ข้อ 5: nobody but the head orders, not even with delegated authority")
    void onlyTheHeadOrders() {
        policy();
        var id = proposed();
        assertThat(ordered(clerk, id)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(ordered(deputy, id)).hasStatus(HttpStatus.NOT_FOUND);
        within(() ->
                powers.delegate(
                        own.id,
                        Delegation.Kind.DELEGATED,
                        own.governor,
                        null,
                        own.deputy,
                        Set.of(),
                        today,
                        null,
                        "คำสั่งที่ 9"));
        assertThat(ordered(deputy, id)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(agreement(id).isBeforeHead()).isTrue();
        assertThat(ordered(governor, id)).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName(
            "T2 ข้อ 9.2(1): who is assigned learns why, and may be sent back, refused, withdrawn")
    void assignedWithReasons() {
        policy();
        var without =
                begun(deputy, monday, monday.plusDays(11)).param("of", own.officer.toString());
        assertThat(without).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        begun(clerk, monday, monday.plusDays(11))
                                .param("of", own.deputy.toString())
                                .param("reasons", "เหตุ"))
                .hasStatus(HttpStatus.FORBIDDEN);
        var answer =
                begun(deputy, monday, monday.plusDays(11))
                        .param("of", own.officer.toString())
                        .param("reasons", "เกิดโรคระบาด")
                        .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        var id = UUID.fromString(to.substring("/telework/".length()));
        assertThat(page(clerk, to)).bodyText().contains("เกิดโรคระบาด", "ได้รับมอบหมาย");
        assertThat(begun(clerk, monday.plusDays(11), monday.plusDays(20)))
                .as("overlaps on one day")
                .bodyText()
                .contains("ในช่วงนี้อยู่แล้ว");
        assertThat(seen(clerk, id, "confirm")).hasStatus3xxRedirection();
        assertThat(
                        seen(deputy, id, "decide")
                                .param("agrees", "false")
                                .param("words", "เพิ่มเป้าหมาย"))
                .hasStatus3xxRedirection();
        assertThat(page(clerk, to)).bodyText().contains("เพิ่มเป้าหมาย");
        assertThat(within(() -> agreements.signatures(own.id, id))).isEmpty();
        assertThat(post(clerk, to + "/withdraw")).hasRedirectedUrl(to);
        assertThat(post(clerk, to + "/withdraw")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(begun(clerk, monday.plusDays(11), monday.plusDays(20)))
                .hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("T2 ข้อ 9.2(1): the reasons stay the superior's, who may take it back")
    void reasonsAndWithdrawal() {
        policy();
        var answer =
                begun(deputy, monday, monday.plusDays(11))
                        .param("of", own.officer.toString())
                        .param("reasons", "เกิดโรคระบาด")
                        .exchange();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        var id = UUID.fromString(to.substring("/telework/".length()));
        var rewritten =
                post(clerk, to + "/edit")
                        .param("version", "1")
                        .param("form", "WEEK")
                        .param("days", "2")
                        .param("first", monday.toString())
                        .param("last", monday.plusDays(11).toString())
                        .param("workWords", "งานวิเคราะห์")
                        .param("reasons", "สมัครเอง");
        assertThat(rewritten).hasRedirectedUrl(to);
        assertThat(agreement(id).terms().reasons()).isEqualTo("เกิดโรคระบาด");
        assertThat(post(governor, to + "/withdraw")).hasRedirectedUrl(to);
        assertThat(agreement(id).stage()).isInstanceOf(Agreement.Stage.Withdrawn.class);
        assertThat(told("telework.notice.withdrawn"))
                .as("the person and the supervisor")
                .isEqualTo(2);
        var own = proposed();
        assertThat(post(deputy, "/telework/" + own + "/withdraw"))
                .as("what somebody asked for")
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, "/telework/" + own + "/withdraw")).hasStatus3xxRedirection();
        assertThat(told("telework.notice.withdrawn")).as("and the head").isEqualTo(3);
    }

    private int told(String key) {
        return within(() ->
                jdbc.sql("SELECT count(*) FROM notices.notice WHERE message_key = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single());
    }

    @Test
    @DisplayName("T2 ข้อ 3.1: no work is named; what no page offers is none")
    void workIsNamed() {
        policy();
        var answer =
                post(clerk, "/telework/new")
                        .param("form", "WEEK")
                        .param("days", "2")
                        .param("weekdays", "1", "", "99", "6")
                        .param("first", monday.toString())
                        .param("last", monday.plusDays(11).toString())
                        .param("place", "บ้าน")
                        .param("contact", "08")
                        .param("goal[1]", "รายงาน")
                        .param("delivery[1]", "ทุกศุกร์")
                        .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        var id = UUID.fromString(to.substring("/telework/".length()));
        assertThat(agreement(id).terms().pattern()).containsExactly(1);
        assertThat(seen(clerk, id, "confirm"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุลักษณะงาน");
    }

    @Test
    @DisplayName("T4 ข้อ 9.2(2): a draft without goals is saved and not confirmed")
    void noGoals() {
        policy();
        var answer = begun(clerk, monday, monday.plusDays(11)).param("goal", "").exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        var id = UUID.fromString(to.substring("/telework/".length()));
        var edited =
                post(clerk, to + "/edit")
                        .param("version", "1")
                        .param("form", "WEEK")
                        .param("days", "2")
                        .param("first", monday.toString())
                        .param("last", monday.plusDays(11).toString())
                        .param("place", "บ้าน")
                        .param("contact", "08")
                        .param("goal", "รายงาน", "")
                        .param("delivery", "", "");
        assertThat(edited).hasRedirectedUrl(to);
        assertThat(seen(clerk, id, "confirm"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ระยะเวลาการส่งมอบของทุกเป้าหมาย");
        assertThat(edited).as("an older version").hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    @DisplayName(
            "T9 การสั่งให้กลับเข้าปฏิบัติงานในสถานที่ตั้ง: days after the return are told no more")
    void recall() {
        policy();
        var id = ordered();
        var back = monday.plusDays(7);
        var recalled =
                post(deputy, "/telework/outside")
                        .param("chosen", id.toString())
                        .param("back", back.toString())
                        .param("words", "มีภารกิจ")
                        .param("password", PASSWORD);
        assertThat(recalled).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(governor, "/telework/outside"))
                .hasStatusOk()
                .bodyText()
                .contains("นางพิมพ์ งานดี");
        assertThat(
                        post(governor, "/telework/outside")
                                .param("chosen", id.toString())
                                .param("back", "?"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        post(governor, "/telework/outside")
                                .param("all", "true")
                                .param("back", back.toString())
                                .param("words", "มีภารกิจ")
                                .param("password", PASSWORD))
                .hasStatus3xxRedirection();
        assertThat(outside()).containsExactly(monday);
        assertThat(asked("/telework/" + id + "/days", "", monday.plusDays(1)))
                .as("until the return")
                .hasStatus3xxRedirection();
        assertThat(recalled(id, back)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(clerk, "/telework/" + id))
                .bodyText()
                .contains("มีภารกิจ", "สั่งให้กลับแล้ว");
        assertThat(begun(clerk, back, back.plusDays(10))).hasStatus3xxRedirection();
        var order = within(() -> orders.newest(governor, 1, 0)).getFirst();
        assertThat(order.isRecall()).isTrue();
        assertThat(page(clerk, order.path()))
                .as("who is called back is named")
                .hasStatusOk()
                .bodyText()
                .contains("นางพิมพ์ งานดี");
        assertThat(page(clerk, order.path() + "/order.pdf")).hasContentType("application/pdf");
        assertThat(recalled(id, monday)).as("earlier than before").hasStatus3xxRedirection();
        assertThat(outside()).isEmpty();
    }

    private MockMvcRequestBuilder recalled(UUID id, LocalDate back) {
        return post(governor, "/telework/outside")
                .param("chosen", id.toString())
                .param("back", back.toString())
                .param("words", "มีภารกิจ")
                .param("password", PASSWORD);
    }

    @Test
    @DisplayName("T9 การสั่งให้กลับเข้าปฏิบัติงานในสถานที่ตั้ง: no return after the last day")
    void noReturnAfterTheEnd() {
        policy();
        var id = ordered();
        assertThat(recalled(id, monday.plusDays(12)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องไม่หลังวันสุดท้าย");
        assertThat(recalled(id, monday.plusDays(11))).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("T3 ข้อ 5: who acts for the head orders, but not themselves")
    void actingForTheHead() {
        policy();
        var id = proposed();
        assertThat(page(governor, "/telework/orders"))
                .bodyText()
                .contains("chosen-" + id)
                .doesNotContainPattern("chosen-[^>]*checked");
        act(own.officer);
        assertThat(page(clerk, "/telework/orders"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("chosen-" + id);
        assertThat(ordered(clerk, id)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        act(own.deputy);
        assertThat(ordered(deputy, id)).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("T3 ข้อ 5: an order shows people their own line, and nobody where others live")
    void linesOfAnOrder() {
        policy();
        var colleague =
                person(
                        within(() -> {
                            var one =
                                    organisation.enrol(
                                            own.id,
                                            "นายวิทย์ เพื่อนดี",
                                            "wit@" + own.domain,
                                            "",
                                            Srisamut.SINCE);
                            organisation.appoint(
                                    own.id, one, own.officerPost, Srisamut.SINCE, null);
                            return one;
                        }),
                        Role.OFFICIAL);
        var id = proposed();
        var other = proposed(colleague);
        assertThat(ordered(governor, id).param("chosen", other + "_" + agreement(other).version()))
                .hasStatus3xxRedirection();
        var order = "/telework/orders/" + agreement(id).order();
        assertThat(page(clerk, order))
                .bodyText()
                .contains("นางพิมพ์ งานดี")
                .doesNotContain("นายวิทย์ เพื่อนดี");
        assertThat(page(deputy, order)).bodyText().contains("นางพิมพ์ งานดี", "นายวิทย์ เพื่อนดี");
        assertThat(page(governor, order))
                .bodyText()
                .contains("นางพิมพ์ งานดี", "นายวิทย์ เพื่อนดี", "ที่พักอาศัย")
                .doesNotContain("บ้านเลขที่");
        assertThat(page(clerk, "/telework/" + id)).bodyText().contains("บ้านเลขที่");
        assertThat(entries(id, "act = 'telework.read'")).isZero();
        assertThat(page(governor, "/telework/" + id)).bodyText().contains("บ้านเลขที่");
        assertThat(entries(id, "act = 'telework.read'")).isOne();
        assertThat(entries(id, "statement LIKE '%บ้านเลขที่%'"))
                .as("evidence cannot be taken back")
                .isZero();
        assertThat(entries(id, "statement LIKE '%place-digest%'")).isPositive();
    }

    private int entries(UUID id, String which) {
        return within(() ->
                jdbc.sql("SELECT count(*) FROM evidence.entry WHERE record_id = :id AND " + which)
                        .param("id", id)
                        .query(Integer.class)
                        .single());
    }

    private void act(UUID official) {
        within(() ->
                powers.delegate(
                        own.id,
                        Delegation.Kind.ACTING,
                        own.governor,
                        null,
                        official,
                        Set.of(),
                        today,
                        null,
                        "คำสั่งที่ 9"));
    }

    @Test
    void refusedByTheHead() {
        policy();
        var id = proposed();
        assertThat(notOrdered(id, "refuse", "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(notOrdered(id, "again", "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(agreement(id).isBeforeHead()).isTrue();
        assertThat(notOrdered(id, "refuse", "ไม่จำเป็น")).hasStatus3xxRedirection();
        assertThat(agreement(id).stage()).isInstanceOf(Agreement.Stage.Refused.class);
        var other = proposed();
        assertThat(notOrdered(other, "again", "โปรดแก้ไข")).hasRedirectedUrl("/telework/orders");
        assertThat(agreement(other).isDraft()).isTrue();
        assertThat(post(governor, "/telework/orders").param("password", PASSWORD))
                .bodyText()
                .contains("โปรดเลือกอย่างน้อยหนึ่งคน");
    }

    private MockMvcRequestBuilder notOrdered(UUID id, String act, String words) {
        return post(governor, "/telework/orders")
                .param("chosen", id + "_" + agreement(id).version())
                .param("act", act)
                .param("words", words)
                .param("password", PASSWORD);
    }

    @Test
    @DisplayName("what another agency has is not found")
    void anotherAgency() {
        policy();
        var id = ordered();
        var order = agreement(id).order();
        var theirs =
                new Srisamut(
                        founding,
                        organisation,
                        powers,
                        "other-" + UUID.randomUUID().toString().substring(0, 8) + ".example");
        var head =
                AgencyScope.within(
                        theirs.id,
                        () ->
                                SignedInAs.opened(
                                        accounts,
                                        theirs.id,
                                        theirs.governor,
                                        "นางสาวมาลี ศรีสุข",
                                        PASSWORD,
                                        Role.HEAD));
        for (var path :
                List.of(
                        "/telework/" + id,
                        "/telework/" + id + "/agreement.pdf",
                        "/telework/" + id + "/days",
                        "/telework/orders/" + order,
                        "/telework/orders/" + order + "/order.pdf")) {
            assertThat(page(head, path)).as(path).hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(
                        post(head, "/telework/outside")
                                .param("chosen", id.toString())
                                .param("back", today.toString())
                                .param("words", "เหตุ")
                                .param("password", PASSWORD))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(agreement(id).isOrdered()).isTrue();
    }

    @Test
    void personnelEntersTheNumber() {
        policy();
        var order = Objects.requireNonNull(agreement(ordered()).order());
        var numbered =
                post(deputy, "/telework/orders/" + order + "/number")
                        .param("number", "12/2569")
                        .param("dated", today.toString());
        assertThat(numbered).hasStatus(HttpStatus.NOT_FOUND);
        within(() -> {
            office.nameOfficer(
                    administrator, own.deputy, TeleworkOffice.Duty.PERSONNEL, "คำสั่งที่ 3");
            return true;
        });
        assertThat(post(deputy, "/telework/orders/" + order + "/number"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(numbered).hasRedirectedUrl("/telework/orders/" + order);
        assertThat(page(deputy, "/telework/orders")).bodyText().contains("๑๒/๒๕๖๙");
    }

    @Test
    @DisplayName("T3 ข้อ 5: the head signs the order as a letter, whose number is the order's")
    void theOrderIsSignedAsALetter() {
        policy();
        var order = Objects.requireNonNull(agreement(ordered()).order());
        var draft = post(deputy, "/telework/orders/" + order + "/letter");
        assertThat(draft).as("not personnel").hasStatus(HttpStatus.NOT_FOUND);
        within(() -> {
            office.nameOfficer(
                    administrator, own.deputy, TeleworkOffice.Duty.PERSONNEL, "คำสั่งที่ 3");
            return true;
        });
        assertThat(page(deputy, "/telework/orders/" + order))
                .bodyText()
                .contains("ร่างเป็นหนังสือคำสั่ง");
        var to = draft.exchange().getResponse().getRedirectedUrl();
        assertThat(draft).as("once").hasRedirectedUrl(to);
        var id = UUID.fromString(Objects.requireNonNull(to).substring("/letters/out/".length()));
        var letter = within(() -> letters.letter(own.id, id));
        assertThat(letter.content().kind()).isEqualTo(LetterKind.ORDER);
        assertThat(letter.content().signer()).isEqualTo(own.governor);
        assertThat(letter.content().body())
                .contains("ปฏิบัติราชการนอกสถานที่", "| 1 | นางพิมพ์ งานดี");
        assertThat(page(deputy, "/telework/orders/" + order))
                .bodyText()
                .contains("/letters/out/" + id)
                .doesNotContain("ร่างเป็นหนังสือคำสั่ง");

        var signer = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        var number =
                within(() -> {
                    letters.send(signer, id, letter.version(), null);
                    return Objects.requireNonNull(letters.letter(own.id, id).given()).number();
                });
        var shown = Digits.THAI.in(number);
        assertThat(page(deputy, "/telework/orders/" + order)).bodyText().contains(shown);
        assertThat(page(deputy, "/telework/orders")).bodyText().contains(shown);
    }

    @Test
    void anOrderThatWasThrownAwayIsDraftedAnew() {
        policy();
        var order = Objects.requireNonNull(agreement(ordered()).order());
        within(() -> {
            office.nameOfficer(
                    administrator, own.deputy, TeleworkOffice.Duty.PERSONNEL, "คำสั่งที่ 3");
            return true;
        });
        var first = within(() -> orders.letter(deputy, order));
        within(() -> {
            letters.discard(deputy, first, letters.letter(own.id, first).version());
            return true;
        });
        assertThat(page(deputy, "/telework/orders/" + order))
                .bodyText()
                .contains("ร่างเป็นหนังสือคำสั่ง", "บันทึกเลขที่คำสั่ง");
        assertThat(within(() -> orders.letter(deputy, order))).isNotEqualTo(first);
    }

    // ---- days

    @Test
    @DisplayName("T1 ข้อ 2.1: days are asked for within the limit, with the supervisor's yes")
    void changes() {
        policy();
        var id = ordered();
        var path = "/telework/" + id + "/days";
        assertThat(page(clerk, path + "?month=" + YearMonth.from(monday)))
                .hasStatusOk()
                .bodyText()
                .contains("นอกสถานที่");
        assertThat(page(clerk, path + "?month=x")).hasStatusOk();
        var tuesday = monday.plusDays(1);
        assertThat(asked(path, "", monday.plusDays(5)))
                .as("a Saturday")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(asked(path, "", monday))
                .as("there already")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(asked(path, "?", tuesday))
                .as("in place of what cannot be read")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(asked(path, tuesday.toString(), monday.plusDays(2)))
                .as("in place of none")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(asked(path, "", tuesday)).hasStatus3xxRedirection();
        assertThat(asked(path, "", tuesday)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(outside()).doesNotContain(tuesday);
        within(() ->
                jdbc.sql(
                                """
                                INSERT INTO telework.change (agency_id, id, agreement, on_day, reason, asked_at)
                                SELECT ?, gen_random_uuid(), ?, ?::date - n, '', now() - interval '1 day'
                                  FROM generate_series(1, 200) n
                                """)
                        .params(own.id, id, today)
                        .update());
        assertThat(page(deputy, "/telework"))
                .as("what was for days that are over is in nobody's way")
                .bodyText()
                .contains(path);
        assertThat(decided(clerk, id, true)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(decided(deputy, id, true)).hasRedirectedUrl(path);
        assertThat(outside()).containsExactly(monday, tuesday, monday.plusDays(7));
        assertThat(asked(path, "", monday.plusDays(2)))
                .as("a third in a week")
                .bodyText()
                .contains("ครบ ๒ วัน");
        assertThat(asked(path, tuesday.toString(), monday.plusDays(2))).hasStatus3xxRedirection();
        assertThat(decided(deputy, id, true)).hasRedirectedUrl(path);
        assertThat(outside()).containsExactly(monday, monday.plusDays(2), monday.plusDays(7));
        assertThat(asked(path, monday.toString(), monday.plusDays(3))).hasStatus3xxRedirection();
        assertThat(decided(deputy, id, false)).hasRedirectedUrl(path);
        assertThat(post(clerk, path + "/give-up").param("day", monday.toString()))
                .hasStatus3xxRedirection();
        assertThat(outside()).containsExactly(monday.plusDays(2), monday.plusDays(7));
        assertThat(post(clerk, path + "/give-up").param("day", monday.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void whoAskedForADayTakesItBack() {
        policy();
        var id = ordered();
        var path = "/telework/" + id + "/days";
        var tuesday = monday.plusDays(1);
        assertThat(asked(path, "", tuesday)).hasStatus3xxRedirection();
        var change = within(() -> dayChanges.of(own.id, id)).getFirst().id();
        var withdraw = path + "/" + change + "/withdraw";
        assertThat(page(clerk, path)).bodyText().contains(withdraw);
        assertThat(page(deputy, path)).bodyText().doesNotContain(withdraw);
        assertThat(post(deputy, withdraw)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, path + "/" + UUID.randomUUID() + "/withdraw"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(clerk, withdraw)).hasRedirectedUrl(path);
        assertThat(post(clerk, withdraw)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(clerk, path)).bodyText().contains("ถอนคำขอแล้ว").doesNotContain(withdraw);
        assertThat(page(deputy, "/")).bodyText().contains("ท่านไม่ต้องพิจารณา");
        assertThat(asked(path, "", tuesday)).as("asked again").hasStatus3xxRedirection();
    }

    private MockMvcRequestBuilder asked(String path, String off, LocalDate on) {
        return post(clerk, path)
                .param("off", off)
                .param("on", on.toString())
                .param("reason", "มีประชุม");
    }

    private MockMvcRequestBuilder decided(SignedIn who, UUID id, boolean agrees) {
        var change =
                within(() -> dayChanges.waiting(own.id, List.of(own.officer), today)).getFirst();
        return post(who, "/telework/" + id + "/days/" + change.id() + "/decide")
                .param("agrees", Boolean.toString(agrees));
    }
}
