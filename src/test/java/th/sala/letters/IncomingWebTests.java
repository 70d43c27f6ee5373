package th.sala.letters;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.Sala;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.MailPorts;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.Outbox;
import th.sala.mail.SmtpHandIn;
import th.sala.registers.Registers;
import th.sala.tasks.Order;
import th.sala.thai.Display;

/// Letters that come by real SMTP, and what an officer does with them.
@SalaTest
class IncomingWebTests {
    private static final int CROWD = 3;
    private static final String PASSWORD = "ทดสอบระบบสารบรรณ 2569";

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired TaskDesk tasks;
    @Autowired Registers registers;
    @Autowired MailPorts ports;
    @Autowired Outbox outbox;
    @Autowired Accounts accounts;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Srisamut own;
    private SignedIn officer;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    @Test
    @DisplayName("C8 ข้อ 3(6): a letter is proposed, registered, its acknowledgement made due")
    void aLetterIsProposedRegisteredAndItsAcknowledgementMadeDue() throws Exception {
        var letter =
                arrives(
                        "ด่วนมาก ขอเชิญประชุม",
                        "ที่ ทล ๐๐๑๗/๕\nวันที่ ๑ พฤศจิกายน ๒๕๖๙\nเรียน ผู้ว่าฯ");

        assertThat(page("/letters/in/" + letter.id()))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "ขอเชิญประชุม",
                        "ทล 0017/5",
                        "value=\"๑/๑๑/๒๕๖๙\"",
                        "ผู้ส่งไม่อยู่ในทะเบียน");

        assertThat(register(letter.id(), "ขอเชิญประชุม (แก้)"))
                .hasRedirectedUrl("/letters/in/" + letter.id())
                .flash()
                .containsEntry("done", "letters.registered.replying");
        assertThat(page("/letters/in/" + letter.id()))
                .bodyText()
                .contains("เลขรับ", "๑", "ขอเชิญประชุม (แก้)");
        var entry = within(() -> registers.entriesOf(own.id, letter.id())).getFirst();
        assertThat(entry.number()).isEqualTo(1);
        assertThat(entry.letterNumber()).isEqualTo("ทล 0017/5");
        assertThat(entry.received()).isEqualTo(letter.deemedAt());
        assertThat(within(() -> desk.replyMail(own.id, letter.id()))).isPresent();
        assertThat(page("/letters/in"))
                .as("what was dealt with stands below what waits")
                .bodyText()
                .contains("/letters/in/" + letter.id());
        var paper = page("/letters/in/" + letter.id() + "/files/0");
        assertThat(paper).hasStatusOk().hasContentType(MediaType.APPLICATION_PDF);
        assertThat(page("/letters/in/" + letter.id() + "/files/9")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("the stamp says when a letter was entered, if that is not when it was received")
    void theStampSaysWhenALetterWasEnteredIfThatIsNotWhenItWasReceived() throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        within(() ->
                transaction.execute(_ ->
                        db.sql("UPDATE letters.incoming SET deemed_at = :then WHERE id = :id")
                                .param(
                                        "then",
                                        LocalDate.of(2026, 1, 5).atStartOfDay().atOffset(UTC))
                                .param("id", letter.id())
                                .update()));

        register(letter.id(), "ขอเชิญประชุม");

        assertThat(page("/letters/in/" + letter.id()))
                .bodyText()
                .contains("๕ ม.ค. ๒๕๖๙ ๐๗:๐๐ น.", "ลงทะเบียนเมื่อ");
    }

