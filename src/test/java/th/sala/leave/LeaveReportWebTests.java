package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.IllegalTransactionStateException;
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
import th.sala.files.Sheet;
import th.sala.files.Spreadsheet;

/// The deputy governor keeps the leave of a province.
@SalaTest
class LeaveReportWebTests {
    private static final FiscalYear YEAR = new FiscalYear(2027);
    private static final Instant THEN = Instant.parse("2027-02-01T02:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2027, 3, 15);

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired LeaveOffice office;
    @Autowired LeaveLedger ledger;
    @Autowired LeaveRequests requests;
    @Autowired LedgerLines lines;
    @Autowired LeaveOpenings openings;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Srisamut own;
    private SignedIn keeper;
    private SignedIn clerk;

    @BeforeEach
    void people() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        keeper = SignedInAs.person(own.id, own.deputy, Role.OFFICIAL);
        clerk = SignedInAs.person(own.id, own.officer, Role.OFFICIAL);
        within(() -> {
            var administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);
            office.nameOfficer(administrator, own.deputy, "คำสั่งที่ 1");
            return true;
        });
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private void leave(LeaveKind kind, LeaveDays days, int charged) {
        var request =
                new LeaveRequest(
                        own.id,
                        UUID.randomUUID(),
                        new LeaveRequest.Applicant(
                                UUID.randomUUID(),
                                own.officer,
                                "นางพิมพ์ งานดี",
                                "เจ้าพนักงานธุรการ"),
                        kind,
                        null,
                        days,
                        "เรื่องที่ไม่ควรอยู่ในไฟล์",
                        "",
                        "",
                        null,
                        THEN,
                        new LeaveRequest.Stage.Waiting(
                                new LeaveRequest.With(
                                        own.deputy, own.deputyPost, "นายสมชาย ใจดี", "", THEN)));
        within(() -> {
            ledger.lock(own.id, own.officer);
            requests.add(request);
            if (charged > 0) {
                var approved = request.approve(THEN, "นายสมชาย ใจดี");
                requests.keep(approved);
                ledger.take(approved, List.of(new Counting.Charge(YEAR, charged)), "นายสมชาย ใจดี");
            }
            return true;
        });
    }

