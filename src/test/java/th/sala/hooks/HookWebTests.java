package th.sala.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.accounts.TestTokens;
import th.sala.database.AgencyScope;

/// Webhooks, against a listener that is friendly, slow, huge, gone, or sends us elsewhere.
@SalaTest
@TestPropertySource(
        properties = {"sala.hooks.plain=true", "sala.hooks.patience=10s", "sala.hooks.at-once=2"})
class HookWebTests {
    private static final Pattern SECRET = Pattern.compile("whsec_[\\w+/=]+");

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Hooks hooks;
    @Autowired StoredHooks stored;
    @Autowired Deliverer deliverer;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private record Heard(String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(one -> one.getKey().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .getFirst();
        }
    }

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final UUID agency = UUID.randomUUID();
    private HttpServer server;
    private SignedIn administrator;

    /// What `/held` waits for before it answers.
    private Runnable held = () -> {};

    @BeforeEach
    void listen() throws IOException {
        administrator = new TestTokens(here).person(agency, null, Role.ADMINISTRATOR);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        inScope(() -> db.sql("DELETE FROM hooks.hook").update());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(new Heard(path, Map.copyOf(exchange.getRequestHeaders()), body));
        switch (path) {
            case "/elsewhere" -> {
                exchange.getResponseHeaders().add("Location", "/good");
                exchange.sendResponseHeaders(302, -1);
            }
            case "/gone" -> exchange.sendResponseHeaders(410, -1);
            case "/failing" -> exchange.sendResponseHeaders(500, -1);
            case "/huge" -> {
                exchange.sendResponseHeaders(200, 0);
                try (var out = exchange.getResponseBody()) {
                    out.write(new byte[1024 * 1024]);
                } catch (IOException hungUp) {
                    // as it should
                }
            }
            case "/held" -> {
                held.run();
                exchange.sendResponseHeaders(204, -1);
            }
            case "/slow" -> {
                // never answers; the exchange ends with the server
                return;
            }
            default -> exchange.sendResponseHeaders(204, -1);
        }
        exchange.close();
    }

