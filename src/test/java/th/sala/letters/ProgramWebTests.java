package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TestTokens;
import th.sala.accounts.TokenScope;
import th.sala.jobs.RecurringJob;

/// Letters, registers and registries as programs see them.
@SalaTest
class ProgramWebTests {
    private static final String OUT = "/api/v1/letters/out";

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired IncomingDesk incoming;
    @Autowired List<RecurringJob> jobs;

    private Neighbours province;
    private SignedIn governor;
    private String token;

    @BeforeEach
    void begin() {
        province = new Neighbours(here);
        var test = new TestTokens(here);
        governor = test.person(province.own.id, province.own.governor, Role.AUTHORISED_PERSON);
        token = test.secret(governor, TokenScope.values());
    }

    @Test
    @DisplayName(
            "C4, C5: writes, is told what is missing, adds the PDF, sends, and evidence names the token")
    void writesAndSendsALetter() throws Exception {
        var begun = post(OUT, key(), letter("ขอเชิญประชุม"));
        assertThat(begun).hasStatus(HttpStatus.CREATED).hasHeader("ETag", "\"1\"");
        var id = text(begun, "$.id");
        assertThat(begun).hasHeader("Location", OUT + "/" + id);

        assertThat(get(OUT + "/" + id + "/findings"))
                .hasStatusOk()
                .bodyText()
                .contains("letters.lint.no-pdf", "\"blocks\":true");
        var early = send(id, "\"1\"", key());
        assertThat(early)
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .hasContentType("application/problem+json");
        assertThat(text(early, "$.errors[0].key")).isEqualTo("letters.lint.no-pdf");
        assertThat(text(early, "$.clause.id")).isEqualTo("C5");

        assertThat(file(id, "\"1\"", OutgoingWebTests.pdf()))
                .hasStatus(HttpStatus.CREATED)
                .hasHeader("ETag", "\"2\"");
        assertThat(get(OUT + "/" + id + "/files/0"))
                .hasStatusOk()
                .hasHeader("X-Content-Type-Options", "nosniff");
        var once = key();
        var sent = send(id, "\"2\"", once);
        assertThat(sent).hasStatusOk();
        assertThat(text(sent, "$.number")).isEqualTo("ศส 0017.2/1");
        assertThat(send(id, "\"2\"", once))
                .as("asked again")
                .hasStatusOk()
                .hasHeader("Idempotency-Replayed", "true")
                .bodyText()
                .isEqualTo(body(sent));
        assertThat(send(id, "\"2\"", key())).hasStatus(HttpStatus.CONFLICT);
        assertThat(get(OUT + "/" + id))
                .hasStatusOk()
                .doesNotContainHeader("ETag")
                .bodyText()
                .contains("ศส 0017.2/1", "+07:00");
        assertThat(leaf(id)).contains("identified api-token ").contains("right authority MAKE");
        assertThat(file(id, "\"2\"", new byte[] {1})).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void losesNoUpdate() throws Exception {
        var id = text(post(OUT, key(), letter("หนึ่ง")), "$.id");
        assertThat(put(id, null, letter("สอง"))).hasStatus(HttpStatus.PRECONDITION_REQUIRED);
        assertThat(put(id, "\"1\"", letter("สอง"))).hasStatusOk().hasHeader("ETag", "\"2\"");
        assertThat(put(id, "\"1\"", letter("สาม"))).hasStatus(HttpStatus.PRECONDITION_FAILED);
        assertThat(put(id, "W/\"2\"", letter("สาม"))).hasStatus(HttpStatus.PRECONDITION_FAILED);
        assertThat(put(id, "*", letter("สาม"))).hasStatus(HttpStatus.PRECONDITION_FAILED);
        assertThat(text(get(OUT + "/" + id), "$.subject")).isEqualTo("สอง");
        assertThat(file(id, "\"2\"", new byte[] {1})).hasStatus(HttpStatus.CREATED);
        assertThat(delete(id, 0, "\"2\"")).hasStatus(HttpStatus.PRECONDITION_FAILED);
        assertThat(delete(id, 7, "\"3\"")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(delete(id, 0, "\"3\"")).hasStatusOk();
        var discard = post(OUT + "/" + id + "/discard", key(), "");
        assertThat(discard).hasStatus(HttpStatus.PRECONDITION_REQUIRED);
        assertThat(
                        request(web.post(), OUT + "/" + id + "/discard")
                                .header("Idempotency-Key", key())
                                .header("If-Match", "\"4\"")
                                .exchange())
                .hasStatusOk();
        assertThat(put(id, "\"5\"", letter("สี่"))).hasStatus(HttpStatus.CONFLICT);
    }

    @Test
    void writingAloneReadsNothing() throws Exception {
        token = new TestTokens(here).secret(governor, TokenScope.LETTERS_WRITE);
        var begun = post(OUT, key(), letter("เรื่องลับ"));
        assertThat(begun).hasStatus(HttpStatus.CREATED);
        var id = text(begun, "$.id");
        assertThat(begun)
                .hasHeader("ETag", "\"1\"")
                .hasHeader("Location", OUT + "/" + id)
                .bodyText()
                .isEqualTo(kept(id, 1, "DRAFT"));
        assertThat(put(id, "\"1\"", letter("เรื่องลับ สอง")))
                .hasHeader("ETag", "\"2\"")
                .bodyText()
                .isEqualTo(kept(id, 2, "DRAFT"));
        assertThat(file(id, "\"2\"", OutgoingWebTests.pdf()))
                .hasHeader("ETag", "\"3\"")
                .hasHeader("Location", OUT + "/" + id + "/files/0")
                .bodyText()
                .isEqualTo(kept(id, 3, "DRAFT").replace("}", ",\"position\":0}"));
        assertThat(delete(id, 0, "\"3\"")).bodyText().isEqualTo(kept(id, 4, "DRAFT"));
        for (var path : List.of("", "/findings", "/files/0")) {
            assertThat(get(OUT + "/" + id + path)).as(path).hasStatus(HttpStatus.FORBIDDEN);
        }
        assertThat(
                        request(web.post(), OUT + "/" + id + "/discard")
                                .header("Idempotency-Key", key())
                                .header("If-Match", "\"4\"")
                                .exchange())
                .hasStatusOk()
                .bodyText()
                .contains(id, "\"stage\":\"DISCARDED\"")
                .doesNotContain("ลับ");
    }

    private static String kept(String id, int version, String stage) {
        return "{\"id\":\"%s\",\"version\":%d,\"stage\":\"%s\"}".formatted(id, version, stage);
    }

    @Test
    void cursorsOfNoTimeAreNone() {
        for (var at :
                List.of(
                        Instant.MAX,
                        Instant.MIN,
                        Instant.parse("+10000-01-01T00:00:00Z"),
                        Instant.EPOCH.minusMillis(1))) {
            var cursor =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    (at + " " + UUID.randomUUID())
                                            .getBytes(StandardCharsets.UTF_8));
            for (var list : List.of(OUT, "/api/v1/letters/in")) {
                assertThat(get(list + "?cursor=" + cursor))
                        .as("%s of %s", list, at)
                        .hasStatus(HttpStatus.BAD_REQUEST)
                        .hasContentType("application/problem+json");
            }
        }
    }

    @Test
    void lettersInOfAStageHaveAnIndex() {
        assertThat(
                        db.sql(
                                        """
                                        SELECT indexdef FROM pg_indexes
                                         WHERE schemaname = 'letters' AND tablename = 'incoming'
                                        """)
                                .query(String.class)
                                .list())
                .anyMatch(index -> index.endsWith("(agency_id, stage, arrived_at DESC)"));
    }

    @Test
    void doesNothingTwice() throws Exception {
        assertThat(post(OUT, null, letter("ก"))).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(post(OUT, "short", letter("ก"))).hasStatus(HttpStatus.BAD_REQUEST);
        var key = key();
        var first = post(OUT, key, letter("ก"));
        var second = post(OUT, key, letter("ก"));
        assertThat(body(second)).isEqualTo(body(first));
        assertThat(second).hasStatus(HttpStatus.CREATED).hasHeader("ETag", "\"1\"");
        assertThat(post(OUT, key, letter("ข"))).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(post(OUT, key, "{}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(letters()).isEqualTo(1);

        var refused = key();
        assertThat(post(OUT, refused, "{}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(post(OUT, refused, letter("ค"))).as("free again").hasStatus(HttpStatus.CREATED);

        cutOff(key);
        assertThat(post(OUT, key, letter("ก"))).hasStatus(HttpStatus.CONFLICT);
        assertThat(letters()).isEqualTo(2);
    }

    @Test
    void atTheSameTimeOnlyOneDoesIt() throws Exception {
        var key = key();
        var begin = new CountDownLatch(1);
        var statuses = new ArrayList<Integer>();
        try (var many = Executors.newFixedThreadPool(6)) {
            Callable<Integer> ask =
                    () -> {
                        begin.await();
                        return post(OUT, key, letter("พร้อมกัน")).getResponse().getStatus();
                    };
            var asked =
                    java.util.stream.IntStream.range(0, 6).mapToObj(_ -> many.submit(ask)).toList();
            begin.countDown();
            for (var one : asked) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).allMatch(status -> status == 201 || status == 409).contains(201);
        assertThat(letters()).isEqualTo(1);
    }

    @Test
    void anAnswerIsKeptForADay() throws Exception {
        var key = key();
        post(OUT, key, letter("ก"));
        forget();
        assertThat(post(OUT, key, letter("ก"))).hasHeader("Idempotency-Replayed", "true");
        inScope(() ->
                db.sql("UPDATE api.answer SET begun_at = begun_at - interval '25 hours'").update());
        forget();
        assertThat(post(OUT, key, letter("ก"))).doesNotContainHeader("Idempotency-Replayed");
    }

    @Test
    void understandsAllOrNothing() throws Exception {
        assertThat(
                        post(
                                OUT,
                                key(),
                                "{\"signer\":\"" + province.own.governor + "\",\"subjekt\":\"ก\"}"))
                .as("a field that is none")
                .hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(post(OUT, key(), "nonsense")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(post(OUT, key(), "{\"signer\":1}")).hasStatus(HttpStatus.BAD_REQUEST);
        var long_ = post(OUT, key(), letter("ก".repeat(501)));
        assertThat(long_).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(text(long_, "$.errors[0].field")).isEqualTo("subject");
        assertThat(
                        request(web.post(), OUT)
                                .header("Idempotency-Key", key())
                                .contentType("application/x-www-form-urlencoded")
                                .content("signer=x")
                                .exchange())
                .hasStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertThat(post(OUT, key(), "\"" + "ก".repeat(400_000) + "\""))
                .hasStatus(HttpStatus.CONTENT_TOO_LARGE);
        var id = text(post(OUT, key(), letter("ก")), "$.id");
        assertThat(file(id, "\"1\"", new byte[26 * 1024 * 1024]))
                .hasStatus(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(file(id, "\"1\"", new byte[2 * 1024 * 1024])).hasStatus(HttpStatus.CREATED);
        assertThat(get(OUT + "/not-an-id")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(get("/api/v1/nothing")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(request(web.patch(), OUT).exchange()).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
        assertThat(get(OUT + "/" + UUID.randomUUID())).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void speaksTheLanguageThatIsAskedFor() throws Exception {
        var unknown = letter("ก").replace(province.other.mail(), "nobody@nowhere.example");
        var thai = post(OUT, key(), unknown);
        assertThat(thai)
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .hasHeader("Content-Language", "th");
        assertThat(text(thai, "$.key")).isEqualTo("letters.unknown-addressee");
        assertThat(text(thai, "$.detail"))
                .contains("nobody@nowhere.example")
                .containsPattern("[ก-๙]");
        var english =
                request(web.post(), OUT)
                        .header("Idempotency-Key", key())
                        .header("Accept-Language", "fr;q=0.9, en-GB;q=0.5")
                        .contentType("application/json")
                        .content(unknown)
                        .exchange();
        assertThat(english).hasHeader("Content-Language", "en");
        assertThat(text(english, "$.detail")).doesNotContainPattern("[ก-๙]");
        assertThat(request(web.get(), OUT + "?limit=0").header("Accept-Language", ";;").exchange())
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasHeader("Content-Language", "th");
    }

    @Test
    void listsPieceByPiece() throws Exception {
        for (int i = 0; i < 5; i++) {
            post(OUT, key(), letter("เรื่อง " + i));
        }
        assertThat(pieces(OUT + "?limit=2&stage=DRAFT", "$.items[*].subject"))
                .containsExactly("เรื่อง 4", "เรื่อง 3", "เรื่อง 2", "เรื่อง 1", "เรื่อง 0");
        assertThat(pieces(OUT + "?limit=5", "$.items[*].subject")).hasSize(5);
        assertThat(pieces(OUT + "?stage=SENT", "$.items[*].subject")).isEmpty();
        for (var wrong :
                List.of(
                        "limit=0",
                        "limit=201",
                        "limit=x",
                        "cursor=!!",
                        "cursor=AA",
                        "stage=NONE")) {
            assertThat(get(OUT + "?" + wrong)).as(wrong).hasStatus(HttpStatus.BAD_REQUEST);
        }
    }

    @Test
    @DisplayName(
            "C8, C10, P3: lists, reads and registers what came; a program's look is no person's")
    void registersALetter() throws Exception {
        var test = new TestTokens(here);
        var officer =
                test.person(province.own.id, province.own.officer, Role.CORRESPONDENCE_OFFICER);
        token = test.secret(officer, TokenScope.values());
        for (int i = 0; i < 3; i++) {
            var head =
                    new IncomingLetter.Head(
                            "ทล 0017/" + i,
                            null,
                            "ผู้ว่าราชการจังหวัด",
                            "เรื่อง " + i,
                            Urgency.NORMAL);
            inScope(() ->
                    incoming.enterPaper(
                            province.officer(),
                            IncomingLetter.Channel.COUNTER,
                            "จังหวัดทะเลหลวง",
                            head,
                            null));
        }
        var waiting = arrived();
        assertThat(pieces("/api/v1/letters/in?limit=1", "$.items[*].subject"))
                .containsExactly("มาทางอีเมล", "เรื่อง 2", "เรื่อง 1", "เรื่อง 0");
        assertThat(pieces("/api/v1/letters/in?stage=ARRIVED", "$.items[*].id"))
                .containsExactly(waiting.toString());

        var path = "/api/v1/letters/in/" + waiting;
        assertThat(get(path))
                .hasStatusOk()
                .bodyText()
                .contains("\"stage\":\"ARRIVED\"", "\"files\":[]");
        assertThat(get(path + "/files/0")).hasStatus(HttpStatus.NOT_FOUND);
        var ahead = post(path + "/register", key(), "{\"subject\":\"ก\",\"date\":\"2099-01-01\"}");
        assertThat(text(ahead, "$.key")).isEqualTo("letters.head.date.ahead");
        var key = key();
        var done =
                post(
                        path + "/register",
                        key,
                        "{\"subject\":\"มาทางอีเมล\",\"number\":\"ทล 0017/๙\"}");
        assertThat(done).hasStatusOk();
        assertThat(text(done, "$.number")).isEqualTo("4");
        assertThat(
                        body(
                                post(
                                        path + "/register",
                                        key,
                                        "{\"subject\":\"มาทางอีเมล\",\"number\":\"ทล 0017/๙\"}")))
                .isEqualTo(body(done));
        assertThat(post(path + "/register", key(), "{\"subject\":\"ก\"}"))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(inScope(() -> incoming.looks(province.own.id, 5))).isEmpty();
    }

    @Test
    void readsTheRegisters() throws Exception {
        registersALetter();
        var books = get("/api/v1/registers");
        assertThat(books).hasStatusOk();
        var book = text(books, "$[0].id");
        assertThat(text(books, "$[0].lastNumber")).isEqualTo("4");
        var path = "/api/v1/registers/" + book + "/entries";
        assertThat(pieces(path + "?limit=3", "$.items[*].number"))
                .containsExactly("1", "2", "3", "4");
        assertThat(pieces(path + "?limit=1&text=0017/9", "$.items[*].number")).containsExactly("4");
        assertThat(get(path + "?from=x")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(get(path + "?cursor=AAAA")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(get("/api/v1/registers/" + UUID.randomUUID() + "/entries"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void readsTheRegistries() throws Exception {
        var mark = province.own.domain;
        assertThat(pieces("/api/v1/registry/agencies?limit=1&find=" + mark, "$.items[*].domain"))
                .containsExactly(mark);
        assertThat(pieces("/api/v1/registry/agencies?limit=1", "$.items[*].id"))
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
        var own = get("/api/v1/registry/agencies/" + province.own.id);
        assertThat(text(own, "$.authorised[0].mail")).isEqualTo("malee@" + mark);
        assertThat(get("/api/v1/registry/agencies/" + UUID.randomUUID()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get("/api/v1/registry/agencies?cursor=AAAA")).hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void changesOnlyWhatIsTheirs() throws Exception {
        var id = text(post(OUT, key(), letter("ก")), "$.id");
        var test = new TestTokens(here);
        var other =
                test.secret(test.person(province.own.id, null, Role.OFFICIAL), TokenScope.values());
        assertThat(
                        web.put()
                                .uri(OUT + "/" + id)
                                .with(TestTokens.field(other))
                                .header("If-Match", "\"1\"")
                                .contentType("application/json")
                                .content(letter("ข"))
                                .exchange())
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("letters.not-your-draft");
        var deputy = test.person(province.own.id, province.own.deputy, Role.AUTHORISED_PERSON);
        assertThat(
                        web.post()
                                .uri(OUT + "/" + id + "/send")
                                .with(
                                        TestTokens.field(
                                                test.secret(deputy, TokenScope.LETTERS_SEND)))
                                .header("If-Match", "\"1\"")
                                .header("Idempotency-Key", key())
                                .contentType("application/json")
                                .exchange())
                .as("C4: only the signer's own")
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyText()
                .contains("letters.not-the-signer");
    }

    /// A letter that came by mail and waits.
    private UUID arrived() {
        var id = UUID.randomUUID();
        var mail = UUID.randomUUID();
        inScope(() ->
                db.sql(
                                """
                                INSERT INTO letters.incoming (agency_id, id, channel, stage, mail_id, subject, urgency, arrived_at, deemed_at)
                                VALUES (:agency, :id, 'MAIL', 'ARRIVED', :mail, 'มาทางอีเมล', 'NORMAL', now(), now())
                                """)
                        .param("agency", province.own.id)
                        .param("id", id)
                        .param("mail", mail)
                        .update());
        return id;
    }

    private void cutOff(String key) {
        inScope(() ->
                db.sql("UPDATE api.answer SET status = NULL WHERE key = :k")
                        .param("k", key)
                        .update());
    }

    private void forget() {
        jobs.stream()
                .filter(job -> job.name().equals("api.answers"))
                .forEach(job -> job.work().run());
    }

    private int letters() {
        return inScope(() ->
                db.sql("SELECT count(*) FROM letters.outgoing").query(Integer.class).single());
    }

    private String leaf(String id) {
        return inScope(() ->
                db.sql(
                                "SELECT leaf FROM evidence.entry WHERE record_id = :id AND act = 'letter.sent'")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .single());
    }

    private <T> T inScope(Supplier<T> work) {
        return province.within(() -> transaction.execute(_ -> work.get()));
    }

    private String letter(String subject) {
        return """
        {"signer":"%s","ownerCode":"ศส 0017.2","subject":"%s","salutation":"ผู้ว่าราชการจังหวัด",
         "proposal":"เพื่อโปรดพิจารณา","body":"ด้วยจังหวัดจะจัดประชุม","contact":"โทร. 0 2000 0000",
         "ownerUnit":"สำนักงานจังหวัด","to":["%s"]}
        """
                .formatted(province.own.governor, subject, province.other.mail());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private MockMvcRequestBuilder request(MockMvcRequestBuilder request, String path) {
        return request.uri(path).with(TestTokens.field(token));
    }

    private MvcTestResult get(String path) {
        return request(web.get(), path).exchange();
    }

    private MvcTestResult post(String path, @Nullable String key, String json) {
        var request =
                request(web.post(), path)
                        .contentType("application/json")
                        .content(json.getBytes(StandardCharsets.UTF_8));
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }

    private MvcTestResult put(String id, @Nullable String version, String json) {
        var request =
                request(web.put(), OUT + "/" + id).contentType("application/json").content(json);
        return (version == null ? request : request.header("If-Match", version)).exchange();
    }

    private MvcTestResult delete(String id, int position, String version) {
        return request(web.delete(), OUT + "/" + id + "/files/" + position)
                .header("If-Match", version)
                .exchange();
    }

    private MvcTestResult send(String id, String version, String key) {
        return request(web.post(), OUT + "/" + id + "/send")
                .header("Idempotency-Key", key)
                .header("If-Match", version)
                .contentType("application/json")
                .exchange();
    }

    private MvcTestResult file(String id, String version, byte[] bytes) {
        return request(web.post(), OUT + "/" + id + "/files?name=letter.pdf&main=true")
                .header("Idempotency-Key", key())
                .header("If-Match", version)
                .contentType("application/pdf")
                .content(bytes)
                .exchange();
    }

    /// All of a list, each piece by the cursor of the one before.
    private List<String> pieces(String path, String what) throws Exception {
        var all = new ArrayList<String>();
        var next = "";
        for (int i = 0; i < 50; i++) {
            var piece =
                    get(
                            path
                                    + (next.isEmpty()
                                            ? ""
                                            : (path.contains("?") ? "&" : "?") + "cursor=" + next));
            assertThat(piece).hasStatusOk();
            List<Object> found = JsonPath.read(body(piece), what);
            found.forEach(one -> all.add(one.toString()));
            @Nullable String more = JsonPath.read(body(piece), "$.next");
            if (more == null) {
                return all;
            }
            next = more;
        }
        throw new AssertionError("no end: " + all);
    }

    private static String text(MvcTestResult result, String path)
            throws UnsupportedEncodingException {
        return JsonPath.read(body(result), path).toString();
    }

    private static String body(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
