package th.sala.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.mail.DomainRecord.Kind;
import th.sala.mail.DomainRecord.State;
import th.sala.origin.TestNames;

/// From the page with the records to the signature that another's program checks by them.
@SalaTest
@TestPropertySource(properties = "sala.smtp.hostname=mx.province.example")
class MailDomainWebTests {
    private static final UUID A = UUID.randomUUID();
    private static final String PATH = "/people/mail/domains/";

    @Autowired MockMvcTester web;
    @Autowired Mailboxes mailboxes;
    @Autowired MailDomains domains;
    @Autowired MailSigning signing;
    @Autowired MailRoutes routes;
    @Autowired Outbox outbox;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private final TestNames names = TestNames.ofAll();
    private final String domain = "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    private FakeServer far;

    @BeforeEach
    void open() throws Exception {
        AgencyScope.within(A, () -> mailboxes.open(A, "saraban@" + domain, Mailbox.Kind.CENTRAL));
        far = new FakeServer();
        routes.put(
                new Route(
                        "far.example",
                        "127.0.0.1",
                        far.port(),
                        Encryption.OPPORTUNISTIC,
                        false,
                        null,
                        null),
                "");
    }

    @AfterEach
    void close() throws Exception {
        far.close();
    }

    private MailDomains.Page page() {
        return domains.page(domain).orElseThrow();
    }

    private static DomainRecord record(MailDomains.Page page, Kind kind) {
        return page.records().stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
    }

    private State state(Kind kind) {
        var page = domains.looked(domain).orElseThrow();
        return Objects.requireNonNull(page.looks().get(record(page, kind))).state();
    }

    private void publish(DomainRecord record) {
        names.knows(record.name(), record.type(), record.value());
    }

    private byte[] sent(String more) {
        var before = far.messages.size();
        var id = UUID.randomUUID();
        var raw =
                ("From: chief@%s\r\nTo: x@far.example\r\nSubject: x\r\nMessage-ID: <%s@%s>\r\n%s\r\nbody\r\n"
                                .formatted(domain, id, domain, more))
                        .getBytes(US_ASCII);
        var mail =
                new OutgoingMail(
                        id,
                        A,
                        "<" + id + "@" + domain + ">",
                        "saraban@" + domain,
                        List.of("x@far.example"),
                        raw);
        AgencyScope.within(A, () -> outbox.queue(mail));
        await().atMost(Duration.ofSeconds(20)).until(() -> far.messages.size() > before);
        return far.messages.get(before);
    }

    private void checkedByAnother(byte[] mail) throws Exception {
        var records = page().records();
        new DKIMVerifier((_, selector, of) ->
                records.stream()
                        .filter(one -> one.name().equals(selector + "._domainkey." + of))
                        .map(DomainRecord::value)
                        .toList())
                .verify(new ByteArrayInputStream(mail));
    }

