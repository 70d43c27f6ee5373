package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedInAs;
import th.sala.accounts.TestTokens;
import th.sala.accounts.TokenScope;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.files.Preview;
import th.sala.files.Previews;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.MailPorts;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.SmtpHandIn;
import th.sala.registers.Registers;
import th.sala.thai.Display;

/// The level from which an agency refuses letters with a secrecy class, and what it does.
@SalaTest
class SecrecyWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired OutgoingDesk outgoing;
    @Autowired SecrecyDesk secrecy;
    @Autowired Registers registers;
    @Autowired MailPorts ports;
    @Autowired Previews previews;
    @Autowired Clock clock;
    @Autowired ApplicationContext here;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Srisamut own;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
    }

    @Test
    @DisplayName("X1 ข้อ 1: head and administrators decide the level, with a source, not backwards")
    void theLevelIsDecidedWithASourceAndNotBackwards() {
        var today = LocalDate.now(clock);
        assertThat(page(Role.OFFICIAL))
                .hasStatusOk()
                .bodyText()
                .contains("ไม่รับและไม่ส่งหนังสือที่มีชั้นความลับทุกชั้น", "ข้อ ๑")
                .doesNotContain("กำหนดระดับใหม่");
        assertThat(decides(Role.CORRESPONDENCE_OFFICER, today, "SECRET", "คำสั่งที่ 7"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(decides(Role.HEAD, today, "SECRET", " "))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decides(Role.HEAD, today, "NONE", "คำสั่งที่ 7"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(decides(Role.HEAD, today.minusDays(1), "SECRET", "คำสั่งที่ 7"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("กำหนดย้อนหลังไม่ได้", "คำสั่งที่ 7");
        assertThat(decides(Role.HEAD, today.plusYears(1).plusDays(1), "SECRET", "คำสั่งที่ 7"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่เกินหนึ่งปี", "คำสั่งที่ 7");
        assertThat(within(() -> secrecy.policy(own.id))).isEqualTo(SecrecyPolicy.ALL);

        assertThat(decides(Role.HEAD, today, "SECRET", "คำสั่งที่ 7"))
                .hasRedirectedUrl("/letters/secrecy");
        assertThat(decides(Role.ADMINISTRATOR, today.plusDays(9), "CONFIDENTIAL", "คำสั่งที่ 8"))
                .hasRedirectedUrl("/letters/secrecy");
        assertThat(page(Role.HEAD))
                .bodyText()
                .contains(
                        "ไม่รับและไม่ส่งหนังสือชั้นลับมากและลับที่สุด",
                        "คำสั่งที่ ๗",
                        "คำสั่งที่ ๘",
                        "สมหญิง ใจดี");
        var policy = within(() -> secrecy.policy(own.id));
        assertThat(policy.refuses(SecrecyClass.CONFIDENTIAL, today)).isFalse();
        assertThat(policy.refuses(SecrecyClass.CONFIDENTIAL, today.plusDays(9))).isTrue();
    }

    @Test
    @DisplayName("X1 ข้อ 1: what is let through keeps its class in sight, above it nothing passes")
    void whatIsLetThroughKeepsItsClass() throws Exception {
        decides(Role.HEAD, LocalDate.now(clock), "SECRET", "คำสั่งที่ 7");
        send("ลับ การข่าว");
        var letter = await(() -> desk.waiting(own.id, 10)).getFirst();
        assertThat(letter.secrecy()).isEqualTo(SecrecyClass.CONFIDENTIAL);
        assertThat(officers("/letters/in/" + letter.id()))
                .hasStatusOk()
                .bodyText()
                .contains("govuk-tag--red\">ลับ</strong>");

        // a stricter level later does not lock it out
        decides(Role.HEAD, LocalDate.now(clock).plusDays(1), "CONFIDENTIAL", "คำสั่งที่ 8");
        assertThat(register(letter.id(), "ลับมาก การข่าว"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(register(letter.id(), "การข่าว")).hasStatus3xxRedirection();
        assertThat(within(() -> registers.entriesOf(own.id, letter.id())).getFirst().remark())
                .isEqualTo("ลับ");

        send("ลับมาก การข่าว");
        assertThat(await(() -> desk.unsorted(own.id)).getFirst().reason()).isEqualTo("secrecy");
    }

    @Test
    @DisplayName("X6: reading a letter that declares a class is an act of the person who reads")
    void readingWhatIsClassifiedIsAnAct() throws Exception {
        decides(Role.HEAD, LocalDate.now(clock), "SECRET", "คำสั่งที่ 7");
        send("ลับ การข่าว");
        var letter = await(() -> desk.waiting(own.id, 10)).getFirst();
        assertThat(reads(letter.id())).isEmpty();
        assertThat(officers("/letters/in/" + letter.id())).hasStatusOk();
        assertThat(officers("/letters/in/" + letter.id() + "/files/0")).hasStatusOk();
        assertThat(officers("/letters/in/" + letter.id() + "/mail")).hasStatusOk();
        assertThat(reads(letter.id())).containsExactly("page", "file 1", "mail");
        assertThat(programs("/api/v1/letters/in/" + letter.id())).hasStatusOk();
        assertThat(programs("/api/v1/letters/in/" + letter.id() + "/files/0")).hasStatusOk();
        assertThat(reads(letter.id())).hasSize(5).endsWith("page", "file 1");
        // who may not read has not read
        assertThat(
                        web.get()
                                .uri("/letters/in/" + letter.id())
                                .with(SignedInAs.of(own.id, own.deputy, Role.OFFICIAL)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(reads(letter.id())).hasSize(5);

        send("การประชุม");
        var open =
                await(() ->
                        desk.waiting(own.id, 10).stream()
                                .filter(one -> one.secrecy() == null)
                                .toList());
        assertThat(officers("/letters/in/" + open.getFirst().id())).hasStatusOk();
        assertThat(reads(open.getFirst().id())).isEmpty();
    }

    @Test
    @DisplayName("X6: looking at pages is reading once there is something to see, asking is not")
    void onlyWhatIsShownIsRead() throws Exception {
        decides(Role.HEAD, LocalDate.now(clock), "SECRET", "คำสั่งที่ 7");
        send("ลับ การข่าว");
        var letter = "/letters/in/" + await(() -> desk.waiting(own.id, 10)).getFirst().id();
        var id = UUID.fromString(letter.substring(letter.lastIndexOf('/') + 1));
        for (var path : List.of("/files/7", "/files/7/pages", "/files/7/pages/1")) {
            assertThat(officers(letter + path)).as(path).hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(programs("/api/v1" + letter + "/files/7")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(officers(letter + "/files/0/pages/99")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(
                        web.post()
                                .uri(letter + "/files/0/pages/again")
                                .with(
                                        SignedInAs.of(
                                                own.id, own.officer, Role.CORRESPONDENCE_OFFICER))
                                .with(csrf()))
                .hasRedirectedUrl(letter + "/files/0/pages");
        assertThat(reads(id)).isEmpty();

        var pdf = within(() -> desk.file(own.id, id, 0)).sha256();
        await(() ->
                previews.of(own.id, pdf, 1).shown().stream()
                        .filter(page -> page.state() == Preview.State.READY)
                        .toList());
        assertThat(officers(letter + "/files/0/pages")).hasStatusOk();
        assertThat(officers(letter + "/files/0/pages/1")).hasStatusOk();
        assertThat(reads(id)).containsExactly("file 1", "file 1");
    }

    @Test
    @DisplayName("X6: so is reading a draft that declares one")
    void readingAClassifiedDraftIsAnAct() {
        var governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        var plain = Invitation.by(own.governor).brought();
        var open = within(() -> outgoing.begin(governor, plain, List.of(), List.of()));
        var classified =
                within(() ->
                        outgoing.begin(
                                governor,
                                Invitation.by(own.governor).secrecy("ลับ").brought(),
                                List.of(),
                                List.of()));
        assertThat(officers("/letters/out/" + open)).hasStatusOk();
        assertThat(officers("/letters/out/" + classified)).hasStatusOk();
        assertThat(programs("/api/v1/letters/out/" + classified)).hasStatusOk();
        assertThat(reads(open)).isEmpty();
        assertThat(officers("/letters/out/" + classified + "/preview")).hasStatusOk();
        assertThat(reads(classified)).containsExactly("page", "page", "page");
    }

    /// What of the letter was read, in order.
    private List<String> reads(UUID letter) {
        return within(() ->
                transaction.execute(
                        _ -> db.sql(READS).param("letter", letter).query(String.class).list()));
    }

    private static final String READS =
            """
            SELECT substring(statement FROM 'detail ([^\n]*)')
              FROM evidence.entry WHERE record_id = :letter AND act = 'letter.read' ORDER BY id
            """;

    @Test
    @DisplayName("X1 ข้อ 1: on nobody's word does a mail that declares a class become a letter")
    void whatDeclaresAClassIsNotTakenAsALetter() throws Exception {
        send("ลับ การข่าว", Map.of("Auto-Submitted", "auto-generated"));
        var waiting = await(() -> desk.unsorted(own.id)).getFirst();
        assertThat(waiting.reason()).isEqualTo("automatic");
        var taken =
                web.post()
                        .uri("/letters/unsorted/{mail}/letter", waiting.mail())
                        .with(SignedInAs.of(own.id, own.officer, Role.CORRESPONDENCE_OFFICER))
                        .with(csrf());
        assertThat(taken).hasStatus(HttpStatus.CONFLICT).bodyText().contains("ชั้นความลับ (ลับ)");
        assertThat(within(() -> desk.waiting(own.id, 10))).isEmpty();
        assertThat(within(() -> desk.unsorted(own.id))).hasSize(1);
    }

    private void send(String subject) throws Exception {
        send(subject, Map.of());
    }

    private void send(String subject, Map<String, String> headers) throws Exception {
        var draft =
                new MessageDraft(
                        "<" + UUID.randomUUID() + "@thaleluang.example>",
                        new Address("นายวิชัย สุขดี", "head@thaleluang.example"),
                        List.of(Address.of("malee@" + own.domain)),
                        List.of(Address.of("saraban@" + own.domain)),
                        subject,
                        Instant.now(),
                        List.of(),
                        headers,
                        "เนื้อความ",
                        List.of(
                                new Attachment(
                                        "หนังสือ.pdf", "application/pdf", OutgoingWebTests.pdf())));
        SmtpHandIn.send(
                ports.inbound(),
                "head@thaleluang.example",
                MessageWriter.write(draft),
                "saraban@" + own.domain);
    }

    private MvcTestResult page(Role role) {
        return web.get()
                .uri("/letters/secrecy")
                .with(SignedInAs.of(own.id, own.officer, role))
                .exchange();
    }

    private MvcTestResult decides(Role role, LocalDate day, String lowest, String source) {
        return web.post()
                .uri("/letters/secrecy")
                .with(SignedInAs.of(own.id, own.officer, role))
                .with(csrf())
                .param("firstDay", Display.OFFICIAL.typed(day))
                .param("lowestRefused", lowest)
                .param("source", source)
                .exchange();
    }

    /// What a program of the auditor's is answered.
    private MvcTestResult programs(String path) {
        var tokens = new TestTokens(here);
        var auditor = tokens.person(own.id, null, Role.AUDITOR);
        return web.get().uri(path).with(tokens.of(auditor, TokenScope.LETTERS_READ)).exchange();
    }

    private MvcTestResult officers(String path) {
        return web.get()
                .uri(path)
                .with(SignedInAs.of(own.id, own.officer, Role.CORRESPONDENCE_OFFICER))
                .exchange();
    }

    private MvcTestResult register(UUID letter, String subject) {
        return web.post()
                .uri("/letters/in/{id}/register", letter)
                .with(SignedInAs.of(own.id, own.officer, Role.CORRESPONDENCE_OFFICER))
                .with(csrf())
                .param("senderAgency", "จังหวัดทะเลหลวง")
                .param("subject", subject)
                .param("urgency", "NORMAL")
                .exchange();
    }

    private <T> List<T> await(Supplier<List<T>> what) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> within(what), list -> !list.isEmpty());
    }

    private <T extends @Nullable Object> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
