package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.mail.MailPorts;
import th.sala.mail.Outbox;
import th.sala.mail.SmtpHandIn;

/// What becomes of a sent letter, with the test in the outbox's place.
@SalaTest
@TestPropertySource(properties = "sala.outbox.enabled=false")
class SentLetterStoreTests {
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk desk;
    @Autowired Outbox outbox;
    @Autowired MailPorts ports;

    private Srisamut own;
    private Srisamut other;
    private SignedIn governor;

    @BeforeEach
    void foundTwoProvinces() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
    }

    @Test
    @DisplayName("C1 ข้อ 3(1): only a copy at our own central account counts as kept there")
    void theOwnCopyCountsWhenItIsAtTheCentralAccount() throws Exception {
        var sent = send();
        handIn(sent, "malee@" + own.domain);
        handIn(sent, "malee@" + other.domain);
        assertThat(addressee(sent).copiedAt()).isNull();

        var before = Instant.now();
        handIn(sent, "saraban@" + own.domain);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> addressee(sent).copiedAt() != null);
        assertThat(addressee(sent).copiedAt()).isAfter(before);
    }

    /// Writes and sends a letter and waits until its mail is in the outbox.
    private Addressee send() throws Exception {
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
                        "โทร. 0 2000 0000");
        var pdf = OutgoingWebTests.pdf();
        var id = within(() -> desk.begin(governor, content, List.of("malee@" + other.domain)));
        within(() -> {
            desk.attach(
                    governor,
                    id,
                    true,
                    "หนังสือ.pdf",
                    "application/pdf",
                    new ByteArrayInputStream(pdf));
            return desk.send(governor, id, 1, null);
        });
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> within(() -> desk.addressees(own.id, id)).getFirst(),
                        addressee -> addressee.queuedAt() != null);
    }

    private void handIn(Addressee sent, String to) throws Exception {
        SmtpHandIn.send(
                ports.inbound(), "malee@" + own.domain, within(() -> outbox.raw(sent.mail())), to);
    }

    private Addressee addressee(Addressee sent) {
        return within(() -> desk.addressees(own.id, sent.letter())).getFirst();
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
