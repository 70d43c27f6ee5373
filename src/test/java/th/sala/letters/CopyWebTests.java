package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.files.Pdfs;
import th.sala.pdf.Reading;
import th.sala.routing.Result;
import th.sala.routing.To;
import th.sala.thai.Display;

/// Copies of letters in, with their receive stamps and what was directed.
@SalaTest
class CopyWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired EndorsementDesk endorsing;
    @Autowired GivenFiles given;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Srisamut own;
    private SignedIn officer;
    private SignedIn official;

    @BeforeEach
    void anAgency() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        official = SignedInAs.person(own.id, own.officer, Role.OFFICIAL);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private UUID registered(byte @Nullable [] scan) throws IOException {
        var head =
                new IncomingLetter.Head(
                        "ทล 0017/5",
                        LocalDate.of(2026, 11, 2),
                        "ผู้ว่าฯ",
                        "ขอเชิญประชุมเตรียมรับน้ำท่วม",
                        Urgency.SOON);
        var file =
                scan == null
                        ? null
                        : given.keep(
                                true,
                                "หนังสือ.pdf",
                                "application/pdf",
                                new ByteArrayInputStream(scan));
        return within(() ->
                desk.enterPaper(
                        officer, IncomingLetter.Channel.COUNTER, "จังหวัดทะเลหลวง", head, file));
    }

    private MvcTestResult copy(SignedIn who, UUID letter) {
        return web.get()
                .uri("/letters/in/{id}/copy.pdf", letter)
                .with(SignedInAs.as(who))
                .exchange();
    }

    private byte[] pdf(UUID letter) {
        var answer = copy(officer, letter);
        assertThat(answer)
                .hasStatusOk()
                .hasContentType("application/pdf")
                .headers()
                .containsHeader("Content-Disposition");
        return answer.getResponse().getContentAsByteArray();
    }

    private void post(SignedIn who, UUID letter, String path, String... fields) {
        var post =
                web.post()
                        .uri("/letters/in/" + letter + path)
                        .with(SignedInAs.as(who))
                        .with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            post.param(fields[i], fields[i + 1]);
        }
        assertThat(post.exchange()).hasRedirectedUrl("/letters/in/" + letter);
    }

    @Test
    @DisplayName("C10 ตรารับหนังสือ: number, day and time of the agency, and of each unit")
    void hasTheStampsOfAllWhoReceivedIt() throws Exception {
        var letter = registered(Pdfs.of("A letter", "page two"));
        post(officer, letter, "/pass", "unit", own.office.toString(), "purpose", "KNOW");
        post(official, letter, "/unit", "unit", own.office.toString());

        var made = pdf(letter);
        var text = Reading.text(made);
        for (var stamp : AgencyScope.within(own.id, () -> desk.stamps(officer, letter))) {
            assertThat(text)
                    .contains(
                            stamp.place(),
                            "เลขรับ  " + Display.OFFICIAL.number(stamp.number()),
                            "วันที่  " + Display.OFFICIAL.shortDateOf(stamp.received()),
                            "เวลา  " + Display.OFFICIAL.time(stamp.received()));
        }
        assertThat(text).contains("A letter", "page two");
        assertThat(text.split("เลขรับ", -1)).as("each stamp once").hasSize(2 + 1);
        assertThat(web.get().uri("/letters/in/" + letter).with(SignedInAs.as(officer)))
                .bodyText()
                .contains("/letters/in/" + letter + "/copy.pdf");
    }

    @Test
    void saysWhatWasDirectedAndWhatBecameOfIt() throws Exception {
        var letter = registered(Pdfs.of("A letter"));
        post(
                officer,
                letter,
                "/pass",
                "unit",
                own.office.toString(),
                "purpose",
                "ACT",
                "direction",
                "โปรดจัดคนเข้าประชุม \uD83D\uDE00 โดยด่วน");
        assertThat(Reading.text(pdf(letter)))
                .contains(
                        "บันทึกการสั่งการ",
                        "ขอเชิญประชุมเตรียมรับน้ำท่วม",
                        "ทล ๐๐๑๗/๕",
                        "จังหวัดทะเลหลวง",
                        "เพื่อดำเนินการ",
                        "โปรดจัดคนเข้าประชุม ? โดยด่วน",
                        officer.name(),
                        "ยังไม่แล้วเสร็จ");

        post(official, letter, "/tasks/" + own.office, "outcome", "ส่งผู้แทนเข้าประชุมแล้ว");
        var made = pdf(letter);
        assertThat(Reading.text(made))
                .contains("ส่งผู้แทนเข้าประชุมแล้ว")
                .doesNotContain("ยังไม่แล้วเสร็จ");
        try (var document = Loader.loadPDF(made)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
    }

    @Test
    void saysWhatWasWrittenOnItsWayUp() throws Exception {
        var letter = registered(Pdfs.of("A letter"));
        var deputy = SignedInAs.person(own.id, own.deputy, Role.OFFICIAL);
        var step =
                within(() -> {
                    var to = new To(own.deputy, own.deputyPost);
                    endorsing.present(officer, letter, to, "เพื่อโปรดพิจารณา");
                    return Objects.requireNonNull(
                            endorsing.way(own.id, letter).orElseThrow().current());
                });
        assertThat(Reading.text(pdf(letter)))
                .contains("บันทึกการสั่งการ", "เรียน รองผู้ว่าราชการจังหวัด", "เพื่อโปรดพิจารณา")
                .doesNotContain("หน่วย  คำสั่งการ");
        within(() -> {
            endorsing.endorse(
                    deputy,
                    letter,
                    step.id(),
                    Result.NOTED,
                    "ทราบ มอบหัวหน้าสำนักงาน",
                    null,
                    "",
                    null);
            return letter;
        });
        assertThat(Reading.text(pdf(letter)))
                .contains("ทราบ มอบหัวหน้าสำนักงาน", "(" + deputy.name() + ")");
    }

    @Test
    void leavesTheLetterAsItCame() throws Exception {
        var scan = Pdfs.of("A letter");
        var letter = registered(scan);
        pdf(letter);
        assertThat(
                        web.get()
                                .uri("/letters/in/{id}/files/0", letter)
                                .with(SignedInAs.as(officer))
                                .exchange()
                                .getResponse()
                                .getContentAsByteArray())
                .isEqualTo(scan);
    }

    @Test
    void isForThoseWhoReadTheLetter() throws Exception {
        var letter = registered(Pdfs.of("A letter"));
        assertThat(copy(official, letter)).hasStatus(HttpStatus.FORBIDDEN);
        post(officer, letter, "/pass", "unit", own.office.toString(), "purpose", "KNOW");
        assertThat(copy(official, letter)).hasStatusOk();
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        assertThat(copy(officer, registered(null))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(copy(officer, UUID.randomUUID())).hasStatus(HttpStatus.NOT_FOUND);
        var damaged = "%PDF-1.7 nothing startxref %%EOF".getBytes("US-ASCII");
        assertThat(copy(officer, registered(damaged)))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("ไฟล์ PDF เสียหาย");
    }

    @Test
    void readingACopyOfAClassifiedLetterIsAnAct() throws Exception {
        var letter = registered(Pdfs.of("A letter"));
        within(() ->
                db.sql("UPDATE letters.incoming SET secrecy = 'CONFIDENTIAL' WHERE id = :letter")
                        .param("letter", letter)
                        .update());
        var made = pdf(letter);
        assertThat(
                        within(() ->
                                db.sql(
                                                "SELECT count(*) FROM evidence.entry WHERE record_id = :letter AND act = 'letter.read'")
                                        .param("letter", letter)
                                        .query(Integer.class)
                                        .single()))
                .isOne();
        assertThat(made).isNotEmpty();
    }

    @Test
    void hasMoreStampsThanAPageHasRoomFor() throws Exception {
        var letter = registered(Pdfs.of("A letter"));
        for (int i = 0; i < 11; i++) {
            var name = "กลุ่มงานที่ " + i;
            var code = "ศส 00%02d".formatted(20 + i);
            var unit = within(() -> organisation.addUnit(own.id, name, code, null, Srisamut.SINCE));
            post(officer, letter, "/pass", "unit", unit.toString(), "purpose", "KNOW");
            post(officer, letter, "/unit", "unit", unit.toString());
        }
        var made = pdf(letter);
        assertThat(Reading.text(made).split("เลขรับ", -1)).hasSize(12 + 1);
        assertThat(Reading.text(made)).contains("กลุ่มงานที่ 10");
    }
}
