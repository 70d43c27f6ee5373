package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;

/// Reading a mailbox that a service outside keeps, and sending through it.
@SalaTest
@TestPropertySource(
        properties = {
            "sala.smtp.max-size=1MB",
            "sala.outside-mail.first-pause=50ms",
            "sala.outside-mail.longest-pause=200ms",
            "sala.outside-mail.poll=1100ms",
            "sala.outside-mail.renew=2s",
            "sala.outside-mail.lease=4s",
            "sala.outside-mail.patience=5s"
        })
class OutsideMailboxStoreTests {
    private static final Instant LONG_AGO = Instant.parse("2025-06-01T03:00:00Z");

    @TestConfiguration
    static class Listening {
        @Bean
        Heard outsideHeard() {
            return new Heard();
        }
    }

    static class Heard {
        private final Queue<MailArrived> arrived = new ConcurrentLinkedQueue<>();

        @TransactionalEventListener
        void arrived(MailArrived event) {
            arrived.add(event);
        }

        List<MailArrived> at(UUID agency) {
            return arrived.stream().filter(event -> event.agency().equals(agency)).toList();
        }
    }

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired Mailboxes mailboxes;
    @Autowired Inbox inbox;
    @Autowired Outbox outbox;
    @Autowired OutsideMailboxSettings settings;
    @Autowired MailboxWork work;
    @Autowired MailboxReader reader;
    @Autowired MailPorts ports;
    @Autowired Heard heard;
    @Autowired Clock clock;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private TestService service;
    private String path = "";

    @BeforeEach
    void open() throws Exception {
        service = new TestService(web, accounts, mailboxes, new FakeImap());
    }

    @AfterEach
    void close() throws Exception {
        if (!path.isEmpty()) {
            service.post(path + "/remove", Map.of("password", TestService.OWN_PASSWORD));
        }
        service.close();
    }

    private void begin() {
        path = service.saved(service.typed());
        assertThat(service.tried(path)).hasStatusOk();
    }

    private static byte[] letter(String id) {
        return ("Return-Path: <x@far.example>\r\nFrom: x@far.example\r\nSubject: "
                        + id
                        + "\r\nMessage-ID: <"
                        + id
                        + "@far.example>\r\n\r\n.dots\r\nไทย\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<MailArrived> arrived(int number) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> heard.at(service.agency).size() >= number);
        return heard.at(service.agency);
    }

    private MailboxReadings.State state() {
        return AgencyScope.within(
                service.agency,
                () ->
                        Objects.requireNonNull(
                                settings.states(service.agency)
                                        .getOrDefault(
                                                UUID.fromString(path.substring(1)),
                                                MailboxReadings.State.NONE)));
    }

    private void awaitRead(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> state().read() >= number);
    }

    private long fetched() {
        return service.imap.commands.stream().filter(line -> line.contains("BODY.PEEK")).count();
    }

    @Test
    @DisplayName("C9 ข้อ 3(7): every byte is kept, and nothing changes in the mailbox")
    void readsWithoutChangingAnything() throws Exception {
        var came =
                clock.instant()
                        .minus(Duration.ofHours(30))
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        service.imap.add(3, letter("first"), came);
        begin();

        var first = arrived(1).getFirst();
        assertThat(AgencyScope.within(service.agency, () -> inbox.raw(first.mail())))
                .isEqualTo(letter("first"));
        var mail = AgencyScope.within(service.agency, () -> inbox.find(first.mail()));
        assertThat(mail.recipients()).containsExactly(service.central);
        assertThat(mail.envelopeFrom()).isEqualTo("x@far.example");
        assertThat(mail.receivedAt()).as("when the service had it").isEqualTo(came);
        assertThat(mail.centralAt()).isEqualTo(came);

        await().until(service.imap::isWaitedAt);
        service.imap.add(4, letter("second"), Instant.now().plus(Duration.ofDays(1)));
        var second = arrived(2).getLast();
        assertThat(AgencyScope.within(service.agency, () -> inbox.find(second.mail())).receivedAt())
                .as("never in the future")
                .isBeforeOrEqualTo(clock.instant());
        assertThat(service.imap.commands)
                .allMatch(line ->
                        line.matches(
                                "(?s)(CAPABILITY|AUTHENTICATE|NOOP|IDLE|DONE|CLOSE|LOGOUT) ?"
                                        + "|EXAMINE INBOX|UID FETCH \\d+:\\* \\(UID\\)"
                                        + "|FETCH \\S+ \\((UID|RFC822.SIZE|INTERNALDATE| )*(BODY.PEEK\\[]<[\\d.]+>)?\\)"));
    }

    @Test
    void goesOnWhereItWasWhenTheLineBreaks() throws Exception {
        service.imap.add(1, letter("before"), clock.instant());
        begin();
        arrived(1);
        await().until(service.imap::isWaitedAt);

        service.imap.hangUp();
        service.imap.add(2, letter("after"), clock.instant());

        arrived(2);
        assertThat(fetched()).isEqualTo(2);
    }

