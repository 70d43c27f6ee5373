package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static th.sala.mail.TestService.text;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.installation.Vault;

/// Mailboxes whose services take access tokens instead of passwords.
@SalaTest
@TestPropertySource(
        properties = {
            "sala.outside-mail.patience=2s",
            "sala.outside-mail.first-pause=100ms",
            "sala.outside-mail.look=200ms"
        })
class AccessTokensWebTests {
    private static final Pattern THERE = Pattern.compile("id=\"there\" href=\"([^\"]+)\"");

    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired Mailboxes mailboxes;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired OutsideMailboxes outside;
    @Autowired Vault vault;
    @Autowired OutsideMailSettings settings;

    private Duration later = Duration.ZERO;
    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return Instant.now().plus(later);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
    private TestSignInService tokens;
    private TestService service;

    @BeforeEach
    void open() throws Exception {
        tokens = new TestSignInService();
        service = new TestService(web, accounts, mailboxes, new FakeImap());
        service.imap.tokens = tokens::takes;
        service.smtp.tokens = tokens::takes;
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        tokens.close();
    }

    private Map<String, String> typed() {
        var typed = service.typed();
        typed.remove("imapPassword");
        typed.put("tokenEndpoint", tokens.endpoint());
        typed.put("tokenAuthorize", tokens.authorize());
        typed.put("tokenClient", TestSignInService.CLIENT);
        typed.put("tokenSecret", TestSignInService.SECRET);
        typed.put("tokenScope", TestSignInService.SCOPE);
        return typed;
    }

    /// Where the browser is sent.
    private String there(String path) {
        var page = service.post(path + "/sign-in", Map.of("password", TestService.OWN_PASSWORD));
        assertThat(page).hasStatusOk();
        var link = THERE.matcher(text(page));
        assertThat(link.find()).isTrue();
        return HtmlUtils.htmlUnescape(link.group(1));
    }

    private MvcTestResult back(URI address) {
        var path = Objects.requireNonNull(address.getPath());
        var query = Objects.requireNonNull(address.getQuery());
        var get = web.get().uri(path);
        for (var field : query.split("&")) {
            var parts = field.split("=", 2);
            get = get.param(parts[0], parts[1]);
        }
        return get.with(SignedInAs.as(service.administrator)).exchange();
    }

    private String signedIn() {
        var path = service.saved(typed());
        assertThat(back(tokens.allowed(there(path)))).hasStatus3xxRedirection();
        return path;
    }

