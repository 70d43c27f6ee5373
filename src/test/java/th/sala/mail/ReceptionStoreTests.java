package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.event.TransactionalEventListener;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.database.TestOwner;

@SalaTest
@TestPropertySource(
        properties = {"sala.smtp.max-size=1MB", "sala.smtp.max-connections-per-client=60"})
class ReceptionStoreTests {
    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();
    private static final SignedIn CHIEF =
            SignedInAs.person(A, UUID.randomUUID(), Role.AUTHORISED_PERSON);

    @TestConfiguration
    static class People {
        @Bean
        @Primary
        SubmissionAccounts chiefOnly() {
            return (username, password) ->
                    username.equals("chief") && password.equals("right")
                            ? Optional.of(CHIEF)
                            : Optional.empty();
        }

        @Bean
        @Primary
        SubmissionPolicy nothingClassified() {
            return new SubmissionPolicy() {
                @Override
                public Optional<String> addressOf(SignedIn who) {
                    return Optional.of("chief@a.example");
                }

                @Override
                public Optional<String> objection(
                        SignedIn who, Message message, List<String> recipients) {
                    return message.subject().contains("ลับ")
                            ? Optional.of("classified\r\n250 Ok")
                            : Optional.empty();
                }
            };
        }

        @Bean
        Events events() {
            return new Events();
        }
    }

    static class Events {
        private final Queue<Object> all = new ConcurrentLinkedQueue<>();

        Queue<Object> all() {
            return all;
        }

        @TransactionalEventListener
        void arrived(MailArrived event) {
            all.add(event);
        }

        @TransactionalEventListener
        void reachedMore(MailReachedMore event) {
            all.add(event);
        }

        @TransactionalEventListener
        void submitted(MailSubmitted event) {
            all.add(event);
        }
    }

    @Autowired MailPorts ports;
    @Autowired MailListeners listeners;
    @Autowired Mailboxes mailboxes;
    @Autowired Inbox inbox;
    @Autowired Events events;
    @Autowired Environment environment;

    @Value("${sala.data}")
    Path data;

    @BeforeEach
    void open() {
        AgencyScope.within(
                A,
                () -> {
                    mailboxes.open(A, "Saraban@a.example", Mailbox.Kind.CENTRAL);
                    mailboxes.open(A, "chief@a.example", Mailbox.Kind.PERSON);
                });
        AgencyScope.within(B, () -> mailboxes.open(B, "saraban@b.example", Mailbox.Kind.CENTRAL));
        events.all().clear();
    }

    private static byte[] letter(String id, String more) {
        return ("From: x@far.example\r\nTo: saraban@a.example\r\nSubject: "
                        + id
                        + "\r\nMessage-ID: <"
                        + id
                        + "@far.example>\r\n\r\n"
                        + more
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keepsMailByteForByteAndTellsOnce() throws Exception {
        var raw = letter("bytes", "..dots\r\n.\r\n ไทย \t end  ");
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.mail("X@far.example", "SARABAN@A.example", raw)).startsWith("250");
        }

        var arrived = (MailArrived) events.all().remove();
        assertThat(arrived.agency()).isEqualTo(A);
        assertThat(events.all()).isEmpty();
        var mail = AgencyScope.within(A, () -> inbox.find(arrived.mail()));
        assertThat(mail.messageId()).isEqualTo("<bytes@far.example>");
        assertThat(mail.envelopeFrom()).isEqualTo("x@far.example");
        assertThat(mail.recipients()).containsExactly("saraban@a.example");
        assertThat(mail.client()).isEqualTo("127.0.0.1");
        assertThat(mail.size()).isEqualTo(raw.length);
        assertThat(AgencyScope.within(A, () -> inbox.raw(arrived.mail()))).isEqualTo(raw);
    }

