package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Elsewhere;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.mail.MailPorts;
import th.sala.mail.Outbox;
import th.sala.mail.SmtpHandIn;

/// Mail that programs send by themselves: nothing of it is answered, nothing is lost, and much of
/// it is one task.
@SalaTest
class MachinesWebTests {
    @Autowired MockMvcTester web;
    @Autowired ApplicationContext here;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk outgoing;
    @Autowired GivenFiles given;
    @Autowired IncomingDesk incoming;
    @Autowired MailPorts ports;
    @Autowired Outbox outbox;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Srisamut own;
    private Elsewhere other;

    @BeforeEach
    void foundAProvinceThatKnowsAnother() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Elsewhere("other-" + mark + ".example");
        other.isKnownTo(here);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Exchange | Subject: Automatic reply: x; Auto-Submitted: auto-generated; X-Auto-Response-Suppress: All
                    old Exchange | Subject: Out of Office: ได้รับหนังสือแล้ว; X-Mailer: Microsoft Exchange
                    Thai Outlook | Subject: ตอบกลับอัตโนมัติ: x
                    Gmail | Subject: ลาพักผ่อน Re: x; Precedence: bulk; X-Autoreply: yes; Auto-Submitted: auto-replied
                    Zimbra | Subject: Re: x; Auto-Submitted: auto-replied (zimbra\\; vacation); Precedence: bulk
                    Sieve | Subject: Auto: x; Auto-Submitted: auto-replied (vacation)
                    cPanel | Subject: Re: x; X-Autorespond: x; Precedence: auto_reply
                    Notes | Subject: อธิบดี is out of the office; X-Mailer: Lotus Notes Release 8.5.3
                    a list | Subject: [list] x; Precedence: list; List-Id: <x.example>
                    """)
    void whatAnswersByItselfAnswersNothing(String program, String fields) throws Exception {
        var sent = sent();
        var before = mails();
        hears(
                "saraban@" + other.domain,
                fields.replace("\\;", "\0").replace("; ", "\r\n").replace("\0", ";")
                        + "\r\nIn-Reply-To: "
                        + sent.messageId(),
                "ได้รับหนังสือแล้ว เลขรับ 1");

        assertThat(unsorted(1).getFirst().reason()).isEqualTo("automatic");
        assertThat(within(() -> incoming.waiting(own.id, 10))).isEmpty();
        assertThat(addressee(sent.letter()).answer()).isNull();
        assertThat(mails()).isEqualTo(before);
    }

    @Test
    void aMailOfOursThatComesBackIsNoLetter() throws Exception {
        var sent = sent();
        var raw = within(() -> outbox.raw(sent.mail()));
        var before = mails();
        for (int hop = 1; hop <= 3; hop++) {
            var received = "Received: from loop.example by mx.example; hop %d\r\n".formatted(hop);
            var again = join((received.repeat(hop)).getBytes(StandardCharsets.US_ASCII), raw);
            SmtpHandIn.send(ports.inbound(), "x@loop.example", again, "saraban@" + own.domain);
        }
        var altered = join(raw, "and more\r\n".getBytes(StandardCharsets.US_ASCII));
        SmtpHandIn.send(ports.inbound(), "x@loop.example", altered, "saraban@" + own.domain);

        assertThat(unsorted(1))
                .as("as servers pass it on it is our own copy; what says anything else is asked")
                .extracting(UnsortedMails.Unsorted::reason)
                .containsExactly("altered-copy");
        assertThat(mails()).isEqualTo(before);
        assertThat(within(() -> incoming.countWaiting(own.id))).isZero();
    }

    @Test
    void whatGoesInACircleIsRefused() throws Exception {
        var hop = "Received: from a.example by b.example; Fri, 20 Nov 2026 12:00:00 +0700\r\n";
        var mail = "From: x@loop.example\r\nSubject: x\r\n\r\nx\r\n";

        assertThat(offer(hop.repeat(101) + mail)).startsWith("554 5.4.6");
        assertThat(offer(hop.repeat(100) + mail)).startsWith("250");
        assertThat(unsorted(1)).hasSize(1);
    }

    private String offer(String raw) throws Exception {
        var bytes = raw.getBytes(StandardCharsets.US_ASCII);
        return SmtpHandIn.offer(ports.inbound(), "x@loop.example", bytes, "saraban@" + own.domain);
    }

    @Test
    void aStormIsOneTask() throws Exception {
        for (int i = 0; i < 30; i++) {
            hears("printer@loop.example", "Subject: paper jam " + i, "x");
        }
        hears("nok@thaleluang.example", "Subject: a person", "x");
        unsorted(31);

        assertThat(page("/letters/unsorted"))
                .bodyText()
                .contains("๓๐ ฉบับ จาก printer@loop.example", "a person")
                .doesNotContain("paper jam");
        assertThat(page("/"))
                .bodyText()
                .contains("printer@loop.example (30)")
                .doesNotContain("paper jam");
        var alike = "/letters/unsorted/alike?reason=no-pdf&sender=printer@loop.example";
        var shown = page(alike);
        assertThat(shown).bodyText().contains("paper jam 0", "paper jam 29");
        hears("printer@loop.example", "Subject: came later", "x");
        unsorted(32);

        var noted =
                web.post()
                        .uri("/letters/unsorted/alike/note")
                        .param("reason", "no-pdf")
                        .param("sender", "printer@loop.example")
                        .param("seen", seen(shown))
                        .with(SignedInAs.as(officer()))
                        .with(csrf());
        assertThat(noted).hasStatus(HttpStatus.FOUND);
        assertThat(unsorted(2))
                .as("nobody saw the last one")
                .extracting(UnsortedMails.Unsorted::subject)
                .containsExactlyInAnyOrder("a person", "came later");
    }

    private static String seen(MvcTestResult page) throws Exception {
        var body = page.getResponse().getContentAsString(StandardCharsets.UTF_8);
        var field = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"").matcher(body);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    @Test
    void aStrangerWhoSendsWithoutEndIsHeldBackAndNobodyElse() throws Exception {
        for (int i = 0; i < Sorting.MOST_AN_HOUR; i++) {
            letterBefore(i, "esaraban@loop.example");
            letterBefore(Sorting.MOST_AN_HOUR + i, other.mail());
        }
        var pdf =
                """
                Subject: letter
                MIME-Version: 1.0
                Content-Type: application/pdf; name=a.pdf
                Content-Transfer-Encoding: base64\
                """
                        .replace("\n", "\r\n");
        var base64 = java.util.Base64.getMimeEncoder().encodeToString(OutgoingWebTests.pdf());
        hears("esaraban@loop.example", pdf, base64);
        assertThat(unsorted(1).getFirst().reason()).isEqualTo("flood");

        hears(other.mail(), pdf, base64);
        hears("nok@thaleluang.example", pdf, base64);
        var all = 2 * Sorting.MOST_AN_HOUR + 2;
        await(() -> incoming.countWaiting(own.id), count -> count == all);
        assertThat(unsorted(1)).hasSize(1);
    }

    /// A letter that came a moment ago.
    private void letterBefore(int number, String sender) {
        within(() ->
                transaction.execute(_ ->
                        db.sql(
                                        """
                                        INSERT INTO letters.incoming (agency_id, id, channel, stage, mail_id, message_id, sender_mail, urgency, arrived_at, deemed_at)
                                        VALUES (:agency, gen_random_uuid(), 'MAIL', 'ARRIVED', gen_random_uuid(), :id, :sender, 'NORMAL', now(), now())
                                        """)
                                .param("agency", own.id)
                                .param("id", "<" + number + "@loop.example>")
                                .param("sender", sender)
                                .update()));
    }

    private void hears(String from, String fields, String text) throws Exception {
        var raw =
                "From: %s\r\nTo: saraban@%s\r\nMessage-ID: <%s@x.example>\r\n%s\r\n\r\n%s\r\n"
                        .formatted(from, own.domain, UUID.randomUUID(), fields, text);
        SmtpHandIn.send(
                ports.inbound(),
                from,
                raw.getBytes(StandardCharsets.UTF_8),
                "saraban@" + own.domain);
    }

    /// One letter of ours, whose mail is made.
    private Addressee sent() throws Exception {
        var governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        var content =
                new Content(
                        own.governor,
                        false,
                        Urgency.NORMAL,
                        "",
                        "ศส 0017.2",
                        "ขอเชิญประชุม",
                        "ผู้ว่าราชการจังหวัด",
                        "เพื่อโปรดพิจารณา",
                        "ด้วยจังหวัดจะจัดประชุม",
                        "",
                        "",
                        "โทร. 0 2000 0000",
                        "ขอแสดงความนับถือ",
                        "สำนักงานจังหวัด");
        var pdf = new ByteArrayInputStream(OutgoingWebTests.pdf());
        var file = given.keep(true, "หนังสือ.pdf", "application/pdf", pdf);
        var letter =
                within(() -> {
                    var id =
                            outgoing.begin(governor, content, List.of(other.mail()), List.of(file));
                    outgoing.send(governor, id, 1, null);
                    return id;
                });
        return await(() -> addressee(letter), addressee -> addressee.messageId() != null);
    }

    private Addressee addressee(UUID letter) {
        return within(() -> outgoing.addressees(own.id, letter)).getFirst();
    }

    private int mails() {
        return Objects.requireNonNull(
                within(() ->
                        transaction.execute(_ ->
                                db.sql("SELECT count(*) FROM mail.outgoing")
                                        .query(Integer.class)
                                        .single())));
    }

    private List<UnsortedMails.Unsorted> unsorted(int count) {
        return await(() -> incoming.unsorted(own.id), list -> list.size() == count);
    }

    private MvcTestResult page(String path) {
        return web.get().uri(path).with(SignedInAs.as(officer())).exchange();
    }

    private SignedIn officer() {
        return SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    private <T> T await(Supplier<T> what, java.util.function.Predicate<T> isAsWanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> within(what), isAsWanted);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private static byte[] join(byte[] first, byte[] second) {
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
