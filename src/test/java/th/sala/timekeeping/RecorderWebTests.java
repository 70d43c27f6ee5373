package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.Sala;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;

class RecorderWebTests extends KeptRegister {
    @Autowired Recorders recorders;
    @Autowired RecorderWork work;
    @Autowired Marks marks;
    @Autowired Timesheets timesheets;

    private UUID recorder;

    @BeforeEach
    void aRecorder() {
        clock.set(MONDAY.atTime(18, 0));
        var answer =
                post(keeper, "/timekeeping/recorders")
                        .param("name", "เครื่องหน้าศาลากลาง")
                        .param("person", "1")
                        .param("knownBy", "NUMBER")
                        .param("moment", "2")
                        .param("order", "DAY_FIRST")
                        .exchange();
        assertThat(answer).hasStatus3xxRedirection();
        recorder = last(answer);
        assertThat(
                        post(keeper, "/timekeeping/recorders/" + recorder + "/numbers")
                                .param("number", "๐๐๑๒")
                                .param("official", own.officer.toString()))
                .hasStatus3xxRedirection();
    }

    private static UUID last(MvcTestResult answer) {
        var to = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        return UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
    }

    private MvcTestResult held(SignedIn who, String content) {
        return web.post()
                .uri("/timekeeping/recorders/" + recorder + "/files")
                .multipart()
                .file(
                        new MockMultipartFile(
                                "file",
                                "nov.csv",
                                "text/csv",
                                content.getBytes(StandardCharsets.UTF_8)))
                .with(SignedInAs.as(who))
                .with(csrf())
                .exchange();
    }

    private Recorders.TimeFile taken(String content) {
        var id = last(held(keeper, content));
        assertThat(post(keeper, "/timekeeping/files/" + id))
                .hasRedirectedUrl("/timekeeping/files/" + id);
        work.run();
        return within(() -> recorders.file(own.id, id).orElseThrow());
    }

    private List<Mark> kept() {
        return within(() -> marks.between(own.id, List.of(own.officer), MONDAY, MONDAY));
    }