    @Test
    void showsMailToItsOwnAgencyOnly() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.mail("", "saraban@a.example", letter("own", "x"));
        }
        var arrived = (MailArrived) events.all().remove();

        assertThatThrownBy(() -> AgencyScope.within(B, () -> inbox.find(arrived.mail())))
                .isInstanceOf(NoSuchMail.class);
    }

    @Test
    void takesTheSameMailOnceForEachAgency() throws Exception {
        var raw = letter("twice", "x");
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.envelope("x@far.example", "saraban@a.example", "saraban@b.example"))
                    .isEmpty();
            assertThat(talk.data(raw)).startsWith("250");
            assertThat(talk.mail("x@far.example", "chief@a.example", raw)).startsWith("250");
            assertThat(talk.mail("x@far.example", "saraban@a.example", raw)).startsWith("250");
        }

        var ofA = arrivedAtA().getFirst();
        assertThat(events.all())
                .hasSize(3)
                .contains(new MailReachedMore(A, ofA.mail()))
                .filteredOn(MailArrived.class::isInstance)
                .hasSize(2);
        assertThat(AgencyScope.within(A, () -> inbox.find(ofA.mail())).recipients())
                .containsExactly("chief@a.example", "saraban@a.example");
    }

    @Test
    @DisplayName("C1 ข้อ 3(1): one mail by two ways is one, whatever servers wrote into its header")
    void takesAMailThatCameByTwoWaysOnce() throws Exception {
        var raw = new String(letter("ways", "x"), StandardCharsets.UTF_8);
        var first = "Delivered-To: chief@a.example\r\nReceived: from far\r\n\tby one\r\n" + raw;
        var second =
                "Received: from far by two\r\n" + raw.replace("\r\n\r\n", "\r\nX-Spam: 1\r\n\r\n");
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.mail("x@far.example", "chief@a.example", first.getBytes(StandardCharsets.UTF_8));
            talk.mail(
                    "x@far.example", "saraban@a.example", second.getBytes(StandardCharsets.UTF_8));
            var arrived = arrivedAtA().getFirst();
            assertThat(events.all())
                    .containsExactly(arrived, new MailReachedMore(A, arrived.mail()));
            assertThat(found(arrived.mail()).centralAt()).isNotNull();

            // another word of the sender's is another mail
            for (var other :
                    List.of(raw.replace("far.example\r\nTo", "fra.example\r\nTo"), raw + "y")) {
                talk.mail(
                        "x@far.example",
                        "saraban@a.example",
                        other.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(arrivedAtA()).hasSize(3);
        }
    }

    @Test
    void tellsWhenAMailReachesTheCentralAccountLater() throws Exception {
        var raw = letter("later", "x");
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.mail("x@far.example", "chief@a.example", raw);
            var arrived = arrivedAtA().getFirst();
            assertThat(found(arrived.mail()).centralAt()).isNull();

            talk.mail("x@far.example", "saraban@a.example", raw);
            talk.mail("x@far.example", "saraban@a.example", raw);
            assertThat(events.all())
                    .containsExactly(arrived, new MailReachedMore(A, arrived.mail()));
            var mail = found(arrived.mail());
            assertThat(mail.centralAt()).isAfter(mail.receivedAt());
        }
    }

    private ReceivedMail found(UUID mail) {
        return AgencyScope.within(A, () -> inbox.find(mail));
    }

    private List<MailArrived> arrivedAtA() {
        return events.all().stream()
                .filter(MailArrived.class::isInstance)
                .map(MailArrived.class::cast)
                .filter(event -> event.agency().equals(A))
                .toList();
    }

    @Test
    void takesAMailWithoutMessageIdOnce() throws Exception {
        var raw = "From: x@far.example\r\n\r\nno id\r\n".getBytes();
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.mail("", "saraban@a.example", raw);
            talk.mail("", "saraban@a.example", raw);
        }

        var arrived = (MailArrived) events.all().remove();
        assertThat(events.all()).isEmpty();
        assertThat(AgencyScope.within(A, () -> inbox.find(arrived.mail())).messageId())
                .isEqualTo(MessageReader.read(raw).messageId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "somebody@else.example",
                "nobody@a.example",
                "saraban@a.example@else.example",
                "saraban%else.example@a.example",
                "@a.example:x@else.example",
                "else.example!x@a.example",
                "\"saraban@a.example\"@else.example",
                "saraban",
                "",
                " ",
                "postmaster",
                "สารบรรณ@a.example"
            })
    void relaysToNobody(String recipient) throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.say("MAIL FROM:<saraban@a.example>")).startsWith("250");
            assertThat(talk.say("RCPT TO:<" + recipient + ">")).startsWith("5");
            assertThat(talk.say("DATA")).startsWith("503");
        }
    }

    @Test
    void saysTheSameOfAnUnknownMailboxAndAnUnknownDomain() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.say("MAIL FROM:<>");
            assertThat(talk.say("RCPT TO:<nobody@a.example>"))
                    .isEqualTo(talk.say("RCPT TO:<nobody@else.example>"))
                    .startsWith("550 5.1.1");
            assertThat(talk.say("VRFY saraban@a.example")).startsWith("502");
            assertThat(talk.say("EXPN saraban")).startsWith("502");
        }
    }

    @Test
    void endsWithWhoTriesAllNames() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.say("MAIL FROM:<>");
            var answers = IntStream.range(0, 21).mapToObj(i -> rcpt(talk, "n" + i)).toList();
            assertThat(answers.subList(0, 20)).allMatch(answer -> answer.startsWith("550"));
            assertThat(answers.getLast()).startsWith("421");
            assertThat(talk.isEnded()).isTrue();
        }
    }

    private static String rcpt(SmtpTalk talk, String name) {
        try {
            return talk.say("RCPT TO:<" + name + "@a.example>");
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.say("MAIL FROM:<x@far.example> SIZE=99999999999999999999"))
                    .startsWith("552");
            assertThat(talk.say("MAIL FROM:<x@far.example> SIZE=2000000 BODY=8BITMIME"))
                    .startsWith("552");
            var large = letter("large", "0123456789\r\n".repeat(100_000));
            assertThat(talk.mail("x@far.example", "saraban@a.example", large)).startsWith("552");
            // the connection is as good as new
            assertThat(talk.mail("x@far.example", "saraban@a.example", letter("after", "x")))
                    .startsWith("250");
        }
        assertThat(events.all()).hasSize(1);
        assertThat(incoming()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"line", "headers", "header"})
    void refusesWhatNoMailNeeds(String what) throws Exception {
        var raw =
                switch (what) {
                    case "line" -> "From: x@far.example\r\n\r\n" + "a".repeat(100_000) + "\r\n";
                    case "headers" -> "X: y\r\n".repeat(2_000) + "\r\n";
                    default -> ("X: " + "y".repeat(900) + "\r\n").repeat(500) + "\r\n";
                };
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.mail("", "saraban@a.example", raw.getBytes())).startsWith("554");
            assertThat(talk.say("NOOP")).startsWith("250");
        }
    }

    @Test
    void limitsRecipients() throws Exception {
        AgencyScope.within(
                A,
                () ->
                        IntStream.range(0, 101)
                                .forEach(i ->
                                        mailboxes.open(
                                                A,
                                                "many" + i + "@a.example",
                                                Mailbox.Kind.PERSON)));
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.say("MAIL FROM:<>");
            for (int i = 0; i < 100; i++) {
                assertThat(talk.say("RCPT TO:<many" + i + "@a.example>")).startsWith("250");
            }
            assertThat(talk.say("RCPT TO:<many100@a.example>")).startsWith("452");
        }
    }

    @Test
    void doesNotSpeakBdat() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.say("EHLO x")).doesNotContain("CHUNKING");
            talk.envelope("", "saraban@a.example");
            talk.send("BDAT 30 LAST\r\nRSET\r\nMAIL FROM:<a@a.example>\r\n");
            assertThat(talk.answer()).startsWith("502");
            assertThat(talk.isEnded()).isTrue();
        }
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r\n.\r",
                "\n\n.\n\n",
                "\r\n\0.\r\n",
                "\r\r\n.\r\r\n"
            })
    void isNotFooledAboutTheEndOfAMail(String end) throws Exception {
        var smuggled =
                "From: x@far.example\r\nMessage-ID: <"
                        + UUID.randomUUID()
                        + "@x>\r\n\r\none"
                        + end
                        + "MAIL FROM:<admin@a.example>\r\nRCPT TO:<chief@a.example>\r\nDATA\r\n"
                        + "From: chief@a.example\r\n\r\ntwo";
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.envelope("x@far.example", "saraban@a.example");
            talk.say("DATA");
            talk.send(smuggled + "\r\n.\r\n");
            assertThat(talk.answer()).startsWith("250");
            assertThat(talk.say("NOOP")).startsWith("250");
        }
        assertThat(events.all()).hasSize(1);
        var arrived = (MailArrived) events.all().remove();
        assertThat(AgencyScope.within(A, () -> inbox.raw(arrived.mail())))
                .isEqualTo(
                        (smuggled.replace("\r\n.", "\r\n") + "\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void takesNothingFromWhoHangsUp() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.envelope("", "saraban@a.example");
            talk.say("DATA");
            talk.send("From: x@far.example\r\n\r\nhalf a mail");
        }
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            talk.mail("", "saraban@a.example", letter("whole", "x"));
        }
        assertThat(events.all()).hasSize(1);
    }

    @Test
    void asksToComeBackWhenTheDiskTakesNothing() throws Exception {
        var incoming = data.resolve("files/incoming");
        var aside = data.resolve("files/aside");
        Files.move(incoming, aside);
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.mail("", "saraban@a.example", letter("disk", "x"))).startsWith("451");
            Files.move(aside, incoming);
            assertThat(events.all()).isEmpty();
            assertThat(talk.mail("", "saraban@a.example", letter("disk", "x"))).startsWith("250");
        }
        assertThat(events.all()).hasSize(1);
    }

    @Test
    void asksToComeBackWhenTheDatabaseTakesNothing() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            TestOwner.execute(
                    environment, "REVOKE INSERT ON mail.received_recipient FROM sala_app");
            assertThat(talk.mail("", "saraban@a.example", letter("db", "x"))).startsWith("451");
            TestOwner.execute(environment, "GRANT INSERT ON mail.received_recipient TO sala_app");
            assertThat(events.all()).isEmpty();
            assertThat(talk.mail("", "saraban@a.example", letter("db", "x"))).startsWith("250");
        }
        assertThat(events.all()).hasSize(1);
    }

    @Test
    void closesWithoutCuttingOffAMail() throws Exception {
        var port = ports.inbound();
        try (var idle = SmtpTalk.greeted(port);
                var busy = SmtpTalk.greeted(port)) {
            busy.envelope("", "saraban@a.example");
            busy.say("DATA");
            busy.send("From: x@far.example\r\n");

            var stopping = Thread.ofVirtual().start(listeners::stop);
            assertThat(idle.answer()).startsWith("421");
            assertThat(idle.isEnded()).isTrue();
            assertThat(isServed(port)).isFalse();

            busy.send("\r\nthe rest\r\n.\r\n");
            assertThat(busy.answer()).startsWith("250");
            assertThat(busy.answer()).startsWith("421");
            stopping.join();
        } finally {
            listeners.start();
        }
        assertThat(events.all()).hasSize(1);
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.mail("", "saraban@a.example", letter("again", "x"))).startsWith("250");
        }
    }

    /// A connection that comes too late is refused, or ended before anything is said.
    private static boolean isServed(int port) {
        try (var late = new SmtpTalk(port)) {
            return late.say("NOOP").startsWith("250");
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void forgetsAConnectionsStateWithTls() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.say("EHLO x")).contains("STARTTLS").doesNotContain("AUTH");
            talk.say("MAIL FROM:<x@far.example>");
            assertThat(talk.startTls()).startsWith("220");
            assertThat(talk.say("RCPT TO:<saraban@a.example>")).startsWith("503");
            assertThat(talk.say("EHLO x")).doesNotContain("STARTTLS");
            assertThat(talk.mail("", "saraban@a.example", letter("tls", "x"))).startsWith("250");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAIL FROM:",
                "MAIL FROM:<<<>>>",
                "RCPT",
                "EHLO",
                "AUTH",
                "AUTH PLAIN",
                "AUTH PLAIN !",
                "MAIL",
                "DATA x",
                "STARTTLS x",
                "X",
                "HELP NOTHING",
                "MAIL FROM:<a b@c>",
                "MAIL FROM:<\u0001@x>"
            })
    void answersNonsenseAndGoesOn(String line) throws Exception {
        try (var talk = SmtpTalk.greeted(ports.inbound())) {
            assertThat(talk.say(line)).startsWith("5");
            talk.say("RSET");
            assertThat(talk.mail("", "saraban@a.example", letter("nonsense", "x")))
                    .startsWith("250");
        }
    }

    @Test
    void takesAllOfManyAtOnceExactlyOnce() throws Exception {
        try (var pool = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < 200; i++) {
                var id = "many-" + i;
                pool.submit(() -> {
                    try (var talk = SmtpTalk.greeted(ports.inbound())) {
                        talk.mail("", "saraban@a.example", letter(id, "x"));
                        talk.mail("", "chief@a.example", letter(id, "x"));
                    }
                    return null;
                });
            }
        }
        Map<UUID, Object> seen = new ConcurrentHashMap<>();
        arrivedAtA().forEach(event -> seen.put(event.mail(), event));
        assertThat(arrivedAtA()).hasSize(200);
        assertThat(seen).hasSize(200);
    }

    // ---- submission

    @Test
    void signsNobodyInWithoutTls() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.submission())) {
            assertThat(talk.say("EHLO x")).doesNotContain("AUTH");
            assertThat(talk.say("AUTH PLAIN " + plain("chief", "right"))).startsWith("530");
            assertThat(talk.say("MAIL FROM:<chief@a.example>")).startsWith("530");
        }
    }

    @Test
    void takesNothingFromWhoIsNotSignedIn() throws Exception {
        try (var talk = SmtpTalk.greeted(ports.submission())) {
            talk.startTls();
            talk.say("EHLO x");
            assertThat(talk.say("MAIL FROM:<chief@a.example>")).startsWith("530");
            assertThat(talk.say("AUTH PLAIN " + plain("chief", "wrong"))).startsWith("535");
            assertThat(talk.say("MAIL FROM:<chief@a.example>")).startsWith("530");
            assertThat(talk.say("AUTH PLAIN " + plain("chief", "wrong"))).startsWith("535");
            assertThat(talk.say("AUTH PLAIN " + plain("chief", "wrong"))).startsWith("535");
            assertThat(talk.say("AUTH PLAIN " + plain("chief", "right"))).startsWith("421");
        }
    }

    @Test
    void takesWhatAPersonHandsIn() throws Exception {
        try (var talk = signedIn()) {
            var raw = from("chief@a.example", "เรื่อง");
            assertThat(talk.mail("chief@a.example", "head@far.example", raw)).startsWith("250");
            assertThat(talk.mail("chief@a.example", "head@far.example", raw)).startsWith("250");
        }
        var submitted = (MailSubmitted) events.all().remove();
        assertThat(events.all()).isEmpty();
        var mail = AgencyScope.within(A, () -> inbox.find(submitted.mail()));
        assertThat(mail.submittedBy()).isEqualTo(CHIEF.account());
        assertThat(mail.recipients()).containsExactly("head@far.example");
    }

    @Test
    void letsNobodySendAsAnother() throws Exception {
        try (var talk = signedIn()) {
            assertThat(
                            talk.mail(
                                    "saraban@a.example",
                                    "x@far.example",
                                    from("chief@a.example", "x")))
                    .startsWith("550 5.7.1");
            assertThat(
                            talk.mail(
                                    "chief@a.example",
                                    "x@far.example",
                                    from("saraban@a.example", "x")))
                    .startsWith("550 5.7.1");
            assertThat(
                            talk.mail(
                                    "chief@a.example",
                                    "x@far.example",
                                    from("chief@a.example\r\nFrom: saraban@a.example", "x")))
                    .startsWith("554");
            assertThat(talk.say("MAIL FROM:<>")).startsWith("550");
        }
        assertThat(events.all()).isEmpty();
    }

    @Test
    void passesOnTheObjectionOfThePolicyInOneLine() throws Exception {
        try (var talk = signedIn()) {
            assertThat(
                            talk.mail(
                                    "chief@a.example",
                                    "x@far.example",
                                    from("chief@a.example", "ลับ")))
                    .isEqualTo("550 5.7.1 classified 250 Ok");
            assertThat(talk.say("NOOP")).startsWith("250");
        }
        assertThat(events.all()).isEmpty();
    }

    private SmtpTalk signedIn() throws Exception {
        var talk = SmtpTalk.greeted(ports.submission());
        talk.startTls();
        assertThat(talk.say("EHLO x")).contains("AUTH PLAIN LOGIN");
        assertThat(talk.say("AUTH PLAIN " + plain("chief", "right"))).startsWith("235");
        return talk;
    }

    private static byte[] from(String from, String subject) {
        return ("From: "
                        + from
                        + "\r\nSubject: "
                        + subject
                        + "\r\nMessage-ID: <"
                        + subject.hashCode()
                        + "@a.example>\r\n\r\nx\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(String username, String password) {
        var secret = "\0" + username + "\0" + password;
        return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> incoming() throws Exception {
        try (var left = Files.list(data.resolve("files/incoming"))) {
            return left.toList();
        }
    }
}
