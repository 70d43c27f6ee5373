package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.MailPorts;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.SmtpHandIn;
import th.sala.origin.TestNames;

/// What an officer sees of who really sent a letter.
@SalaTest
class OriginWebTests {
    private static final String DOUBT = "ไม่มีหลักฐานว่ามาจากผู้ส่งจริง";

    @Autowired MockMvcTester web;
    @Autowired MailPorts ports;
    @Autowired IncomingDesk desk;
    @Autowired ApplicationContext here;

    private final TestNames names = TestNames.ofAll();
    private Neighbours near;

    @BeforeEach
    void neighbours() {
        near = new Neighbours(here);
    }

    private UUID arrives(String from) throws Exception {
        var draft =
                new MessageDraft(
                        "<" + UUID.randomUUID() + "@x.example>",
                        new Address("นายวิชัย สุขดี", from),
                        List.of(Address.of("malee@" + near.own.domain)),
                        List.of(Address.of("saraban@" + near.own.domain)),
                        "ขอเชิญประชุม",
                        Instant.now(),
                        List.of(),
                        Map.of(),
                        "เรียน ผู้ว่าฯ",
                        List.of(
                                new Attachment(
                                        "หนังสือ.pdf", "application/pdf", OutgoingWebTests.pdf())));
        SmtpHandIn.send(
                ports.inbound(), from, MessageWriter.write(draft), "saraban@" + near.own.domain);
        return near.await(() -> desk.waiting(near.own.id, 50), list -> !list.isEmpty())
                .getFirst()
                .id();
    }

    private void shows(String path, String... words) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(page(path)).contains(words));
    }

    private String page(String path) throws Exception {
        return web.get()
                .uri(path)
                .with(SignedInAs.as(near.officer()))
                .exchange()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void marksTheForgedNameOfSomebodyWhomTheRegistryKnows() throws Exception {
        names.knows(near.other.domain, "TXT", "v=spf1 ip4:192.0.2.1 -all");
        var letter = arrives(near.other.mail());

        shows(
                "/letters/in/" + letter,
                DOUBT,
                "จดหมายไม่มีลายมือชื่อของโดเมนใด",
                "ส่งจากเครื่องที่โดเมน " + near.other.domain + " ห้ามส่ง",
                "ใครก็เขียนชื่อผู้ส่งนี้ได้");
        assertThat(page("/letters/in/" + letter)).doesNotContain("ผู้ส่งไม่อยู่ในทะเบียน");
        assertThat(page("/letters/in")).contains("govuk-tag--red", DOUBT);
    }

    @Test
    void marksWhatCannotBeCheckedNow() throws Exception {
        names.failsFor(near.other.domain);
        var letter = arrives(near.other.mail());

        shows("/letters/in/" + letter, "ยังตรวจไม่ได้ว่ามาจากผู้ส่งจริงหรือไม่");
        assertThat(page("/letters/in")).contains("ยังตรวจไม่ได้ว่ามาจากผู้ส่งจริงหรือไม่");
    }

    @Test
    void saysHowItIsKnownThatALetterIsOfItsSender() throws Exception {
        names.knows(near.other.domain, "TXT", "v=spf1 ip4:127.0.0.1 -all");
        var letter = arrives(near.other.mail());

        shows(
                "/letters/in/" + letter,
                "มาจากโดเมนของผู้ส่งจริง",
                "ส่งจากเครื่องที่โดเมน " + near.other.domain + " ระบุให้ส่งได้");
        assertThat(page("/letters/in/" + letter)).doesNotContain("ใครก็เขียนชื่อผู้ส่งนี้ได้");
        assertThat(page("/letters/in")).doesNotContain("govuk-tag--red");
    }

    @Test
    void leavesTheMarkOfStrangersAsItIs() throws Exception {
        var letter = arrives("head@thaleluang.example");

        shows("/letters/in/" + letter, DOUBT, "ผู้ส่งไม่อยู่ในทะเบียน");
        assertThat(page("/letters/in/" + letter)).doesNotContain("ใครก็เขียนชื่อผู้ส่งนี้ได้");
        assertThat(page("/letters/in")).doesNotContain("govuk-tag--red");
    }

    @Test
    void saysItOfMailThatWaitsForAPerson() throws Exception {
        near.hears("bot@thaleluang.example", "Auto-Submitted: auto-replied", "x");
        var mail = near.unsorted(1).getFirst().mail();

        shows("/letters/unsorted/" + mail, DOUBT, "จดหมายไม่มีลายมือชื่อของโดเมนใด");
    }
}