    private static String lines(String... times) {
        var file = new StringBuilder();
        for (var time : times) {
            file.append("12,23/11/2569 ").append(time).append('\n');
        }
        return file.toString();
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: a recorder's file says when people came and went")
    void aFileIsTakenOver() {
        var id = last(held(keeper, lines("08:20", "12:01", "16:40") + "99,23/11/2569 08:00\n"));
        assertThat(page(keeper, "/timekeeping/files/" + id))
                .bodyText()
                .contains("ไฟล์มี ๔ บรรทัด อ่านได้ ๓ บรรทัด นำเข้าไม่ได้ ๑ บรรทัด")
                .contains("ไม่รู้จักผู้นี้", "99");
        assertThat(kept()).as("a dry run").isEmpty();
        assertThat(post(keeper, "/timekeeping/files/" + id)).hasStatus3xxRedirection();
        work.run();
        assertThat(kept()).hasSize(3);
        var day = within(() -> timesheets.own(own.id, own.officer, MONDAY).getFirst());
        assertThat(day.late() + day.early()).isZero();
        assertThat(page(keeper, "/timekeeping/files/" + id))
                .bodyText()
                .contains(
                        "เพิ่มเวลา ๓ รายการ มีอยู่แล้วหรือซ้ำในไฟล์ ๐ รายการ อ่านไม่ได้ ๑ บรรทัด");
        assertThat(page(governor, "/timekeeping/register"))
                .bodyText()
                .contains("เครื่องบันทึกเวลา เครื่องหน้าศาลากลาง");
        assertThat(post(keeper, "/timekeeping/files/" + id)).hasStatus3xxRedirection();
        assertThat(evidence("timekeeping.file-taken")).hasSize(1);
        assertThat(evidence("timekeeping.file-done"))
                .singleElement()
                .asString()
                .contains("marks-added 3", "lines-wrong 1");
    }

    @Test
    void theSameFileTwiceAndOnesThatOverlapGiveNoMarkTwice() {
        assertThat(taken(lines("08:20", "16:40", "16:40")).added()).isEqualTo(2);
        assertThat(taken(lines("08:20", "16:40", "16:40")).added()).isZero();
        assertThat(taken(lines("16:40", "17:30")).added()).isEqualTo(1);
        assertThat(kept()).hasSize(3);
        assertThat(evidence("timekeeping.file-done")).hasSize(3);
    }

    @Test
    void whatWasCutOffGoesOnAndChangesNothingTwice() {
        var id = last(held(keeper, lines("08:20", "16:40")));
        assertThat(
                        within(() ->
                                recorders.start(
                                                own.id,
                                                id,
                                                new RecorderDesk.Look(2, 2, 0, List.of(), Set.of()))
                                        && recorders.went(own.id, id, 1, 0)))
                .isTrue();
        assertThat(within(() -> recorders.went(own.id, id, 1, 0))).isFalse();
        work.run();
        work.run();
        assertThat(kept()).as("the first line was taken over before it was cut off").hasSize(1);
        assertThat(evidence("timekeeping.file-done")).hasSize(1);
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคหนึ่ง: a number's marks are its owner's of that day")
    void aNumberThatGetsAnotherOwnerKeepsTheFormersDays() {
        var content = "12,20/11/2569 08:20\n12,23/11/2569 00:30\n12,23/11/2569 08:20\n";
        assertThat(taken(content).added()).isEqualTo(3);
        assertThat(
                        post(keeper, "/timekeeping/recorders/" + recorder + "/numbers")
                                .param("number", "12")
                                .param("official", own.deputy.toString())
                                .param("since", "23/11/2569"))
                .hasStatus3xxRedirection();
        assertThat(page(keeper, "/timekeeping/recorders/" + recorder))
                .bodyText()
                .contains("นางพิมพ์ งานดี", "นายสมชาย ใจดี", "ตั้งแต่ ๒๓");
        assertThat(taken(content).added()).as("that of the new owner's first day").isEqualTo(1);
        var all = List.of(own.officer, own.deputy);
        var since = MONDAY.minusDays(5);
        assertThat(within(() -> marks.between(own.id, all, since, MONDAY)))
                .filteredOn(one -> one.official().equals(own.deputy))
                .singleElement()
                .extracting(one -> one.at().atZone(Sala.BANGKOK).toLocalDateTime())
                .isEqualTo(MONDAY.atTime(8, 20));
    }

    @Test
    @DisplayName("L18 ข้อ 11 วรรคสอง: a file that was wrong counts no more, and the right one does")
    void aWrongFileIsAnnulled() {
        var wrong = taken(lines("07:00", "16:40"));
        var path = "/timekeeping/files/" + wrong.id() + "/annul";
        assertThat(post(keeper, path).param("reason", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(governor, path).param("reason", "ไม่ใช่ผู้ดูแล"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(kept()).hasSize(2);
        assertThat(post(keeper, path).param("reason", "นาฬิกาของเครื่องผิด"))
                .hasStatus3xxRedirection();
        assertThat(kept()).isEmpty();
        assertThat(page(keeper, "/timekeeping/files/" + wrong.id()))
                .bodyText()
                .contains("เพิกถอนแล้ว");
        assertThat(post(keeper, path).param("reason", "อีกครั้ง"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(taken(lines("08:00", "16:40")).added()).isEqualTo(2);
        assertThat(kept()).hasSize(2);
        assertThat(evidence("timekeeping.file-annulled"))
                .singleElement()
                .asString()
                .contains("นาฬิกาของเครื่องผิด", "marks-added 2");
    }

    @Test
    void whatIsLookedAtIsCountedAgainWhenItIsTaken() {
        var id = last(held(keeper, lines("08:20") + "77,23/11/2569 08:00\n"));
        assertThat(
                        post(keeper, "/timekeeping/recorders/" + recorder + "/numbers")
                                .param("number", "77")
                                .param("official", own.deputy.toString()))
                .hasStatus3xxRedirection();
        assertThat(post(keeper, "/timekeeping/files/" + id)).hasStatus3xxRedirection();
        work.run();
        assertThat(page(keeper, "/timekeeping/files/" + id))
                .bodyText()
                .contains(
                        "เพิ่มเวลา ๒ รายการ มีอยู่แล้วหรือซ้ำในไฟล์ ๐ รายการ อ่านไม่ได้ ๐ บรรทัด");
        assertThat(evidence("timekeeping.file-taken"))
                .singleElement()
                .asString()
                .contains("lines-good 2", "lines-wrong 0");
    }

    @Test
    void aLargeFileGoesInPieces() {
        var content = new StringBuilder();
        for (int minute = 0; minute < 2_500; minute++) {
            var at = MONDAY.minusDays(5).atStartOfDay().plusMinutes(minute);
            content.append("0012,").append(at.toString().replace('T', ' ')).append('\n');
        }
        var file = taken(content.toString());
        assertThat(file.added()).isEqualTo(2_500);
        assertThat(file.state()).isEqualTo(Recorders.TimeFile.State.DONE);
        assertThat(file.share()).isEqualTo(100);
    }

    @Test
    void whoKeepsNoRegisterFindsNoRecorders() {
        for (var other : List.of(clerk, deputy, governor)) {
            assertThat(page(other, "/timekeeping/recorders")).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(page(other, "/timekeeping/recorders/" + recorder))
                    .hasStatus(HttpStatus.NOT_FOUND);
            assertThat(held(other, lines("08:20"))).hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(page(keeper, "/timekeeping")).bodyText().contains("/timekeeping/recorders");
        assertThat(page(clerk, "/timekeeping")).bodyText().doesNotContain("/timekeeping/recorders");
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        assertThat(held(keeper, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(held(keeper, "PK\u0003\u0004\u0000\u0000"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไฟล์นี้ไม่ใช่ข้อความ");
    }

    @Test
    void aFileThatWouldBeReadOtherwiseIsLookedAtAgain() {
        var id = last(held(keeper, lines("08:20")));
        assertThat(
                        post(keeper, "/timekeeping/recorders/" + recorder)
                                .param("name", "เครื่องหน้าศาลากลาง")
                                .param("person", "2")
                                .param("moment", "1"))
                .hasStatus3xxRedirection();
        assertThat(post(keeper, "/timekeeping/files/" + id))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดตรวจไฟล์อีกครั้ง");
    }

    @Test
    void theListOfErrorsIsHarmlessInSpreadsheets() throws Exception {
        var id = last(held(keeper, "=HYPERLINK(1),23/11/2569 08:00\n" + lines("25:00")));
        var answer = page(keeper, "/timekeeping/files/" + id + "/errors.csv").exchange();
        assertThat(answer.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .startsWith("\uFEFF")
                .contains(
                        "1,ไม่รู้จักผู้นี้,'=HYPERLINK(1)",
                        "2,อ่านวันที่หรือเวลาไม่ได้,23/11/2569 25:00");
    }

    @Test
    void aRecorderNeedsColumnsAndBothWords() {
        assertThat(
                        post(keeper, "/timekeeping/recorders")
                                .param("name", "เครื่องที่สอง")
                                .param("person", "0")
                                .param("moment", ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เครื่องที่สอง");
        assertThat(
                        post(keeper, "/timekeeping/recorders")
                                .param("name", "เครื่องที่สอง")
                                .param("person", "1")
                                .param("moment", "2")
                                .param("sense", "3")
                                .param("arrival", "I")
                                .param("departure", "i"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ให้ระบุคำทั้งสองที่ต่างกัน");
    }
}
