package th.sala.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static th.sala.registers.OldSheets.HEADING;
import static th.sala.registers.OldSheets.row;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.Sala;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.agencies.TestClock;
import th.sala.database.AgencyScope;
import th.sala.evidence.Actor;
import th.sala.evidence.Somebody;
import th.sala.jobs.RecurringJob;
import th.sala.thai.Digits;
import th.sala.thai.Display;

@SalaTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterWebTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Pattern OLDER = Pattern.compile("rel=\"next\"[^>]*before=([0-9]+-[0-9]+)");
    private static final Pattern NEWER = Pattern.compile("rel=\"prev\"[^>]*after=([0-9]+-[0-9]+)");
    private static final Pattern LINE = Pattern.compile("id=\"line-([0-9]+-[0-9]+)\"");

    @TestConfiguration(proxyBeanMethods = false)
    static class Noon {
        @Bean
        @Primary
        Clock noon() {
            return new TestClock(TODAY);
        }
    }

    @Autowired MockMvcTester web;
    @Autowired Registers registers;
    @Autowired Books books;
    @Autowired Entries entries;
    @Autowired LineSearch lines;
    @Autowired th.sala.evidence.Evidence evidence;
    @Autowired PlatformTransactionManager transactions;
    @Autowired OldRegisters olds;
    @Autowired JdbcClient db;
    @Autowired List<RecurringJob> jobs;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;

    private Srisamut srisamut;
    private UUID agency;
    private RequestPostProcessor officer;

    @BeforeAll
    void found() {
        srisamut = new Srisamut(founding, organisation, powers, "srisamut.example");
        agency = srisamut.id;
        officer = SignedInAs.officer(agency);
    }

    // ---- who may look

    @ParameterizedTest(name = "{0} reads the books")
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OFFICIAL", "INSTALLATION"})
    void booksAreOpenToThoseWhoNeedThem(Role role) {
        var book = someBook();
        var who = SignedInAs.of(agency, UUID.randomUUID(), role);
        assertThat(get("/letters/registers", who)).hasStatusOk();
        for (var page : List.of("", "/print", ".csv")) {
            assertThat(get(of(book) + page, who)).hasStatusOk();
        }
    }

    @Test
    void othersAreTurnedAway() {
        var book = someBook();
        var official = SignedInAs.of(agency, UUID.randomUUID(), Role.OFFICIAL);
        var auditor = SignedInAs.of(agency, UUID.randomUUID(), Role.AUDITOR);
        for (var page : List.of("", "/print", ".csv", "/open", "/import")) {
            assertThat(get(of(book) + page, official)).hasStatus(HttpStatus.FORBIDDEN);
        }
        assertThat(get(of(book) + "/open", auditor)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get(of(book) + "/import", auditor)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("/letters/numbers", official)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get("/letters/numbers", official)).hasStatusOk();
        assertThat(web.get().uri(of(book))).hasStatus3xxRedirection();
    }

    @Test
    void anotherAgencysBookIsNotThere() {
        var book = someBook();
        var stranger = SignedInAs.officer(UUID.randomUUID());
        var pages = new ArrayList<>(List.of("", "/print", ".csv", "/open", "/import"));
        pages.add("/import/template.xlsx");
        pages.add("/import/" + UUID.randomUUID());
        for (var page : pages) {
            assertThat(get(of(book) + page, stranger)).hasStatus(HttpStatus.NOT_FOUND);
            for (var id : List.of("x", "1-2-3", "0".repeat(5_000), "'-or-1=1")) {
                assertThat(get("/letters/registers/" + id + page, officer))
                        .hasStatus(HttpStatus.NOT_FOUND);
            }
        }
        assertThat(post(of(book) + "/open", stranger, "last", "5")).hasStatus(HttpStatus.NOT_FOUND);
    }

    // ---- the list

    @Test
    void oneWalksThroughAllLinesPageByPage() throws Exception {
        var book = fresh();
        lines(book, 120);
        var walked = new ArrayList<String>();
        var page = of(book) + "?";
        var pages = 0;
        while (page != null) {
            var text = text(get(page, officer));
            walked.addAll(found(LINE, text));
            pages++;
            var older = found(OLDER, text);
            page = older.isEmpty() ? null : of(book) + "?before=" + older.getFirst();
        }
        assertThat(pages).isEqualTo(3);
        assertThat(walked)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 120)
                                .mapToObj(number -> "2026-" + (121 - number))
                                .toList());
        var back = text(get(of(book) + "?before=2026-21", officer));
        assertThat(found(NEWER, back)).contains("2026-20");
        assertThat(found(LINE, text(get(of(book) + "?after=2026-20", officer))))
                .hasSize(50)
                .startsWith("2026-70")
                .endsWith("2026-21");
        assertThat(found(LINE, text(get(of(book) + "?after=2026-100", officer))))
                .startsWith("2026-120")
                .hasSize(50);
    }

    @Test
    void everyLineIsOnOnePageWhateverTheSizes() {
        var random = new Random(11);
        var book = fresh();
        var always = new Registers.Period(LocalDate.of(2020, 1, 1), LocalDate.of(2030, 1, 1));
        var selection = new Selection(always, "");
        var places = new HashSet<Registers.Position>();
        var olds = new ArrayList<Registers.OldLine>();
        while (places.size() < 200) {
            var day = LocalDate.of(2023 + random.nextInt(3), 1 + random.nextInt(12), 1);
            var place = new Registers.Position(day.getYear(), 1 + random.nextInt(500));
            if (places.add(place)) {
                olds.add(old(day, place.number(), "เรื่อง"));
            }
        }
        inScope(() -> registers.addOld(book, olds, by("ผู้ทดสอบ")));
        for (int size : new int[] {1, 2, 3, 7, 50, 199, 200, 201}) {
            assertThat(walk(book, selection, size, false))
                    .containsExactlyInAnyOrderElementsOf(places);
            assertThat(walk(book, selection, size, true))
                    .containsExactlyInAnyOrderElementsOf(places);
        }
    }

    /// Newest first by pages, or oldest first as print and CSV do.
    private List<Registers.Position> walk(
            Book book, Selection selection, int size, boolean isForward) {
        var walked = new ArrayList<Registers.Position>();
        Registers.@Nullable Position place = null;
        while (true) {
            var from = place;
            List<Entry> page;
            if (isForward) {
                page = inScope(() -> registers.next(book, selection, from, size));
                place = page.size() < size ? null : page.getLast().position();
            } else {
                var lines = inScope(() -> registers.lines(book, selection, from, null, size));
                page = lines.entries();
                place = lines.older();
            }
            page.forEach(entry -> walked.add(entry.position()));
            if (place == null) {
                return walked;
            }
        }
    }

    @Test
    void findsWordsAndNumbersInEitherDigits() throws Exception {
        var book = fresh();
        take(book, line("มท 0314/ว 5656", "กรมการปกครอง", "ขออนุมัติโครงการที่ ๗๗"));
        take(book, line("กค 0408/59", "กรมบัญชีกลาง", "50% ของเบี้ย_ประชุม"));
        assertThat(subjects(book, "โครงการ")).containsExactly("2026-1");
        assertThat(subjects(book, "ว๕๖๕๖")).containsExactly("2026-1");
        assertThat(subjects(book, "ที่ 77")).containsExactly("2026-1");
        assertThat(subjects(book, "บัญชีกลาง")).containsExactly("2026-2");
        assertThat(subjects(book, "50%")).containsExactly("2026-2");
        assertThat(subjects(book, "ย_ป")).containsExactly("2026-2");
        for (var hostile :
                List.of(
                        "%",
                        "\\",
                        "***:",
                        "(?=",
                        "[",
                        "a{1,99999}",
                        "' OR 1=1 --",
                        "\u0000",
                        "_ของ",
                        "x".repeat(100_000))) {
            var isNothing = !hostile.equals("%") && !hostile.equals("\u0000");
            assertThat(subjects(book, hostile))
                    .hasSize(isNothing ? 0 : hostile.equals("%") ? 1 : 2);
        }
    }

    private List<String> subjects(Book book, String text) throws Exception {
        var result = web.get().uri(of(book)).param("text", text).with(officer).exchange();
        assertThat(result).hasStatusOk();
        return found(LINE, text(result));
    }

    @Test
    void showsOnlyThePeriod() throws Exception {
        var book = fresh();
        takeOn(book, LocalDate.of(2026, 11, 20));
        takeOn(book, LocalDate.of(2026, 11, 21));
        takeOn(book, LocalDate.of(2026, 11, 22));
        assertThat(found(LINE, text(get(of(book) + "?from=2026-11-21&until=2026-11-21", officer))))
                .containsExactly("2026-2");
        assertThat(
                        found(
                                LINE,
                                text(
                                        get(
                                                of(book) + "?from=21/11/2569&until=๒๒ พ.ย. ๒๕๖๙",
                                                officer))))
                .containsExactly("2026-3", "2026-2");
    }

    @ParameterizedTest(name = "{0} is said to be no period")
    @ValueSource(
            strings = {
                "?from=2026-12-01&until=2026-01-01&text=โครงการ",
                "?from=ก&text=โครงการ",
                "?until=99999-01-01&text=โครงการ"
            })
    void keepsWhatWasTypedWhenThePeriodIsNone(String query) {
        var book = someBook();
        assertThat(get(of(book) + query, officer))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรด", "value=\"โครงการ\"");
        assertThat(get(of(book) + "/print" + query, officer)).hasStatus(HttpStatus.CONFLICT);
        assertThat(get(of(book) + ".csv" + query, officer)).hasStatus(HttpStatus.CONFLICT);
    }

    @ParameterizedTest(name = "{0} begins at the newest page")
    @ValueSource(strings = {"?before=x", "?before=2026-9999999999", "?after=2026", "?after=9999-1"})
    void takesAnImpossiblePlaceForNone(String query) {
        assertThat(get(of(someBook()) + query, officer)).hasStatusOk();
    }

    @Test
    void linesLeadToTheirLettersAndSayTheirState() throws Exception {
        var received = fresh();
        var line = line("กค 0408/59", "กรมบัญชีกลาง", "<script>alert(1)</script>");
        take(received, line);
        assertThat(text(get(of(received), officer)))
                .contains("/letters/in/" + line.letter(), "&lt;script&gt;", "กค ๐๔๐๘/๕๙")
                .doesNotContain("<script>alert");

        var sent = inScope(() -> registers.sending(agency, "ศส 0017.9", false));
        var letter = line("", "จังหวัด", "ส่งออก");
        take(sent, letter);
        var until = TODAY.plusDays(3).atStartOfDay(Sala.BANGKOK).toInstant();
        inScope(() ->
                registers.reserve(sent, 2, srisamut.deputy, "นายสมชาย ใจดี", until, by("ผู้จอง")));
        inScope(() ->
                done(() -> registers.cancelReserved(sent, 2026, 3, "พิมพ์ผิด", by("นางพิมพ์"))));
        inScope(() ->
                registers.addOld(
                        sent, List.of(old(LocalDate.of(2025, 5, 1), 9, "เก่า")), by("ผู้ดูแล")));
        assertThat(text(get(of(sent) + "?from=2025-01-01", officer)))
                .contains(
                        "/letters/out/" + letter.letter(),
                        "ศส ๐๐๑๗.๙/๑",
                        "จองให้ นายสมชาย ใจดี",
                        "ยกเลิกเนื่องจาก พิมพ์ผิด",
                        "ยกเลิกโดย นางพิมพ์",
                        "ทะเบียนเดิม",
                        "s-line--cancelled",
                        "s-line--reserved",
                        "s-line--old");
        assertThat(text(get(of(sent) + "?from=2025-01-01", english())))
                .contains("Send register ศส 0017.9", "Old register", "1 May 2025");
    }

    // ---- on paper and as CSV

    @Test
    void printsOldestFirstAndSaysWhatIsLeftOut() throws Exception {
        var book = fresh();
        var olds =
                IntStream.rangeClosed(1, RegisterController.MOST_PRINTED + 1)
                        .mapToObj(number ->
                                old(LocalDate.of(2025, 1, 1), number, "เรื่องที่ " + number))
                        .toList();
        inScope(() -> registers.addOld(book, olds, by("ผู้ดูแล")));
        var all = text(get(of(book) + "/print?from=2025-01-01&until=2025-12-31", officer));
        assertThat(found(LINE, all)).hasSize(2_000).startsWith("2025-1").endsWith("2025-2000");
        assertThat(all).contains("จังหวัดศรีสมุทร", "๑ มกราคม ๒๕๖๘", "ไม่เกิน ๒๐๐๐ รายการ");

        var few =
                text(get(of(book) + "/print?from=2025-01-01&until=2025-12-31&text=2001", officer));
        assertThat(found(LINE, few)).containsExactly("2025-2001");
        assertThat(few).contains("รวม ๑ รายการ").doesNotContain("พิมพ์ได้ครั้งละ");
    }

    @Test
    void xlsxHasAllLinesAsText() throws Exception {
        var book = fresh();
        lines(book, RegisterRows.PIECE);
        take(book, line("=HYPERLINK(\"x\")", "+66", "เรื่อง\u0001ที่มีอักขระแปลก"));

        var result = get(of(book) + ".xlsx", officer);

        assertThat(result).hasStatusOk().hasContentType(OldRegisterController.SHEET);
        var bytes = result.getResponse().getContentAsByteArray();
        try (var workbook =
                new org.dhatim.fastexcel.reader.ReadableWorkbook(
                        new java.io.ByteArrayInputStream(bytes))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(RegisterRows.PIECE + 2);
            assertThat(rows.stream().flatMap(row -> row.stream()))
                    .allMatch(cell ->
                            cell == null
                                    || cell.getType()
                                            != org.dhatim.fastexcel.reader.CellType.FORMULA);
            assertThat(rows.getLast().getCellText(2)).isEqualTo("=HYPERLINK(\"x\")");
            assertThat(rows.getLast().getCellText(11)).isEqualTo("501");
        }
    }

    @Test
    void csvHasAllLinesAndNoFormulas() throws Exception {
        var book = fresh();
        lines(book, RegisterRows.PIECE);
        take(book, line("=HYPERLINK(\"x\")", "+66", "@เรื่อง, \"มี\" อัญประกาศ"));
        var result = get(of(book) + ".csv", officer);
        assertThat(result)
                .hasStatusOk()
                .hasContentType("text/csv;charset=UTF-8")
                .headers()
                .hasHeaderSatisfying(
                        "Content-Disposition",
                        values -> assertThat(values.getFirst()).startsWith("attachment;"));
        var lines =
                new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
                        .split("\r\n", -1);
        assertThat(lines[0])
                .isEqualTo(
                        "\uFEFFวันที่,เลขทะเบียนรับ,ที่,ลงวันที่,จาก,ถึง,เรื่อง,การปฏิบัติ,หมายเหตุ,สถานะ,"
                                + "ปีปฏิทิน (ค.ศ.),เลขทะเบียน (ตัวเลข),วันที่ (ค.ศ.),ลงวันที่ (ค.ศ.)");
        assertThat(lines).hasSize(RegisterRows.PIECE + 3);
        assertThat(lines[1])
                .startsWith("๒๑ พ.ย. ๒๕๖๙,๑,")
                .endsWith(",ใช้แล้ว,2026,1,2026-11-21,2026-11-20");
        assertThat(lines[RegisterRows.PIECE + 1])
                .contains(
                        "\"'=HYPERLINK(\"\"x\"\")\"",
                        ",'+66,",
                        "\"'@เรื่อง, \"\"มี\"\" อัญประกาศ\"");
    }

    // ---- numbers set aside

    @Test
    void anOfficerSetsNumbersAsideAndTheirOwnerSeesThem() throws Exception {
        var book = inScope(() -> registers.sending(agency, "ศส 0017.3", true));
        assertThat(reserve(book, srisamut.governor.toString(), "๒", "2026-12-20"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/letters/numbers");
        var governor = SignedInAs.authorised(agency, srisamut.governor);
        assertThat(text(get("/letters/numbers", governor)))
                .contains("ศส ๐๐๑๗.๓/ว ๑", "ศส ๐๐๑๗.๓/ว ๒", "ใช้ได้ถึง ๒๐ ธ.ค. ๒๕๖๙")
                .doesNotContain("ทั้งหมดของหน่วยงาน");
        assertThat(text(get("/letters/numbers", officer))).contains("นางสาวมาลี ศรีสุข");
        assertThat(text(get("/letters/numbers", SignedInAs.authorised(agency, srisamut.deputy))))
                .doesNotContain("ศส ๐๐๑๗.๓/ว ๑");

        var cancel = "/letters/numbers/" + book.id() + "/2026/1/cancel";
        var deputy = SignedInAs.authorised(agency, srisamut.deputy);
        assertThat(post(cancel, deputy, "reason", "ของผู้อื่น")).hasStatus(HttpStatus.CONFLICT);
        assertThat(post(cancel, officer, "reason", " ")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(post(cancel, governor, "reason", "ไม่ใช้แล้ว")).hasStatus3xxRedirection();
        assertThat(post(cancel, officer, "reason", "อีกครั้ง")).hasStatus(HttpStatus.CONFLICT);
        var stranger = SignedInAs.officer(UUID.randomUUID());
        assertThat(post(cancel, stranger, "reason", "ก")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void refusesWishesThatGoTooFar() {
        var book = inScope(() -> registers.sending(agency, "ศส 0017.4", false));
        var governor = srisamut.governor.toString();
        for (var count : List.of("0", "21", "-1", "", "หนึ่ง", "999999999999")) {
            refused(reserve(book, governor, count, "2026-12-01"), "โปรดระบุจำนวน 1 ถึง 20");
        }
        for (var until : List.of("2026-11-20", "2026-12-21", "", "x")) {
            refused(reserve(book, governor, "1", until), "ไม่เกิน 30 วันนับวันนี้");
        }
        refused(
                reserve(book, UUID.randomUUID().toString(), "1", "2026-12-01"),
                "โปรดเลือกผู้ใช้เลข");
        refused(reserve(book, "x", "1", "2026-12-01"), "โปรดเลือกผู้ใช้เลข");
        refused(reserve(someBook(), governor, "1", "2026-12-01"), "โปรดเลือกทะเบียนหนังสือส่ง");
        assertThat(inScope(() -> registers.series(book, 2026))).isEmpty();
    }

    private void refused(MvcTestResult result, String sentence) {
        assertThat(result).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY).bodyText().contains(sentence);
    }

    private MvcTestResult reserve(Book book, String owner, String howMany, String until) {
        return post(
                "/letters/numbers",
                officer,
                "book",
                book.id().toString(),
                "owner",
                owner,
                "howMany",
                howMany,
                "until",
                until);
    }

    @Test
    void noNumberOutlivesItsYear() {
        var registersAtYearsEnd = at(LocalDate.of(2026, 12, 28));
        var book = inScope(() -> registers.sending(agency, "ศส 0017.5", false));
        var until = LocalDate.of(2027, 1, 10).atStartOfDay(Sala.BANGKOK).toInstant();
        var reserved =
                inScope(() ->
                        registersAtYearsEnd.reserve(
                                book, 1, srisamut.governor, "นางสาวมาลี", until, by("ก")));
        assertThat(reserved.getFirst().expiresAt())
                .isEqualTo(Instant.parse("2026-12-31T17:00:00Z"));
    }

    @Test
    void theJobCancelsExpiredNumbersOfAllAgencies() {
        var other = UUID.randomUUID();
        for (var one : List.of(agency, other)) {
            var book = inScope(one, () -> registers.sending(one, "ศส 0017.6", false));
            var before = at(TODAY.minusDays(3));
            var until = TODAY.minusDays(2).atStartOfDay(Sala.BANGKOK).toInstant();
            inScope(one, () -> before.reserve(book, 1, UUID.randomUUID(), "ก", until, by("ข")));
        }
        jobs.stream()
                .filter(job -> job.name().equals("registers.expired-numbers"))
                .forEach(job -> job.work().run());
        for (var one : List.of(agency, other)) {
            var book = inScope(one, () -> registers.sending(one, "ศส 0017.6", false));
            var all = new Selection(Registers.Period.calendarYear(TODAY), "");
            assertThat(inScope(one, () -> registers.next(book, all, null, 10)))
                    .extracting(Entry::kind)
                    .containsExactly(Entry.Kind.CANCELLED);
        }
    }

    // ---- registers from before

    @Test
    void beginsABookAndContinuesItsNumbers() throws Exception {
        assertThat(text(get("/letters/registers", officer)))
                .contains("value=\"circulars:ศส 0017.2\"", "value=\"unit:" + srisamut.office);
        var begun = post("/letters/registers", officer, "book", "circulars:ศส 0017.2");
        assertThat(begun).hasStatus3xxRedirection();
        var page = next(begun);
        assertThat(page).endsWith("/open");
        assertThat(post("/letters/registers", officer, "book", "send:ปลอม 1"))
                .hasRedirectedUrl("/letters/registers");

        for (var wrong : List.of("", "-1", "1.5", "1000000", "ห้าร้อย")) {
            refused(post(page, officer, "last", wrong), "0 ถึง 999999");
        }
        assertThat(post(page, officer, "last", "๕๑๑")).hasStatus3xxRedirection();
        var book = inScope(() -> registers.sending(agency, "ศส 0017.2", true));
        take(book, line("", "ก", "ข"));
        assertThat(inScope(() -> registers.series(book, 2026)))
                .contains(new Registers.Series(511, 512));
        assertThat(post(page, officer, "last", "900"))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("ตั้งเลขเริ่มต้นใหม่ไม่ได้");
        assertThat(text(get("/letters/registers", officer))).contains("๕๑๒");
    }

    @Test
    void anOpeningNumberIsNotBelowOldLines() {
        var book = fresh();
        inScope(() -> registers.addOld(book, List.of(old(TODAY, 40, "เก่า")), by("ก")));
        refused(post(of(book) + "/open", officer, "last", "39"), "มีเลขถึง 40");
        assertThat(post(of(book) + "/open", officer, "last", "41")).hasStatus3xxRedirection();
    }

    @Test
    void theTemplateCanBeFilledAndRead() throws Exception {
        var template = get(of(someBook()) + "/import/template.xlsx", officer);
        assertThat(template).hasStatusOk();
        var bytes = template.getResponse().getContentAsByteArray();
        assertThat(upload(someBook(), bytes))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่มีรายการใต้หัวคอลัมน์");
    }

    @Test
    void triesAFileOutAndEntersAllOrNothing() throws Exception {
        var book = fresh();
        var bad =
                upload(
                        book,
                        OldSheets.of(
                                HEADING,
                                row("1/6/2569", "1", "=มท/1", "", "กรม", "", "เรื่องดี"),
                                row("31/6/2569", "=2", "", "", "กรม", "", "วันไม่มีจริง")));
        assertThat(bad).hasStatus3xxRedirection();
        var badPage = next(bad);
        assertThat(text(get(badPage, officer)))
                .contains("มี ๑ แถวที่ต้องแก้ไข", "31/6/2569", "อ่านวันที่ไม่ได้")
                .doesNotContain("method=\"post\" data-wait");
        var errors = get(badPage + "/errors.csv", officer);
        assertThat(new String(errors.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .contains("3,วันที่,31/6/2569,อ่านวันที่ไม่ได้", "3,เลขทะเบียน,'=2,");
        assertThat(post(badPage, officer)).hasStatus(HttpStatus.CONFLICT);
        assertThat(inScope(() -> registers.series(book, 2026))).isEmpty();

        var good =
                OldSheets.of(
                        HEADING,
                        row("1/6/2569", "1", "มท ๐๓๑๔/๑", "", "กรม", "", "เรื่องดี"),
                        row("2/6/2569", "2", "", "", "กรม", "", "เรื่องที่สอง"));
        var page = next(upload(book, good));
        assertThat(get(badPage, officer)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(text(get(page, officer))).contains("พร้อมนำเข้า ๒ รายการ", "มท ๐๓๑๔/๑");
        assertThat(get(page, SignedInAs.officer(UUID.randomUUID())))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(page, officer)).hasStatus3xxRedirection();
        assertThat(post(page, officer)).hasRedirectedUrl(of(book) + "/import");
        assertThat(text(get(of(book) + "/import", officer)))
                .contains("ทะเบียนเก่า.xlsx", "๒ รายการ");
        assertThat(found(LINE, text(get(of(book), officer)))).containsExactly("2026-2", "2026-1");

        assertThat(text(get(next(upload(book, good)), officer)))
                .contains("ทุกแถวมีอยู่ในทะเบียนแล้ว");
        take(book, line("", "ก", "ข"));
        var clash =
                OldSheets.of(
                        HEADING,
                        row("1/6/2569", "1", "", "", "กรม", "", "เรื่องอื่น"),
                        row("1/6/2569", "3", "", "", "กรม", "", "เลขของระบบ"),
                        row("1/6/2569", "4", "", "", "กรม", "", "เลขถัดไป"),
                        row("1/6/2568", "4", "", "", "กรม", "", "ปีก่อน"));
        assertThat(text(get(next(upload(book, clash)), officer)))
                .contains("มี ๓ แถวที่ต้องแก้ไข", "ข้อความต่างกัน", "ระบบออกแล้วหรือกำลังจะออก");
    }

    @Test
    void forgetsSheetsThatNobodyEnteredAndKeepsThoseThatSomebodyDid() throws Exception {
        var book = someBook();
        var sheet = OldSheets.of(HEADING, row("1/6/2569", "1", "", "", "กรม", "", "เรื่อง"));
        assertThat(post(next(upload(book, sheet)), officer)).hasStatus3xxRedirection();
        var page = next(upload(book, sheet));
        assertThat(forgotten()).isZero();
        assertThat(get(page, officer)).hasStatusOk();

        inScope(() ->
                db.sql(
                                "UPDATE registers.old_file SET uploaded_at = uploaded_at - interval '1 year'")
                        .update());

        assertThat(forgotten()).isOne();
        assertThat(get(page, officer)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(text(get(of(book) + "/import", officer))).contains("ทะเบียนเก่า.xlsx");
    }

    private int forgotten() {
        return inScope(olds::forget);
    }

    @Test
    void refusesFilesThatAreNone() {
        var book = someBook();
        for (var bytes :
                List.of(new byte[0], new byte[100], "<html>".getBytes(StandardCharsets.UTF_8))) {
            assertThat(upload(book, bytes)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        assertThat(upload(book, new byte[(10 << 20) + 1]))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่เกิน 10 เมกะไบต์");
        assertThat(post(of(book) + "/import", officer))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกไฟล์");
    }

    @Test
    void entersTwentyThousandLinesInSeconds() throws Exception {
        var rows = new Object[OldSheet.MOST_LINES + 1][];
        rows[0] = HEADING;
        for (int i = 1; i < rows.length; i++) {
            rows[i] =
                    row(
                            "1/6/2567",
                            i,
                            "มท 0314/" + i,
                            "30/5/2567",
                            "กรมหนึ่ง",
                            "จังหวัด",
                            "เรื่องที่ " + i);
        }
        var book = fresh();
        var began = System.nanoTime();
        var page = next(upload(book, OldSheets.of(rows)));
        assertThat(text(get(page, officer))).contains("พร้อมนำเข้า ๒๐๐๐๐ รายการ");
        assertThat(post(page, officer)).hasStatus3xxRedirection();
        var seconds = (System.nanoTime() - began) / 1e9;
        assertThat(inScope(() -> registers.series(book, 2024)))
                .contains(new Registers.Series(20_000, 20_000));
        assertThat(seconds).isLessThan(60);
        System.out.println("20,000 old lines in " + seconds + " s");

        var tooMany = java.util.Arrays.copyOf(rows, rows.length + 20);
        for (int i = rows.length; i < tooMany.length; i++) {
            tooMany[i] = row("1/6/2567", i, "", "", "", "", "เกิน");
        }
        assertThat(upload(book, OldSheets.of(tooMany)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เกิน 20");
    }

    // ---- words of these tests

    private RequestPostProcessor english() {
        var who = SignedInAs.person(agency, null, Role.AUDITOR);
        var display = new Display(Locale.ENGLISH, Digits.ARABIC, Display.Era.COMMON);
        return SignedInAs.as(
                new SignedIn(
                        who.account(),
                        agency,
                        null,
                        who.username(),
                        who.name(),
                        who.agencyName(),
                        who.roles(),
                        display,
                        true,
                        SignedIn.BY_PASSWORD,
                        java.util.Map.of()));
    }

    private MvcTestResult upload(Book book, byte[] content) {
        var file = new MockMultipartFile("file", "ทะเบียนเก่า.xlsx", null, content);
        return web.post()
                .uri(of(book) + "/import")
                .multipart()
                .file(file)
                .with(officer)
                .with(csrf())
                .exchange();
    }

    private MvcTestResult get(String address, RequestPostProcessor who) {
        return web.get().uri(address).with(who).exchange();
    }

    private MvcTestResult post(String address, RequestPostProcessor who, String... form) {
        var request = web.post().uri(address).with(who).with(csrf());
        for (int i = 0; i < form.length; i += 2) {
            request = request.param(form[i], form[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult result) throws Exception {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private static String next(MvcTestResult result) {
        return java.util.Objects.requireNonNull(result.getResponse().getRedirectedUrl());
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).distinct().toList();
    }

    private static String of(Book book) {
        return "/letters/registers/" + book.id();
    }

    private Book someBook() {
        return inScope(() -> registers.receiving(agency));
    }

    private Book fresh() {
        return inScope(() -> registers.receiving(agency, UUID.randomUUID(), "สำนักทดสอบ"));
    }

    private void lines(Book book, int howMany) {
        inScope(() -> {
            for (int i = 1; i <= howMany; i++) {
                registers.take(book, line("", "กรม", "เรื่องที่ " + i), by("ผู้ทดสอบ"));
            }
            return true;
        });
    }

    private void take(Book book, Entry.Line line) {
        inScope(() -> registers.take(book, line, by("ผู้ทดสอบ")));
    }

    private void takeOn(Book book, LocalDate day) {
        inScope(() -> at(day).take(book, line("", "กรม", "เรื่อง"), by("ผู้ทดสอบ")));
    }

    private static Entry.Line line(String number, String sender, String subject) {
        return new Entry.Line(
                UUID.randomUUID(),
                null,
                number,
                TODAY.minusDays(1),
                sender,
                "จังหวัด",
                subject,
                "",
                "");
    }

    private static Registers.OldLine old(LocalDate day, int number, String subject) {
        return new Registers.OldLine(
                day.getYear(), number, day, "", null, "กรม", "จังหวัด", subject, "", "");
    }

    private Registers at(LocalDate day) {
        return new Registers(books, entries, evidence, lines, new TestClock(day));
    }

    private <T> T inScope(Supplier<T> work) {
        return inScope(agency, work);
    }

    private <T> T inScope(UUID scope, Supplier<T> work) {
        var transaction = new TransactionTemplate(transactions);
        return AgencyScope.within(scope, () -> transaction.execute(_ -> work.get()));
    }

    private static Boolean done(Runnable work) {
        work.run();
        return true;
    }

    private Actor by(String name) {
        return Somebody.named(agency, name);
    }
}
