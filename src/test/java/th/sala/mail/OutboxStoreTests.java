package th.sala.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;

@SalaTest
@TestPropertySource(properties = {"sala.outbox.patience=3s", "sala.outbox.lease=5s"})
class OutboxStoreTests {
    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();
    private static final byte[] RAW =
            ("From: chief@a.example\r\nSubject: x\r\nX-Odd:  two  blanks \r\n\ttab\r\n\r\n.\r\n..dots\r\n"
                            + "trailing \r\n\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    @TestConfiguration
    static class Listening {
        @Bean
        Heard heard() {
            return new Heard();
        }
    }

    static class Heard {
        private final Queue<MailArrived> arrived = new ConcurrentLinkedQueue<>();
        private final Queue<DeliveryChanged> changed = new ConcurrentLinkedQueue<>();

        @Async
        @TransactionalEventListener
        void arrived(MailArrived event) {
            arrived.add(event);
        }

        @Async
        @TransactionalEventListener
        void changed(DeliveryChanged event) {
            changed.add(event);
        }

        void forget() {
            arrived.clear();
        }

        List<MailArrived> arrivedAt(UUID agency) {
            return arrived.stream().filter(event -> event.agency().equals(agency)).toList();
        }

        List<DeliveryChanged> changesOf(UUID mail) {
            return changed.stream().filter(event -> event.mail().equals(mail)).toList();
        }
    }

    @Autowired Outbox outbox;
    @Autowired Mailboxes mailboxes;
    @Autowired MailRoutes routes;
    @Autowired MailSigning signing;
    @Autowired Exchangers exchangers;
    @Autowired DirectSettings direct;
    @Autowired MailPorts ports;
    @Autowired Inbox inbox;
    @Autowired OutboxWorker worker;
    @Autowired Deliveries deliveries;
    @Autowired Heard heard;
    @Autowired FileStore files;
    @Autowired OutboxSettings settings;
    @Autowired SmtpSettings smtp;
    @Autowired OutsideMailSettings outside;
    @Autowired Clock clock;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private FakeServer far;

    @BeforeEach
    void open() throws Exception {
        AgencyScope.within(A, () -> mailboxes.open(A, "saraban@a.example", Mailbox.Kind.CENTRAL));
        AgencyScope.within(B, () -> mailboxes.open(B, "saraban@b.example", Mailbox.Kind.CENTRAL));
        heard.forget();
        far = new FakeServer();
        route("far.example", false);
        route("sala.example", true);
    }

    @AfterEach
    void close() throws Exception {
        // what still waits would be sent to the next test's server
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ ->
                        db.sql(
                                        "UPDATE mail.delivery SET next_attempt = 'infinity' WHERE state = 'QUEUED'")
                                .update()));
        far.close();
    }

    private void route(String domain, boolean dedupes) {
        routes.put(
                new Route(
                        domain,
                        "127.0.0.1",
                        far.port(),
                        Encryption.OPPORTUNISTIC,
                        dedupes,
                        null,
                        null),
                "");
    }

    private static OutgoingMail mail(String... recipients) {
        var id = UUID.randomUUID();
        var raw = new String(RAW, StandardCharsets.US_ASCII).replace("x\r\n", id + "\r\n");
        return new OutgoingMail(
                id,
                A,
                "<" + id + "@a.example>",
                "saraban@a.example",
                List.of(recipients),
                raw.getBytes(StandardCharsets.US_ASCII));
    }

    private SmtpSender sender(Duration patience, Duration longest) {
        return new SmtpSender("a.example", patience, longest, outside.reach(), clock);
    }

    private OutgoingMail queued(String... recipients) {
        var mail = mail(recipients);
        AgencyScope.within(A, () -> outbox.queue(mail));
        return mail;
    }

    private List<Delivery> deliveriesOf(OutgoingMail mail) {
        return AgencyScope.within(A, () -> outbox.deliveries(mail.id()));
    }

    private DeliveryState state(OutgoingMail mail, String recipient) {
        return deliveriesOf(mail).stream()
                .filter(delivery -> delivery.recipient().equals(recipient))
                .map(Delivery::state)
                .findFirst()
                .orElseThrow();
    }

    private <S extends DeliveryState> S becomes(
            Class<S> kind, OutgoingMail mail, String recipient) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> kind.isInstance(state(mail, recipient)));
        return kind.cast(state(mail, recipient));
    }

    private DeliveryState.Queued waits(OutgoingMail mail, String recipient) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        state(mail, recipient) instanceof DeliveryState.Queued(var attempts, _, _)
                                && attempts > 0);
        return (DeliveryState.Queued) state(mail, recipient);
    }

    @Test
    void bringsMailToAnotherAgencyOfTheInstallation() {
        var mail = queued("Saraban@B.example");

        var sent = becomes(DeliveryState.Sent.class, mail, "saraban@b.example");
        assertThat(sent.arrived()).isTrue();
        assertThat(sent.reply()).startsWith("250");
        await().until(() -> heard.arrivedAt(B).size() == 1);
        var arrived = heard.arrivedAt(B);
        assertThat(AgencyScope.within(B, () -> inbox.raw(arrived.getFirst().mail())))
                .endsWith(mail.raw());
        await().until(() -> heard.changesOf(mail.id()).size() == 2);
    }

    @Test
    void sendsTheVeryBytesAndAsksForReports() {
        var mail = queued("chief@far.example");

        var sent = becomes(DeliveryState.Sent.class, mail, "chief@far.example");
        assertThat(sent.arrived()).isFalse();
        assertThat(sent.reply()).isEqualTo("250 2.0.0 taken");
        assertThat(far.messages).hasSize(1);
        assertThat(far.messages.getFirst())
                .startsWith("DKIM-Signature: v=1; a=rsa-sha256; ".getBytes(UTF_8))
                .endsWith(mail.raw());
        assertThat(far.commands)
                .anyMatch(line -> line.startsWith("MAIL FROM:<saraban@a.example>"))
                .anyMatch(
                        line -> line.equals("RCPT TO:<chief@far.example> NOTIFY=SUCCESS,FAILURE"));
    }

    @Test
    void tellsRecipientsApart() {
        var mail = queued("ok@far.example", "no@far.example", "later@far.example");

        becomes(DeliveryState.Sent.class, mail, "ok@far.example");
        assertThat(becomes(DeliveryState.Bounced.class, mail, "no@far.example").reason().words())
                .contains("550 5.1.1 nobody here");
        var waiting = waits(mail, "later@far.example");
        assertThat(waiting.lastReply().words()).contains("450 4.2.1 busy");
        assertThat(waiting.attempts()).isEqualTo(1);
        assertThat(waiting.next()).isAfter(Instant.now().plusSeconds(20));
        assertThat(far.messages).hasSize(1);
    }

    @Test
    void bouncesWhatAnAgencyHereDoesNotKnow() {
        var mail = queued("nobody@b.example");

        assertThat(becomes(DeliveryState.Bounced.class, mail, "nobody@b.example").reason().words())
                .contains("5.1.1");
    }

    @Test
    void bouncesWhatIsRefusedForGood() {
        far.atTheEnd = FakeServer.End.REFUSE;
        var mail = queued("chief@far.example");

        assertThat(becomes(DeliveryState.Bounced.class, mail, "chief@far.example").reason().words())
                .contains("554 5.7.1 not wanted");
    }

    @Test
    void comesBackAndSendsAgainWhenTold() {
        far.atTheEnd = FakeServer.End.COME_BACK;
        var mail = queued("chief@far.example");
        assertThat(waits(mail, "chief@far.example").lastReply().words()).contains("451");

        far.atTheEnd = FakeServer.End.ACCEPT;
        AgencyScope.within(A, () -> outbox.sendAgain(mail.id(), "Chief@far.example"));

        becomes(DeliveryState.Sent.class, mail, "chief@far.example");
    }

    @Test
    void triesAgainWhenTheTalkBreaksOffBeforeTheMessage() {
        far.hangsUpBeforeTheMessage = true;
        var mail = queued("chief@far.example");

        waits(mail, "chief@far.example");
        assertThat(far.messages).isEmpty();
    }

    @Test
    void isInDoubtWhenTheServerHangsUpInsteadOfAnswering() {
        far.atTheEnd = FakeServer.End.HANG_UP;
        var mail = queued("chief@far.example");

        becomes(DeliveryState.InDoubt.class, mail, "chief@far.example");
        worker.takeOver();
        assertThat(far.messages).hasSize(1);
    }

    @Test
    void isInDoubtWhenTheServerSaysNothing() {
        far.atTheEnd = FakeServer.End.SAY_NOTHING;
        var mail = queued("chief@far.example");

        becomes(DeliveryState.InDoubt.class, mail, "chief@far.example");
    }

    @Test
    void sendsAgainToAnotherSalaInstead() {
        far.atTheEnd = FakeServer.End.HANG_UP;
        var mail = queued("chief@sala.example");
        waits(mail, "chief@sala.example");

        far.atTheEnd = FakeServer.End.ACCEPT;
        route("sala.example", true);

        assertThat(becomes(DeliveryState.Sent.class, mail, "chief@sala.example").arrived())
                .isTrue();
        assertThat(far.messages).hasSize(2);
    }

    @Test
    void isInDoubtAfterACrashBetweenTheAnswerAndItsRecord() {
        var crashed = crashBeforeTheAnswer();
        var mail = queued("chief@far.example");
        await().until(() -> crashed.getCount() == 0);

        worker.takeOver();

        becomes(DeliveryState.InDoubt.class, mail, "chief@far.example");
        assertThat(far.messages).hasSize(1);
    }

    @Test
    void sendsAgainToAnotherSalaAfterACrash() {
        var crashed = crashBeforeTheAnswer();
        var mail = queued("chief@sala.example");
        await().until(() -> crashed.getCount() == 0);

        worker.takeOver();

        becomes(DeliveryState.Sent.class, mail, "chief@sala.example");
        assertThat(far.messages).hasSize(2);
        assertThat(far.messages.get(0)).isEqualTo(far.messages.get(1));
    }

    @Test
    void sendsAgainWhatSurelyWasNotHandedOver() {
        var mail = mail("chief@far.example");
        AgencyScope.within(
                A,
                () ->
                        outbox.queue(
                                new OutgoingMail(
                                        mail.id(),
                                        A,
                                        mail.messageId(),
                                        mail.from(),
                                        List.of("later@far.example"),
                                        mail.raw())));
        waits(mail, "later@far.example");
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ -> {
                    deliveries.restart(mail.id(), "later@far.example", Instant.now());
                    var past = Instant.now().minusSeconds(60);
                    deliveries.lease(UUID.randomUUID(), Instant.now().plusSeconds(1), past);
                }));

        worker.takeOver();

        waits(mail, "later@far.example");
    }

    /// Takes the lease away, as if this process were dead and had never recorded the answer. Once.
    /// The job that takes over may be quicker than the test that asks it to.
    private CountDownLatch crashBeforeTheAnswer() {
        var crashed = new CountDownLatch(1);
        far.beforeAnswer =
                () -> {
                    far.beforeAnswer = () -> {};
                    crash();
                    crashed.countDown();
                };
        return crashed;
    }

    private void crash() {
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ ->
                        db.sql(
                                        """
                                        UPDATE mail.delivery SET lease = gen_random_uuid(), lease_until = now() - interval '1 s'
                                         WHERE state = 'SENDING'
                                        """)
                                .update()));
    }

    @Test
    void waitsForARouteAndSaysSo() {
        var mail = queued("chief@unknown.example");
        assertThat(waits(mail, "chief@unknown.example").lastReply())
                .isEqualTo(Reply.ours("no-route", "unknown.example"));

        route("unknown.example", false);

        becomes(DeliveryState.Sent.class, mail, "chief@unknown.example");
        routes.remove("unknown.example");
    }

    @Test
    void usesTheSmarthostForAllOthers() {
        route(Route.ALL_OTHERS, false);
        var mail = queued("chief@elsewhere.example");

        becomes(DeliveryState.Sent.class, mail, "chief@elsewhere.example");
        routes.remove(Route.ALL_OTHERS);
    }

    @Test
    void queuesOnceAndWithItsTransactionOnly() {
        var mail = mail("chief@far.example");
        assertThatThrownBy(() ->
                        AgencyScope.within(
                                A,
                                () ->
                                        transaction.executeWithoutResult(_ -> {
                                            outbox.queue(mail);
                                            throw new IllegalStateException("no");
                                        })))
                .hasMessage("no");
        assertThat(deliveriesOf(mail)).isEmpty();

        AgencyScope.within(A, () -> outbox.queue(mail));
        AgencyScope.within(A, () -> outbox.queue(mail));

        becomes(DeliveryState.Sent.class, mail, "chief@far.example");
        AgencyScope.within(A, () -> outbox.queue(mail));
        assertThat(deliveriesOf(mail)).hasSize(1);
        assertThat(far.messages).hasSize(1);
    }

    @Test
    void remembersWhatCameOfItBeforeItWasSentAgain() {
        var mail = queued("no@far.example");
        var bounced = becomes(DeliveryState.Bounced.class, mail, "no@far.example");

        AgencyScope.within(A, () -> outbox.sendAgain(mail.id(), "no@far.example"));

        assertThat(AgencyScope.within(A, () -> outbox.before(mail.id())))
                .containsExactly(new Delivery(mail.id(), "no@far.example", bounced));
        assertThat(AgencyScope.within(B, () -> outbox.before(mail.id()))).isEmpty();
    }

    @Test
    void aFaultShowsWithTheMailItStops() {
        var like = mail("chief@far.example");
        var ofItsOwn = ("Subject: " + like.id() + "\r\n\r\nlost\r\n").getBytes(UTF_8);
        var mail =
                new OutgoingMail(
                        like.id(), A, like.messageId(), like.from(), like.recipients(), ofItsOwn);
        AgencyScope.within(
                A,
                () ->
                        transaction.executeWithoutResult(_ -> {
                            outbox.queue(mail);
                            lose(mail);
                        }));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(state(mail, "chief@far.example"))
                                .isInstanceOfSatisfying(
                                        DeliveryState.Queued.class,
                                        waits ->
                                                assertThat(waits.lastReply().key())
                                                        .isEqualTo("mail.reply.fault")));
    }

    private void lose(OutgoingMail mail) {
        try {
            java.nio.file.Files.delete(files.path(deliveries.mail(A, mail.id()).sha256()));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /// Fails in a way that nobody thought of.
    private static final class Faulty extends OutboxWork {
        private final AtomicInteger looks = new AtomicInteger();

        Faulty(Deliveries deliveries, Clock clock) {
            super(deliveries, _ -> {}, clock);
        }

        @Override
        List<Deliveries.Leased> lease(UUID lease, Duration length) {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("nobody thought of this");
            }
            return List.of();
        }
    }

    @Test
    void aFaultDoesNotEndTheWork() {
        var faulty = new Faulty(deliveries, clock);
        var other =
                new OutboxWorker(
                        settings,
                        smtp,
                        outside,
                        clock,
                        faulty,
                        routes,
                        signing,
                        exchangers,
                        direct,
                        files,
                        new OutboxBell());
        other.start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> faulty.looks.get() > 1);
        } finally {
            other.stop();
        }
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThatThrownBy(() -> queued("chief@far.example\r\nDATA"))
                .isInstanceOf(NotAnAddress.class);
        assertThatThrownBy(() -> queued("nobody")).isInstanceOf(NotAnAddress.class);
        assertThatThrownBy(() -> queued()).isInstanceOf(IllegalArgumentException.class);
        var bare = mail("chief@far.example");
        assertThatThrownBy(() ->
                        AgencyScope.within(
                                A,
                                () ->
                                        outbox.queue(
                                                new OutgoingMail(
                                                        bare.id(),
                                                        A,
                                                        bare.messageId(),
                                                        bare.from(),
                                                        bare.recipients(),
                                                        "a\n.\nb\r\n".getBytes()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sendsToTheCorrectedAddressInstead() {
        var mail = queued("no@far.example");
        becomes(DeliveryState.Bounced.class, mail, "no@far.example");

        var instead = mail("yes@far.example");
        AgencyScope.within(
                A, () -> outbox.correct(mail.id(), "no@far.example", "yes@far.example", instead));

        becomes(DeliveryState.Sent.class, instead, "yes@far.example");
        assertThat(state(mail, "no@far.example"))
                .isInstanceOfSatisfying(
                        DeliveryState.Corrected.class,
                        state -> assertThat(state.newAddress()).isEqualTo("yes@far.example"));
        assertThat(AgencyScope.within(A, () -> outbox.before(mail.id())))
                .extracting(Delivery::state)
                .hasOnlyElementsOfType(DeliveryState.Bounced.class)
                .hasSize(1);
        assertThatThrownBy(() ->
                        AgencyScope.within(A, () -> outbox.sendAgain(mail.id(), "no@far.example")))
                .isInstanceOf(NotSendable.class);
    }

    @Test
    void letsNoAgencyTouchAnothersMail() {
        var mail = queued("no@far.example");
        becomes(DeliveryState.Bounced.class, mail, "no@far.example");

        assertThat(AgencyScope.within(B, () -> outbox.deliveries(mail.id()))).isEmpty();
        assertThatThrownBy(() ->
                        AgencyScope.within(B, () -> outbox.sendAgain(mail.id(), "no@far.example")))
                .isInstanceOf(NoSuchMail.class);
    }

    @Test
    void believesReportsOfOtherServers() throws Exception {
        var mail = queued("chief@far.example");
        becomes(DeliveryState.Sent.class, mail, "chief@far.example");

        report(Reports.failed("chief@far.example", mail.messageId()));

        assertThat(becomes(DeliveryState.Bounced.class, mail, "chief@far.example").reason().words())
                .contains("5.1.1", "User unknown");
    }

    static List<Reports.Form> forms() {
        return Reports.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void believesReportsInAllTheirForms(Reports.Form form) throws Exception {
        var mail = queued("chief@far.example");
        becomes(DeliveryState.Sent.class, mail, "chief@far.example");

        report(form.about("chief@far.example", mail.messageId()));

        if (form.action().equals("FAILED")) {
            var bounced = becomes(DeliveryState.Bounced.class, mail, "chief@far.example");
            assertThat(bounced.reason().words()).contains(form.status(), form.reason());
        } else {
            // what comes next is read next
            report(Reports.failed("chief@far.example", mail.messageId()));
            var bounced = becomes(DeliveryState.Bounced.class, mail, "chief@far.example");
            assertThat(bounced.reason().words()).contains("virtual mailbox table");
        }
    }

    @Test
    void takesAReportedDeliveryForOne() throws Exception {
        far.atTheEnd = FakeServer.End.HANG_UP;
        var mail = queued("chief@far.example");
        becomes(DeliveryState.InDoubt.class, mail, "chief@far.example");

        report(
                Reports.failed("chief@far.example", mail.messageId())
                        .replace("Action: failed", "Action: delivered"));

        becomes(DeliveryState.Delivered.class, mail, "chief@far.example");
    }

    private void report(String report) throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.mail("", "saraban@a.example", report.getBytes())).startsWith("250");
        }
    }

    @Test
    void talksEncryptedIfTheServerOffersIt() throws Exception {
        try (var sender = sender(Duration.ofSeconds(5), Duration.ofMinutes(1))) {
            var raw = mail("saraban@b.example").raw();
            assertThat(send(sender, Encryption.OPPORTUNISTIC, raw))
                    .isInstanceOf(Outcome.Accepted.class);
            // ours is self-signed, which nobody can verify
            assertThat(send(sender, Encryption.REQUIRED, raw)).isInstanceOf(Outcome.Later.class);
        }
    }

    @Test
    void givesAPasswordToNoServerThatItCannotVerify() throws Exception {
        try (var sender = sender(Duration.ofSeconds(5), Duration.ofMinutes(1))) {
            var way =
                    new Way.Via(
                            "127.0.0.1",
                            ports.inbound(),
                            Encryption.OPPORTUNISTIC,
                            true,
                            true,
                            Optional.of(Login.password("me", "secret")));
            var raw = mail("saraban@b.example").raw();

            assertThat(sender.send(way, "a@a.example", List.of("saraban@b.example"), raw, () -> {}))
                    .hasEntrySatisfying(
                            "saraban@b.example",
                            outcome -> assertThat(outcome).isInstanceOf(Outcome.Later.class));
        }
    }

    private Outcome send(SmtpSender sender, Encryption encryption, byte[] raw) {
        var way =
                new Way.Via(
                        "127.0.0.1", ports.inbound(), encryption, false, false, Optional.empty());
        return sender.send(way, "saraban@a.example", List.of("saraban@b.example"), raw, () -> {})
                .getOrDefault("saraban@b.example", new Outcome.Later(Reply.words("nothing")));
    }

    @Test
    void cutsATalkThatNeverEnds() throws Exception {
        far.atTheEnd = FakeServer.End.SAY_NOTHING;
        try (var sender = sender(Duration.ofMinutes(5), Duration.ofSeconds(1))) {
            var way =
                    new Way.Via(
                            "127.0.0.1",
                            far.port(),
                            Encryption.NONE,
                            false,
                            false,
                            Optional.empty());
            assertThat(sender.send(way, "a@a.example", List.of("b@far.example"), RAW, () -> {}))
                    .hasEntrySatisfying(
                            "b@far.example",
                            outcome -> assertThat(outcome).isInstanceOf(Outcome.Unknown.class));
        }
    }

    @Test
    void doesNotGiveAPasswordAwayOnAnOpenLine() throws Exception {
        try (var sender = sender(Duration.ofSeconds(5), Duration.ofMinutes(1))) {
            var login = Optional.of(Login.password("me", "secret"));
            var way =
                    new Way.Via(
                            "127.0.0.1", far.port(), Encryption.OPPORTUNISTIC, false, false, login);
            assertThat(sender.send(way, "a@a.example", List.of("b@far.example"), RAW, () -> {}))
                    .isEqualTo(
                            Map.of(
                                    "b@far.example",
                                    new Outcome.Later(
                                            Reply.words(
                                                    "STARTTLS is required but host does not support STARTTLS"))));
            assertThat(far.commands).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void sendsTwoHundredAtOnceEachOnce() throws Exception {
        var mails = new ArrayList<OutgoingMail>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 200; i++) {
                var mail = i % 2 == 0 ? mail("saraban@b.example") : mail("m" + i + "@far.example");
                mails.add(mail);
                pool.execute(() -> AgencyScope.within(A, () -> outbox.queue(mail)));
            }
        }
        for (var mail : mails) {
            becomes(DeliveryState.Sent.class, mail, mail.recipients().getFirst());
        }
        await().until(() -> heard.arrivedAt(B).size() >= 100);
        assertThat(heard.arrivedAt(B)).hasSize(100);
        var bodies = new HashSet<String>();
        far.messages.forEach(raw -> bodies.add(new String(raw, StandardCharsets.US_ASCII)));
        assertThat(far.messages).hasSize(100);
        assertThat(bodies).hasSize(100);
    }
}
