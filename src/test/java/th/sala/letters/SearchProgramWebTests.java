package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.accounts.TestTokens;
import th.sala.accounts.TokenScope;

/// Search as programs ask it: what the page says, by the same rights.
@SalaTest
class SearchProgramWebTests {
    private static final String SEARCH = "/api/v1/search";

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired IncomingDesk incoming;
    @Autowired OutgoingDesk outgoing;

    private Neighbours province;
    private TestTokens tokens;
    private SignedIn officer;

    @BeforeEach
    void begin() {
        province = new Neighbours(here);
        tokens = new TestTokens(here);
        officer = tokens.person(province.own.id, province.own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    @Test
    void findsWhatThePageFinds() throws Exception {
        var inSubject = registered("ทล 1/1", "แผนป้องกันน้ำท่วม", "กรมหนึ่ง");
        var other = registered("ทล 1/2", "แผนป้องกันน้ำท่วมเพิ่มเติม", "กรมสอง");
        registered("ทล 1/3", "ขอเชิญประชุม", "กรมสอง");

        var found = found(officer, "q", "น้ำท่วม");

        assertThat(found.<List<String>>read("$.items[*].path"))
                .containsExactly("/letters/in/" + other, "/letters/in/" + inSubject);
        assertThat(found.<String>read("$.items[0].number")).isEqualTo("ทล 1/2");
        assertThat(found.<String>read("$.items[0].title")).isEqualTo("แผนป้องกันน้ำท่วมเพิ่มเติม");
        assertThat(found.<String>read("$.items[0].day")).isEqualTo("2026-11-02");
        assertThat(found.<String>read("$.items[0].at")).endsWith("+07:00");
        assertThat(found.<Integer>read("$.total")).isEqualTo(2);
        assertThat(found.<Boolean>read("$.more")).isFalse();
        assertThat(found.<Boolean>read("$.loosened")).isFalse();
        assertThat(found.<Boolean>read("$.cut")).isFalse();
        assertThat(found.<String>read("$.next")).isNull();
        assertThat(
                        found.<List<Integer>>read(
                                "$.facets[?(@.name=='place')].values[?(@.value=='กรมหนึ่ง')].count"))
                .containsExactly(1);
        var similar = found(officer, "q", "น้ำท่วม", "cursor", found.<String>read("$.similar"));
        assertThat(similar.<Boolean>read("$.loosened")).isTrue();
        assertThat(similar.<List<String>>read("$.items[*].path"))
                .contains("/letters/in/" + other, "/letters/in/" + inSubject);
        var cut = found(officer, "q", "น้ำท่ว");
        assertThat(cut.<Boolean>read("$.loosened")).isTrue();
        assertThat(cut.<String>read("$.similar")).isNull();
        assertThat(found(officer, "q", "๒").<List<String>>read("$.items[*].path"))
                .contains("/letters/in/" + other);
    }

    @Test
    void narrowsByFacetsAndDays() throws Exception {
        var one = registered("ทล 1/1", "งบประมาณหนึ่ง", "กรมหนึ่ง");
        registered("ทล 1/2", "งบประมาณสอง", "กรมสอง");

        assertThat(paths(found(officer, "q", "งบประมาณ", "place", "กรมหนึ่ง")))
                .containsExactly("/letters/in/" + one);
        assertThat(paths(found(officer, "direction", "search.direction.out"))).isEmpty();
        assertThat(paths(found(officer, "direction", "search.direction.in"))).hasSize(2);
        assertThat(paths(found(officer, "from", "1/1/2569"))).hasSize(2);
        assertThat(paths(found(officer, "q", "งบประมาณ", "until", "2019-01-01"))).isEmpty();
    }

    @Test
    void comesPieceByPieceWithoutAGapOrADouble() throws Exception {
        for (int i = 0; i < 7; i++) {
            registered("ทล 1/" + (100 + i), "ถนนเลียบคลอง " + i, "กรม");
        }
        var all = new ArrayList<String>();
        String next = "";
        for (int piece = 0; next != null && piece < 10; piece++) {
            var found = found(officer, "q", "ถนนเลียบคลอง", "limit", "2", "cursor", next);
            all.addAll(paths(found));
            next = found.read("$.next");
        }
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void findsForEachWhatTheyMayReadAndOfAClassifiedLetterTheHead() throws Exception {
        registered("ทล 1/1", "งบประมาณ", "กรมหนึ่ง");
        var classified =
                within(() ->
                        outgoing.begin(
                                officer,
                                Invitation.by(province.own.governor).secrecy("ลับ").brought(),
                                List.of(),
                                List.of()));
        var official = tokens.person(province.own.id, province.own.deputy, Role.OFFICIAL);
        var other = new Neighbours(here).own;
        var stranger = tokens.person(other.id, other.officer, Role.CORRESPONDENCE_OFFICER);

        var nothing = found(official, "q", "งบประมาณ");
        assertThat(paths(nothing)).isEmpty();
        assertThat(nothing.<Integer>read("$.total")).isZero();
        assertThat(nothing.<List<String>>read("$.facets")).isEmpty();
        assertThat(paths(found(stranger, "q", "งบประมาณ"))).isEmpty();
        var head = found(officer, "q", "ขอเชิญประชุม");
        assertThat(paths(head)).containsExactly("/letters/out/" + classified);
        assertThat(head.<String>read("$.items[0].excerpt")).isEqualTo("ลับ");
        assertThat(paths(found(officer, "q", "ด้วยจังหวัดจะจัด"))).isEmpty();
    }

    @Test
    void asksForItsOwnScope() {
        var reading = new ArrayList<>(List.of(TokenScope.values()));
        reading.remove(TokenScope.SEARCH_READ);
        assertThat(ask(officer, reading.toArray(TokenScope[]::new), "q", "งบประมาณ"))
                .hasStatus(HttpStatus.FORBIDDEN)
                .hasContentType("application/problem+json");
        assertThat(web.get().uri(SEARCH + "?q=x").with(SignedInAs.as(officer)))
                .hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "from, เมื่อวาน, from",
        "until, 2026-13-45, until",
        "cursor, nonsense!, cursor",
        "cursor, bm9uc2Vuc2U, cursor",
        "limit, 0, limit",
        "limit, 201, limit",
        "limit, many, limit",
    })
    void saysWhatIsNotUnderstood(String parameter, String value, String named) throws Exception {
        var refused = ask(officer, "q", "งบประมาณ", parameter, value);
        assertThat(refused)
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentType("application/problem+json");
        assertThat(JsonPath.<String>read(body(refused), "$.key"))
                .isEqualTo("api.problem.parameter");
        assertThat(JsonPath.<String>read(body(refused), "$.detail")).contains(named);
    }

    @Test
    void wantsSomethingToBeAskedFor() throws Exception {
        var refused = ask(officer, "q", " ");
        assertThat(refused)
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .hasContentType("application/problem+json");
        assertThat(JsonPath.<String>read(body(refused), "$.key")).isEqualTo("search.nothing-asked");
    }

    @Test
    void aValueThatIsTooLongWidensNothingAndLongWordsAreSaidToBeCut() throws Exception {
        assertThat(ask(officer, "q", "งบประมาณ", "place", "ก".repeat(301)))
                .hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(found(officer, "q", "งบประมาณ".repeat(100)).<Boolean>read("$.cut")).isTrue();
    }

    private UUID registered(String number, String subject, String sender) {
        var head =
                new IncomingLetter.Head(
                        number,
                        LocalDate.of(2026, 11, 2),
                        "ผู้ว่าราชการจังหวัด",
                        subject,
                        Urgency.NORMAL);
        return within(() ->
                incoming.enterPaper(officer, IncomingLetter.Channel.COUNTER, sender, head, null));
    }

    private static List<String> paths(com.jayway.jsonpath.DocumentContext found) {
        return found.read("$.items[*].path");
    }

    private com.jayway.jsonpath.DocumentContext found(SignedIn who, String... parameters)
            throws Exception {
        var answer = ask(who, parameters);
        assertThat(answer).hasStatusOk().hasContentType("application/json");
        return JsonPath.parse(body(answer));
    }

    private MvcTestResult ask(SignedIn who, String... parameters) {
        return ask(who, new TokenScope[] {TokenScope.SEARCH_READ}, parameters);
    }

    private MvcTestResult ask(SignedIn who, TokenScope[] scopes, String... parameters) {
        var request = web.get().uri(SEARCH).with(tokens.of(who, scopes));
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String body(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private <T> T within(Supplier<T> work) {
        return province.within(work);
    }
}
