package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;

class CheckInWebTests extends KeptRegister {
    private static final String SOMEWHERE = "203.0.113.9";

    @Autowired CheckIn checkIn;
    @Autowired Marks marks;

    private List<Mark> kept() {
        return within(() -> marks.between(own.id, List.of(own.officer), MONDAY, MONDAY));
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: a button marks the arrival, another the departure")
    void comesAndGoes() {
        assertThat(page(clerk, "/timekeeping"))
                .bodyText()
                .contains("ยังไม่ลงเวลา", "ลงเวลามา", "๐๘:๒๕");
        assertThat(marked(clerk, Mark.Sense.ARRIVAL, SOMEWHERE)).hasRedirectedUrl("/timekeeping");
        goes(clerk, MONDAY.atTime(16, 31));
        assertThat(page(clerk, "/timekeeping"))
                .bodyText()
                .contains("๐๘:๒๕ น.", "๑๖:๓๑ น.", "ไม่ได้ตรวจสถานที่")
                .doesNotContain("สาย ");
        assertThat(evidence("timekeeping.marked"))
                .hasSize(2)
                .first()
                .asString()
                .contains("sense ARRIVAL", "way ANYWHERE", "address " + SOMEWHERE);
    }

    @Test
    void whoIsLateIsToldSo() {
        comes(clerk, MONDAY.atTime(8, 46));
        assertThat(page(clerk, "/timekeeping")).bodyText().contains("สาย ๑๖ นาที");
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคสอง: whatever time a device claims, the server's counts")
    void theServersClockDecides() {
        assertThat(
                        marked(clerk, Mark.Sense.ARRIVAL, SOMEWHERE)
                                .param("at", "2026-11-23T08:00:00Z")
                                .param("time", "07:00")
                                .header("Date", "Mon, 23 Nov 2026 00:00:00 GMT"))
                .hasRedirectedUrl("/timekeeping");
        assertThat(kept()).singleElement().extracting(Mark::at).isEqualTo(clock.instant());
    }

    @Test
    void aButtonPressedTwiceMarksOnce() {
        comes(clerk, MORNING);
        comes(clerk, MORNING.plusSeconds(59));
        assertThat(kept()).hasSize(1);
        assertThat(evidence("timekeeping.marked")).hasSize(1);
        comes(clerk, MORNING.plusSeconds(61));
        assertThat(kept()).hasSize(2);
    }

    @Test
    void pressedOnManyDevicesAtOnceItIsOneMark() throws Exception {
        var ready = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 8; i++) {
                done.add(
                        threads.submit(() -> {
                            ready.await();
                            return AgencyScope.within(
                                    own.id,
                                    () ->
                                            checkIn.mark(clerk, Mark.Sense.ARRIVAL, SOMEWHERE)
                                                    .isNew());
                        }));
            }
            ready.countDown();
            var fresh = 0;
            for (var one : done) {
                fresh += one.get() ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
        }
        assertThat(kept()).hasSize(1);
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคสอง: where networks are named, time is marked in them alone")
    void theOfficesNetworks() {
        assertThat(
                        post(administrator, "/timekeeping/settings/networks")
                                .param("name", "ศาลากลาง")
                                .param("range", "10.1.2.3/16"))
                .hasRedirectedUrl("/timekeeping/settings");
        assertThat(marked(clerk, Mark.Sense.ARRIVAL, SOMEWHERE))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ได้อยู่ในเครือข่ายของสำนักงาน", "ข้อ 11 วรรคสอง");
        assertThat(kept()).isEmpty();
        assertThat(marked(clerk, Mark.Sense.ARRIVAL, "10.1.200.9"))
                .hasRedirectedUrl("/timekeeping");
        assertThat(kept())
                .singleElement()
                .matches(one -> one.way() == Mark.Way.OFFICE && one.place().equals("ศาลากลาง"));
        var network = within(() -> office.networks(own.id)).getFirst().id();
        assertThat(post(administrator, "/timekeeping/settings/networks/" + network + "/end"))
                .hasRedirectedUrl("/timekeeping/settings");
        clock.set(MONDAY.atTime(16, 40));
        assertThat(marked(clerk, Mark.Sense.DEPARTURE, SOMEWHERE)).hasRedirectedUrl("/timekeeping");
    }

    @Test
    void whoHasNotMarkedIsRemindedOnTheFirstPage() {
        assertThat(page(clerk, "/")).bodyText().contains("ยังไม่ลงเวลามา", "/timekeeping");
        comes(clerk, MORNING);
        assertThat(page(clerk, "/")).bodyText().doesNotContain("ยังไม่ลงเวลามา");
        clock.set(MONDAY.minusDays(1).atTime(9, 0));
        assertThat(page(deputy, "/")).bodyText().doesNotContain("ยังไม่ลงเวลามา");
    }

    @Test
    void whoNeedNotMarkIsNotReminded() {
        assertThat(
                        post(administrator, "/timekeeping/settings/named")
                                .param("official", own.governor.toString())
                                .param("role", "FREE")
                                .param("source", "คำสั่งที่ 4"))
                .hasRedirectedUrl("/timekeeping/settings");
        assertThat(page(governor, "/")).bodyText().doesNotContain("ยังไม่ลงเวลามา");
        assertThat(page(governor, "/timekeeping")).bodyText().contains("ไม่ต้องลงเวลา");
        assertThat(page(administrator, "/timekeeping/settings"))
                .bodyText()
                .contains("คำสั่งที่ ๔", "เป็นผู้ดูแลบัญชีลงเวลา");
        var named =
                within(() -> office.named(own.id)).stream()
                        .filter(one -> one.role() == Naming.FREE)
                        .findFirst()
                        .orElseThrow();
        var path = "/timekeeping/settings/named/" + named.id() + "/end";
        assertThat(post(administrator, path)).hasRedirectedUrl("/timekeeping/settings");
        assertThat(page(governor, "/")).bodyText().contains("ยังไม่ลงเวลามา");
    }

    @Test
    void withoutRulesThereIsNoRegister() {
        clock.set(MONDAY.withDayOfMonth(1).atTime(8, 0));
        assertThat(marked(clerk, Mark.Sense.ARRIVAL, SOMEWHERE))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(clerk, "/timekeeping")).bodyText().contains("ยังไม่เริ่มใช้บัญชีลงเวลา");
    }

    @Test
    void anAccountOfNobodyMarksNothing() {
        var nobody = SignedInAs.person(own.id, null, Role.OFFICIAL);
        assertThat(marked(nobody, Mark.Sense.ARRIVAL, SOMEWHERE))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(nobody, "/timekeeping")).bodyText().contains("ไม่ได้ผูกกับบุคลากร");
    }