    @Test
    @DisplayName(
            "two officers on one letter: the second is told who was first, and no number is lost")
    void ofTwoOfficersTheSecondIsTold() throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        var acts = new java.util.ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            acts.add(() -> register(letter.id(), "ขอเชิญประชุม").getResponse().getStatus());
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var statuses = new java.util.ArrayList<Integer>();
            for (var act : threads.invokeAll(acts)) {
                statuses.add(act.get());
            }
            assertThat(statuses).containsOnlyOnce(302).containsOnly(302, 409);
        }
        assertThat(
                        register(letter.id(), "ขอเชิญประชุม")
                                .getResponse()
                                .getContentAsString(StandardCharsets.UTF_8))
                .contains("ไปก่อนแล้ว", officer.name());
        assertThat(within(() -> registers.entriesOf(own.id, letter.id()))).hasSize(1);
        var next = arrives("เรื่องถัดไป", "เนื้อความ");
        register(next.id(), "เรื่องถัดไป");
        assertThat(within(() -> registers.entriesOf(own.id, next.id())).getFirst().number())
                .isEqualTo(2);
    }

    @Test
    void theSameMailToPersonAndCentralAccountIsOneLetter() throws Exception {
        var raw = raw("ขอเชิญประชุม", "เนื้อความ", pdf(), Map.of());
        send(raw, "malee@" + own.domain, "saraban@" + own.domain);
        send(raw, "saraban@" + own.domain);
        awaitWaiting(1);
        assertThat(within(() -> desk.waiting(own.id, 10))).hasSize(1);
    }

    @Test
    @DisplayName(
            "C1: a letter shows when it came to the central account, be it later than elsewhere")
    void theCentralAccountMayGetItsCopyLater() throws Exception {
        var raw = raw("ขอเชิญประชุม", "เนื้อความ", pdf(), Map.of());
        send(raw, "malee@" + own.domain);
        awaitWaiting(1);
        var letter = within(() -> desk.waiting(own.id, 10)).getFirst();
        assertThat(page("/letters/in/" + letter.id()))
                .bodyText()
                .contains("ยังไม่ถึงบัญชีกลาง")
                .doesNotContain("สำเนาถึงบัญชีกลาง");

        send(raw, "saraban@" + own.domain);
        assertThat(page("/letters/in/" + letter.id())).bodyText().contains("สำเนาถึงบัญชีกลาง");
        assertThat(within(() -> desk.letter(own.id, letter.id())).arrivedAt())
                .isEqualTo(letter.arrivedAt());
    }

    @Test
    @DisplayName(
            "X1 ข้อ 1: a classified mail is kept unopened, the sender is owed word, nothing is lost")
    void aClassifiedMailIsQuarantined() throws Exception {
        send(raw("ลับมาก การข่าว", "เนื้อความลับเฉพาะ", pdf(), Map.of()), "saraban@" + own.domain);
        var waiting = awaitUnsorted();
        assertThat(waiting.reason()).isEqualTo("secrecy");
        assertThat(waiting.subject()).isEmpty();
        assertThat(page("/letters/unsorted/" + waiting.mail()))
                .hasStatusOk()
                .bodyText()
                .contains("มีชั้นความลับ")
                .doesNotContain("เนื้อความลับเฉพาะ");
        assertThat(page("/letters/unsorted/" + waiting.mail() + "/mail"))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(within(() -> desk.waiting(own.id, 10))).isEmpty();
    }

    @Test
    void aSenderIsToldAFewTimesADayAndByMailThatNobodyAnswersByItself() throws Exception {
        for (int i = 0; i < 5; i++) {
            send(raw("ลับมาก การข่าว", "เนื้อความ", pdf(), Map.of()), "saraban@" + own.domain);
        }

        var notices = noticesOf(5);
        assertThat(notices).hasSize(3);
        assertThat(
                        new String(
                                within(() -> outbox.raw(notices.getFirst())),
                                StandardCharsets.US_ASCII))
                .contains("\r\nAuto-Submitted: auto-replied\r\n");
    }

    @Test
    void whoWantsNoAnswerGetsNone() throws Exception {
        var raw = raw("ลับมาก การข่าว", "เนื้อความ", pdf(), Map.of());
        SmtpHandIn.send(ports.inbound(), "", raw, "saraban@" + own.domain);

        assertThat(noticesOf(1)).isEmpty();
    }

    /// The notices sent, once all these mails are settled.
    private List<UUID> noticesOf(int mails) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                within(() ->
                                        transaction.execute(_ ->
                                                db.sql(
                                                                """
                                                                SELECT reply_mail FROM letters.unsorted
                                                                 WHERE reply_queued IS NOT NULL
                                                                """)
                                                        .query(UUID.class)
                                                        .list())),
                        replies -> replies.size() == mails)
                .stream()
                .filter(reply -> !within(() -> outbox.deliveries(reply)).isEmpty())
                .toList();
    }

    @Test
    @DisplayName(
            "X1 ข้อ 1: what is no class is released with reason and password, and that stays told")
    void aMailIsReleasedFromQuarantine() throws Exception {
        var keeper = accountOfOfficer();
        send(raw("การข่าวทั่วไป", "ลับ\n\nแบบสอบถาม", pdf(), Map.of()), "saraban@" + own.domain);
        var path = "/letters/unsorted/" + awaitUnsorted().mail();
        assertThat(release(keeper, path, " ", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผล");
        assertThat(release(keeper, path, "ช่องในแบบฟอร์ม", "ผิดแน่นอน"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("รหัสผ่านปัจจุบันไม่ถูกต้อง", "ช่องในแบบฟอร์ม")
                .doesNotContain("แบบสอบถาม");
        assertThat(within(() -> desk.waiting(own.id, 10))).isEmpty();

        assertThat(release(keeper, path, "ช่องในแบบฟอร์ม", PASSWORD)).hasStatus3xxRedirection();
        var letter = within(() -> desk.waiting(own.id, 10)).getFirst();
        assertThat(letter.secrecy()).isNull();
        assertThat(page("/letters/in/" + letter.id()))
                .bodyText()
                .contains("นำออกจากการกัก: ช่องในแบบฟอร์ม", keeper.name());
        assertThat(release(keeper, path, "อีกครั้ง", PASSWORD)).hasStatus(HttpStatus.CONFLICT);
    }

    private MvcTestResult release(SignedIn who, String path, String reason, String password) {
        return web.post()
                .uri(path + "/release")
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("reason", reason)
                .param("password", password)
                .exchange();
    }

    private SignedIn accountOfOfficer() {
        var account =
                new NewAccount(
                        own.id,
                        own.officer,
                        "keeper-" + own.id,
                        "นางพิมพ์ งานดี",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(Role.CORRESPONDENCE_OFFICER));
        var id = within(() -> accounts.open(account));
        return within(() -> accounts.find(id))
                .map(found -> found.signedIn(SignedIn.BY_PASSWORD))
                .orElseThrow();
    }

    @Test
    void aMailWithoutAPdfWaitsAndBecomesALetterOnAPersonsWord() throws Exception {
        send(raw("ขอข้อมูล", "เรียนสอบถาม", null, Map.of()), "saraban@" + own.domain);
        var waiting = awaitUnsorted();
        assertThat(waiting.reason()).isEqualTo("no-pdf");

        assertThat(
                        web.post()
                                .uri("/letters/unsorted/{mail}/letter", waiting.mail())
                                .with(SignedInAs.as(officer))
                                .with(csrf()))
                .hasRedirectedUrl("/letters/in/" + waiting.mail());
        assertThat(within(() -> desk.waiting(own.id, 10))).hasSize(1);
        assertThat(within(() -> desk.unsorted(own.id))).isEmpty();
        assertThat(page("/letters/unsorted"))
                .as("what was settled can be looked up")
                .bodyText()
                .contains("/letters/unsorted/" + waiting.mail(), officer.name());
    }

    @Test
    void aMailThatNobodyCanReadWaitsAndIsCounted() throws Exception {
        var twoSenders =
                ("From: a@far.example\r\nFrom: b@far.example\r\nTo: saraban@"
                                + own.domain
                                + "\r\nMessage-ID: <two@far.example>\r\nSubject: x\r\n\r\nx\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        send(twoSenders, "saraban@" + own.domain);
        awaitUnsorted();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                web.get()
                                        .uri("/people/mail")
                                        .with(SignedInAs.installation(own.id))
                                        .exchange()
                                        .getResponse()
                                        .getContentAsString(StandardCharsets.UTF_8),
                        page -> page.contains("อ่านไม่ได้ ๑"));
    }

    @Test
    void aForgedAcknowledgementTakesNoEffect() throws Exception {
        var headers = Map.of("Sala-Act", "acknowledgement", "Sala-Number", "99");
        send(raw("ตอบรับ", "เลขรับ 99", null, headers), "saraban@" + own.domain);
        assertThat(awaitUnsorted().reason()).isEqualTo("doubtful-answer");
    }

    @Test
    void aMailThatClaimsToBeFromUsIsNotBelieved() throws Exception {
        var draft = draft("malee@" + own.domain, "คำสั่งด่วน", "เนื้อความ", pdf(), Map.of());
        send(MessageWriter.write(draft), "saraban@" + own.domain);
        assertThat(awaitUnsorted().reason()).isEqualTo("forged-sender");
    }

    @Test
    void aMailThatOneOfUsMayHaveWrittenElsewhereIsSaidToBe() throws Exception {
        var malee = "malee@" + own.domain;
        AgencyScope.within(
                own.id,
                () ->
                        transaction.executeWithoutResult(_ ->
                                db.sql(
                                                """
                                                INSERT INTO mail.outside_mailbox
                                                       (agency_id, id, address, trusted, smtp_host, smtp_port, smtp_line,
                                                        smtp_username, smtp_password, read_since, active, changed_at)
                                                VALUES (:agency, gen_random_uuid(), :address, '', 'smtp.example', 465,
                                                        'TLS', :address, '', now(), true, now())
                                                """)
                                        .param("agency", own.id)
                                        .param("address", malee)
                                        .update()));
        var draft = draft(malee, "เขียนเอง", "เนื้อความ", pdf(), Map.of());
        send(MessageWriter.write(draft), "saraban@" + own.domain);
        assertThat(awaitUnsorted().reason()).isEqualTo("written-elsewhere");
    }

    @Test
    void aMisdirectedLetterGoesBackWithAReasonAndTakesNoNumber() throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        assertThat(post("/letters/in/" + letter.id() + "/return", "reason", "  "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเหตุผล");
        assertThat(
                        post(
                                "/letters/in/" + letter.id() + "/return",
                                "reason",
                                "มิใช่หน้าที่ของจังหวัด"))
                .hasRedirectedUrl("/letters/in/" + letter.id());
        assertThat(within(() -> registers.entriesOf(own.id, letter.id()))).isEmpty();
        assertThat(within(() -> desk.replyMail(own.id, letter.id()))).isPresent();
        assertThat(register(letter.id(), "ขอเชิญประชุม")).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    @DisplayName("C10 ตรารับหนังสือ: each unit puts its own stamp, once")
    void unitsRegisterInTheirOwnRegisters() throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        assertThat(post("/letters/in/" + letter.id() + "/unit", "unit", own.office.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        register(letter.id(), "ขอเชิญประชุม");
        assertThat(stampInOffice(letter.id()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่ได้ส่งเรื่องนี้ให้สำนักงานจังหวัด");
        passToOffice(letter.id());
        assertThat(post("/letters/in/" + letter.id() + "/unit", "unit", own.office.toString()))
                .hasStatus3xxRedirection();
        assertThat(post("/letters/in/" + letter.id() + "/unit", "unit", own.office.toString()))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(within(() -> desk.stamps(officer, letter.id())))
                .extracting(IncomingDesk.Stamp::place)
                .containsExactly("จังหวัดศรีสมุทร", "สำนักงานจังหวัด");
    }

    @Test
    @DisplayName("C10 ตรารับหนังสือ: of three people in one unit at once one puts the unit's stamp")
    void aUnitStampsOnceHoweverManyTry() throws Exception {
        var before = arrives("ขอข้อมูล", "เนื้อความ");
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        register(before.id(), "ขอข้อมูล");
        register(letter.id(), "ขอเชิญประชุม");
        passToOffice(before.id());
        passToOffice(letter.id());
        stampInOffice(before.id());
        var statuses = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(CROWD)) {
            // the book is begun and held, so that all of them are on the way before one gets
            // through
            within(() ->
                    transaction.execute(_ -> {
                        db.sql("SELECT * FROM registers.series FOR UPDATE").query().listOfRows();
                        for (int i = 0; i < CROWD; i++) {
                            statuses.add(
                                    threads.submit(() ->
                                            stampInOffice(letter.id()).getResponse().getStatus()));
                        }
                        awaitBlocked(CROWD);
                        return true;
                    }));
        }
        assertThat(statuses)
                .extracting(status -> status.get())
                .containsOnlyOnce(302)
                .containsOnly(302, 409);
        assertThat(within(() -> registers.entriesOf(own.id, letter.id()))).hasSize(2);
    }

    private void passToOffice(UUID letter) {
        assertThat(post("/letters/in/" + letter + "/pass", "unit", own.office.toString()))
                .hasRedirectedUrl("/letters/in/" + letter);
    }

    private MvcTestResult stampInOffice(UUID letter) {
        return post("/letters/in/" + letter + "/unit", "unit", own.office.toString());
    }

    private void awaitBlocked(int sessions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        db.sql(
                                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                                        .query(Integer.class)
                                        .single()
                                >= sessions);
    }

    @Test
    @DisplayName(
            "C10 ตรารับหนังสือ: an official sees and stamps what was passed to the own unit only")
    void anOfficialRegistersInTheOwnUnitOnly() throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        register(letter.id(), "ขอเชิญประชุม");
        var path = "/letters/in/" + letter.id();
        // by name the same as the official's own unit
        var namesake =
                within(() ->
                        organisation.addUnit(
                                own.id, "สำนักงานจังหวัด", "ศส 0003", null, Srisamut.SINCE));
        assertThat(post(path + "/pass", "unit", namesake.toString())).hasStatus3xxRedirection();
        assertThat(post(path + "/unit", "unit", namesake.toString())).hasStatus3xxRedirection();
        for (var unit : List.of(namesake, own.office)) {
            assertThat(stampsAsOfficial(letter.id(), unit)).hasStatus(HttpStatus.FORBIDDEN);
        }
        assertThat(asOfficial(path)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(asOfficial("/letters/unit")).bodyText().doesNotContain("ขอเชิญประชุม");

        passToOffice(letter.id());
        assertThat(asOfficial("/letters/unit")).bodyText().contains("ขอเชิญประชุม", path);
        assertThat(asOfficial("/")).bodyText().contains("ลงรับของหน่วย");
        assertThat(asOfficial(path)).hasStatusOk().bodyText().contains("ส่งให้สำนักงานจังหวัด โดย");
        assertThat(stampsAsOfficial(letter.id(), namesake)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(stampsAsOfficial(letter.id(), own.office)).hasStatus(HttpStatus.FOUND);
        assertThat(asOfficial("/letters/unit"))
                .bodyText()
                .contains("ไม่มีเรื่องรอลงรับ", "ลงรับแล้ว", "เลขรับ ๑");
        assertThat(within(() -> desk.stamps(officer, letter.id())))
                .extracting(IncomingDesk.Stamp::unit)
                .containsExactly(null, namesake, own.office);
    }

    @Test
    void theUnitsPeopleAreToldOnceOfWhatWasPassedToThem() throws Exception {
        var colleague = accountOfOfficer();
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        register(letter.id(), "ขอเชิญประชุม");
        passToOffice(letter.id());
        post("/letters/in/" + letter.id() + "/pass", "unit", own.office.toString());
        assertThat(notices(colleague))
                .containsOnlyOnce("สมหญิง ใจดี ส่งหนังสือ เรื่อง ขอเชิญประชุม ให้สำนักงานจังหวัด");

        var second = arrives("ขอข้อมูล", "เนื้อความ");
        register(second.id(), "ขอข้อมูล");
        var elsewhere =
                within(() ->
                        organisation.addUnit(
                                own.id, "กลุ่มงานอื่น", "ศส 0009", null, Srisamut.SINCE));
        post("/letters/in/" + second.id() + "/pass", "unit", elsewhere.toString());
        within(() -> {
            tasks.pass(
                    colleague,
                    second.id(),
                    organisation.units(own.id).stream()
                            .filter(unit -> unit.id().equals(own.office))
                            .toList(),
                    new Order(Order.Purpose.KNOW, "", null));
            return true;
        });
        assertThat(notices(colleague)).doesNotContain("ขอข้อมูล");
    }

    private String notices(SignedIn who) throws Exception {
        return web.get()
                .uri("/me/notices")
                .with(SignedInAs.as(who))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private MvcTestResult asOfficial(String path) {
        return web.get().uri(path).with(official()).exchange();
    }

    private MvcTestResult stampsAsOfficial(UUID letter, UUID unit) {
        return web.post()
                .uri("/letters/in/{id}/unit", letter)
                .with(official())
                .with(csrf())
                .param("unit", unit.toString())
                .exchange();
    }

    private org.springframework.test.web.servlet.request.RequestPostProcessor official() {
        return SignedInAs.of(own.id, own.officer, Role.OFFICIAL);
    }

    @Test
    @DisplayName("X1 ข้อ 1: paper that declares a class is not entered, and what was typed stays")
    void classifiedPaperIsNotEntered() throws Exception {
        var byScan =
                new org.springframework.mock.web.MockMultipartFile(
                        "scan", "สแกน.pdf", "application/pdf", th.sala.files.Pdfs.thai("ลับ"));
        for (var request :
                List.of(
                        paper("ลับ แผนการ", ""),
                        paper("ขออนุญาต", "ศส 0017/ว(ล) 5"),
                        paper("ขออนุญาต", "").file(byScan))) {
            assertThat(request.with(csrf()))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("มีชั้นความลับ", "เทศบาลตัวอย่าง");
        }
        assertThat(within(() -> desk.done(own.id, null, UUID.randomUUID(), 10))).isEmpty();
        assertThat(within(() -> registers.books(own.id)))
                .allMatch(book -> within(() -> registers.series(book, 2026)).isEmpty());
    }

    private MockMvcTester.MockMultipartMvcRequestBuilder paper(String subject, String number) {
        return web.post()
                .uri("/letters/in")
                .multipart()
                .with(SignedInAs.as(officer))
                .param("channel", "COUNTER")
                .param("senderAgency", "เทศบาลตัวอย่าง")
                .param("number", number)
                .param("subject", subject)
                .param("urgency", "NORMAL");
    }

    @Test
    void paperOverTheCounterStandsInTheSameRegister() throws Exception {
        var letter = arrives("ทางจดหมาย", "เนื้อความ");
        register(letter.id(), "ทางจดหมาย");
        var result = paper("ขออนุญาตใช้สถานที่", "").with(csrf()).exchange();
        var location = result.getResponse().getRedirectedUrl();
        assertThat(location).isNotNull();
        var id = UUID.fromString(location.substring("/letters/in/".length()));
        assertThat(within(() -> registers.entriesOf(own.id, id)).getFirst().number()).isEqualTo(2);
        assertThat(within(() -> desk.replyMail(own.id, id))).isEmpty();
    }

    @Test
    @DisplayName("I6 ข้อ 7(1): when the central account was looked at is recorded and shown")
    void looksAreRecorded() {
        assertThat(page("/letters/in")).hasStatusOk().bodyText().contains(officer.name());
        var reader = SignedInAs.of(own.id, own.governor, Role.HEAD);
        web.get().uri("/letters/in").with(reader).exchange();
        assertThat(within(() -> desk.looks(own.id, 10)))
                .singleElement()
                .satisfies(look -> assertThat(look.at()).isBefore(Instant.now().plusSeconds(1)));
    }

    @Test
    void badValuesAreAnsweredInWordsAndKeepWhatWasTyped() throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        assertThat(
                        web.post()
                                .uri("/letters/in/{id}/register", letter.id())
                                .with(SignedInAs.as(officer))
                                .with(csrf())
                                .param("subject", "x".repeat(501))
                                .param("number", "เลขที่พิมพ์ไว้")
                                .param("date", "ไม่ใช่วันที่"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เลขที่พิมพ์ไว้", "โปรดแก้ไข", "อ่านวันที่ไม่ได้", "ไม่ใช่วันที่");
        assertThat(within(() -> desk.letter(own.id, letter.id())).isArrived()).isTrue();
    }

    @ParameterizedTest(name = "ลงวันที่ {0}")
    @ValueSource(strings = {"๒๐/๑๑/๒๕๖๖", "20 พ.ย. 2566", "2023-11-20", "20/11/2566"})
    void aLettersDateIsUnderstoodAsItIsTyped(String typed) throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        assertThat(registerDated(letter, typed)).hasStatus3xxRedirection();
        assertThat(within(() -> desk.letter(own.id, letter.id())).head().date())
                .isEqualTo(LocalDate.of(2023, 11, 20));
    }

    @Test
    void noLetterIsDatedAfterToday() throws Exception {
        var letter = arrives("ขอเชิญประชุม", "เนื้อความ");
        var tomorrow = Display.OFFICIAL.typed(LocalDate.now(Sala.BANGKOK).plusDays(1));
        assertThat(registerDated(letter, tomorrow))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อยู่หลังวันนี้", "value=\"" + tomorrow + "\"", "ขอเชิญประชุม (แก้)");
        assertThat(within(() -> desk.letter(own.id, letter.id())).isArrived()).isTrue();
        assertThat(
                        web.post()
                                .uri("/letters/in")
                                .with(SignedInAs.as(officer))
                                .with(csrf())
                                .param("subject", "ทางไปรษณีย์")
                                .param("date", tomorrow))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อยู่หลังวันนี้", "value=\"" + tomorrow + "\"", "ทางไปรษณีย์");
        var today = Display.OFFICIAL.typed(LocalDate.now(Sala.BANGKOK));
        assertThat(registerDated(letter, today)).hasStatus3xxRedirection();
    }

    private MvcTestResult registerDated(IncomingLetter letter, String date) {
        return web.post()
                .uri("/letters/in/{id}/register", letter.id())
                .with(SignedInAs.as(officer))
                .with(csrf())
                .param("subject", "ขอเชิญประชุม (แก้)")
                .param("date", date)
                .exchange();
    }

    private IncomingLetter arrives(String subject, String text) throws Exception {
        var before = within(() -> desk.countWaiting(own.id));
        send(raw(subject, text, pdf(), Map.of()), "malee@" + own.domain, "saraban@" + own.domain);
        awaitWaiting(before + 1);
        return within(() -> desk.waiting(own.id, 50)).stream()
                .max(java.util.Comparator.comparing(IncomingLetter::arrivedAt))
                .orElseThrow();
    }

    private void awaitWaiting(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> within(() -> desk.countWaiting(own.id)) == count);
    }

    private UnsortedMails.Unsorted awaitUnsorted() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> within(() -> desk.unsorted(own.id)), list -> !list.isEmpty())
                .getFirst();
    }

    private byte[] raw(
            String subject,
            String text,
            byte @org.jspecify.annotations.Nullable [] pdf,
            Map<String, String> headers) {
        return MessageWriter.write(draft("head@thaleluang.example", subject, text, pdf, headers));
    }

    private MessageDraft draft(
            String from,
            String subject,
            String text,
            byte @org.jspecify.annotations.Nullable [] pdf,
            Map<String, String> headers) {
        return new MessageDraft(
                "<" + UUID.randomUUID() + "@thaleluang.example>",
                new Address("นายวิชัย สุขดี", from),
                List.of(Address.of("malee@" + own.domain)),
                List.of(Address.of("saraban@" + own.domain)),
                subject,
                Instant.now(),
                List.of(),
                headers,
                text,
                pdf == null
                        ? List.of()
                        : List.of(new Attachment("หนังสือ.pdf", "application/pdf", pdf)));
    }

    private void send(byte[] raw, String... recipients) throws Exception {
        SmtpHandIn.send(ports.inbound(), "head@thaleluang.example", raw, recipients);
    }

    private static byte[] pdf() throws java.io.IOException {
        return OutgoingWebTests.pdf();
    }

    private MvcTestResult page(String path) {
        return web.get().uri(path).with(SignedInAs.as(officer)).exchange();
    }

    private MvcTestResult post(String path, String name, String value) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(officer))
                .with(csrf())
                .param(name, value)
                .exchange();
    }

    private MvcTestResult register(UUID letter, String subject) {
        var head = within(() -> desk.letter(own.id, letter)).head();
        return web.post()
                .uri("/letters/in/{id}/register", letter)
                .with(SignedInAs.as(officer))
                .with(csrf())
                .param("senderAgency", "จังหวัดทะเลหลวง")
                .param("number", head.number())
                .param("subject", subject)
                .param("urgency", head.urgency().name())
                .exchange();
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
