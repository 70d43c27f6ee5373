package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Registry;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.signing.Signed;

/// A letter to all agencies of a kind: chosen at once, one mail each, each with a standing.
@SalaTest
class CircularWebTests {
    private static final int AGENCIES = 60;
    private static final Pattern CHOSEN = Pattern.compile("name=\"to\"[^>]*checked");

    private static final Pattern STANDING = Pattern.compile("id=\"standing-");

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Registry registry;
    @Autowired OutgoingDesk desk;
    @Autowired Dispatch dispatch;
    @Autowired GivenFiles given;
    @Autowired TransactionTemplate transaction;

    private String mark;
    private Srisamut own;
    private SignedIn governor;

    @BeforeEach
    void foundAProvinceAndDepartments() {
        mark = "z" + UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        for (int i = 0; i < AGENCIES; i++) {
            new Srisamut(founding, organisation, powers, "d" + i + "." + mark + ".example");
        }
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private List<String> departments() {
        return registry.addressees("." + mark, own.id, LocalDate.now(), 1000).stream()
                .map(AuthorisedPerson::mail)
                .toList();
    }

    @Test
    void allThatAreFoundAreChosenAtOnce() {
        var few = web.get().uri("/letters/addressees").param("find", "." + mark);
        assertThat(few.with(SignedInAs.as(governor))).bodyText().contains("เลือกทุกรายที่พบ");
        var all =
                web.get().uri("/letters/addressees").param("find", "." + mark).param("all", "true");
        assertThat(all.with(SignedInAs.as(governor)))
                .bodyText()
                .contains("เลือกไว้ ๖๐ ราย")
                .satisfies(page -> assertThat(CHOSEN.matcher(page).results()).hasSize(AGENCIES));
        assertThat(form().param("find", "." + mark).param("then", "all"))
                .hasStatusOk()
                .bodyText()
                .satisfies(page -> assertThat(CHOSEN.matcher(page).results()).hasSize(AGENCIES));
        assertThat(within(() -> desk.drafts(own.id))).isEmpty();
    }

    private MockMvcTester.MockMvcRequestBuilder form() {
        return web.post()
                .uri("/letters/out")
                .with(SignedInAs.as(governor))
                .with(csrf())
                .param("signer", own.governor.toString())
                .param("subject", "ซักซ้อมแนวทาง");
    }

    @Test
    void moreThanALetterMayHaveAreRefusedAndNothingIsLost() {
        var form = form();
        IntStream.range(0, OutgoingDesk.MOST_ADDRESSEES + 1)
                .forEach(i -> form.param("to", "a" + i + "@" + mark + ".example"));
        assertThat(form)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ไม่เกิน ๕๐๐", "ซักซ้อมแนวทาง");
    }

    @Test
    void theServerTakesAFormWithSoManyAddressees(
            @Value("${server.tomcat.max-part-count}") int parts) {
        var fields = LetterForm.class.getRecordComponents().length;
        assertThat(parts).isGreaterThan(OutgoingDesk.MOST_ADDRESSEES + 2 * fields);
    }

    @Test
    void oneActMakesAMailForEachAlsoWhenItIsCutOff() throws Exception {
        var to = departments();
        assertThat(to).hasSize(AGENCIES);
        var bytes = OutgoingWebTests.pdf();
        var pdf = new ByteArrayInputStream(bytes);
        var file = given.keep(true, "หนังสือ.pdf", "application/pdf", pdf);
        var content = Invitation.by(own.governor).brought();
        var id =
                within(() ->
                        transaction.execute(_ -> {
                            var begun = desk.begin(governor, content, to, List.of(file));
                            desk.send(governor, begun, 1, null);
                            // as whoever signs hands it over
                            var signed =
                                    new Signed(bytes, "certificate", List.of(), "issuer", null);
                            var isMore =
                                    dispatch.dispatch(
                                            desk.letter(own.id, begun), new SignedSheet(1, signed));
                            assertThat(isMore).isTrue();
                            assertThat(queued(begun)).hasSizeBetween(1, AGENCIES - 1);
                            assertThat(desk.letter(own.id, begun).stage())
                                    .isInstanceOf(OutgoingLetter.Stage.Numbered.class);
                            return begun;
                        }));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> within(() -> queued(id)).size() == AGENCIES);
        await().until(() ->
                within(() -> desk.letter(own.id, id)).stage() instanceof OutgoingLetter.Stage.Sent);
        assertThat(within(() -> queued(id)))
                .extracting(Addressee::messageId)
                .doesNotHaveDuplicates();

        var page = page(id, "");
        assertThat(page).contains("ทั้งหมด ๖๐ ราย", "ผู้รับถัดไป").doesNotContain("d59." + mark);
        assertThat(STANDING.matcher(page).results()).hasSize(Sendings.ROWS);
        assertThat(STANDING.matcher(page(id, "?from=50")).results()).hasSize(AGENCIES - 50);
        assertThat(STANDING.matcher(page(id, "?only=ACKNOWLEDGED")).results()).isEmpty();

        var last = within(() -> desk.addressees(own.id, id)).getLast();
        assertThat(
                        web.post()
                                .uri("/letters/out/{id}/mails/{mail}/correct", id, last.mail())
                                .with(SignedInAs.as(governor))
                                .with(csrf())
                                .param("address", "nobody@" + mark + ".example"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("standing-" + last.mail(), "value=\"nobody@");
    }

    private List<Addressee> queued(UUID letter) {
        return desk.addressees(own.id, letter).stream()
                .filter(addressee -> addressee.messageId() != null)
                .toList();
    }

    private String page(UUID letter, String query) throws Exception {
        var request = web.get().uri("/letters/out/" + letter + query);
        var response = request.with(SignedInAs.as(governor)).exchange().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }
}
