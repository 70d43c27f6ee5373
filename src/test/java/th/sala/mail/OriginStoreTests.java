package th.sala.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.database.AgencyScope;
import th.sala.mail.MailOrigin.Verdict;
import th.sala.origin.MailHeader;
import th.sala.origin.SigningKey;
import th.sala.origin.TestNames;

/// Of whom received mail is found to be, whatever its sender writes and publishes.
@SalaTest
@TestPropertySource(
        properties = {
            "sala.outside-mail.poll=1100ms",
            "sala.outside-mail.first-pause=50ms",
            "sala.outside-mail.longest-pause=200ms"
        })
class OriginStoreTests {
    private static final UUID A = UUID.randomUUID();
    private static final SigningKey KEY = SigningKey.made("");

    @Autowired MailPorts ports;
    @Autowired Mailboxes mailboxes;
    @Autowired OriginLooks looks;
    @Autowired Outbox outbox;
    @Autowired Clock clock;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;

    @Value("${sala.data}")
    Path data;

    private final TestNames names = TestNames.ofAll();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String far = "f" + mark + ".example";
    private final String near = "n" + mark + ".example";

    @BeforeEach
    void open() {
        AgencyScope.within(A, () -> mailboxes.open(A, "saraban@" + near, Mailbox.Kind.CENTRAL));
    }

    private String letter(String more) {
        return "From: =?utf-8?B?4LiZ?= <chief@%s>\r\nTo: saraban@%s\r\nSubject: x\r\nMessage-ID: <%s@%s>\r\n%s\r\nbody\r\n"
                .formatted(far, near, UUID.randomUUID(), far, more);
    }

    private String signed(String mail) throws Exception {
        return signed(mail, far);
    }

    private String signed(String mail, String domain) throws Exception {
        var key = new SigningKey(domain, "s1", KEY.privateKey(), KEY.publicKey());
        var bytes = mail.getBytes(US_ASCII);
        var body = MailSigning.bodyOf(bytes);
        var in = new ByteArrayInputStream(bytes, body, bytes.length - body);
        return key.sign(MailHeader.of(bytes), "sala-", in, clock.instant()) + mail;
    }

    private void publishKey(String domain) {
        names.knows("s1._domainkey." + domain, "TXT", KEY.record());
    }

    private UUID handedIn(String from, String mail) throws Exception {
        SmtpHandIn.send(ports.inbound(), from, mail.getBytes(US_ASCII), "saraban@" + near);
        return last("saraban@" + near);
    }

    private UUID last(String recipient) {
        return AgencyScope.everywhere(() ->
                transaction.execute(_ ->
                        db.sql(
                                        """
                                        SELECT mail FROM mail.received_recipient WHERE recipient = :recipient
                                         ORDER BY reached_at DESC LIMIT 1
                                        """)
                                .param("recipient", recipient)
                                .query(UUID.class)
                                .single()));
    }

