package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
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
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Elsewhere;
import th.sala.agencies.Srisamut;
import th.sala.mail.MailPorts;
import th.sala.mail.Outbox;
import th.sala.mail.SmtpHandIn;

/// Mail that programs send by themselves: nothing of it is answered, nothing is lost, and much of
/// it is one task.
@SalaTest
class MachinesWebTests {
    @Autowired MockMvcTester web;
    @Autowired ApplicationContext here;
    @Autowired OutgoingDesk outgoing;
    @Autowired IncomingDesk incoming;
    @Autowired MailPorts ports;
    @Autowired Outbox outbox;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Neighbours near;
    private Srisamut own;
    private Elsewhere other;

    @BeforeEach
    void foundAProvinceThatKnowsAnother() {
        near = new Neighbours(here);
        own = near.own;
        other = near.other;
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
        var sent = near.sent();
        var before = mails();
        near.hears(
                "saraban@" + other.domain,
                fields.replace("\\;", "\0").replace("; ", "\r\n").replace("\0", ";")
                        + "\r\nIn-Reply-To: "
                        + sent.messageId(),
                "ได้รับหนังสือแล้ว เลขรับ 1");

        assertThat(near.unsorted(1).getFirst().reason()).isEqualTo("automatic");
        assertThat(near.within(() -> incoming.waiting(own.id, 10))).isEmpty();
        assertThat(near.addressee(sent.letter()).answer()).isNull();
        assertThat(mails()).isEqualTo(before);
    }

    @Test
    void aMailOfOursThatComesBackIsNoLetter() throws Exception {
        var sent = near.sent();
        var raw = near.within(() -> outbox.raw(sent.mail()));
        var before = mails();
        for (int hop = 1; hop <= 3; hop++) {
            var received = "Received: from loop.example by mx.example; hop %d\r\n".formatted(hop);
            var again = join((received.repeat(hop)).getBytes(StandardCharsets.US_ASCII), raw);
            SmtpHandIn.send(ports.inbound(), "x@loop.example", again, "saraban@" + own.domain);
        }
        var altered = join(raw, "and more\r\n".getBytes(StandardCharsets.US_ASCII));
        SmtpHandIn.send(ports.inbound(), "x@loop.example", altered, "saraban@" + own.domain);

        assertThat(near.unsorted(1))
                .as("as servers pass it on it is our own copy; what says anything else is asked")
                .extracting(UnsortedMails.Unsorted::reason)
                .containsExactly("altered-copy");
        assertThat(mails()).isEqualTo(before);
        assertThat(near.within(() -> incoming.countWaiting(own.id))).isZero();
    }

    @Test
    void whatGoesInACircleIsRefused() throws Exception {
        var hop = "Received: from a.example by b.example; Fri, 20 Nov 2026 12:00:00 +0700\r\n";
        var mail = "From: x@loop.example\r\nSubject: x\r\n\r\nx\r\n";

        assertThat(offer(hop.repeat(101) + mail)).startsWith("554 5.4.6");
        assertThat(offer(hop.repeat(100) + mail)).startsWith("250");
        assertThat(near.unsorted(1)).hasSize(1);
    }

    private String offer(String raw) throws Exception {
        var bytes = raw.getBytes(StandardCharsets.US_ASCII);
        return SmtpHandIn.offer(ports.inbound(), "x@loop.example", bytes, "saraban@" + own.domain);
    }

    @Test
    void aStormIsOneTask() throws Exception {
        for (int i = 0; i < 30; i++) {
            near.hears("printer@loop.example", "Subject: paper jam " + i, "x");
        }
        near.hears("nok@thaleluang.example", "Subject: a person", "x");
        near.unsorted(31);

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
        near.hears("printer@loop.example", "Subject: came later", "x");
        near.unsorted(32);

        var noted =
                web.post()
                        .uri("/letters/unsorted/alike/note")
                        .param("reason", "no-pdf")
                        .param("sender", "printer@loop.example")
                        .param("seen", seen(shown))
                        .with(SignedInAs.as(near.officer()))
                        .with(csrf());
        assertThat(noted).hasStatus(HttpStatus.FOUND);
        assertThat(near.unsorted(2))
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
        near.hears("esaraban@loop.example", pdf, base64);
        assertThat(near.unsorted(1).getFirst().reason()).isEqualTo("flood");

        near.hears(other.mail(), pdf, base64);
        near.hears("nok@thaleluang.example", pdf, base64);
        var all = 2 * Sorting.MOST_AN_HOUR + 2;
        near.await(() -> incoming.countWaiting(own.id), count -> count == all);
        assertThat(near.unsorted(1)).hasSize(1);
    }

    /// A letter that came a moment ago.
    private void letterBefore(int number, String sender) {
        near.within(() ->
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

    private int mails() {
        return Objects.requireNonNull(
                near.within(() ->
                        transaction.execute(_ ->
                                db.sql("SELECT count(*) FROM mail.outgoing")
                                        .query(Integer.class)
                                        .single())));
    }

    private MvcTestResult page(String path) {
        return web.get().uri(path).with(SignedInAs.as(near.officer())).exchange();
    }

    private static byte[] join(byte[] first, byte[] second) {
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