    private MvcTestResult get(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who)).exchange();
    }

    private List<List<String>> file(String path) {
        var answer = get(keeper, path);
        assertThat(answer).hasStatusOk();
        var sheet = Spreadsheet.read(answer.getResponse().getContentAsByteArray(), 1_000);
        return sheet.lines().stream().map(Spreadsheet.Line::cells).toList();
    }

    private long acts(String act) {
        return within(() ->
                db.sql(
                                "SELECT count(*) FROM evidence.entry WHERE act = :act AND agency_id = :agency")
                        .param("act", act)
                        .param("agency", own.id)
                        .query(Long.class)
                        .single());
    }

    // ---- out

    @Test
    @DisplayName("X6: lists leave with numbers and without reasons, as evidence, for officers only")
    void files() throws Exception {
        leave(LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY.plusDays(1)), 4);
        leave(LeaveKind.PERSONAL, LeaveDays.of(MONDAY.plusDays(7), MONDAY.plusDays(7)), 0);
        leave(
                LeaveKind.SICK,
                LeaveDays.of(LocalDate.of(2027, 10, 4), LocalDate.of(2027, 10, 4)),
                0);

        var balances = file("/leave/balances.xlsx?year=2027");
        assertThat(balances).hasSize(4);
        assertThat(balances.get(1).subList(0, 7))
                .containsExactly(
                        "นางพิมพ์ งานดี",
                        "เจ้าพนักงานธุรการ",
                        "สำนักงานจังหวัด",
                        "0",
                        "0",
                        "0",
                        "2");

        var all = file("/leave/requests.xlsx?year=2027");
        assertThat(all).hasSize(3);
        assertThat(all.get(1))
                .contains("ลาป่วย", "2027-03-15", "2027-03-16", "2", "อนุญาตแล้ว", "นายสมชาย ใจดี");
        assertThat(all.toString()).doesNotContain("ไม่ควรอยู่ในไฟล์");
        assertThat(file("/leave/requests.xlsx?year=2027&state=WAITING")).hasSize(2);
        assertThat(file("/leave/requests.xlsx?year=2027&kind=SICK")).hasSize(2);
        assertThat(file("/leave/requests.xlsx?year=2027&kind=VACATION&state=")).hasSize(1);
        assertThat(acts("leave.exported")).isEqualTo(5);
        assertThat(get(keeper, "/leave/office"))
                .bodyText()
                .contains("/leave/balances.xlsx?year=", "สถิติการลา", "ยอดวันลายกมา");
        for (var path :
                List.of("office", "balances.xlsx", "requests.xlsx", "pay", "pay.xlsx", "opening")) {
            assertThat(get(clerk, "/leave/" + path)).as(path).hasStatus(HttpStatus.NOT_FOUND);
        }
    }

    @Test
    void numbersByMonth() {
        leave(LeaveKind.SICK, LeaveDays.of(LocalDate.of(2027, 2, 26), MONDAY.minusDays(13)), 6);
        leave(LeaveKind.VACATION, new LeaveDays(MONDAY, true, MONDAY, false), 1);
        assertThat(get(keeper, "/leave/statistics?year=2027&unit=" + own.office))
                .bodyText()
                .contains("๑ คน ลารวม ๓.๕ วัน", "data-kind=\"SICK\"", "<svg", "มีนาคม ๒๕๗๐");
        var governor = SignedInAs.person(own.id, own.governor, Role.HEAD);
        assertThat(get(governor, "/leave/statistics?year=2027&unit=" + own.office))
                .bodyText()
                .contains("ลารวม ๓.๕ วัน");
        assertThat(get(governor, "/leave/statistics?year=2028"))
                .bodyText()
                .contains("ไม่มีวันลาที่อนุญาตแล้ว");
        assertThat(get(clerk, "/leave/statistics")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("L0 ข้อ 16: a month's list for who pays, marked as unverified")
    void pay() throws Exception {
        leave(LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY.plusDays(1)), 4);
        leave(LeaveKind.INJURED, LeaveDays.of(MONDAY.plusDays(2), MONDAY.plusDays(2)), 2);
        assertThat(get(keeper, "/leave/pay?month=2027-03"))
                .bodyText()
                .contains(
                        "นางพิมพ์ งานดี",
                        "ยังไม่มีเกณฑ์ของประเภทนี้",
                        "ยังไม่ได้ตรวจกับราชกิจจานุเบกษา",
                        "๖๐ วัน");
        assertThat(get(keeper, "/leave/pay?month=2027-04"))
                .bodyText()
                .contains("เดือนนี้ไม่มีผู้ลา");
        var file = file("/leave/pay.xlsx?month=2027-03");
        assertThat(file.getFirst().getFirst()).contains("ยังไม่ได้ตรวจกับกฎหมาย");
        assertThat(file.get(2))
                .startsWith("นางพิมพ์ งานดี", "สำนักงานจังหวัด", "ลาป่วย", "2", "2", "0");
        assertThat(file.get(3)).contains("ยังไม่มีเกณฑ์ของประเภทนี้");
    }

    @Test
    void theFirstYearIsPaidFewerDays() throws Exception {
        leave(LeaveKind.PERSONAL, LeaveDays.of(MONDAY.minusDays(14), MONDAY.plusDays(11)), 40);
        within(() ->
                db.sql(
                                """
                                INSERT INTO leave.service (agency_id, official, year, appointed, entry, since, hardship,
                                       term_holidays, left_halves, at, by)
                                VALUES (:agency, :official, :year, :day, 'FIRST_APPOINTMENT', :day, false, false, 0, now(), 'x')
                                """)
                        .param("agency", own.id)
                        .param("official", own.officer)
                        .param("year", YEAR.year())
                        .param("day", YEAR.first())
                        .update());
        var file = file("/leave/pay.xlsx?month=2027-03");
        assertThat(file.get(2))
                .startsWith("นางพิมพ์ งานดี", "สำนักงานจังหวัด", "ลากิจส่วนตัว", "20", "15", "5");
    }

    // ---- in

    private static byte[] sheet(String... rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var sheet = new Sheet(bytes, "leave")) {
            sheet.line(List.of("ยอดวันลา"));
            sheet.line(Arrays.stream(OpeningColumn.values()).map(OpeningColumn::heading).toList());
            for (var row : rows) {
                sheet.line(List.of(row.split("\\|", -1)));
            }
        }
        return bytes.toByteArray();
    }

    private MvcTestResult sent(byte[] content) {
        return web.post()
                .uri("/leave/opening?year=2027")
                .multipart()
                .file(new MockMultipartFile("file", "ยอด.xlsx", null, content))
                .with(SignedInAs.as(keeper))
                .with(csrf())
                .exchange();
    }

    private String pageOf(byte[] content) {
        var answer = sent(content);
        assertThat(answer).hasStatus3xxRedirection();
        return Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
    }

    private MvcTestResult entered(String page) {
        return web.post().uri(page).with(SignedInAs.as(keeper)).with(csrf()).exchange();
    }

    private String pim() {
        return "pim@" + own.domain + "||1/10/2553|||%s|%s|3|1";
    }

    private int sum(LeaveKind kind) {
        return within(() -> LeaveLedger.sum(ledger.lines(own.id, own.officer, YEAR), kind));
    }

    @Test
    void tried_thenEnteredAsAWhole_once() throws Exception {
        var content =
                sheet(
                        pim().formatted("5", "2.5"),
                        "|นางสาวมาลี ศรีสุข|๑ ต.ค. ๒๕๖๐|5|1/5/2560|||||");
        var page = pageOf(content);
        assertThat(get(keeper, page)).bodyText().contains("พร้อมนำเข้า ๒ คน", "นางพิมพ์ งานดี");
        assertThat(sum(LeaveKind.VACATION)).as("only tried").isZero();

        assertThat(entered(page)).hasRedirectedUrl("/leave/opening");
        assertThat(sum(LeaveKind.VACATION)).isEqualTo(20 + 10 - 5);
        assertThat(sum(LeaveKind.SICK)).isEqualTo(-6);
        assertThat(sum(LeaveKind.PERSONAL)).isEqualTo(-2);
        assertThat(acts("leave.right-entered")).isEqualTo(2);
        assertThat(acts("leave.taken-before")).isEqualTo(3);
        assertThat(acts("leave.opening-entered")).isOne();
        assertThat(get(keeper, "/leave/opening")).bodyText().contains("ยอด.xlsx", "๒ คน");
        assertThat(get(clerk, "/leave/year?year=2027")).bodyText().contains("ลาก่อนเริ่มใช้ระบบ");

        assertThat(entered(page)).hasRedirectedUrl("/leave/opening");
        assertThat(sum(LeaveKind.SICK)).as("the same file once more").isEqualTo(-6);
        assertThat(sent(content)).bodyText().contains("ไฟล์นี้นำเข้าไปแล้ว");
        var again = pageOf(sheet(pim().formatted("5", "1")));
        assertThat(get(keeper, again)).bodyText().contains("บันทึกสิทธิของปีนี้ไว้แล้ว");
    }

    @Test
    void oneOfTwoSheetsThatComeAtOnceIsTooLate() throws Exception {
        var first = pageOf(sheet(pim().formatted("5", "2")));
        var other = SignedInAs.person(own.id, own.governor, Role.OFFICIAL);
        within(() -> {
            var administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);
            office.nameOfficer(administrator, own.governor, "คำสั่งที่ 2");
            return true;
        });
        var second =
                AgencyScope.within(
                        own.id,
                        () ->
                                openings.keep(
                                        other,
                                        YEAR,
                                        "ยอด 2.xlsx",
                                        bytes(pim().formatted("4", "2"))));
        var id = UUID.fromString(first.substring(first.lastIndexOf('/') + 1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // both have looked at the sheet before either may go on
            var both =
                    within(() -> {
                        ledger.lock(own.id, own.officer);
                        var entering =
                                List.of(
                                        threads.submit(() -> entersInTime(keeper, id)),
                                        threads.submit(() -> entersInTime(other, second)));
                        awaitBlocked();
                        return entering;
                    });
            assertThat(List.of(both.getFirst().get(), both.getLast().get()))
                    .containsExactlyInAnyOrder(true, false);
        }
        assertThat(sum(LeaveKind.SICK)).isEqualTo(-6);
        assertThat(acts("leave.opening-entered")).isOne();
    }

    private boolean entersInTime(SignedIn who, UUID id) {
        return AgencyScope.within(
                own.id,
                () -> {
                    try {
                        openings.enter(who, openings.file(who, id).orElseThrow());
                        return true;
                    } catch (LeaveOpenings.NotThere tooLate) {
                        return false;
                    }
                });
    }

    @Test
    void sheetsAreNotParsedWhileAConnectionIsHeld() throws Exception {
        var content = sheet(pim().formatted("5", "2"));
        assertThatThrownBy(() -> within(() -> openings.tryOut(keeper, YEAR, content)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private static byte[] bytes(String row) {
        try {
            return sheet(row);
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }

    private void awaitBlocked() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        db.sql(
                                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                                        .query(Integer.class)
                                        .single()
                                >= 2);
    }

    @Test
    void formulasAndColumnsThereTwiceAreTurnedAway() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("leave");
            for (var column : OpeningColumn.values()) {
                sheet.value(0, column.ordinal(), column.heading());
            }
            sheet.value(1, OpeningColumn.MAIL.ordinal(), "pim@" + own.domain);
            sheet.value(1, OpeningColumn.APPOINTED.ordinal(), "1/10/2553");
            sheet.formula(1, OpeningColumn.LEFT.ordinal(), "2+3");
        }
        var page = pageOf(bytes.toByteArray());
        assertThat(get(keeper, page)).bodyText().contains("ต้องแก้ไข ๑ แถว", "ช่องนี้เป็นสูตร");

        bytes.reset();
        try (var sheet = new Sheet(bytes, "leave")) {
            sheet.line(List.of("อีเมล", "วันบรรจุ", "ลาป่วยไปแล้ว", "ลาป่วยไปแล้ว"));
            sheet.line(List.of("pim@" + own.domain, "1/10/2553", "1", "2"));
        }
        assertThat(sent(bytes.toByteArray())).bodyText().contains("มีมากกว่าหนึ่งคอลัมน์");
    }

    @Test
    void daysThatMayBeInSalaAlreadyAreNotBroughtIn() throws Exception {
        leave(LeaveKind.SICK, LeaveDays.of(MONDAY, MONDAY), 2);
        var page = pageOf(sheet(pim().formatted("5", "2")));
        assertThat(get(keeper, page))
                .bodyText()
                .contains("ต้องแก้ไข ๑ แถว", "ปีนี้มีวันลาประเภทนี้ในระบบแล้ว");
        var without = pageOf(sheet("pim@" + own.domain + "||1/10/2553|||5|2||1"));
        assertThat(entered(without)).hasRedirectedUrl("/leave/opening");
        assertThat(sum(LeaveKind.SICK)).isEqualTo(-2);
        assertThat(sum(LeaveKind.PERSONAL)).isEqualTo(-2);
    }

    private MvcTestResult before(UUID official, LeaveKind kind, String days, String ground) {
        return web.post()
                .uri("/leave/balances/" + official + "/before?year=2027")
                .param("kind", kind.name())
                .param("days", days)
                .param("ground", ground)
                .with(SignedInAs.as(keeper))
                .with(csrf())
                .exchange();
    }

    @Test
    void whatWasBroughtInWronglyIsCorrectedByADifference() throws Exception {
        assertThat(entered(pageOf(sheet(pim().formatted("5", "2")))))
                .hasRedirectedUrl("/leave/opening");
        var page = "/leave/balances/" + own.officer + "?year=2027";
        assertThat(get(keeper, page)).bodyText().contains("วันที่ลาก่อนเริ่มใช้ระบบ");
        assertThat(before(own.officer, LeaveKind.SICK, "1", "สลับคอลัมน์")).hasRedirectedUrl(page);
        assertThat(sum(LeaveKind.SICK)).isEqualTo(-2);
        assertThat(before(own.officer, LeaveKind.SICK, "1", "อีกครั้ง")).hasRedirectedUrl(page);
        assertThat(before(own.officer, LeaveKind.VACATION, "0", "สลับคอลัมน์"))
                .hasRedirectedUrl(page);
        assertThat(sum(LeaveKind.VACATION)).isEqualTo(20 + 10);
        assertThat(acts("leave.taken-before")).isEqualTo(3 + 2);
        assertThat(before(own.officer, LeaveKind.VACATION, "99", "x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มากกว่าสิทธิทั้งปี", "value=\"99\"");
        assertThat(before(own.officer, LeaveKind.SICK, "x", "x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(before(own.officer, LeaveKind.SICK, "2", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผลและหลักฐาน");
        assertThat(before(own.deputy, LeaveKind.SICK, "2", "x"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ของตนเองไม่ได้");
    }

    @Test
    void nothingIsDoneWhileARowIsWrong() throws Exception {
        var page =
                pageOf(
                        sheet(
                                pim().formatted("5", "2"),
                                pim().formatted("5", "2"),
                                "nobody@example|||||||",
                                "somchai@" + own.domain + "||1/10/2553||||",
                                "malee@" + own.domain + "||31/2/2560|9|1/1/2570|x|99||"));
        assertThat(get(keeper, page))
                .bodyText()
                .contains(
                        "ต้องแก้ไข ๔ แถว",
                        "บุคลากรนี้อยู่ในไฟล์แล้ว",
                        "ไม่พบบุคลากรนี้",
                        "โปรดกรอก")
                .contains("ยอดของตนเอง", "อ่านวันที่ไม่ได้", "หมายเลข 1 ถึง 5", "ครึ่งวันได้")
                .doesNotContain("นำเข้า ๑ คน");
        assertThat(entered(page)).hasStatus(HttpStatus.CONFLICT);
        assertThat(acts("leave.right-entered")).isZero();
        var more = pageOf(sheet(pim().formatted("0", "11")));
        assertThat(get(keeper, more)).bodyText().contains("มากกว่าสิทธิทั้งปี");
    }

    @Test
    void whatIsNoSheetOrHostileIsTurnedAway() throws Exception {
        assertThat(sent("no sheet".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(sent(new byte[0])).bodyText().contains("โปรดเลือกไฟล์");
        assertThat(sent(sheet())).bodyText().contains("ไม่มีรายการใต้หัวตาราง");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/vbaProject.bin"));
            zip.write(1);
        }
        assertThat(sent(bytes.toByteArray()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("แมโคร");
        var template = get(keeper, "/leave/opening/template.xlsx");
        var read = Spreadsheet.read(template.getResponse().getContentAsByteArray(), 10);
        assertThat(read.lines().getFirst().cells()).contains("อีเมล", "วันบรรจุ", "ลาป่วยไปแล้ว");
    }

    @Test
    void whatNobodyEnteredIsForgotten() throws Exception {
        var page = pageOf(sheet(pim().formatted("5", "2")));
        within(openings::forget);
        assertThat(get(keeper, page)).as("not yet").hasStatusOk();
        within(() ->
                db.sql(
                                "UPDATE leave.opening_file SET uploaded_at = uploaded_at - interval '2 days'")
                        .update());
        within(openings::forget);
        assertThat(get(keeper, page)).hasRedirectedUrl("/leave/opening");
    }
}
