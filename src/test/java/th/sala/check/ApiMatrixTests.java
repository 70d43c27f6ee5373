package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;
import static th.sala.accounts.TokenScope.LETTERS_READ;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.accounts.TestTokens;
import th.sala.accounts.TokenScope;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.registers.Registers;

/// Every address for programs with whoever should not get in; which roles get in says `doors.txt`,
/// and that they are the same as on the pages is here.
@SalaTest
class ApiMatrixTests {
    /// What a program does there a person does on this page.
    private static final Map<String, String> PAGES =
            Map.ofEntries(
                    Map.entry("GET /api/v1/letters/out", "GET /letters/out"),
                    Map.entry("GET /api/v1/letters/out/{id}", "GET /letters/out/{id}"),
                    Map.entry(
                            "GET /api/v1/letters/out/{id}/files/{position}",
                            "GET /letters/out/{id}/files/{position}"),
                    Map.entry(
                            "GET /api/v1/letters/out/{id}/findings",
                            "GET /letters/out/{id}/preview"),
                    Map.entry("POST /api/v1/letters/out", "POST /letters/out"),
                    Map.entry("PUT /api/v1/letters/out/{id}", "POST /letters/out/{id}"),
                    Map.entry("POST /api/v1/letters/out/{id}/files", "POST /letters/out/{id}"),
                    Map.entry(
                            "DELETE /api/v1/letters/out/{id}/files/{position}",
                            "POST /letters/out/{id}"),
                    Map.entry(
                            "POST /api/v1/letters/out/{id}/discard",
                            "POST /letters/out/{id}/discard"),
                    Map.entry("POST /api/v1/letters/out/{id}/send", "POST /letters/out/{id}/send"),
                    Map.entry("GET /api/v1/letters/in", "GET /letters/in"),
                    Map.entry("GET /api/v1/letters/in/{id}", "GET /letters/in/{id}"),
                    Map.entry(
                            "GET /api/v1/letters/in/{id}/files/{position}",
                            "GET /letters/in/{id}/files/{position}"),
                    Map.entry(
                            "POST /api/v1/letters/in/{id}/register",
                            "POST /letters/in/{id}/register"),
                    Map.entry("GET /api/v1/registers", "GET /letters/registers"),
                    Map.entry("GET /api/v1/search", "GET /search"),
                    Map.entry(
                            "GET /api/v1/registers/{book}/entries",
                            "GET /letters/registers/{book}"));

    /// What an answer may have that is not for reading: which letter, how far, its numbers.
    private static final Set<String> ABOUT_A_LETTER =
            Set.of(
                    "id",
                    "version",
                    "stage",
                    "position",
                    "number",
                    "date",
                    "unit",
                    "place",
                    "received",
                    "entered",
                    "by");

    /// What every person may ask.
    private static final List<String> WITHOUT_PAGE =
            List.of(
                    "GET /api/v1/me",
                    "GET /api/v1/openapi.json",
                    "GET /api/v1/registry/agencies",
                    "GET /api/v1/registry/agencies/{id}");

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Registers registers;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private TestTokens test;
    private Srisamut own;
    private Srisamut other;
    private SignedIn officer;