    @Test
    void aMonthIsSeenByThePersonAndThoseAbove() {
        comes(clerk, MORNING);
        var path = "/timekeeping/people/" + own.officer + "?month=2026-11";
        assertThat(page(deputy, path)).bodyText().contains("นางพิมพ์ งานดี", "๐๘:๒๕ น.");
        assertThat(page(governor, path)).hasStatusOk();
        assertThat(page(keeper, path)).hasStatusOk();
        assertThat(page(clerk, path)).hasStatusOk();
        assertThat(page(clerk, "/timekeeping/people/" + own.deputy))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(clerk, "/timekeeping?month=2026-10"))
                .bodyText()
                .contains("ตุลาคม ๒๕๖๙", "ไม่ต้องลงเวลา");
    }

    @Test
    void rulesAreDecidedWithASourceAndNotBackwards() {
        assertThat(decided("2026-11-22", "10", "ประกาศ"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เกณฑ์ใหม่เริ่มใช้ได้ตั้งแต่วันนี้");
        assertThat(decided("2026-11-24", "", "ประกาศ")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decided("2026-11-24", "10", " ")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decided("2026-11-24", "10", "ประกาศใหม่"))
                .hasRedirectedUrl("/timekeeping/settings");
        var rules = within(() -> office.rules(own.id));
        assertThat(rules.floorEntry(MONDAY).getValue().grace()).isEqualTo(15);
        var next = Objects.requireNonNull(rules.floorEntry(MONDAY.plusDays(1))).getValue();
        assertThat(next.grace()).isEqualTo(10);
        assertThat(next.afternoonFrom()).isEqualTo(LocalTime.of(12, 30));
        assertThat(evidence("timekeeping-office.decide")).last().asString().contains("grace 10");
    }

    private MockMvcRequestBuilder decided(String from, String grace, String source) {
        return post(administrator, "/timekeeping/settings/rules")
                .param("from", from)
                .param("grace", grace)
                .param("morningUntil", "12:00")
                .param("afternoonFrom", "12:30")
                .param("source", source);
    }

    @Test
    void marksAreNeverChanged() {
        comes(clerk, MORNING);
        for (var change :
                List.of("UPDATE timekeeping.mark SET at = now()", "DELETE FROM timekeeping.mark")) {
            assertThatThrownBy(() -> within(() -> db.sql(change).update()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }
}
