package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
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
import th.sala.evidence.Actor;
import th.sala.evidence.Somebody;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.MailPorts;
import th.sala.mail.MailProgram;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.Outbox;
import th.sala.registers.Book;
import th.sala.registers.Registers;

/// Letters that are handed in by a real mail program's talk.
@SalaTest
class SubmissionStoreTests {
    private static final String PASSWORD = "ทดสอบระบบสารบรรณ 2569";
    private static final String TEXT =
            """
            ข้อเสนอ  เพื่อโปรดพิจารณา
            ที่  ศส ๐๐๑๗.๒/
            เรียน  ผู้ว่าราชการจังหวัด

            ด้วยจังหวัดจะจัดประชุม
            """;
    private static final Pattern SECRET = Pattern.compile("<code[^>]*>([^<]+)</code>");

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired SubmissionDesk submissions;
    @Autowired Registers registers;
    @Autowired Outbox outbox;
    @Autowired MailPorts ports;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Environment environment;
    @Autowired Clock clock;

    private String mark = "";
    private Srisamut own;
    private Srisamut other;
    private SignedIn governor;

    @BeforeEach
    void foundTwoProvinces() {
        mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor = person(own.governor, "governor", Role.AUTHORISED_PERSON);
    }

    private SignedIn person(UUID official, String name, Role... roles) {
        var account =
                new NewAccount(
                        own.id,
                        official,
                        name + "-" + mark,
                        "นางสาวมาลี ศรีสุข",
                        "จังหวัดศรีสมุทร",
                        PASSWORD,
                        Set.of(roles));
        var id = within(() -> accounts.open(account));
        return within(() -> accounts.find(id))
                .map(found -> found.signedIn(SignedIn.BY_PASSWORD))
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "C0 อารัมภบท: a mail of the authorised person is the letter, numbered, exactly once")
    void aMailBecomesANumberedLetterOnce() throws Exception {
        var raw = new Mail().raw();
        try (var program = program(governor)) {
            assertThat(send(program, raw)).startsWith("250");
            // as a program does that did not hear the answer
            assertThat(send(program, raw)).startsWith("250");
        }

        var id = awaitLetter();
        var letter = within(() -> desk.letter(own.id, id));
        assertThat(letter.given()).isNotNull().extracting("number").isEqualTo("ศส 0017.2/1");
        assertThat(letter.content().subject()).isEqualTo("ขอเชิญประชุม");
        assertThat(letter.content().urgency()).isEqualTo(Urgency.SOON);
        assertThat(letter.content().body()).isEqualTo("ด้วยจังหวัดจะจัดประชุม");
        assertThat(letter.content().contact()).isEqualTo("โทร. 0 2000 0001");
        assertThat(within(() -> desk.files(own.id, id)))
                .extracting(LetterFile::name, LetterFile::main)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("หนังสือ.pdf", true),
                        org.assertj.core.groups.Tuple.tuple("ตาราง.xlsx", false));

        takeAgain(id);
        assertThat(lettersOfOwn()).isEqualTo(1);
        assertThat(within(() -> registers.entriesOf(own.id, id))).hasSize(1);