    @Test
    @DisplayName("C9: a mailbox that its provider made anew is not read twice")
    void knowsTheMessagesOfARebuiltMailbox() throws Exception {
        service.imap.add(1, letter("one"), clock.instant());
        service.imap.add(2, letter("two"), clock.instant());
        begin();
        arrived(2);
        await().until(service.imap::isWaitedAt);

        service.imap.rebuild();
        awaitRead(4);
        await().until(service.imap::isWaitedAt);
        service.imap.add(2000, letter("three"), clock.instant());

        assertThat(arrived(3)).hasSize(3);
    }

    @Test
    void looksFromTimeToTimeWhereTheServerSaysNothing() throws Exception {
        service.imap.idles = false;
        begin();
        await().until(() -> state().contactAt() != null);
        service.imap.add(1, letter("polled"), clock.instant());

        arrived(1);
        assertThat(service.imap.commands).noneMatch(line -> line.startsWith("IDLE"));
    }

    @Test
    void asksASilentLineWhetherItIsThere() {
        begin();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        service.imap.commands.stream().filter(line -> line.equals("DONE")).count()
                                >= 2);
        await().until(service.imap::isWaitedAt);
        assertThat(state().trouble().isBlank()).isTrue();
    }

    @Test
    void leavesInSightWhatIsTooLargeAndPassesByWhatIsOld() throws Exception {
        var large =
                new String(letter("large"), StandardCharsets.UTF_8) + "0123456789".repeat(110_000);
        service.imap.add(1, letter("old"), LONG_AGO);
        service.imap.add(2, large.getBytes(StandardCharsets.UTF_8), clock.instant());
        service.imap.add(3, letter("small"), clock.instant());
        begin();

        var mail = arrived(1).getFirst().mail();
        assertThat(AgencyScope.within(service.agency, () -> inbox.find(mail)).messageId())
                .isEqualTo("<small@far.example>");
        assertThat(service.page(""))
                .bodyText()
                .contains("ใหญ่เกินกำหนด (๑ เมกะไบต์)", "อ่านแล้ว ๑ ฉบับ");
        assertThat(service.imap.commands).noneMatch(line -> line.contains("FETCH 2 (BODY.PEEK"));

        assertThat(today()).as("until somebody has looked").contains("จดหมายที่ไม่ได้รับเข้าศาลา");
        var button = Pattern.compile("/people/mail/left/[\\w-]+/\\d+/2").matcher(leftPage());
        assertThat(button.find()).isTrue();
        seen(button.group());
        seen(button.group());
        assertThat(leftPage()).contains("ดูแล้วโดย สมหญิง ใจดี").doesNotContain(button.group());
        assertThat(today()).doesNotContain("จดหมายที่ไม่ได้รับเข้าศาลา");
        assertThat(acts("mail-outside.left-seen")).as("said once").isOne();
    }

    private String leftPage() {
        return TestService.text(
                web.get()
                        .uri("/people/mail/left")
                        .with(SignedInAs.as(service.administrator))
                        .exchange());
    }

    private void seen(String path) {
        assertThat(
                        web.post()
                                .uri(path)
                                .with(SignedInAs.as(service.administrator))
                                .with(csrf())
                                .exchange())
                .hasRedirectedUrl("/people/mail/left");
    }

    private long acts(String act) {
        return AgencyScope.within(
                service.agency,
                () ->
                        transaction.execute(_ ->
                                db.sql("SELECT count(*) FROM evidence.entry WHERE act = :act")
                                        .param("act", act)
                                        .query(Long.class)
                                        .single()));
    }

    @Test
    @DisplayName(
            "what the service does not give is no empty mail: it stays in sight, and those after it are read")
    void leavesWhatCannotBeHadAndGoesOn() throws Exception {
        service.imap.withheld = 2;
        service.imap.add(1, letter("one"), clock.instant());
        service.imap.add(2, letter("two"), clock.instant());
        service.imap.add(3, letter("three"), clock.instant());
        begin();

        var ids =
                arrived(2).stream()
                        .map(event ->
                                AgencyScope.within(
                                        service.agency, () -> inbox.find(event.mail()).messageId()))
                        .toList();
        assertThat(ids).containsExactly("<one@far.example>", "<three@far.example>");
        assertThat(service.page(""))
                .bodyText()
                .contains("ผู้ให้บริการส่งมาไม่สำเร็จหลายครั้ง", "อ่านแล้ว ๒ ฉบับ");
    }

    @Test
    void readsOlderMailWhenTheFirstDayIsSetBack() throws Exception {
        service.imap.add(1, letter("old"), LONG_AGO);
        service.imap.add(2, letter("new"), clock.instant());
        begin();
        arrived(1);

        var typed = service.typed();
        typed.put("readSince", "1/5/2568");
        assertThat(service.post(path, typed)).hasStatus3xxRedirection();
        assertThat(service.tried(path)).hasStatusOk();

        assertThat(arrived(2)).as("the new one is recognised").hasSize(2);
        awaitRead(3);
    }

    @Test
    void saysWhatIsInTheWayUntilItIsGone() throws Exception {
        begin();
        await().until(service.imap::isWaitedAt);

        service.imap.showsInbox = false;
        service.imap.hangUp();
        await().until(() -> state().trouble().key().equals("mail.reply.outside-folder"));
        assertThat(service.page(""))
                .bodyText()
                .contains("ขัดข้องตั้งแต่", "ไม่มีสิทธิเปิดกล่องจดหมายเข้า", "not yours");

        service.imap.showsInbox = true;
        await().until(() -> state().trouble().isBlank());
    }

    @Test
    @DisplayName("C9 ข้อ 3(7): whoever waits for letters is told that they may lie at the service")
    void tellsThoseWhoWaitForLetters() throws Exception {
        var large =
                new String(letter("large"), StandardCharsets.UTF_8) + "0123456789".repeat(110_000);
        service.imap.add(1, large.getBytes(StandardCharsets.UTF_8), clock.instant());
        begin();
        await().until(() -> today().contains("จดหมายที่ไม่ได้รับเข้าศาลา"));
        assertThat(today()).contains(service.central).doesNotContain("กล่องจดหมายภายนอกอ่านไม่ได้");

        service.imap.showsInbox = false;
        service.imap.hangUp();
        await().until(() -> state().trouble().key().equals("mail.reply.outside-folder"));
        assertThat(today()).as("it may pass").doesNotContain("กล่องจดหมายภายนอกอ่านไม่ได้");
        AgencyScope.within(
                service.agency,
                () ->
                        transaction.executeWithoutResult(_ ->
                                db.sql(
                                                "UPDATE mail.outside_reading SET trouble_at = trouble_at - interval '11 minutes'")
                                        .update()));
        assertThat(today()).contains("กล่องจดหมายภายนอกอ่านไม่ได้");
    }

    private String today() {
        return TestService.text(
                web.get().uri("/").with(SignedInAs.officer(service.agency)).exchange());
    }

    @Test
    void isReadByOneProcessAtATime() throws Exception {
        begin();
        await().until(service.imap::isWaitedAt);
        var mailbox =
                AgencyScope.within(service.agency, () -> settings.all(service.agency)).getFirst();

        assertThat(take(mailbox)).as("while this one reads").isFalse();
        reader.stop();
        try {
            assertThat(take(mailbox)).as("when it has ended").isTrue();
        } finally {
            reader.start();
        }
        service.imap.add(1, letter("anothers"), clock.instant());
        assertThat(AgencyScope.within(service.agency, () -> work.toRead())).hasSize(1);
        assertThat(heard.at(service.agency)).isEmpty();
    }

    private boolean take(OutsideMailbox mailbox) {
        return AgencyScope.within(
                service.agency, () -> work.take(mailbox, UUID.randomUUID(), Duration.ofMinutes(5)));
    }

    private OutgoingMail queued(String from) {
        var id = UUID.randomUUID();
        var mail =
                new OutgoingMail(
                        id,
                        service.agency,
                        "<" + id + "@a.example>",
                        from,
                        List.of("head@far.example", service.central),
                        ("From: " + from + "\r\nSubject: x\r\n\r\nx\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        AgencyScope.within(service.agency, () -> outbox.queue(mail));
        return mail;
    }

    private DeliveryState state(OutgoingMail mail) {
        return AgencyScope.within(service.agency, () -> outbox.deliveries(mail.id()))
                .getFirst()
                .state();
    }

    @Test
    @DisplayName("C4 ข้อ 3(4): sent through the service, by who may, and From stays who it is")
    void sendsThroughTheService() {
        path = service.saved(service.typed());
        var mail = queued(service.central);
        await().until(() -> says(mail).key().equals("mail.reply.outside-untried"));
        assertThat(service.smtp.messages).isEmpty();

        assertThat(service.tried(path)).hasStatusOk();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> state(mail) instanceof DeliveryState.Sent);
        assertThat(service.smtp.messages).as("one mail for all").hasSize(1);
        assertThat(service.smtp.messages.getFirst()).isEqualTo(mail.raw());
        assertThat(service.smtp.commands)
                .anyMatch(line -> line.startsWith("AUTH PLAIN"))
                .anyMatch(line -> line.startsWith("MAIL FROM:<" + service.central + ">"))
                .anyMatch(line -> line.startsWith("RCPT TO:<" + service.central + ">"));
    }

    private Reply says(OutgoingMail mail) {
        return state(mail) instanceof DeliveryState.Queued(_, _, var reply) ? reply : Reply.NONE;
    }

    @Test
    @DisplayName("C4 ข้อ 3(4): an account that may not send as the person is told so plainly")
    void saysThatTheServiceDoesNotLetItSendAsThePerson() {
        begin();
        service.smtp.owned = "somebody@else.example";
        var mail = queued(service.central);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> state(mail) instanceof DeliveryState.Bounced);
        var reason = ((DeliveryState.Bounced) state(mail)).reason();
        assertThat(reason.key()).isEqualTo("mail.reply.outside-sender");
        assertThat(reason.words()).contains(service.central, "not owned by user");
    }

    @Test
    void sendsNothingOfOthersThroughIt() {
        begin();
        queued(service.chief);

        // its own copy goes the way of mail in this installation
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.at(service.agency).size() == 1);
        assertThat(service.smtp.messages).isEmpty();
    }
}