    @Test
    void readsAndSendsWithATokenAfterAPersonSignedIn() throws Exception {
        var path = service.saved(typed());
        assertThat(text(service.page(path)))
                .contains(
                        "ยังไม่มีผู้ลงชื่อเข้าใช้ที่ผู้ให้บริการ", "/people/mail/outside/signed-in")
                .doesNotContain(TestSignInService.SECRET);
        assertThat(service.tried(path))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องมีผู้ลงชื่อเข้าใช้ที่ผู้ให้บริการอีกครั้ง");

        assertThat(back(tokens.allowed(there(path))))
                .hasRedirectedUrl("/people/mail/outside" + path);
        assertThat(service.tried(path))
                .hasStatusOk()
                .bodyText()
                .contains("ใช้ได้ทั้งการอ่านและการส่ง");

        service.imap.add(1, mail("<one@far.example>"), Instant.now());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> received() == 1);
        // one token for the trial of both ways and for the reading
        assertThat(tokens.grants).containsExactly("authorization_code", "refresh_token");
        assertThat(service.smtp.commands).noneMatch(line -> line.startsWith("AUTH PLAIN"));
    }

    @Test
    void asksAgainForATokenThatIsNotTakenAnyMore() throws Exception {
        var path = signedIn();
        assertThat(service.tried(path)).hasStatusOk();
        tokens.forgetAccess();
        assertThat(service.tried(path))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("แต่เครื่องจดหมายไม่รับ");
        // each refresh token is good once: the next one was kept
        assertThat(service.tried(path)).hasStatusOk();
    }

    @Test
    void asksForANewTokenBeforeTheOldOneEnds() throws Exception {
        tokens.lifetime = 30;
        var path = signedIn();
        assertThat(service.tried(path)).hasStatusOk();
        assertThat(tokens.grants)
                .filteredOn("refresh_token"::equals)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void saysThatSomebodyMustSignInAgain() throws Exception {
        var path = signedIn();
        tokens.forgetEverything();
        assertThat(service.tried(path))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องมีผู้ลงชื่อเข้าใช้ที่ผู้ให้บริการอีกครั้ง", "invalid_grant");
        assertThat(back(tokens.allowed(there(path)))).hasStatus3xxRedirection();
        assertThat(service.tried(path)).hasStatusOk();
    }

    @Test
    void getsATokenByItselfWhereNobodySignsIn() throws Exception {
        var typed = typed();
        typed.put("tokenAuthorize", "");
        var path = service.saved(typed);
        assertThat(text(service.page(path))).doesNotContain("id=\"sign-in\"");
        assertThat(service.post(path + "/sign-in", Map.of("password", TestService.OWN_PASSWORD)))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(service.tried(path)).hasStatusOk();
        assertThat(tokens.grants).containsOnly("client_credentials");

        typed.put("tokenSecret", "another");
        assertThat(service.post(path, typed)).hasStatus3xxRedirection();
        assertThat(service.tried(path))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ให้สิทธิแก่แอปพลิเคชันนี้", "invalid_client");
    }

    @Test
    void takesNothingThatThisPersonDidNotAskFor() throws Exception {
        var path = service.saved(typed());
        var answer = tokens.allowed(there(path));
        var code = answer.getQuery().replaceAll(".*code=([^&]*).*", "$1");
        var state = answer.getQuery().replaceAll(".*state=([^&]*).*", "$1");
        try (var other = new TestService(web, accounts, mailboxes, new FakeImap())) {
            assertThat(comesBack(other, state, code)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        for (var wrong : List.of("", "x", "AAAA", state.substring(1), state + "A")) {
            assertThat(comesBack(service, wrong, code))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("โปรดลงชื่อเข้าใช้อีกครั้งจากหน้าของกล่องจดหมาย");
        }
        assertThat(comesBack(service, state, "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(tokens.grants).isEmpty();
        assertThat(comesBack(service, state, code)).hasStatus3xxRedirection();
        // the code is used up
        assertThat(comesBack(service, state, code)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        // what was asked for under other settings counts no more
        var late = tokens.allowed(there(path));
        var elsewhere = typed();
        elsewhere.put("tokenClient", "another");
        assertThat(service.post(path, elsewhere)).hasStatus3xxRedirection();
        assertThat(back(late)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private MvcTestResult comesBack(TestService who, String state, String code) {
        return web.get()
                .uri("/people/mail/outside/signed-in")
                .param("state", state)
                .param("code", code)
                .with(SignedInAs.as(who.administrator))
                .exchange();
    }

    @Test
    void sendsNoSecretToAnotherPlace() throws Exception {
        var path = signedIn();
        var typed = typed();
        typed.put("tokenSecret", "");
        assertThat(service.post(path, typed)).hasStatus3xxRedirection();
        assertThat(text(service.page(path))).contains("ลงชื่อเข้าใช้แล้ว");
        for (var change :
                Map.of(
                                "tokenEndpoint", "https://localhost/other",
                                "tokenAuthorize", "https://localhost/other",
                                "tokenClient", "other",
                                "tokenScope", "other",
                                "imapPort", "1",
                                "smtpPort", "1")
                        .entrySet()) {
            var other = typed();
            other.put("tokenSecret", "");
            other.put(change.getKey(), change.getValue());
            assertThat(service.post(path, other))
                    .describedAs(change.getKey())
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("โปรดป้อนรหัสผ่านที่ผู้ให้บริการ");
        }
        // with the secret it is another source: what the person allowed is not for it
        var other = typed();
        other.put("imapPort", "1");
        assertThat(service.post(path, other)).hasStatus3xxRedirection();
        assertThat(text(service.page(path))).contains("ยังไม่มีผู้ลงชื่อเข้าใช้");
    }

    @Test
    void refusesAddressesThatCannotBeSafe() throws Exception {
        for (var change :
                Map.of(
                                "tokenEndpoint", "http://far.example/token",
                                "tokenAuthorize", "http://far.example/authorize",
                                "tokenClient", "")
                        .entrySet()) {
            var typed = typed();
            typed.put(change.getKey(), change.getValue());
            assertThat(service.put(typed))
                    .describedAs(change.getKey())
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        var javascript = typed();
        javascript.put("tokenAuthorize", "javascript:alert(1)");
        assertThat(service.put(javascript)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Test
    void takesNoNonsenseForAToken() throws Exception {
        var path = signedIn();
        for (var nonsense :
                List.of(
                        "no json",
                        "{}",
                        "{\"access_token\":\"a\\u0001b\",\"token_type\":\"Bearer\"}",
                        "{\"access_token\":\"a\\r\\nb\",\"token_type\":\"Bearer\"}")) {
            tokens.answer = nonsense;
            assertThat(service.tried(path))
                    .describedAs(nonsense)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .containsPattern("ไม่ตอบอย่างที่ควร|ไม่ให้สิทธิแก่แอปพลิเคชันนี้");
        }
        tokens.close();
        assertThat(service.tried(path))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่ตอบอย่างที่ควร");
    }

    @Test
    void asksASilentServiceOnlyOnceInAWhile() throws Exception {
        var token = token(new AccessTokens(outside, vault, settings, transaction, clock));
        tokens.hangsUp = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> token.from().of(token))
                    .isInstanceOf(Trouble.Found.class)
                    .hasMessage(Trouble.TOKEN_AWAY.name());
        }
        assertThat(tokens.grants).filteredOn("refresh_token"::equals).hasSize(1);

        tokens.hangsUp = false;
        later = Duration.ofSeconds(30);
        assertThat(tokens.takes(token.from().of(token))).isTrue();
    }

    @Test
    void aPersonWhoTriesIsNotToldWhatWas() throws Exception {
        var path = signedIn();
        tokens.hangsUp = true;
        assertThat(service.tried(path)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        tokens.hangsUp = false;
        assertThat(service.tried(path)).hasStatusOk();
    }

    @Test
    void keepsTheNextRefreshTokenWhileTheDatabaseIsAway() throws Exception {
        var begun = new AtomicInteger();
        var template =
                new TransactionTemplate() {
                    @Override
                    public <T> T execute(TransactionCallback<T> work) {
                        // the settings are read, what comes next cannot be written
                        if (begun.incrementAndGet() == 2) {
                            throw new CannotCreateTransactionException("away");
                        }
                        return transaction.execute(work);
                    }
                };
        var token = token(new AccessTokens(outside, vault, settings, template, clock));

        assertThat(tokens.takes(token.from().of(token))).isTrue();
        token.from().refused(token);
        assertThat(tokens.takes(token.from().of(token))).as("each is good once").isTrue();
        var restarted =
                new Login.Token(
                        new AccessTokens(outside, vault, settings, transaction, clock),
                        token.agency(),
                        token.mailbox(),
                        token.changedAt());
        assertThat(tokens.takes(restarted.from().of(restarted))).isTrue();
    }

    private Login.Token token(AccessTokens from) {
        signedIn();
        var mailbox =
                AgencyScope.within(
                        service.agency,
                        () ->
                                Objects.requireNonNull(
                                        transaction.execute(
                                                _ -> outside.all(service.agency).getFirst())));
        return new Login.Token(from, service.agency, mailbox.id(), mailbox.changedAt());
    }

    @Test
    void evidenceSaysWhereAPersonSignedIn() {
        signedIn();
        var said =
                AgencyScope.within(
                        service.agency,
                        () ->
                                transaction.execute(_ ->
                                        db.sql(
                                                        """
                                                        SELECT act || ' ' || statement FROM evidence.entry
                                                         WHERE act LIKE 'mail-outside.%' ORDER BY id
                                                        """)
                                                .query(String.class)
                                                .list()));
        assertThat(said)
                .hasSize(3)
                .allSatisfy(
                        act -> assertThat(act).contains("token-authorize " + tokens.authorize()));
        assertThat(said.get(1)).startsWith("mail-outside.sign-in-begun");
        assertThat(said.get(2)).startsWith("mail-outside.signed-in");
    }

    private static byte[] mail(String id) {
        return ("From: far@far.example\r\nTo: saraban@a.example\r\nSubject: x\r\nMessage-ID: "
                        + id
                        + "\r\n\r\ntext\r\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private long received() {
        return AgencyScope.within(
                service.agency,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ ->
                                        db.sql("SELECT count(*) FROM mail.received")
                                                .query(Long.class)
                                                .single())));
    }
}
