package th.sala.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
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
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;

/// Push messages, against a push service that is friendly, busy, or no longer knows the browser.
@SalaTest
@TestPropertySource(properties = {"sala.push.plain=true", "sala.push.reach=PRIVATE"})
class PushWebTests {
    private static final String AGENT =
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36";
    private static final Pattern VAPID = Pattern.compile("vapid t=([^,]+), k=([\\w-]+)");

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Notices notices;
    @Autowired Pushes pushes;
    @Autowired PushDevices devices;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private record Heard(String path, String authorization, String ttl, String topic, int bytes) {}

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile int answer = 201;
    private HttpServer service;
    private Srisamut province;
    private SignedIn who;

    @BeforeEach
    void begin() throws IOException {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        province = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        who = new TestTokens(here).person(province.id, null, Role.OFFICIAL);
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void end() {
        service.stop(0);
        inScope(() -> db.sql("DELETE FROM notices.push_device").update());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        heard.add(
                new Heard(
                        exchange.getRequestURI().getPath(),
                        headers.getFirst(HttpHeaders.AUTHORIZATION),
                        headers.getFirst("TTL"),
                        headers.getFirst("Topic"),
                        exchange.getRequestBody().readAllBytes().length));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Test
    void saysThatThereIsSomethingAndNothingElse() throws Exception {
        assertThat(switchOn("/one")).hasRedirectedUrl("/me/notices/push");
        var trial = heard.take();
        assertThat(trial.bytes()).isZero();
        assertThat(trial.path()).isEqualTo("/one");
        assertThat(trial.topic()).isEqualTo("sala");
        assertThat(Integer.parseInt(trial.ttl())).isPositive();
        isSignedByUs(trial.authorization());

        pushes.look();
        assertThat(heard).as("nothing new").isEmpty();
        tell();
        tell();
        pushes.look();
        assertThat(heard).as("so soon after it was switched on").isEmpty();
        age();
        pushes.look();
        pushes.look();
        heard(1);
        assertThat(heard.take().bytes()).isZero();
    }

    private void isSignedByUs(String authorization) throws Exception {
        var parts = VAPID.matcher(authorization);
        assertThat(parts.matches()).as(authorization).isTrue();
        var point = new Base64URL(parts.group(2)).decode();
        assertThat(point).hasSize(65).startsWith(4);
        var key =
                new ECKey.Builder(
                                Curve.P_256,
                                Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
                                Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
                        .build();
        var token = SignedJWT.parse(parts.group(1));
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(base());
        assertThat(claims.getSubject()).isEqualTo("mailto:saraban@" + province.domain);
        assertThat(claims.getExpirationTime().toInstant())
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
        assertThat(web.get().uri("/me/notices/push").with(SignedInAs.as(who)))
                .bodyText()
                .contains("data-push=\"" + parts.group(2) + "\"", "Chrome · Android");
    }

    @Test
    void triesAgainLaterWhenTheServiceDoesNotTakeIt() {
        switchOn("/one");
        heard.clear();
        tell();
        age();
        answer = 503;
        pushes.look();
        heard(1);
        pushes.look();
        assertThat(heard).as("not at once").hasSize(1);
        failed(1);
        answer = 201;
        due();
        pushes.look();
        heard(2);
        failed(0);
        due();
        pushes.look();
        assertThat(heard).as("told").hasSize(2);
    }

    @Test
    void forgetsABrowserAfterManyFailures() {
        switchOn("/one");
        tell();
        age();
        answer = 500;
        for (int failures = 1; failures <= 6; failures++) {
            due();
            pushes.look();
            failed(failures);
        }
        due();
        pushes.look();
        forgotten();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void forgetsABrowserThatTheServiceDoesNotKnowAnyMore(int status) {
        switchOn("/one");
        tell();
        age();
        answer = status;
        pushes.look();
        forgotten();
    }

    @Test
    void saysWhetherTheServiceTakesATrial() {
        switchOn("/one");
        answer = 503;
        assertThat(test()).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(listed()).hasSize(1);
        answer = 201;
        assertThat(test()).hasRedirectedUrl("/me/notices/push");
        answer = 410;
        assertThat(test()).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(listed()).isEmpty();
    }

    @Test
    void tellsNobodyWhoseAccountIsClosed() {
        switchOn("/one");
        heard.clear();
        tell();
        age();
        inScope(() ->
                db.sql("UPDATE accounts.account SET closed_at = now() WHERE id = :id")
                        .param("id", who.account())
                        .update());
        pushes.look();
        forgotten();
        assertThat(heard).isEmpty();
    }

    @Test
    void isOnePersonsOwn() {
        switchOn("/one");
        var other = new TestTokens(here).person(province.id, null, Role.OFFICIAL);
        var device = listed().getFirst().id();
        web.post()
                .uri("/me/notices/push/{id}/remove", device)
                .with(SignedInAs.as(other))
                .with(csrf())
                .exchange();
        assertThat(listed()).hasSize(1);
        web.post()
                .uri("/me/notices/push/{id}/remove", device)
                .with(SignedInAs.as(who))
                .with(csrf())
                .exchange();
        assertThat(listed()).isEmpty();
    }

    @Test
    void takesNoMoreThanTen() {
        for (int i = 0; i < 10; i++) {
            assertThat(switchOn("/" + i)).hasStatus3xxRedirection();
        }
        assertThat(switchOn("/10")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(switchOn("/9")).as("known already").hasStatus3xxRedirection();
        assertThat(listed()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "ftp://a.example/x",
                "https://name:password@a.example/x",
                "https:///x",
                "https://a.example/#x",
                "https://a.example/ x"
            })
    void takesNothingThatIsNoAddress(String address) {
        assertThat(put(address)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(listed()).isEmpty();
    }

    /// The installation's own job looks, too: whoever is first tells, a moment later.
    private void heard(int messages) {
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.size() == messages);
    }

    private void failed(int times) {
        await().atMost(Duration.ofSeconds(20)).until(() -> listed().getFirst().failures() == times);
    }

    private void forgotten() {
        await().atMost(Duration.ofSeconds(20)).until(() -> listed().isEmpty());
    }

    private String base() {
        return "http://127.0.0.1:" + service.getAddress().getPort();
    }

    private MvcTestResult switchOn(String path) {
        return put(base() + path);
    }

    private MvcTestResult put(String address) {
        return web.post()
                .uri("/me/notices/push")
                .with(SignedInAs.as(who))
                .with(csrf())
                .header(HttpHeaders.USER_AGENT, AGENT)
                .param("address", address)
                .exchange();
    }

    private MvcTestResult test() {
        return web.post()
                .uri("/me/notices/push/{id}/test", listed().getFirst().id())
                .with(SignedInAs.as(who))
                .with(csrf())
                .exchange();
    }

    private List<PushDevice> listed() {
        return inScope(() -> devices.of(province.id, who.account()));
    }

    private void tell() {
        AgencyScope.within(
                province.id,
                () ->
                        notices.tell(
                                province.id,
                                who.account(),
                                "notices.passkey.added",
                                List.of("เรื่องลับ"),
                                "/me"));
    }

    /// An hour passes since it was told.
    private void age() {
        inScope(() ->
                db.sql("UPDATE notices.push_device SET told_at = told_at - interval '1 hour'")
                        .update());
    }

    /// The pause after a failure passes.
    private void due() {
        inScope(() -> db.sql("UPDATE notices.push_device SET next_try = now()").update());
    }

    private <T> T inScope(Supplier<T> work) {
        return AgencyScope.within(province.id, () -> transaction.execute(_ -> work.get()));
    }
}
