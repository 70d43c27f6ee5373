package th.sala.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;

@SalaTest
class NoticesWebTests {
    /// Any sentence with one argument will do.
    private static final String SENTENCE = "notices.all-read";

    @Autowired MockMvcTester web;
    @Autowired Notices notices;

    private final UUID agency = UUID.randomUUID();
    private final SignedIn person = SignedInAs.person(agency, null, Role.OFFICIAL);
    private final SignedIn colleague = SignedInAs.person(agency, null, Role.OFFICIAL);

    @Test
    void aNoticeStandsInTodayUntilItIsOpened() {
        tell("one", "12");

        assertThat(web.get().uri("/").with(SignedInAs.as(person)))
                .hasStatusOk()
                .bodyText()
                .contains("วันนี้ไม่มีเรื่องค้าง", "อ่านแล้ว ๑๒ รายการ", "/me/notices/");
        assertThat(web.get().uri("/me/notices").with(SignedInAs.as(person)))
                .hasStatusOk()
                .bodyText()
                .contains("อ่านแล้ว ๑๒ รายการ", "ยังไม่ได้อ่าน");

        assertThat(web.get().uri("/me/notices/" + only().id()).with(SignedInAs.as(person)))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/letters/12");

        assertThat(web.get().uri("/").with(SignedInAs.as(person)))
                .bodyText()
                .doesNotContain("/me/notices/");
        assertThat(web.get().uri("/me/notices").with(SignedInAs.as(person)))
                .bodyText()
                .contains("อ่านแล้ว ๑๒ รายการ")
                .doesNotContain("ยังไม่ได้อ่าน");
    }

    @Test
    void anAddressKeepsItsDigits() {
        tell("one", "12 head12@far1.example");
        assertThat(web.get().uri("/me/notices").with(SignedInAs.as(person)))
                .bodyText()
                .contains("๑๒ head12@far1.example");
    }

    @Test
    void isToldOnceUnderOneKey() {
        tell("same", "1");
        tell("same", "1");
        assertThat(of(person)).hasSize(1);

        tell("another", "1");
        assertThat(of(person)).hasSize(2);
    }

    @Test
    void nobodyElseSeesOrOpensIt() {
        tell("one", "7");
        var id = only().id();

        assertThat(web.get().uri("/me/notices").with(SignedInAs.as(colleague)))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่มีการแจ้งเตือน");
        assertThat(web.get().uri("/me/notices/" + id).with(SignedInAs.as(colleague)))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/me/notices/" + id).with(SignedInAs.officer(UUID.randomUUID())))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(only().isRead()).isFalse();
    }

    @Test
    void marksAllThatWasShownAsRead() {
        tell("one", "1");
        var shown = only().toldAt();
        tell("two", "2");

        var read =
                web.post()
                        .uri("/me/notices/read")
                        .with(SignedInAs.as(person))
                        .with(csrf())
                        .param("shown", shown.toString());
        assertThat(read).hasStatus3xxRedirection().hasRedirectedUrl("/me/notices");

        assertThat(of(person)).extracting(Notice::isRead).containsExactly(false, true);
    }

    @Test
    void leadsOnlyToOurOwnPages() {
        for (var path : List.of("https://elsewhere.example/", "//elsewhere.example/", "letters")) {
            assertThatThrownBy(() ->
                            AgencyScope.within(
                                    agency,
                                    () ->
                                            notices.tell(
                                                    agency,
                                                    person.account(),
                                                    SENTENCE,
                                                    List.of("1"),
                                                    path)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void tell(String key, String argument) {
        AgencyScope.within(
                agency,
                () ->
                        notices.tell(
                                key,
                                agency,
                                person.account(),
                                SENTENCE,
                                List.of(argument),
                                "/letters/" + argument));
    }

    private Notice only() {
        return of(person).getFirst();
    }

    private List<Notice> of(SignedIn who) {
        return AgencyScope.within(agency, () -> notices.of(who));
    }
}
