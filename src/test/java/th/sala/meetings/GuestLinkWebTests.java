package th.sala.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.accounts.SignedIn;
import th.sala.files.Pdfs;

/// A guest who comes by a link to their own mail, and others who try to.
class GuestLinkWebTests extends MeetingPeople {
    private static final String LINKS = "/meetings/links";

    private MvcTestResult enter(String key) {
        return web.post().uri(LINKS).param("key", key).with(csrf()).exchange();
    }

    /// The cookie of the browser that came first.
    private Cookie browser(UUID id) {
        var answer = enter(key(id));
        assertThat(answer).hasRedirectedUrl("/meetings/" + id + "/guest");
        return Objects.requireNonNull(answer.getResponse().getCookie(GuestLinks.COOKIE));
    }

    private MockMvcRequestBuilder get(Cookie browser, String path) {
        return web.get().uri(path).cookie(browser);
    }

    private MockMvcRequestBuilder send(Cookie browser, String path) {
        return web.post().uri(path).cookie(browser).with(csrf());
    }

    @Test
    void lookingUsesNothingUp() {
        var id = withGuest(MeetingKind.OTHER);
        for (int i = 0; i < 3; i++) {
            assertThat(web.get().uri(LINKS).param("key", key(id)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("ประชุมแผนงานจังหวัด", "นางแขก มาไกล");
        }
        assertThat(get(browser(id), "/meetings/" + id + "/guest"))
                .hasStatusOk()
                .bodyText()
                .contains("เรื่องเพื่อพิจารณา", "๐ ๒๐๐๐ ๐๐๐๑", "/trouble");
    }

    @Test
    void theCookieIsForTheServerAlone() {
        var cookie = browser(withGuest(MeetingKind.OTHER));
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
    }

    @Test
    void aForwardedLinkIsGoodInTheFirstBrowserAlone() {
        var id = withGuest(MeetingKind.OTHER);
        var key = key(id);
        var first = browser(id);
        assertThat(enter(key))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ใช้ในเบราว์เซอร์อื่นไปแล้ว");
        assertThat(send(first, LINKS).param("key", key))
                .hasRedirectedUrl("/meetings/" + id + "/guest");
        assertThat(acts("meetings.link-used")).isOne();
        assertThat(acts("guest-links.bind")).as("refused").isOne();
    }

    @Test
    void nothingInTheDatabaseOpensTheDoor() {
        var id = withGuest(MeetingKind.OTHER);
        var cookie = browser(id).getValue();
        var kept =
                within(() ->
                        db.sql("SELECT row_to_json(l)::text FROM meetings.link l")
                                .query(String.class)
                                .list());
        assertThat(kept)
                .isNotEmpty()
                .noneMatch(row -> row.contains(key(id)) || row.contains(cookie));
    }

    @Test
    void anotherMeetingsLinkOpensNothing() {
        var id = withGuest(MeetingKind.OTHER);
        var other = withGuest(MeetingKind.OTHER);
        var browser = browser(id);
        assertThat(get(browser, "/meetings/" + other + "/guest")).hasStatus3xxRedirection();
        assertThat(send(browser, "/meetings/" + other + "/identify").param("place", "บ้าน"))
                .bodyText()
                .doesNotContain("นางแขก มาไกล");
        assertThat(guest(other).identification()).isNull();
        assertThat(get(browser, "/meetings/" + id))
                .as("pages of officials")
                .hasStatus3xxRedirection();
        assertThat(get(browser, "/letters")).hasStatus3xxRedirection();
        assertThat(web.get().uri("/meetings/" + id + "/guest")).hasStatus3xxRedirection();
        assertThat(web.get().uri("/meetings/none/guest")).hasStatus3xxRedirection();
    }

    @Test
    void aRevokedOrReplacedLinkIsGoodNoMore() {
        var id = withGuest(MeetingKind.OTHER);
        var before = key(id);
        var browser = browser(id);
        var guest = "/meetings/" + id + "/attendees/" + guest(id).id();
        assertThat(post(clerk, guest + "/invite")).hasRedirectedUrl("/meetings/" + id);
        assertThat(web.get().uri(LINKS).param("key", before))
                .hasStatus(HttpStatus.NOT_FOUND)
                .bodyText()
                .contains("โปรดขอลิงก์ใหม่");
        assertThat(get(browser, "/meetings/" + id + "/guest")).hasStatus3xxRedirection();
        assertThat(key(id)).isNotEqualTo(before);
        assertThat(post(governor, guest + "/revoke")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, guest + "/revoke")).hasRedirectedUrl("/meetings/" + id);
        assertThat(post(clerk, guest + "/revoke")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(enter(key(id))).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void linksEndWithTheMeeting() {
        var id = withGuest(MeetingKind.OTHER);
        var browser = browser(id);
        within(() -> {
            desk.cancel(clerk, id, "น้ำท่วม");
            return true;
        });
        assertThat(enter(key(id))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get(browser, "/meetings/" + id + "/guest")).hasStatus3xxRedirection();
    }

    @Test
    void aGuestWhoHasAMailboxHereGetsTheLinkByMail() {
        var id = planned(MeetingKind.OTHER, null);
        within(() -> {
            attendees.addGuest(clerk, id, "งานสารบรรณ จังหวัด", "saraban@" + own.domain);
            return attendees.invite(clerk, id);
        });
        assertThat(enter(key(id))).hasRedirectedUrl("/meetings/" + id + "/guest");
    }

    @Test
    void linksOfAMeetingThatWasNotHeldEnd() {
        var id = withGuest(MeetingKind.OTHER);
        within(() ->
                db.sql(
                                """
                                UPDATE meetings.meeting
                                   SET begins = begins - interval '15 hours', ends = ends - interval '15 hours'
                                 WHERE id = :id
                                """)
                        .param("id", id)
                        .update());
        assertThat(enter(key(id))).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void guessingEnds() {
        var id = withGuest(MeetingKind.OTHER);
        var address = "198.51.100.7";
        var statuses =
                IntStream.range(0, 12)
                        .mapToObj(i ->
                                web.get()
                                        .uri(LINKS)
                                        .param("key", "guess" + i)
                                        .with(request -> {
                                            request.setRemoteAddr(address);
                                            return request;
                                        })
                                        .exchange()
                                        .getResponse()
                                        .getStatus())
                        .toList();
        assertThat(statuses).startsWith(404).endsWith(429);
        assertThat(
                        web.get()
                                .uri(LINKS)
                                .param("key", key(id))
                                .with(request -> {
                                    request.setRemoteAddr(address);
                                    return request;
                                }))
                .as("right or wrong, nothing is looked at any more")
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .bodyText()
                .contains("โปรดรอหนึ่งนาที")
                .doesNotContain("โปรดขอลิงก์ใหม่");
        assertThat(web.get().uri(LINKS).param("key", "x".repeat(5_000)))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri(LINKS)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whoeverIsSignedInStaysWhoTheyAre() {
        var id = withGuest(MeetingKind.OTHER);
        var stranger = colleague("นายอื่น คนไกล");
        assertThat(page(stranger, LINKS).param("key", key(id)))
                .hasStatusOk()
                .bodyText()
                .contains("โปรดออกจากระบบก่อน");
        assertThat(post(stranger, LINKS).param("key", key(id)))
                .hasRedirectedUrl("/meetings/" + id + "/guest");
        assertThat(page(stranger, "/meetings/" + id + "/guest")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(browser(id)).as("nobody has used it").isNotNull();
    }

    @Test
    void papersOfASecretMeetingAreNotForWhoeverCouldBeAnybody() {
        var id = withGuest(MeetingKind.OTHER);
        var content = store.keep(Pdfs.of("secret paper"));
        var paper = new Paper(UUID.randomUUID(), "a.pdf", content.sha256(), content.size());
        within(() -> {
            agenda.addPaper(clerk, id, rooms.find(id).orElseThrow().items().getFirst().id(), paper);
            return true;
        });
        var browser = browser(id);
        var file = "/meetings/" + id + "/papers/" + paper.id();
        assertThat(get(browser, file)).as("not secret").hasStatusOk();
        within(() ->
                db.sql("UPDATE meetings.meeting SET secret = true WHERE id = :id")
                        .param("id", id)
                        .update());
        assertThat(get(browser, file))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เอกสารของการประชุมลับเปิดได้เมื่อแสดงตน")
                .doesNotContain(file);
        assertThat(page(governor, file)).as("signed in").hasStatusOk();
        identified(id, governor, deputy);
        send(browser, "/meetings/" + id + "/identify").param("place", "บ้าน").exchange();
        assertThat(get(browser, file)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        vouch(governor, id);
        vouch(deputy, id);
        assertThat(get(browser, file)).hasStatusOk();
    }

    // ---- vouching

    private void vouch(SignedIn by, UUID id) {
        var guest = guest(id).id();
        by(by, id, who -> rooms.vouch(who, guest));
    }

    @Test
    @DisplayName("M4 ข้อ 9: two attendees vouch, and the guest is identified")
    void vouchedForByTwo() {
        var id = withGuest(MeetingKind.OTHER);
        var browser = browser(id);
        var guest = "/meetings/" + id + "/attendees/" + guest(id).id();
        identified(id, governor, deputy);
        assertThatThrownBy(() -> vouch(governor, id))
                .as("has said nothing yet")
                .isInstanceOf(IdentificationRules.NotForOthers.class);
        assertThat(
                        send(browser, "/meetings/" + id + "/identify")
                                .param("place", "บ้าน จังหวัดทะเลหลวง"))
                .hasRedirectedUrl("/meetings/" + id + "/guest");
        assertThat(guest(id).waitsForVouchers()).isTrue();
        assertThat(page(governor, "/meetings/" + id))
                .bodyText()
                .contains("รับรองการแสดงตนของ นางแขก มาไกล ได้ในห้องประชุม")
                .doesNotContain(guest + "/vouch");
        assertThat(post(governor, guest + "/vouch"))
                .as("without seeing anybody")
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(clerk, "/meetings/" + id))
                .as("has not identified herself")
                .bodyText()
                .doesNotContain("รับรองการแสดงตนของ");
        assertThatThrownBy(() -> vouch(clerk, id))
                .isInstanceOf(IdentificationRules.NotForOthers.class);
        vouch(governor, id);
        vouch(governor, id);
        assertThat(guest(id).isIdentified()).isFalse();
        assertThat(get(browser, "/meetings/" + id + "/guest"))
                .bodyText()
                .contains("มีผู้รับรองแล้ว ๑ คน");
        vouch(deputy, id);
        assertThat(guest(id).isIdentified()).isTrue();
        assertThat(acts("meetings.identified-by-others")).isOne();
        assertThat(get(browser, "/meetings/" + id + "/guest"))
                .bodyText()
                .contains("นางแขก มาไกล แสดงตนแล้ว");
    }

    @Test
    void aVouchIsForOneBrowser() {
        var id = withGuest(MeetingKind.OTHER);
        send(browser(id), "/meetings/" + id + "/identify").param("place", "บ้าน").exchange();
        identified(id, governor, deputy);
        var guest = guest(id).id();
        vouch(governor, id);
        vouch(deputy, id);
        assertThat(guest(id).isIdentified()).isTrue();
        within(() -> {
            attendees.inviteAgain(clerk, id, guest);
            return true;
        });
        assertThat(guest(id).isIdentified()).as("by the link before").isFalse();
    }

    @Test
    void whoIsNotThemselvesBeginsAnew() {
        var id = withGuest(MeetingKind.OTHER);
        var browser = browser(id);
        identified(id, governor, deputy);
        for (var place : List.of("โรงแรม", "บ้าน")) {
            send(browser, "/meetings/" + id + "/identify").param("place", place).exchange();
        }
        var guest = guest(id).id();
        vouch(governor, id);
        assertThat(post(deputy, "/meetings/" + id + "/attendees/" + guest + "/refuse"))
                .hasRedirectedUrl("/meetings/" + id);
        assertThat(guest(id).identification()).as("nor what was said before").isNull();
        assertThatThrownBy(() -> vouch(governor, id))
                .isInstanceOf(IdentificationRules.NotForOthers.class);
        assertThat(acts("meetings.not-vouched")).isOne();
    }

    @Test
    void aVouchIsForWhatTheVoucherSaw() {
        var id = withGuest(MeetingKind.OTHER);
        var browser = browser(id);
        identified(id, governor, deputy);
        var guest = guest(id).id();
        send(browser, "/meetings/" + id + "/identify").param("place", "โรงแรม").exchange();
        var before = Objects.requireNonNull(guest(id).identification()).id();
        send(browser, "/meetings/" + id + "/identify").param("place", "บ้าน").exchange();
        assertThatThrownBy(() -> by(governor, id, who -> rooms.vouch(who, guest, before)))
                .isInstanceOf(IdentificationRules.NotForOthers.class);
        var now = Objects.requireNonNull(guest(id).identification());
        by(governor, id, who -> rooms.vouch(who, guest, now.id()));
        assertThat(Objects.requireNonNull(guest(id).identification()).vouchers()).hasSize(1);
    }

    @Test
    void whoeverIsTakenOffTheListVouchesNoMore() {
        var id = withGuest(MeetingKind.OTHER);
        var member = colleague("นายสมาชิก ดีงาม");
        var members =
                within(() ->
                        attendees.add(
                                clerk,
                                id,
                                Objects.requireNonNull(member.official()),
                                AttendeeRole.MEMBER));
        identified(id, governor, deputy, member);
        send(browser(id), "/meetings/" + id + "/identify").param("place", "บ้าน").exchange();
        vouch(member, id);
        within(() -> {
            attendees.remove(clerk, id, members);
            return true;
        });
        vouch(governor, id);
        assertThat(guest(id).isIdentified()).isFalse();
        vouch(deputy, id);
        assertThat(guest(id).isIdentified()).isTrue();
    }
}
