package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Authority;
import th.sala.agencies.Delegation;
import th.sala.agencies.Srisamut;

class CorrectionWebTests extends KeptRegister {
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    @Autowired Timesheets timesheets;
    @Autowired Marks marks;

    private MockMvcRequestBuilder asked(
            SignedIn who, Correction.Kind kind, LocalDate first, String time) {
        return post(who, "/timekeeping/corrections/new")
                .param("kind", kind.name())
                .param("first", first.toString())
                .param("part", "WHOLE")
                .param("time", time)
                .param("reason", "ลืมลงเวลา มาถึงก่อนแปดโมงครึ่ง");
    }

    private UUID ask(SignedIn who, Correction.Kind kind, LocalDate first, String time) {
        var answer = asked(who, kind, first, time).exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring("/timekeeping/corrections/".length()));
    }

    private MockMvcRequestBuilder decided(SignedIn who, UUID id, boolean grants, String words) {
        return post(who, "/timekeeping/corrections/" + id + "/decide")
                .param("decision", grants ? "grant" : "refuse")
                .param("words", words);
    }

    private WorkDay day(LocalDate day) {
        return within(() -> timesheets.own(own.id, own.officer, day).getFirst());
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: a forgotten time is put right by the superior next above")
    void aForgottenTimeIsPutRight() {
        goes(clerk, MONDAY.atTime(16, 40));
        clock.set(TUESDAY.atTime(9, 0));
        assertThat(day(MONDAY).lacksArrival()).isTrue();
        var id = ask(clerk, Correction.Kind.ARRIVAL, MONDAY, "08:20");
        assertThat(page(deputy, "/"))
                .bodyText()
                .contains("นางพิมพ์ งานดี", "/timekeeping/corrections/");
        assertThat(page(clerk, "/timekeeping/corrections"))
                .bodyText()
                .contains("/timekeeping/corrections/" + id);
        assertThat(page(deputy, "/timekeeping/corrections/" + id))
                .bodyText()
                .contains("ลืมลงเวลา", "๐๘:๒๐ น.", "๑๖:๔๐ น.", "ไม่ลงเวลามา");
        assertThat(decided(deputy, id, true, ""))
                .hasRedirectedUrl("/timekeeping/corrections/" + id);
        var day = day(MONDAY);
        assertThat(day.arrival()).isNotNull().matches(WorkDay.Moment::isCorrected);
        assertThat(day.lacksArrival()).isFalse();
        assertThat(within(() -> marks.between(own.id, List.of(own.officer), MONDAY, MONDAY)))
                .as("marks stay as they are")
                .hasSize(1);
        assertThat(page(clerk, "/")).bodyText().contains("นายสมชาย ใจดี");
        assertThat(page(clerk, "/timekeeping")).bodyText().contains("แก้ไขโดยผู้บังคับบัญชา");
        assertThat(evidence("timekeeping.correction-asked")).hasSize(1);
        assertThat(evidence("timekeeping.correction-granted"))
                .singleElement()
                .asString()
                .contains("who นายสมชาย ใจดี", "kind ARRIVAL", "time 08:20");
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: an official trip stands in the register once it is granted")
    void dutyElsewhereIsNoted() {
        clock.set(TUESDAY.atTime(18, 0));
        var id =
                UUID.fromString(
                        Objects.requireNonNull(
                                        post(clerk, "/timekeeping/corrections/new")
                                                .param("kind", "TRIP")
                                                .param("first", "23/11/2569")
                                                .param("last", "24/11/2569")
                                                .param("part", "WHOLE")
                                                .param("reason", "ตรวจพื้นที่")
                                                .exchange()
                                                .getResponse()
                                                .getRedirectedUrl())
                                .substring("/timekeeping/corrections/".length()));
        assertThat(day(MONDAY).isAbsent()).isTrue();
        decided(deputy, id, true, "").exchange();
        assertThat(day(MONDAY).standing()).isEqualTo(new WorkDay.Standing.Excused());
        assertThat(day(TUESDAY).standing()).isEqualTo(new WorkDay.Standing.Excused());
        assertThat(page(governor, "/timekeeping/register?day=2026-11-24"))
                .bodyText()
                .contains("ไปราชการหรือประชุม ๑ คน");
    }

    @Test
    void halfADayIsOfOneDay() {
        clock.set(TUESDAY.atTime(18, 0));
        assertThat(
                        asked(clerk, Correction.Kind.TRIP, MONDAY, "")
                                .param("last", TUESDAY.toString())
                                .with(request -> {
                                    request.setParameter("part", "MORNING");
                                    return request;
                                }))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ครึ่งวันใช้ได้กับวันเดียว", "ลืมลงเวลา");
    }

    @Test
    void nobodyGoesBeforeTheyCome() {
        comes(clerk, MONDAY.atTime(9, 40));
        goes(clerk, MONDAY.atTime(16, 40));
        clock.set(TUESDAY.atTime(9, 0));
        assertThat(asked(clerk, Correction.Kind.DEPARTURE, MONDAY, "09:39"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เวลากลับต้องไม่ก่อนเวลามา");
        assertThat(asked(clerk, Correction.Kind.ARRIVAL, MONDAY, "16:41"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        ask(clerk, Correction.Kind.DEPARTURE, MONDAY, "01:30");
        ask(clerk, Correction.Kind.ARRIVAL, MONDAY, "08:20");
    }

    @Test
    void twoThatContradictEachOtherAreNotBothGranted() {
        clock.set(TUESDAY.atTime(9, 0));
        var came = ask(clerk, Correction.Kind.ARRIVAL, MONDAY, "13:00");
        var went = ask(clerk, Correction.Kind.DEPARTURE, MONDAY, "12:00");
        assertThat(decided(deputy, came, true, ""))
                .hasRedirectedUrl("/timekeeping/corrections/" + came);
        assertThat(decided(deputy, went, true, ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เวลากลับต้องไม่ก่อนเวลามา");
        assertThat(day(MONDAY).departure()).isNull();
        assertThat(decided(deputy, went, false, "เวลาขัดกัน"))
                .hasRedirectedUrl("/timekeeping/corrections/" + went);
    }

    @Test
    void whatIsRefusedChangesNothing() {
        clock.set(TUESDAY.atTime(9, 0));
        var id = ask(clerk, Correction.Kind.ARRIVAL, MONDAY, "08:20");
        assertThat(decided(deputy, id, false, " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผลที่ไม่อนุญาต");
        decided(deputy, id, false, "กล้องวงจรปิดไม่เห็น").exchange();
        assertThat(day(MONDAY).isAbsent()).isTrue();
        assertThat(page(clerk, "/timekeeping/corrections/" + id))
                .bodyText()
                .contains("กล้องวงจรปิดไม่เห็น", "ไม่อนุญาต");
        assertThat(decided(deputy, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(day(MONDAY).isAbsent()).isTrue();
    }

    @Test
    void nobodyDecidesTheirOwnNorAnybodyElses() {
        clock.set(TUESDAY.atTime(9, 0));
        var id = ask(clerk, Correction.Kind.ARRIVAL, MONDAY, "08:20");
        for (var other : List.of(clerk, governor, keeper)) {
            assertThat(decided(other, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        assertThat(page(keeper, "/timekeeping/corrections/" + id)).hasStatusOk();
        var deputys = ask(deputy, Correction.Kind.ARRIVAL, MONDAY, "08:20");
        assertThat(page(clerk, "/timekeeping/corrections/" + deputys))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(decided(deputy, deputys, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decided(governor, deputys, true, "")).hasStatus3xxRedirection();
        assertThat(asked(governor, Correction.Kind.ARRIVAL, MONDAY, "08:20"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่มีผู้บังคับบัญชา");
    }

    @Test
    void whoActsForTheSuperiorDecidesAndWhoIsDelegatedDoesNot() {
        clock.set(TUESDAY.atTime(9, 0));
        var id = ask(clerk, Correction.Kind.ARRIVAL, MONDAY, "08:20");
        var keepers = Objects.requireNonNull(keeper.official());
        within(() ->
                powers.delegate(
                        own.id,
                        Delegation.Kind.DELEGATED,
                        null,
                        own.deputyPost,
                        keepers,
                        Set.of(Authority.DIRECT),
                        TUESDAY,
                        null,
                        "คำสั่งที่ 7"));
        assertThat(decided(keeper, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        within(() ->
                powers.delegate(
                        own.id,
                        Delegation.Kind.ACTING,
                        null,
                        own.deputyPost,
                        keepers,
                        Set.of(Authority.DIRECT),
                        TUESDAY,
                        null,
                        "คำสั่งที่ 8"));
        assertThat(decided(keeper, id, true, "")).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: a level with delegated authority alone is passed over")
    void aLevelAtWhichNobodyIsOnDutyIsPassedOver() {
        var ranger =
                within(() -> {
                    var vacant =
                            organisation.addPosition(
                                    own.id,
                                    "หัวหน้ากลุ่มงาน",
                                    own.office,
                                    own.deputyPost,
                                    Srisamut.SINCE);
                    var below =
                            organisation.addPosition(
                                    own.id, "เจ้าพนักงาน", own.office, vacant, Srisamut.SINCE);
                    var person =
                            organisation.enrol(
                                    own.id,
                                    "นายป่าน ขยันดี",
                                    "pan@" + own.domain,
                                    "0 2000 0009",
                                    Srisamut.SINCE);
                    organisation.appoint(own.id, person, below, Srisamut.SINCE, null);
                    powers.delegate(
                            own.id,
                            Delegation.Kind.DELEGATED,
                            null,
                            vacant,
                            Objects.requireNonNull(keeper.official()),
                            Set.of(Authority.DIRECT),
                            MONDAY,
                            null,
                            "คำสั่งที่ 9");
                    return person;
                });
        clock.set(TUESDAY.atTime(9, 0));
        var id = ask(person(ranger, Role.OFFICIAL), Correction.Kind.ARRIVAL, MONDAY, "08:20");
        assertThat(decided(keeper, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decided(deputy, id, true, "")).hasStatus3xxRedirection();
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: duty elsewhere that fell through stands no more")
    void grantedDutyIsRevokedFromADayOn() {
        clock.set(TUESDAY.atTime(18, 0));
        var answer =
                asked(clerk, Correction.Kind.TRIP, MONDAY, "")
                        .param("last", "25/11/2569")
                        .exchange();
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        var id = UUID.fromString(to.substring("/timekeeping/corrections/".length()));
        var path = to + "/revoke";
        assertThat(post(deputy, path).param("from", "24/11/2569").param("words", "เลิกเดินทาง"))
                .as("nothing is granted yet")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        decided(deputy, id, true, "").exchange();
        for (var other : List.of(clerk, keeper, governor)) {
            assertThat(post(other, path).param("from", "24/11/2569").param("words", "เลิกเดินทาง"))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        for (var from : List.of("", "22/11/2569", "26/11/2569")) {
            assertThat(post(deputy, path).param("from", from).param("words", "เลิกเดินทาง"))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        assertThat(post(deputy, path).param("from", "24/11/2569"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(day(TUESDAY).standing()).isEqualTo(new WorkDay.Standing.Excused());
        assertThat(page(deputy, to)).bodyText().contains("ยกเลิกการไปราชการ");
        assertThat(post(deputy, path).param("from", "24/11/2569").param("words", "เลิกเดินทาง"))
                .hasStatus3xxRedirection();
        assertThat(day(MONDAY).standing()).isEqualTo(new WorkDay.Standing.Excused());
        assertThat(day(TUESDAY).isAbsent()).isTrue();
        assertThat(page(clerk, to)).bodyText().contains("ยกเลิกแล้ว", "เลิกเดินทาง");
        assertThat(evidence("timekeeping.correction-revoked"))
                .singleElement()
                .asString()
                .contains("revoked-from 2026-11-24", "words เลิกเดินทาง");
    }

    @Test
    void whatNobodyDecidedIsTakenBack() {
        clock.set(TUESDAY.atTime(9, 0));
        var id = ask(clerk, Correction.Kind.DEPARTURE, MONDAY, "16:40");
        var path = "/timekeeping/corrections/" + id + "/withdraw";
        assertThat(post(deputy, path)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, path)).hasStatus3xxRedirection();
        assertThat(post(clerk, path)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decided(deputy, id, true, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(deputy, "/")).bodyText().doesNotContain("/timekeeping/corrections/" + id);
    }

    @Test
    void whatCannotBeIsRefusedAndStaysInTheForm() {
        clock.set(TUESDAY.atTime(9, 0));
        assertThat(asked(clerk, Correction.Kind.ARRIVAL, MONDAY, ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเวลา", "ลืมลงเวลา มาถึงก่อนแปดโมงครึ่ง");
        assertThat(asked(clerk, Correction.Kind.ARRIVAL, TUESDAY, "09:01"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(asked(clerk, Correction.Kind.ARRIVAL, TUESDAY, "09:00"))
                .hasStatus3xxRedirection();
        assertThat(asked(clerk, Correction.Kind.TRIP, MONDAY.minusYears(2), ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(asked(clerk, Correction.Kind.TRIP, MONDAY, "").param("last", "22/11/2569"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(clerk, "/timekeeping/corrections/new"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