        var addressee = within(() -> desk.addressees(own.id, id)).getFirst();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> within(() -> outbox.deliveries(addressee.mail())).size() == 3);
        assertThat(web.get().uri("/letters/out/{id}", id).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains("ส่งจากโปรแกรมอีเมล", "/letters/out/" + id + "/handed-in");
        assertThat(web.get().uri("/letters/out/{id}/handed-in", id).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .body()
                .isEqualTo(raw);
        assertThat(notices(governor)).contains("ขอเชิญประชุม ออกเลขที่ ศส ๐๐๑๗.๒/๑");
    }

    private void takeAgain(UUID id) throws Exception {
        var again = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++) {
            again.add(() -> within(() -> done(() -> submissions.take(id))));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var taken : threads.invokeAll(again)) {
                assertThat(taken.get()).isTrue();
            }
        }
    }

    @Test
    void aNumberSetAsideForThePersonIsUsed() throws Exception {
        reserve(own.governor, 2);
        try (var program = program(governor)) {
            var mail = new Mail();
            mail.subject = "ศส ๐๐๑๗.๒/๒ ขอเชิญประชุม";
            assertThat(send(program, mail.raw())).startsWith("250");
        }
        var letter = within(() -> desk.letter(own.id, awaitLetter()));
        assertThat(letter.given()).isNotNull().extracting("number").isEqualTo("ศส 0017.2/2");
        assertThat(letter.content().subject()).isEqualTo("ขอเชิญประชุม");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("C0, C4, C5, X1: what the page refuses the listener refuses, and keeps nothing")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    secrecy-subject   | ETDA-63 clause 1)        | มีชั้นความลับ
                    secrecy-text      | ETDA-63 clause 1)        | มีชั้นความลับ
                    stranger          | ETDA-63 clause 3(4.2))   | ไม่ใช่ผู้มีอำนาจสั่งการ
                    no-directing      | ETDA-63 clause 3(4.2))   | ไม่ใช่ผู้มีอำนาจสั่งการ
                    no-addressee      | ETDA-63 clause 3(4.2))   | ยังไม่ได้เลือกผู้รับ
                    no-own-central    | ETDA-63 clause 3(4.4))   | สำเนา (Cc) ยังไม่มี saraban@own
                    no-other-central  | ETDA-63 clause 3(4.4))   | สำเนา (Cc) ยังไม่มี saraban@other
                    cc-other          | ETDA-63 clause 3(4.4))   | ส่งถึง friend@far.example ด้วยไม่ได้
                    bcc               | ETDA-63 clause 3(4.4))   | ส่งถึง friend@far.example ด้วยไม่ได้
                    not-in-envelope   | ETDA-63 clause 3(4.4))   | โปรแกรมอีเมลไม่ได้ส่งถึง
                    no-proposal       | ETDA-63 clause 3(4.3.1)) | ยังไม่ได้ระบุข้อเสนอ
                    no-contact        | ETDA-63 clause 3(4.3.2)) | ยังไม่ได้ระบุข้อมูลการติดต่อ
                    no-pdf            | ETDA-63 clause 3(5))     | ยังไม่ได้แนบตัวหนังสือ
                    no-real-pdf       | ETDA-63 clause 3(5))     | ไม่ใช่ PDF
                    no-text           | ETDA-63 clause 3(5))     | ยังไม่ได้ใส่เนื้อหา
                    no-title          | ETDA-63 clause 3(5))     | ยังไม่ได้ระบุเรื่อง
                    number            | is not set aside for you | ไม่ได้จองไว้ให้ท่าน
                    owner-code        | is no code               | ไม่ใช่รหัสหนังสือของหน่วยงาน
                    """)
    void whatBreaksARuleIsRefused(String kind, String answer, String notice) throws Exception {
        reserve(own.deputy, 3);
        var mail = broken(kind);
        var raw = mail.raw();
        var recipients = mail.recipients();
        if (kind.equals("bcc")) {
            recipients.add("friend@far.example");
        } else if (kind.equals("not-in-envelope")) {
            recipients.removeLast();
        }
        try (var program = program(governor)) {
            assertThat(program.send(address("malee"), raw, recipients.toArray(String[]::new)))
                    .startsWith("550 5.7.1 ")
                    .contains(answer)
                    .endsWith("Your notices in Sala say all of it.")
                    .matches("[\\x20-\\x7E]+");
            // the program tries again by itself
            program.send(address("malee"), raw, recipients.toArray(String[]::new));
        }
        assertThat(notices(governor)).containsOnlyOnce("โปรดแก้ไขแล้วส่งใหม่").contains(notice);
        assertThat(lettersOfOwn()).isZero();
        assertThat(count("SELECT count(*) FROM mail.received")).isZero();
    }

    private Mail broken(String kind) {
        var mail = new Mail();
        switch (kind) {
            case "secrecy-subject" -> mail.subject = "ลับ แผนการ";
            case "secrecy-text" -> mail.text = "ลับมาก\n\n" + TEXT;
            case "stranger" -> mail.to = List.of("head@far.example");
            case "no-directing" -> mail.to = List.of("somchai@" + other.domain);
            case "no-addressee" -> mail.to = List.of();
            case "no-own-central" -> mail.cc = List.of("saraban@" + other.domain);
            case "no-other-central" -> mail.cc = List.of("saraban@" + own.domain);
            case "cc-other" ->
                    mail.cc =
                            List.of(
                                    "saraban@" + own.domain,
                                    "saraban@" + other.domain,
                                    "friend@far.example");
            case "no-proposal" -> mail.text = TEXT.replace("ข้อเสนอ  เพื่อโปรดพิจารณา\n", "");
            case "no-contact" ->
                    within(() ->
                            done(() ->
                                    organisation.changeOfficial(
                                            own.id,
                                            own.governor,
                                            "นางสาวมาลี ศรีสุข",
                                            address("malee"),
                                            "")));
            case "no-pdf" -> mail.pdf = null;
            case "no-real-pdf" -> mail.pdf = "<html>".getBytes(StandardCharsets.UTF_8);
            case "no-text" -> mail.text = TEXT.replace("ด้วยจังหวัดจะจัดประชุม\n", "");
            case "no-title" -> mail.subject = "ด่วน";
            case "number" -> mail.subject = "ศส 0017.2/3 ขอเชิญประชุม";
            case "owner-code" -> mail.text = TEXT.replace("ศส ๐๐๑๗.๒/", "กต ๐๑๐๑/");
            default -> {}
        }
        return mail;
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.1): nobody hands in mail of somebody else, or without authority")
    void onlyTheAuthorisedPersonHandsIn() throws Exception {
        try (var program = program(governor)) {
            var mail = new Mail();
            mail.from = address("somchai");
            assertThat(send(program, mail.raw())).startsWith("550 5.7.1 From must be");
            assertThat(program.send(address("somchai"), new Mail().raw(), "x@far.example"))
                    .startsWith("550 5.7.1 The sender must be");
        }
        var officer = person(own.officer, "officer", Role.CORRESPONDENCE_OFFICER);
        var deputy = person(own.deputy, "deputy", Role.AUTHORISED_PERSON);
        for (var nobody : List.of(officer, deputy)) {
            try (var program = program(nobody)) {
                assertThat(send(program, new Mail().raw()))
                        .startsWith("550 5.7.1 You are not registered");
            }
        }
        within(() -> done(() -> accounts.roles(governor.account(), Set.of(Role.OFFICIAL))));
        try (var program = program(governor)) {
            assertThat(send(program, new Mail().raw()))
                    .startsWith("550 5.7.1 You are not registered");
        }
        assertThat(lettersOfOwn()).isZero();
        assertThat(count("SELECT count(*) FROM mail.received")).isZero();
    }

    @Test
    void whatNoLongerFitsStaysAsADraftAndThePersonIsTold() throws Exception {
        reserve(own.governor, 2);
        var mail = new Mail();
        mail.subject = "ศส 0017.2/2 ขอเชิญประชุม";
        var raw = mail.raw();
        try (var program = program(governor);
                var owner = owner()) {
            // nothing but the listener of the event reads an account from here on
            owner.setAutoCommit(false);
            owner.createStatement().execute("LOCK TABLE accounts.account");
            assertThat(send(program, raw)).startsWith("250");
            cancelReserved(2);
            owner.rollback();
        }

        var id = awaitLetter();
        var letter = within(() -> desk.letter(own.id, id));
        assertThat(letter.isDraft()).isTrue();
        assertThat(letter.content().subject()).isEqualTo("ขอเชิญประชุม");
        assertThat(within(() -> desk.files(own.id, id))).hasSize(2);
        assertThat(within(() -> desk.addressees(own.id, id))).hasSize(1);
        assertThat(notices(governor)).contains("เก็บไว้เป็นร่าง", "ไม่ได้จองไว้ให้ท่าน");
        assertThat(web.get().uri("/letters/out/{id}/preview", id).with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains("/letters/out/" + id + "/handed-in");

        takeAgain(id);
        assertThat(within(() -> desk.letter(own.id, id)).isDraft()).isTrue();
        var stranger = SignedInAs.of(other.id, other.governor, Role.AUTHORISED_PERSON);
        assertThat(web.get().uri("/letters/out/{id}/handed-in", id).with(stranger))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    /// A mail as a mail program makes it, with nothing wrong until a test says otherwise.
    private final class Mail {
        private String from = address("malee");
        private List<String> to = List.of("malee@" + other.domain);
        private List<String> cc = List.of("saraban@" + other.domain, "saraban@" + own.domain);
        private String subject = "ด่วน ขอเชิญประชุม";
        private String text = TEXT;
        private byte @Nullable [] pdf = pdf();

        byte[] raw() {
            var attachments = new ArrayList<Attachment>();
            if (pdf != null) {
                attachments.add(new Attachment("หนังสือ.pdf", "application/pdf", pdf));
            }
            attachments.add(
                    new Attachment("ตาราง.xlsx", "application/octet-stream", new byte[] {1}));
            return MessageWriter.write(
                    new MessageDraft(
                            "<" + UUID.randomUUID() + "@program.example>",
                            new Address("มาลี ศรีสุข", from),
                            to.stream().map(Address::of).toList(),
                            cc.stream().map(Address::of).toList(),
                            subject,
                            Instant.now(),
                            List.of(),
                            Map.of(),
                            text,
                            attachments));
        }

        List<String> recipients() {
            var all = new ArrayList<>(to);
            all.addAll(cc);
            return all;
        }
    }

    private static byte[] pdf() {
        try {
            return OutgoingWebTests.pdf();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private String send(MailProgram program, byte[] raw) throws IOException {
        return program.send(address("malee"), raw, new Mail().recipients().toArray(String[]::new));
    }

    private MailProgram program(SignedIn who) throws Exception {
        var made =
                web.post()
                        .uri("/me/app-passwords")
                        .with(SignedInAs.as(who))
                        .with(csrf())
                        .param("name", "Thunderbird")
                        .param("password", PASSWORD)
                        .exchange();
        var page = SECRET.matcher(made.getResponse().getContentAsString(StandardCharsets.UTF_8));
        assertThat(page.find()).isTrue();
        return MailProgram.signedIn(ports.submission(), who.username(), page.group(1));
    }

    private String address(String name) {
        return name + "@" + own.domain;
    }

    private void reserve(UUID official, int howMany) {
        var until = clock.instant().plus(Duration.ofDays(1));
        within(() -> registers.reserve(book(), howMany, official, "ผู้จอง", until, by("ผู้จอง")));
    }

    private void cancelReserved(int number) {
        var year = java.time.LocalDate.now(clock).getYear();
        within(() ->
                done(() ->
                        registers.cancelReserved(book(), year, number, "เลิกใช้", by("ผู้จอง"))));
    }

    private Book book() {
        return registers.sending(own.id, "ศส 0017.2", false);
    }

    private UUID awaitLetter() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lettersOfOwn() == 1);
        return inTransaction(
                () -> db.sql("SELECT id FROM letters.outgoing").query(UUID.class).single());
    }

    private int lettersOfOwn() {
        return count("SELECT count(*) FROM letters.outgoing");
    }

    private int count(String query) {
        return inTransaction(() -> db.sql(query).query(Integer.class).single());
    }

    private String notices(SignedIn who) throws Exception {
        return web.get()
                .uri("/me/notices")
                .with(SignedInAs.as(who))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private Connection owner() throws Exception {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.flyway.url"),
                environment.getRequiredProperty("spring.flyway.user"),
                environment.getRequiredProperty("spring.flyway.password"));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return within(() -> java.util.Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private static Boolean done(Runnable work) {
        work.run();
        return true;
    }

    private Actor by(String name) {
        return Somebody.named(own.id, name);
    }
}
