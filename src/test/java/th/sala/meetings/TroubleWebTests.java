package th.sala.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import th.sala.accounts.SignedIn;

/// Trouble, reported and answered without a room.
class TroubleWebTests extends MeetingPeople {
    @Autowired Troubles troubles;

    private static String path(UUID id) {
        return "/meetings/" + id + "/trouble";
    }

    @Test
    @DisplayName(
            "M14 ข้อ 8(2.6): a channel to report trouble, support staff who answer, a log of it")
    void reportedAndAnswered() {
        var id = planned(MeetingKind.LEGAL, null);
        assertThat(page(governor, path(id)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "๐ ๒๐๐๐ ๐๐๐๑",
                        "ยังไม่มีเหตุขัดข้อง",
                        "ส่วนที่ขัดข้อง",
                        "รายละเอียดเหตุขัดข้อง");
        assertThat(post(governor, path(id)).param("kind", "SOUND"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดพิมพ์ข้อความ");
        assertThat(post(governor, path(id)).param("kind", "SOUND").param("words", "ไม่ได้ยินเสียง"))
                .hasRedirectedUrl(path(id));
        assertThat(page(deputy, "/me/notices")).bodyText().contains("แจ้งเหตุขัดข้อง");
        assertThat(page(deputy, path(id)))
                .bodyText()
                .contains("ไม่ได้ยินเสียง", "นางสาวมาลี ศรีสุข");
        var trouble = within(() -> troubles.log(own.id, id)).getFirst().id();
        var answer = path(id) + "/" + trouble + "/answer";
        assertThat(post(governor, answer).param("words", "เอง")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(deputy, answer))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดพิมพ์ข้อความ");
        assertThat(post(deputy, answer).param("words", "เปิดไมโครโฟนแล้ว").param("solved", "true"))
                .hasRedirectedUrl(path(id));
        assertThat(page(governor, path(id))).bodyText().contains("เปิดไมโครโฟนแล้ว", "แก้ไขแล้ว");
        assertThat(post(deputy, path(id) + "/" + UUID.randomUUID() + "/answer").param("words", "x"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(acts("meetings.trouble-reported")).isOne();
        assertThat(acts("meetings.trouble-answered")).isOne();
    }

    @Test
    void othersSeeTheirOwnAndWhatTheSystemSaw() {
        var id = planned(MeetingKind.LEGAL, null);
        var member = colleague("นายสมาชิก ดีงาม");
        within(() -> {
            attendees.add(
                    clerk, id, Objects.requireNonNull(member.official()), AttendeeRole.MEMBER);
            troubles.happened(own.id, id, TroubleKind.CONNECTION, "ระบบสื่อหยุดทำงาน");
            return true;
        });
        assertThat(post(governor, path(id)).param("words", "เรื่องของประธาน"))
                .hasStatus3xxRedirection();
        assertThat(page(member, path(id)))
                .bodyText()
                .contains("ระบบสื่อหยุดทำงาน", "ระบบพบเอง")
                .doesNotContain("เรื่องของประธาน");
        assertThat(page(clerk, path(id))).bodyText().contains("เรื่องของประธาน");
        assertThat(page(colleague("นายอื่น คนไกล"), path(id))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(acts("meetings.trouble-seen")).isOne();
    }

    private long told(SignedIn who) {
        return within(() ->
                db.sql(
                                """
                                SELECT count(*) FROM notices.notice
                                 WHERE account = :account AND message_key = 'meetings.notice.trouble-seen'
                                """)
                        .param("account", who.account())
                        .query(Long.class)
                        .single());
    }

    private void seen(UUID id, TroubleKind kind) {
        within(() -> {
            troubles.happened(own.id, id, kind, "ระบบสื่อหยุดทำงาน");
            return true;
        });
    }

    @Test
    void supportStaffIsToldOfWhatTheSystemSeesButNotAllTheTime() {
        var id = planned(MeetingKind.LEGAL, null);
        seen(id, TroubleKind.SOUND);
        seen(id, TroubleKind.SOUND);
        for (var support : List.of(clerk, deputy)) {
            assertThat(told(support)).isOne();
            assertThat(page(support, "/me/notices"))
                    .bodyText()
                    .contains("ระบบพบเหตุขัดข้อง: ระบบสื่อหยุดทำงาน");
        }
        assertThat(told(governor)).as("no support staff").isZero();
        seen(id, TroubleKind.PICTURE);
        assertThat(told(deputy)).as("another kind").isEqualTo(2);
        assertThat(within(() -> troubles.log(own.id, id))).as("all of it").hasSize(3);
    }

    @Test
    void theLogIsWholeAndTheOldestIsAnsweredToo() {
        var id = planned(MeetingKind.LEGAL, null);
        assertThat(post(governor, path(id)).param("words", "เรื่องแรก")).hasStatus3xxRedirection();
        var first = within(() -> troubles.log(own.id, id)).getFirst().id();
        within(() ->
                db.sql(
                                """
                                INSERT INTO meetings.incident (agency_id, id, meeting, name, kind, words, at)
                                SELECT :agency, gen_random_uuid(), :meeting, '', 'OTHER', 'x', now() + interval '1 second'
                                  FROM generate_series(1, :most)
                                """)
                        .param("agency", own.id)
                        .param("meeting", id)
                        .param("most", Troubles.MOST)
                        .update());
        assertThat(within(() -> troubles.log(own.id, id))).hasSize(Troubles.MOST + 1);
        assertThat(
                        post(deputy, path(id) + "/" + first + "/answer")
                                .param("words", "แก้แล้ว")
                                .param("solved", "true"))
                .hasRedirectedUrl(path(id));
        assertThat(within(() -> troubles.log(own.id, id)).getLast().isSolved()).isTrue();
    }

    @Test
    void guestsReportTooAndNobodyFloodsTheLog() {
        var id = withGuest(MeetingKind.OTHER);
        var answer =
                web.post().uri("/meetings/links").param("key", key(id)).with(csrf()).exchange();
        var browser = Objects.requireNonNull(answer.getResponse().getCookie(GuestLinks.COOKIE));
        for (int i = 0; i < 20; i++) {
            assertThat(
                            web.post()
                                    .uri(path(id))
                                    .cookie(browser)
                                    .with(csrf())
                                    .param("kind", "ENTRY")
                                    .param("words", "เข้าไม่ได้ " + i))
                    .hasRedirectedUrl(path(id));
        }
        assertThat(web.post().uri(path(id)).cookie(browser).with(csrf()).param("words", "อีก"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ใช้ช่องทางสำรอง");
        assertThat(web.get().uri(path(id)).cookie(browser))
                .hasStatusOk()
                .bodyText()
                .contains("/guest");
        assertThat(web.get().uri(path(id))).hasStatus3xxRedirection();
    }

    @Test
    void theWayStaysOpenAfterTheMeeting() {
        var id = opened(MeetingKind.LEGAL);
        by(governor, id, rooms::end);
        assertThat(post(governor, path(id)).param("words", "เสียงขาดหายตอนท้าย"))
                .hasRedirectedUrl(path(id));
    }
}
