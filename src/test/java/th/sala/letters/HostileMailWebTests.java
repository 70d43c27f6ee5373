package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Elsewhere;
import th.sala.agencies.Srisamut;
import th.sala.mail.DeliveryState;
import th.sala.mail.HostileMails;
import th.sala.mail.MailPorts;
import th.sala.mail.Outbox;
import th.sala.mail.SmtpHandIn;

/// What becomes of the mails of `mail/hostile.tsv` when they come by SMTP while a letter of ours
/// waits for its answer: nothing is lost, nothing forged takes effect, every page shows.
@SalaTest
class HostileMailWebTests {
    private static final int VARIANTS = 2;

    @Autowired MockMvcTester web;
    @Autowired ApplicationContext here;
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

    @Test
    void nothingIsLostAndNothingForgedTakesEffect() throws Exception {
        var sent = near.sent();
        var target =
                new HostileMails.Target(
                        "saraban@" + own.domain,
                        "malee@" + own.domain,
                        "saraban@" + other.domain,
                        other.mail(),
                        java.util.Objects.requireNonNull(sent.messageId()));
        // the own central account's copy: else it counts as the first cause's mail
        near.await(this::received, mails -> mails.size() == 1);
        var before = outbox(sent.mail());
        var softly = new SoftAssertions();
        var taken = new HashMap<UUID, HostileMails.Cause>();
        for (var cause : HostileMails.all()) {
            for (int seed = 0; seed < VARIANTS; seed++) {
                var known = received();
                var answer = offer(marked(seed, HostileMails.make(cause, target, seed)));
                var now = received();
                now.removeAll(known);
                var isRefused = cause.becomes().matches("\\d{3}");
                softly.assertThat(answer)
                        .as(cause.name())
                        .startsWith(isRefused ? cause.becomes() : "250");
                softly.assertThat(now).as(cause.name()).hasSize(isRefused ? 0 : 1);
                now.forEach(mail -> taken.put(mail, cause));
            }
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(withoutReason(taken)).isEmpty());

        var reasons = reasons();
        taken.forEach((mail, cause) -> {
            if (!cause.becomes().equals("any")) {
                softly.assertThat(reasons.get(mail)).as(cause.name()).isEqualTo(cause.becomes());
            }
        });
        softly.assertThat(near.addressee(sent.letter()).answer()).isNull();
        softly.assertThat(outbox(sent.mail())).isEqualTo(before);
        softly.assertAll();
        reasons.forEach((mail, _) -> assertShowsNothingActive("/letters/unsorted/" + mail));
        assertShowsNothingActive("/letters/unsorted");
        assertShowsNothingActive("/letters/out/" + sent.letter());
    }

    /// HTML shows as its words; whatever stands in a mail is text of the page and no more.
    private void assertShowsNothingActive(String path) {
        assertThat(web.get().uri(path).with(SignedInAs.as(near.officer())))
                .hasStatusOk()
                .bodyText()
                .doesNotContainPattern(
                        "(?i)<(?:img|iframe|object|math|base)\\b|\\bsrc=[\"'](?:https?:)?//|onerror=[\"']?alert\\(1\\)(?!&gt;|\\.pdf|_)|<script>alert")
                .doesNotContain("\u202e", "\u2067", "\u0000", "\u001b");
    }

    @Test
    void theSameMailAgainIsTheSameMailAndAnotherUnderItsIdIsAsked() throws Exception {
        var mail =
                "From: nok@thaleluang.example\r\nMessage-ID: <once@x.example>\r\nSubject: ก\r\n%s\r\n\r\n%s\r\n";
        var pdf = "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64";
        var base64 = java.util.Base64.getMimeEncoder().encodeToString(OutgoingWebTests.pdf());
        var first = mail.formatted(pdf, base64).getBytes(StandardCharsets.UTF_8);
        var second =
                mail.formatted(pdf, base64)
                        .replace("Subject: ก", "Subject: ข")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(offer(first)).startsWith("250");
        near.await(() -> incoming.countWaiting(own.id), count -> count == 1);
        assertThat(offer(first)).startsWith("250");
        assertThat(offer(second)).startsWith("250");

        var asked = near.await(() -> incoming.unsorted(own.id), list -> list.size() == 1);
        assertThat(asked.getFirst().reason()).isEqualTo("second-of-id");
        assertThat(received()).hasSize(2);
        assertThat(near.within(() -> incoming.countWaiting(own.id))).isEqualTo(1);
    }

    private String offer(byte[] raw) throws Exception {
        return SmtpHandIn.offer(ports.inbound(), "evil@evil.example", raw, "saraban@" + own.domain);
    }

    /// The same bytes again would be the same mail.
    private static byte[] marked(int seed, byte[] raw) {
        var all = new ByteArrayOutputStream();
        all.writeBytes("X-Variant: %d\r\n".formatted(seed).getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(raw);
        return all.toByteArray();
    }

    private List<DeliveryState> outbox(UUID mail) {
        return near.within(() -> outbox.deliveries(mail)).stream()
                .map(delivery -> delivery.state())
                .filter(state ->
                        state instanceof DeliveryState.Bounced
                                || state instanceof DeliveryState.Delivered)
                .toList();
    }

    private List<UUID> received() {
        return near.within(() ->
                transaction.execute(
                        _ -> db.sql("SELECT id FROM mail.received").query(UUID.class).list()));
    }

    private Map<UUID, String> reasons() {
        return near.within(() -> incoming.unsorted(own.id)).stream()
                .collect(Collectors.toMap(mail -> mail.mail(), mail -> mail.reason()));
    }

    private List<HostileMails.Cause> withoutReason(Map<UUID, HostileMails.Cause> taken) {
        var rest = new HashMap<>(taken);
        rest.keySet().removeAll(reasons().keySet());
        return List.copyOf(rest.values());
    }
}