    private MailOrigin looked(UUID mail) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> origin(mail).verdict() != Verdict.PENDING);
        return origin(mail);
    }

    private MailOrigin origin(UUID mail) {
        return AgencyScope.everywhere(() -> looks.of(mail).orElseThrow());
    }

    private MailOrigin of(String from, String mail) throws Exception {
        return looked(handedIn(from, mail));
    }

    private static List<String> keys(MailOrigin origin) {
        return origin.reasons().stream()
                .map(reason -> reason.key().replace("mail.origin.", ""))
                .toList();
    }

    private long asked(String name) {
        return names.asked().stream().filter(question -> question.contains(name)).count();
    }

    @Test
    void isProvenByTheSignatureOfTheDomainThatPeopleSee() throws Exception {
        publishKey(far);
        var origin = of("bounces@somewhere.example", signed(letter("")));

        assertThat(origin.verdict()).isEqualTo(Verdict.PROVEN);
        assertThat(origin.reasons()).containsExactly(new Reply("mail.origin.signature.good", far));
    }

    @Test
    void isProvenByAMachineOfTheDomain() throws Exception {
        names.knows(far, "TXT", "v=spf1 ip4:127.0.0.1 -all");
        var origin = of("bounces@" + far, letter(""));

        assertThat(origin.verdict()).isEqualTo(Verdict.PROVEN);
        assertThat(keys(origin)).containsExactly("signature.none", "machine.pass");
    }

    @Test
    void isNotProvenByAMachineOrSignatureOfSomebodyElse() throws Exception {
        var thief = "t" + mark + ".example";
        names.knows(thief, "TXT", "v=spf1 ip4:127.0.0.1 -all");
        publishKey(thief);
        var origin = of("x@" + thief, signed(letter(""), thief));

        assertThat(origin.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(keys(origin)).containsExactly("signature.other", "machine.other");
        assertThat(origin.isDoubtful()).isTrue();
    }

    @Test
    void isNotProvenIfTheNameIsForged() throws Exception {
        names.knows(far, "TXT", "v=spf1 ip4:192.0.2.1 -all");
        publishKey(far);
        var origin = of("chief@" + far, letter(""));

        assertThat(origin.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(keys(origin)).containsExactly("signature.none", "machine.fail");
    }

    @Test
    void isNotProvenOnceItWasChanged() throws Exception {
        publishKey(far);
        for (var changed :
                List.of(
                        signed(letter("")).replace("body", "Body"),
                        signed(letter("")).replace("Subject: x", "Subject: y"))) {
            assertThat(keys(of("x@x.example", changed))).first().isEqualTo("signature.broken");
        }
    }

    /// Behind a line that ends in LF alone one reader sees the body begin, and another more header.
    @Test
    void isNotProvenIfItsHeaderMayEndInTwoPlaces() throws Exception {
        publishKey(far);
        var plain = signed(letter(""));
        var header = plain.substring(0, plain.indexOf("\r\n\r\n") + 2);
        var rest = plain.substring(header.length());
        assertThat(of("x@x.example", header + rest).isProven()).isTrue();
        assertThat(of("x@x.example", header + "\nforged\r\n" + rest).isProven()).isFalse();
        assertThat(of("x@x.example", header + "X: y\n" + rest).isProven()).isFalse();
    }

    @Test
    void isNobodysWithTwoAuthors() throws Exception {
        publishKey(far);
        names.knows(far, "TXT", "v=spf1 ip4:127.0.0.1 -all");
        for (var two :
                List.of(
                        "From: other@else.example\r\n" + signed(letter("")),
                        signed(letter(""))
                                .replaceFirst("\r\nTo:", "\r\nFrom: o@else.example\r\nTo:"),
                        letter("")
                                .replace(
                                        "<chief@" + far + ">", "<a@" + far + ">, <b@else.example>"),
                        letter("").replaceFirst("From: .*\r\n", ""))) {
            var origin = of("chief@" + far, two);
            assertThat(origin.verdict()).isEqualTo(Verdict.UNPROVEN);
            assertThat(keys(origin)).containsExactly("no-author");
        }
        assertThat(asked(far)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"l=3, signature.part", "x=1000000000, signature.expired"})
    void isNotProvenByASignatureThatSaysTooLittle(String tag, String reason) throws Exception {
        publishKey(far);
        var mail = signed(letter("")).replaceFirst("v=1;", "v=1; " + tag + ";");

        var origin = of("x@x.example", mail);
        assertThat(origin.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(keys(origin)).first().isEqualTo(reason);
    }

    @Test
    void isNotProvenByGarbageForAKey() throws Exception {
        names.knows("s1._domainkey." + far, "TXT", "v=DKIM1; p=" + "!".repeat(500));

        assertThat(keys(of("x@x.example", signed(letter("")))))
                .first()
                .isEqualTo("signature.no-key");
    }

    @Test
    void believesNoFindingsThatASenderWrote() throws Exception {
        var origin =
                of(
                        "chief@" + far,
                        "Authentication-Results: localhost; dmarc=pass header.from=%s; dkim=pass header.d=%s\r\n"
                                        .formatted(far, far)
                                + letter(""));
        assertThat(origin.verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void asksLittleForAThousandSignatures() throws Exception {
        var one =
                "DKIM-Signature: v=1;a=rsa-sha256;d=%s;s=x;h=from;bh=AAAA;b=AAAA\r\n"
                        .formatted(far);

        var origin = of("x@x.example", one.repeat(990) + letter(""));
        assertThat(origin.verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(asked("x._domainkey." + far)).isLessThanOrEqualTo(5);
    }

    @Test
    void asksLittleForLongChainsOfDomains() throws Exception {
        for (int i = 0; i < 60; i++) {
            names.knows(
                    "c" + i + "." + far,
                    "TXT",
                    "v=spf1 include:c%d.%s a:v%d.%s -all".formatted(i + 1, far, i, far));
        }
        var origin = of("x@c0." + far, letter(""));

        assertThat(keys(origin)).contains("machine.permerror");
        assertThat(asked(far)).isLessThan(20);
    }

    @Test
    void takesMailAtOnceThoughNobodyAnswersAndLooksAgain() throws Exception {
        names.isSilentOf("s1._domainkey." + far).isSilentOf(far);
        var begun = System.nanoTime();
        var mail = handedIn("chief@" + far, signed(letter("")));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));

        var origin = looked(mail);
        assertThat(origin.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(keys(origin)).containsExactly("signature.unanswered", "machine.temperror");
        assertThat(origin.isDoubtful()).isTrue();

        names.forget("s1._domainkey." + far);
        publishKey(far);
        isDueAgain(mail);
        looks.look();
        assertThat(origin(mail).verdict()).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void asksNobodyForMailOfOurOwn() {
        var own = "o" + mark + ".example";
        AgencyScope.within(A, () -> mailboxes.open(A, "chief@" + own, Mailbox.Kind.PERSON));
        var id = UUID.randomUUID();
        var raw =
                "From: chief@%s\r\nMessage-ID: <%s@%s>\r\n\r\nx\r\n"
                        .formatted(own, id, own)
                        .getBytes(US_ASCII);
        var message = "<" + id + "@" + own + ">";
        var to = List.of("saraban@" + near);
        AgencyScope.within(
                A, () -> outbox.queue(new OutgoingMail(id, A, message, "chief@" + own, to, raw)));

        await().atMost(Duration.ofSeconds(20)).until(() -> !received(to.getFirst()).isEmpty());
        var origin = looked(last(to.getFirst()));
        assertThat(origin.reasons()).containsExactly(new Reply("mail.origin.signature.good", own));
        assertThat(asked(own)).isZero();
    }

    private List<UUID> received(String recipient) {
        return AgencyScope.everywhere(() ->
                transaction.execute(_ ->
                        db.sql(
                                        "SELECT mail FROM mail.received_recipient WHERE recipient = :recipient")
                                .param("recipient", recipient)
                                .query(UUID.class)
                                .list()));
    }

    @Test
    void isNotHeldUpByAMailThatCannotBeReadAndLooksAtThatAgain() throws Exception {
        publishKey(far);
        names.isSilentOf("s1._domainkey." + far);
        var lost = handedIn("chief@" + far, signed(letter("")));
        looked(lost);
        var place = place(lost);
        var away = Files.move(place, data.resolve("away-" + mark));
        names.forget("s1._domainkey." + far);
        publishKey(far);
        isDueAgain(lost);
        looks.look();
        assertThat(origin(lost).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(keys(origin(lost))).containsExactly("unread");
        assertThat(of("chief@" + far, signed(letter(""))).verdict()).isEqualTo(Verdict.PROVEN);

        Files.move(away, place);
        isDueAgain(lost);
        looks.look();
        assertThat(origin(lost).verdict()).isEqualTo(Verdict.PROVEN);
    }

    private Path place(UUID mail) {
        var hash =
                AgencyScope.everywhere(() ->
                        transaction.execute(_ ->
                                db.sql("SELECT sha256 FROM mail.received WHERE id = :mail")
                                        .param("mail", mail)
                                        .query(String.class)
                                        .single()));
        return data.resolve("files")
                .resolve(hash.substring(0, 2))
                .resolve(hash.substring(2, 4))
                .resolve(hash);
    }

    private void isDueAgain(UUID mail) {
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ ->
                        assertThat(
                                        db.sql(
                                                        "UPDATE mail.origin SET next_look = now() WHERE mail = :mail AND next_look > now()")
                                                .param("mail", mail)
                                                .update())
                                .isOne()));
    }

    private static final String RESULTS =
            "Authentication-Results: %s; dmarc=pass header.from=%s\r\n";

    private MailOrigin atService(String findingsBy, String mail) throws Exception {
        try (var service = new TestService(web, accounts, mailboxes, new FakeImap())) {
            var typed = service.typed();
            typed.put("findingsBy", findingsBy);
            var path = service.saved(typed);
            assertThat(service.tried(path)).hasStatusOk();
            service.imap.add(1, mail.getBytes(UTF_8), clock.instant());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !received(service.central).isEmpty());
            var origin = looked(last(service.central));
            service.post(path + "/remove", Map.of("password", TestService.OWN_PASSWORD));
            return origin;
        }
    }

    @Test
    void showsWhatTheServiceSaysThatKeepsTheMailbox() throws Exception {
        var origin =
                atService(
                        "MX.service.example",
                        RESULTS.formatted("mx.service.example", far) + letter(""));
        assertThat(origin.verdict()).isEqualTo(Verdict.PROVEN);
        assertThat(origin.reasons())
                .containsExactly(new Reply("mail.origin.service.proven", "mx.service.example"));

        var silent = "Authentication-Results: mx.service.example; dkim=none; spf=temperror\r\n";
        assertThat(atService("mx.service.example", silent + letter("")).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void believesNoForgedFindingsBelowOrInOtherNames() throws Exception {
        var good = RESULTS.formatted("mx.service.example", far);
        var fail =
                "Authentication-Results: mx.service.example; dmarc=fail header.from="
                        + far
                        + "\r\n";
        var other =
                "Authentication-Results: mx.else.example; dmarc=pass header.from=" + far + "\r\n";
        assertThat(atService("mx.service.example", fail + good + letter("")).verdict())
                .isEqualTo(Verdict.UNPROVEN);
        assertThat(atService("mx.service.example", other + good + letter("")).verdict())
                .isEqualTo(Verdict.UNPROVEN);
        assertThat(atService("", good + letter("")).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void checksSignaturesItselfThoughAServiceKeepsTheMailbox() throws Exception {
        publishKey(far);
        assertThat(atService("", signed(letter(""))).verdict()).isEqualTo(Verdict.PROVEN);
    }
}