    @BeforeEach
    void twoProvinces() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        test = new TestTokens(here);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        officer =
                test.person(
                        own.id,
                        own.officer,
                        Role.OFFICIAL,
                        Role.AUTHORISED_PERSON,
                        Role.CORRESPONDENCE_OFFICER,
                        Role.HEAD,
                        Role.ADMINISTRATOR,
                        Role.AUDITOR);
    }

    @Test
    void opensToTheSameAsThePages() throws Exception {
        var doors = doors();
        var api = doors.keySet().stream().filter(door -> door.contains(" /api/")).toList();
        for (var door : api) {
            if (!WITHOUT_PAGE.contains(door)) {
                var page = Objects.requireNonNull(PAGES.get(door), door);
                assertThat(doors.get(door)).as("%s as %s", door, page).isEqualTo(doors.get(page));
            }
        }
        assertThat(api).hasSize(PAGES.size() + WITHOUT_PAGE.size());
    }

    @Test
    void nobodyGetsInWithoutATokenThatWorks() {
        var expired = test.secret(officer, TokenScope.values());
        inOwn("UPDATE accounts.token SET expires_at = now()");
        var ended = test.secret(officer, TokenScope.values());
        inOwn("DELETE FROM accounts.token WHERE expires_at > now()");
        var works = test.secret(officer, TokenScope.values());
        var madeUp = works.substring(0, works.length() - 1) + (works.endsWith("x") ? "y" : "x");
        for (var call : OpenApi.calls()) {
            if (call.path().endsWith("/openapi.json")) {
                continue;
            }
            assertThat(status(call, null)).as("nobody: " + call).isEqualTo(401);
            assertThat(status(call, SignedInAs.as(officer)))
                    .as("a session: " + call)
                    .isEqualTo(401);
            for (var secret : List.of(expired, ended, madeUp, "", "x".repeat(5_000))) {
                assertThat(status(call, TestTokens.field(secret))).as("%s", call).isEqualTo(401);
            }
            RequestPostProcessor twice =
                    request ->
                            TestTokens.field(works)
                                    .postProcessRequest(
                                            TestTokens.field(works).postProcessRequest(request));
            assertThat(status(call, twice)).as("two tokens: " + call).isEqualTo(401);
            assertThat(status(call, TestTokens.field(works))).as("%s", call).isNotIn(401, 403);
        }
        var closed =
                OpenApi.calls().stream()
                        .filter(call -> !call.path().endsWith("/openapi.json"))
                        .findFirst()
                        .orElseThrow();
        var refused = exchange(closed, null);
        assertThat(refused)
                .hasContentType("application/problem+json")
                .hasHeader("WWW-Authenticate", "Bearer");
    }

    @Test
    void aTokenIsGoodForItsScopesOnly() {
        for (var call : OpenApi.calls()) {
            var needed = List.of(call.call().scope());
            if (needed.isEmpty()) {
                continue;
            }
            var others = EnumSet.allOf(TokenScope.class);
            needed.forEach(others::remove);
            var result = exchange(call, test.of(officer, others.toArray(TokenScope[]::new)));
            assertThat(result).as("%s", call).hasStatus(403);
            assertThat(result.getResponse().getHeader("WWW-Authenticate"))
                    .contains("insufficient_scope", needed.getFirst().word());
            inOwn("DELETE FROM accounts.token");
        }
        var refused =
                inOwnScope(() ->
                        db.sql("SELECT count(*) FROM evidence.entry WHERE act = 'page.asked-for'")
                                .query(Integer.class)
                                .single());
        assertThat(refused).as("in evidence").isPositive();
    }

    @Test
    void whoMayNotReadLettersIsAnsweredNothingThatIsInThem() {
        var writing =
                OpenApi.calls().stream()
                        .filter(call -> call.path().startsWith("/api/v1/letters/"))
                        .filter(call -> !List.of(call.call().scope()).contains(LETTERS_READ))
                        .toList();
        assertThat(writing).hasSize(7);
        for (var call : writing) {
            var answer =
                    ResolvableType.forMethodReturnType(call.method())
                            .as(ResponseEntity.class)
                            .getGeneric()
                            .resolve(call.method().getReturnType());
            assertThat(answer.getRecordComponents())
                    .as("%s", call)
                    .extracting(RecordComponent::getName)
                    .isSubsetOf(ABOUT_A_LETTER);
        }
    }

    @Test
    void whatIsAnotherAgencysIsNotThere() {
        var book = AgencyScope.within(other.id, () -> registers.receiving(other.id)).id();
        var letter = UUID.randomUUID();
        AgencyScope.within(
                other.id,
                () ->
                        transaction.executeWithoutResult(_ -> {
                            db.sql(
                                            """
                                            INSERT INTO letters.outgoing (agency_id, id, stage, signer_id, urgency, owner_code, subject, created_at, created_by, changed_at, changed_by, closing, owner_unit)
                                            VALUES (:agency, :id, 'DRAFT', :signer, 'NORMAL', 'x', 'ของผู้อื่น', now(), 'x', now(), 'x', '', '')
                                            """)
                                    .param("agency", other.id)
                                    .param("id", letter)
                                    .param("signer", other.governor)
                                    .update();
                            db.sql(
                                            """
                                            INSERT INTO letters.incoming (agency_id, id, channel, stage, mail_id, subject, urgency, arrived_at, deemed_at)
                                            VALUES (:agency, :id, 'MAIL', 'ARRIVED', :id, 'ของผู้อื่น', 'NORMAL', now(), now())
                                            """)
                                    .param("agency", other.id)
                                    .param("id", letter)
                                    .update();
                        }));
        var token = test.of(officer, TokenScope.values());
        for (var call : OpenApi.calls()) {
            var path =
                    call.path()
                            .replace("{book}", book.toString())
                            .replace("{id}", letter.toString());
            var result = exchange(call, path, token);
            if (call.path().contains("{")) {
                assertThat(result).as("%s", call).hasStatus(404);
            } else {
                assertThat(result).as("%s", call).bodyText().doesNotContain("ของผู้อื่น");
            }
        }
    }

    @Test
    void aTokenOpensNoPage() {
        var token = test.of(officer, TokenScope.values());
        for (var page : List.of("/", "/me", "/me/tokens", "/letters/in", "/letters/registers")) {
            assertThat(web.get().uri(page).with(token).header("HX-Request", "true"))
                    .as(page)
                    .hasStatus(401);
        }
    }

    private int status(OpenApi.Call call, @Nullable RequestPostProcessor who) {
        return exchange(call, who).getResponse().getStatus();
    }

    private MvcTestResult exchange(OpenApi.Call call, @Nullable RequestPostProcessor who) {
        return exchange(
                call, call.path().replaceAll("\\{(id|book)}", UUID.randomUUID().toString()), who);
    }

    private MvcTestResult exchange(
            OpenApi.Call call, String path, @Nullable RequestPostProcessor who) {
        var request =
                web.method(HttpMethod.valueOf(call.verb().toUpperCase(java.util.Locale.ROOT)))
                        .uri(path.replace("{position}", "0"))
                        .param("name", "x.pdf")
                        .header("If-Match", "\"1\"")
                        .header("Idempotency-Key", UUID.randomUUID().toString());
        if (!call.consumes().isEmpty()) {
            request.contentType(call.consumes().getFirst())
                    .content(body(call).getBytes(StandardCharsets.UTF_8));
        }
        return (who == null ? request : request.with(who)).exchange();
    }

    private String body(OpenApi.Call call) {
        if (call.path().endsWith("/send")) {
            return "";
        }
        return call.path().endsWith("/register")
                ? "{\"subject\":\"ก\"}"
                : "{\"signer\":\"%s\"}".formatted(own.governor);
    }

    private void inOwn(String sql) {
        inOwnScope(() -> db.sql(sql).update());
    }

    private <T> T inOwnScope(java.util.function.Supplier<T> work) {
        return AgencyScope.within(own.id, () -> transaction.execute(_ -> work.get()));
    }

    private static Map<String, String> doors() throws Exception {
        try (var table = ApiMatrixTests.class.getResourceAsStream("/doors.txt")) {
            var text =
                    new String(
                            Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.contains(": "))
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        }
    }
}