    @Test
    void tellsIdAndKindSignedAndNothingElse() throws Exception {
        var secret = secret(add("/good", "LETTER_SENT"));
        var letter = UUID.randomUUID();
        raise(HookEvent.LETTER_SENT, letter);
        raise(HookEvent.LETTER_ARRIVED, UUID.randomUUID());

        delivered();

        var message = heard.take();
        assertThat(heard).as("one that nobody asked for").isEmpty();
        assertThat(message.body())
                .matches(
                        "\\{\"type\":\"letter.sent\",\"timestamp\":\"[^\"]+\",\"data\":\\{\"id\":\""
                                + letter
                                + "\",\"agency\":\""
                                + agency
                                + "\"}}");
        var seconds = Long.parseLong(message.header("webhook-timestamp"));
        assertThat(Instant.ofEpochSecond(seconds))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(message.header("webhook-signature"))
                .isEqualTo(
                        Signature.of(
                                secret,
                                message.header("webhook-id"),
                                seconds,
                                message.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(page()).contains("ส่งแล้ว", "ปลายทางตอบ ๒๐๔").doesNotContain("whsec_");
        delivered();
        assertThat(heard).as("once").isEmpty();
    }

    @Test
    void takesOnlyAddressesThatItWouldSendTo() {
        for (var address :
                List.of(
                        "",
                        "x",
                        "ftp://x.example/",
                        "https://a:b@x.example/",
                        "https://",
                        "https://x.example/#f",
                        "javascript:alert(1)")) {
            assertThat(made(address, TestTokens.PASSWORD, "LETTER_SENT"))
                    .as(address)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        assertThat(made("https://x.example/", "ผิดแน่นอน", "LETTER_SENT"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(made("https://x.example/", TestTokens.PASSWORD, "TEST"))
                .as("told of nothing")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(made("https://x.example/", TestTokens.PASSWORD, ""))
                .as("a box without a value")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(hooks()).isEmpty();
        assertThat(made("https://x.example/", TestTokens.PASSWORD, "LETTER_SENT")).hasStatusOk();
    }

    @Test
    void saysInWordsWhatWentWrongAndTriesAgainLater() {
        for (var path : List.of("/elsewhere", "/failing", "/huge", "/slow")) {
            add(path, "LETTER_SENT");
            raise(HookEvent.LETTER_SENT, UUID.randomUUID());
            delivered();
            var hook = hooks().getFirst();
            var delivery = inScope(() -> stored.latest(agency, hook.id())).getFirst();
            assertThat(delivery.delivered()).as(path).isFalse();
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.next()).isNotNull();
            assertThat(page())
                    .as(path)
                    .contains("รอส่ง")
                    .contains(
                            switch (path) {
                                case "/elsewhere" -> "ซึ่งระบบไม่ตาม";
                                case "/failing" -> "ปลายทางตอบ ๕๐๐";
                                case "/huge" -> "คำตอบยาวเกินไป";
                                default -> "ช้าเกินไป";
                            });
            assertThat(heard).extracting(Heard::path).doesNotContain("/good");
            post(hook, "remove");
        }
        assertThat(hooks()).isEmpty();
    }

    @Test
    void goesNowhereThatIsOutOfReach() {
        made("http://169.254.169.254/latest", TestTokens.PASSWORD, "LETTER_SENT").getResponse();
        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        assertThat(page()).contains("อยู่ในที่ที่ระบบไม่ติดต่อ");
    }

    @Test
    void isSentAgainByHandAndStopsWhenThatIsSaid() throws Exception {
        add("/failing", "LETTER_SENT");
        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        heard.take();
        var hook = hooks().getFirst();
        var delivery = inScope(() -> stored.latest(agency, hook.id())).getFirst();

        web.post()
                .uri("/people/hooks/{h}/deliveries/{d}/again", hook.id(), delivery.id())
                .with(SignedInAs.as(administrator))
                .with(csrf())
                .exchange();
        delivered();
        assertThat(heard.take().header("webhook-id")).isEqualTo("msg_" + delivery.id());

        post(hook, "active");
        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        assertThat(heard).isEmpty();
        post(hook, "test");
        delivered();
        assertThat(heard.take().body()).contains("\"type\":\"test\"");
        assertThat(
                        web.post()
                                .uri("/people/hooks/{h}/test", hook.id())
                                .with(SignedInAs.administrator(UUID.randomUUID()))
                                .with(csrf()))
                .as("another agency's")
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void isSwitchedOffWhenItIsGoneOrSilentForLongAndAdministratorsAreTold() {
        add("/gone", "LETTER_SENT");
        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        assertThat(hooks()).extracting(Hook::active).containsExactly(false);
        assertThat(notices()).isEqualTo(1);
        post(hooks().getFirst(), "remove");

        add("/failing", "LETTER_SENT");
        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        assertThat(hooks()).extracting(Hook::active).containsExactly(true);
        inScope(() ->
                db.sql("UPDATE hooks.hook SET failing_since = now() - interval '4 days'").update());
        inScope(() ->
                db.sql("UPDATE hooks.delivery SET next_at = now() - interval '1 second'").update());
        delivered();
        assertThat(hooks()).extracting(Hook::active).containsExactly(false);
        assertThat(notices()).isEqualTo(2);
    }

    @Test
    void forgetsWhatWasToldLongAgo() {
        add("/good", "LETTER_SENT");
        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        var hook = hooks().getFirst();
        assertThat(inScope(() -> stored.latest(agency, hook.id()))).hasSize(1);
        inScope(() -> db.sql("UPDATE hooks.delivery SET at = at - interval '100 days'").update());
        deliverer.forget();
        assertThat(inScope(() -> stored.latest(agency, hook.id()))).isEmpty();
    }

    @Test
    void aSlowOneHoldsUpNobodyElseNotEvenWhatComesMeanwhile() {
        add("/held", "LETTER_ARRIVED");
        add("/good", "LETTER_SENT");
        held =
                () -> {
                    put(HookEvent.LETTER_SENT, 1);
                    heardAtGood(4);
                };
        put(HookEvent.LETTER_ARRIVED, 1);
        put(HookEvent.LETTER_SENT, 3);

        delivered();

        assertThat(hooks())
                .flatExtracting(hook -> inScope(() -> stored.latest(agency, hook.id())))
                .extracting(Delivery::delivered)
                .containsExactly(true, true, true, true, true);
    }

    private void heardAtGood(int messages) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        heard.stream().filter(one -> one.path().equals("/good")).count()
                                == messages);
    }

    @Test
    void everyAddressHasItsTurnHoweverMuchWaitsForOthers() {
        for (var path : List.of("/a", "/b", "/c")) {
            add(path, "LETTER_SENT");
        }
        var port = server.getAddress().getPort();
        inScope(() ->
                db.sql(
                                """
                                UPDATE hooks.hook SET address = :base || '/' || place
                                  FROM (SELECT id AS hook, row_number() OVER (ORDER BY id) AS place
                                          FROM hooks.hook) places
                                 WHERE id = hook
                                """)
                        .param("base", "http://127.0.0.1:" + port)
                        .update());
        put(HookEvent.LETTER_SENT, 3);

        delivered();

        var paths = heard.stream().map(Heard::path).toList();
        assertThat(paths).hasSize(9);
        assertThat(paths.subList(0, 4))
                .as("two at once, of which either may be heard first")
                .contains("/1", "/2", "/3");
    }

    @Test
    void whatWasGivenUpLongAgoSwitchesNothingOff() {
        add("/failing", "LETTER_SENT");
        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        assertThat(hooks().getFirst().failingSince()).as("something waits").isNotNull();
        inScope(() ->
                db.sql("UPDATE hooks.delivery SET attempts = 7, next_at = now() - interval '1 s'")
                        .update());
        delivered();
        assertThat(hooks().getFirst().failingSince()).as("given up").isNull();

        raise(HookEvent.LETTER_SENT, UUID.randomUUID());
        delivered();
        assertThat(hooks().getFirst().failingSince())
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void stoppingWritesOnlyWhatWaits() {
        add("/good", "LETTER_SENT");
        put(HookEvent.LETTER_SENT, 2);
        delivered();
        var rows = rows();
        post(hooks().getFirst(), "active");
        assertThat(hooks()).extracting(Hook::active).containsExactly(false);
        assertThat(rows()).isEqualTo(rows);
    }

    private List<String> rows() {
        return inScope(() ->
                db.sql("SELECT xmin || ' ' || id FROM hooks.delivery ORDER BY id")
                        .query(String.class)
                        .list());
    }

    @Test
    void whatIsOldIsFoundByAnIndex() {
        assertThat(
                        db.sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'hooks'")
                                .query(String.class)
                                .list())
                .anyMatch(index -> index.endsWith("(at) WHERE (next_at IS NULL)"));
    }

    /// Without waking the job.
    private void put(HookEvent event, int times) {
        for (int i = 0; i < times; i++) {
            inScope(() -> stored.raise(agency, event, UUID.randomUUID(), Instant.now()));
        }
    }

    /// The job may be at it beside us: waits until each message was tried.
    private void delivered() {
        deliverer.deliver();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        inScope(() ->
                                db.sql(
                                                """
                                                SELECT count(*) FROM hooks.delivery
                                                 WHERE result = 'interrupted' OR next_at <= now()
                                                """)
                                        .query(Integer.class)
                                        .single())
                                == 0);
    }

    private int notices() {
        return inScope(() ->
                db.sql("SELECT count(*) FROM notices.notice WHERE message_key = 'hooks.notice.off'")
                        .query(Integer.class)
                        .single());
    }

    private List<Hook> hooks() {
        return inScope(() -> stored.of(agency));
    }

    private void raise(HookEvent event, UUID about) {
        AgencyScope.within(
                agency,
                () -> transaction.executeWithoutResult(_ -> hooks.raise(agency, event, about)));
    }

    private MvcTestResult add(String path, String event) {
        var made =
                made(
                        "http://127.0.0.1:" + server.getAddress().getPort() + path,
                        TestTokens.PASSWORD,
                        event);
        assertThat(made).hasStatusOk();
        return made;
    }

    private MvcTestResult made(String address, String password, String event) {
        return web.post()
                .uri("/people/hooks")
                .with(SignedInAs.as(administrator))
                .with(csrf())
                .param("address", address)
                .param("events", event)
                .param("password", password)
                .exchange();
    }

    private void post(Hook hook, String what) {
        web.post()
                .uri("/people/hooks/{id}/" + what, hook.id())
                .with(SignedInAs.as(administrator))
                .with(csrf())
                .exchange();
    }

    private String page() {
        return body(
                web.get()
                        .uri("/people/hooks/{id}", hooks().getFirst().id())
                        .with(SignedInAs.as(administrator))
                        .exchange());
    }

    private static String secret(MvcTestResult made) {
        var found = SECRET.matcher(body(made));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private <T> T inScope(Supplier<T> work) {
        return AgencyScope.within(agency, () -> transaction.execute(_ -> work.get()));
    }
}