    @Test
    void isForThoseWhoGovernTheInstallation() {
        assertThat(web.get().uri(PATH + domain).with(SignedInAs.administrator(A)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(
                        web.post()
                                .uri(PATH + domain + "/key")
                                .with(csrf())
                                .with(SignedInAs.administrator(A)))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(web.get().uri(PATH + "not-ours.example").with(SignedInAs.installation(A)))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/people/mail/domains").with(SignedInAs.installation(A)))
                .bodyText()
                .contains(PATH + domain);
    }

    @Test
    void showsRecordsReadyToCopy() {
        var key = record(page(), Kind.DKIM);
        assertThat(web.get().uri(PATH + domain).with(SignedInAs.installation(A)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        ">10 mx.province.example.</textarea>",
                        ">v=spf1 mx ~all</textarea>",
                        ">_dmarc." + domain + "</textarea>",
                        ">" + key.name() + "</textarea>",
                        ">" + key.value() + "</textarea>",
                        domain + ". IN MX 10 mx.province.example.");
        assertThat(key.zoneLine())
                .startsWith(key.name() + ". IN TXT ( \"v=DKIM1; k=rsa; p=")
                .matches(line -> line.lines().allMatch(one -> one.split("\"")[1].length() <= 255));
        var kept =
                db.sql("SELECT private_key FROM mail.signing_key WHERE domain = :domain")
                        .param("domain", domain)
                        .query(byte[].class)
                        .single();
        assertThat(new String(kept, UTF_8)).doesNotContain("MII");
    }

    @Test
    void evidenceNamesOnlyKeysThatWereMade() {
        for (int i = 0; i < 2; i++) {
            assertThat(
                            web.post()
                                    .uri(PATH + domain + "/key")
                                    .with(csrf())
                                    .with(SignedInAs.installation(A)))
                    .hasStatus3xxRedirection();
        }
        var made =
                AgencyScope.everywhere(() ->
                        transaction.execute(_ ->
                                db.sql(
                                                """
                                                SELECT count(*) FROM evidence.entry
                                                 WHERE act = 'mail-key.made' AND statement LIKE '%' || :domain || '%'
                                                """)
                                        .param("domain", domain)
                                        .query(Integer.class)
                                        .single()));
        assertThat(made).as("the first one and the waiting one").isEqualTo(2);
    }

    @Test
    void saysOfEachRecordWhetherItIsThere() {
        assertThat(state(Kind.MX)).isEqualTo(State.MISSING);
        var page = page();
        names.knows(domain, "MX", "5 mx.old.example.")
                .knows(domain, "TXT", "v=spf1 ip4:192.0.2.1 -all")
                .knows(domain, "TXT", "google-site-verification=x")
                .knows(record(page, Kind.DKIM).name(), "TXT", "v=DKIM1; p=garbage")
                .knows("_dmarc." + domain, "TXT", "v=DMARC1; p=none");
        for (var kind : List.of(Kind.MX, Kind.SPF, Kind.DKIM, Kind.DMARC)) {
            assertThat(state(kind)).as(kind.name()).isEqualTo(State.OTHER);
        }
        assertThat(
                        web.post()
                                .uri(PATH + domain + "/check")
                                .with(csrf())
                                .with(SignedInAs.installation(A)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "มี แต่ไม่ตรงกับที่ควรเป็น",
                        "5 mx.old.example.",
                        "v=spf1 ip4:192.0.2.1 -all")
                .doesNotContain("google-site");

        names.forget(domain);
        names.forget("_dmarc." + domain);
        names.forget(record(page, Kind.DKIM).name());
        names.knows(domain, "MX", "5 mx.old.example.")
                .knows(domain, "TXT", "v=spf1 ip4:192.0.2.1 +MX -all")
                .knows("_dmarc." + domain, "TXT", "v=DMARC1; p=reject; rua=mailto:x@x.example");
        publish(record(page, Kind.MX));
        publish(record(page, Kind.DKIM));
        for (var kind : List.of(Kind.MX, Kind.SPF, Kind.DKIM, Kind.DMARC)) {
            assertThat(state(kind)).as(kind.name()).isEqualTo(State.THERE);
        }

        names.knows(domain, "TXT", "v=spf1 mx -all");
        assertThat(state(Kind.SPF)).as("two of them are none").isEqualTo(State.OTHER);
        names.failsFor("_dmarc." + domain).isSilentOf(domain);
        assertThat(state(Kind.DMARC)).isEqualTo(State.UNASKED);
        assertThat(state(Kind.MX)).isEqualTo(State.UNASKED);
    }

    @Test
    void signsWhatLeavesSoThatOthersCanCheckIt() throws Exception {
        var mail = sent("");
        checkedByAnother(mail);

        var text = new String(mail, US_ASCII);
        for (var tampered :
                List.of(
                        text.replace("body", "Body"),
                        text.replace("Subject: x", "Subject: y"),
                        text.replace("\r\nTo:", "\r\nFrom: thief@else.example\r\nTo:"))) {
            assertThatThrownBy(() -> checkedByAnother(tampered.getBytes(US_ASCII)))
                    .isInstanceOf(FailException.class);
        }
    }

    @Test
    void sendsTheSameBytesAgainThoughTheKeyWasChanged() {
        far.atTheEnd = FakeServer.End.HANG_UP;
        var first = sent("");
        domains.renew(domain);
        publish(record(page(), Kind.DKIM_NEXT));
        assertThat(domains.looked(domain).orElseThrow().begun()).isTrue();

        far.atTheEnd = FakeServer.End.ACCEPT;
        var id = new String(first, US_ASCII).replaceAll("(?s).*Message-ID: <([^@]+)@.*", "$1");
        var mail = UUID.fromString(id);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        AgencyScope.within(A, () -> outbox.deliveries(mail))
                                .getFirst()
                                .isSendable());
        AgencyScope.within(A, () -> outbox.sendAgain(mail, "x@far.example"));
        await().atMost(Duration.ofSeconds(20)).until(() -> far.messages.size() == 2);
        assertThat(far.messages.get(1)).isEqualTo(first);
    }

    @Test
    void signsWithANewKeyOnceItsRecordIsSeen() throws Exception {
        var old = record(page(), Kind.DKIM);
        assertThat(
                        web.post()
                                .uri(PATH + domain + "/key")
                                .with(csrf())
                                .with(SignedInAs.installation(A)))
                .hasStatus3xxRedirection();
        domains.renew(domain);
        var next = record(page(), Kind.DKIM_NEXT);
        assertThat(page().records()).filteredOn(one -> one.kind() == Kind.DKIM_NEXT).hasSize(1);
        assertThat(record(page(), Kind.DKIM)).isEqualTo(old);

        assertThat(state(Kind.DKIM_NEXT)).isEqualTo(State.MISSING);
        assertThat(new String(sent(""), US_ASCII)).contains("s=" + old.selector() + ";");

        publish(next);
        assertThat(
                        web.post()
                                .uri(PATH + domain + "/check")
                                .with(csrf())
                                .with(SignedInAs.installation(A)))
                .hasStatusOk()
                .bodyText()
                .contains("พบระเบียนของกุญแจใหม่แล้ว", "กุญแจเดิม", old.name());
        var mail = sent("");
        assertThat(new String(mail, US_ASCII)).contains("s=" + next.selector() + ";");
        checkedByAnother(mail);
    }

    @Test
    void signsInNobodyElsesName() {
        var twoAuthors = sent("From: other@" + domain + "\r\n");
        assertThat(new String(twoAuthors, US_ASCII)).startsWith("From: ");
        assertThat(AgencyScope.everywhere(signing::domains)).doesNotContain("far.example");
    }

    @Test
    void leavesDomainsAloneWhoseMailAServiceKeeps() {
        AgencyScope.within(
                A,
                () ->
                        transaction.executeWithoutResult(_ ->
                                db.sql(
                                                """
                                                INSERT INTO mail.outside_mailbox (agency_id, id, address, trusted, smtp_host,
                                                    smtp_port, smtp_line, smtp_username, smtp_password, read_since, active, changed_at)
                                                VALUES (:agency, gen_random_uuid(), :address, '', 'x', 1, 'TLS', 'x', '', now(), true, now())
                                                """)
                                        .param("agency", A)
                                        .param("address", "saraban@" + domain)
                                        .update()));
        assertThat(domains.all()).doesNotContain(domain);
    }
}
