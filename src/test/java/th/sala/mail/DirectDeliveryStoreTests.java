package th.sala.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.network.Reach;
import th.sala.origin.TestNames;

/// Mail to the servers that its recipient's domain names.
@SalaTest
@TestPropertySource(
        properties = {
            "sala.outbox.patience=3s",
            "sala.direct-mail.reach=PRIVATE",
            "sala.smtp.hostname=mx.ours.example"
        })
class DirectDeliveryStoreTests {
    private static final UUID A = UUID.randomUUID();
    private static final FakeServer FAR = far();

    private static FakeServer far() {
        try {
            return new FakeServer();
        } catch (IOException none) {
            throw new java.io.UncheckedIOException(none);
        }
    }

    @DynamicPropertySource
    static void port(DynamicPropertyRegistry registry) {
        registry.add("sala.direct-mail.port", FAR::port);
    }

    @AfterAll
    static void close() throws Exception {
        FAR.close();
    }

    @Autowired Outbox outbox;
    @Autowired Mailboxes mailboxes;
    @Autowired MailRoutes routes;
    @Autowired SmtpSettings smtp;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private final TestNames names = TestNames.ofAll();
    private final String domain = "to" + UUID.randomUUID().toString().substring(0, 8) + ".example";

    @BeforeEach
    void open() {
        AgencyScope.within(A, () -> mailboxes.open(A, "saraban@a.example", Mailbox.Kind.CENTRAL));
        routes.putDirect("*");
        FAR.messages.clear();
        FAR.atTheEnd = FakeServer.End.ACCEPT;
        FAR.failsToEncrypt = false;
        FAR.beforeGreeting = () -> {};
    }

    @AfterEach
    void leaveNothingBehind() {
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ ->
                        db.sql(
                                        "UPDATE mail.delivery SET next_attempt = 'infinity' WHERE state = 'QUEUED'")
                                .update()));
    }

    private UUID queued() {
        var id = UUID.randomUUID();
        var raw = "From: chief@a.example\r\nSubject: x\r\n\r\nx\r\n".getBytes(US_ASCII);
        var mail =
                new OutgoingMail(
                        id,
                        A,
                        "<" + id + "@a.example>",
                        "saraban@a.example",
                        List.of("head@" + domain),
                        raw);
        AgencyScope.within(A, () -> outbox.queue(mail));
        return id;
    }

    private DeliveryState state(UUID mail) {
        return AgencyScope.within(A, () -> outbox.deliveries(mail)).getFirst().state();
    }

    private <S extends DeliveryState> S becomes(Class<S> kind, UUID mail) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> kind.isInstance(state(mail)));
        return kind.cast(state(mail));
    }

    private Reply waits(UUID mail) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        state(mail) instanceof DeliveryState.Queued(var attempts, _, _)
                                && attempts > 0);
        return ((DeliveryState.Queued) state(mail)).lastReply();
    }

    private Reply bounces() {
        return becomes(DeliveryState.Bounced.class, queued()).reason();
    }

    @Test
    void goesToTheServerThatTheDomainNames() {
        names.knows(domain, "MX", "10 mx." + domain + ".").knows("mx." + domain, "A", "127.0.0.1");

        becomes(DeliveryState.Sent.class, queued());
        assertThat(FAR.messages).hasSize(1);
        assertThat(new String(FAR.messages.getFirst(), US_ASCII)).startsWith("DKIM-Signature:");
    }

    @Test
    void goesToTheDomainItselfIfItNamesNone() {
        names.knows(domain, "A", "127.0.0.1");

        becomes(DeliveryState.Sent.class, queued());
    }

    @Test
    void triesOneServerAfterTheOther() {
        names.knows(domain, "MX", "30 mx3." + domain + ".")
                .knows(domain, "MX", "10 mx1." + domain + ".")
                .knows(domain, "MX", "20 mx2." + domain + ".")
                .knows("mx1." + domain, "A", "127.0.0.99")
                .knows("mx3." + domain, "A", "127.0.0.1");

        becomes(DeliveryState.Sent.class, queued());
        assertThat(FAR.messages).hasSize(1);
    }

    @Test
    void goesInTheOpenWhereALineCannotBeEncrypted() {
        FAR.failsToEncrypt = true;
        names.knows(domain, "A", "127.0.0.1");

        becomes(DeliveryState.Sent.class, queued());
        assertThat(FAR.commands).contains("STARTTLS");
        // another test's mail may come late
        assertThat(FAR.commands).filteredOn(line -> line.contains("<head@" + domain)).hasSize(1);
    }

    @Test
    void bouncesWhatADomainTakesFromNobody() {
        names.knows(domain, "MX", "0 .");

        assertThat(bounces()).isEqualTo(Reply.ours("takes-none", domain));
    }

    @Test
    void bouncesWhatNobodyTakes() {
        assertThat(bounces()).isEqualTo(Reply.ours("no-server", domain));

        names.knows(domain, "MX", "10 gone." + domain + ".");
        assertThat(bounces()).isEqualTo(Reply.ours("no-server", domain));
    }

    @Test
    void bouncesWhatWouldComeBackHere() {
        names.knows(domain, "MX", "10 mx.ours.example.")
                .knows(domain, "MX", "20 backup." + domain + ".")
                .knows("backup." + domain, "A", "127.0.0.1");

        assertThat(bounces()).isEqualTo(Reply.ours("leads-here", domain));
        assertThat(FAR.messages).isEmpty();
    }

    @Test
    void waitsWhileTheNameServiceIsSilent() {
        names.isSilentOf(domain);
        var mail = queued();
        assertThat(waits(mail)).isEqualTo(Reply.ours("names-silent", domain));

        names.forget(domain);
        names.knows(domain, "A", "127.0.0.1");
        routes.putDirect("*");
        becomes(DeliveryState.Sent.class, mail);
    }

    @Test
    void waitsWhileTheNameServiceFailsForTheServers() {
        names.knows(domain, "MX", "10 mx." + domain + ".").failsFor("mx." + domain);

        assertThat(waits(queued())).isEqualTo(Reply.ours("names-silent", domain));
    }

    @Test
    void waitsWhenNoServerListens() {
        names.knows(domain, "A", "127.0.0.99");

        assertThat(waits(queued()).key()).isEmpty();
    }

    @Test
    void sendsToNobodyElseWhatOneMayHaveTaken() {
        FAR.atTheEnd = FakeServer.End.HANG_UP;
        names.knows(domain, "MX", "10 mx1." + domain + ".")
                .knows(domain, "MX", "20 mx2." + domain + ".")
                .knows("mx1." + domain, "A", "127.0.0.1")
                .knows("mx2." + domain, "A", "127.0.0.1");

        becomes(DeliveryState.InDoubt.class, queued());
        assertThat(FAR.messages).hasSize(1);
    }

    @Test
    void whatOneServerSentBackIsNotInDoubtAtTheNext() throws Exception {
        FAR.atTheEnd = FakeServer.End.COME_BACK;
        var handedOver = new LinkedBlockingQueue<Boolean>();
        names.knows(domain, "MX", "10 mx1." + domain + ".")
                .knows(domain, "MX", "20 mx2." + domain + ".")
                .knows("mx1." + domain, "A", "127.0.0.1")
                .knows("mx2." + domain, "A", "127.0.0.1");
        FAR.beforeGreeting = () -> handedOver.add(isHandedOver());

        waits(queued());

        assertThat(handedOver).containsExactly(false, false);
    }

    private boolean isHandedOver() {
        return AgencyScope.everywhere(() ->
                transaction.execute(_ ->
                        db.sql(
                                        "SELECT bool_or(handed_over) FROM mail.delivery WHERE recipient = :to")
                                .param("to", "head@" + domain)
                                .query(Boolean.class)
                                .single()));
    }

    @Test
    void connectsToNoAddressInside() {
        var names = TestNames.ofAll();
        var exchangers =
                new Exchangers(
                        names.service(Duration.ofSeconds(1)),
                        new DirectSettings(Reach.PUBLIC, FAR.port()),
                        smtp);
        for (var inside :
                List.of(
                        "127.0.0.1",
                        "10.1.2.3",
                        "192.168.1.1",
                        "169.254.169.254",
                        "100.64.0.1",
                        "0.0.0.0")) {
            names.forget("mx." + domain);
            names.knows(domain, "MX", "10 mx." + domain + ".").knows("mx." + domain, "A", inside);
            assertThat(exchangers.of(domain))
                    .as(inside)
                    .isEqualTo(new Exchangers.Found.Nobody(Reply.ours("server-reach", domain)));
        }
        names.forget("mx." + domain);
        names.knows("mx." + domain, "AAAA", "::1");
        assertThat(exchangers.of(domain)).isInstanceOf(Exchangers.Found.Nobody.class);
        names.knows("mx." + domain, "A", "203.0.113.9");
        assertThat(exchangers.of(domain))
                .isInstanceOfSatisfying(
                        Exchangers.Found.Servers.class,
                        found ->
                                assertThat(found.servers())
                                        .extracting(java.net.InetAddress::getHostAddress)
                                        .containsExactly("203.0.113.9"));
    }

    @Test
    void isPublicUnlessSomebodySaysOtherwise() {
        var bound =
                new org.springframework.boot.context.properties.bind.Binder()
                        .bindOrCreate("sala.direct-mail", DirectSettings.class);
        assertThat(bound.reach()).isEqualTo(Reach.PUBLIC);
        assertThat(bound.port()).isEqualTo(25);
    }

    @Test
    void prefersARouteThatNamesAServer() throws Exception {
        try (var other = new FakeServer()) {
            names.knows(domain, "A", "127.0.0.1");
            routes.put(
                    new Route(
                            domain, "127.0.0.1", other.port(), Encryption.NONE, false, null, null),
                    "");
            becomes(DeliveryState.Sent.class, queued());
            assertThat(other.messages).hasSize(1);
            assertThat(FAR.messages).isEmpty();
        }
    }
}
