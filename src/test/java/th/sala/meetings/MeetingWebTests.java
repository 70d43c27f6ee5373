package th.sala.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.files.Pdfs;

/// Planning a meeting, on its pages.
class MeetingWebTests extends MeetingPeople {
    private String path(UUID id) {
        return "/meetings/" + id;
    }

    private void refused(SignedIn who, String path, String... sayingSo) {
        assertThat(post(who, path).param("password", PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains(sayingSo);
    }

    // ---- lists

    @Test
    void listsSayWhatIsThere() {
        assertThat(page(clerk, "/meetings"))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่มีการประชุมที่จะถึง");
        assertThat(page(clerk, "/meetings/past"))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่มีการประชุมที่ผ่านมา");
        var id = planned(MeetingKind.LEGAL, null);
        for (var who : List.of(clerk, governor, deputy)) {
            assertThat(page(who, "/meetings")).bodyText().contains(path(id), "ประชุมแผนงานจังหวัด");
        }
        assertThat(page(colleague("นายอื่น คนไกล"), "/meetings"))
                .bodyText()
                .doesNotContain(path(id));
        assertThat(page(administrator, "/meetings")).hasStatus(HttpStatus.FORBIDDEN);
        var past = clock.instant().minus(Duration.ofDays(9));
        var over = within(() -> desk.plan(clerk, planFrom(past, MeetingKind.OTHER, null)));
        assertThat(page(clerk, "/meetings")).bodyText().doesNotContain(path(over));
        assertThat(page(clerk, "/meetings/past"))
                .bodyText()
                .contains(path(over))
                .doesNotContain(path(id));
        assertThat(page(clerk, "/")).bodyText().contains("การประชุมภายใน ๒๔ ชั่วโมง");
        assertThat(page(governor, "/")).bodyText().contains("กำหนดให้ประชุมผ่านสื่ออิเล็กทรอนิกส์");
    }

    @Test
    void longListsGoOn() {
        within(() -> {
            for (int i = 0; i < 31; i++) {
                desk.plan(
                        clerk,
                        planFrom(
                                clock.instant().plus(Duration.ofDays(i + 1)),
                                MeetingKind.OTHER,
                                null));
            }
            return true;
        });
        assertThat(page(clerk, "/meetings")).bodyText().contains("/meetings?from=30");
        assertThat(page(clerk, "/meetings?from=30"))
                .bodyText()
                .contains("หน้าแรก")
                .doesNotContain("from=60");
        assertThat(page(clerk, "/meetings?from=-9")).hasStatusOk();
    }

    // ---- planning

    @Test
    void aFormComesBackFilled() {
        assertThat(page(clerk, "/meetings/new"))
                .hasStatusOk()
                .bodyText()
                .contains("0 2000 0000", "saraban@" + own.domain);
        assertThat(form(clerk, "/meetings/new", clock.instant()).param("x", "y"))
                .hasStatus3xxRedirection();
        assertThat(
                        post(clerk, "/meetings/new")
                                .param("title", "เรื่องที่พิมพ์ไว้")
                                .param("day", "32/11/2569")
                                .param("from", "9.30 น.")
                                .param("until", "เที่ยง"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เรื่องที่พิมพ์ไว้", "32/11/2569", "อ่านวันที่ไม่ได้", "อ่านเวลาไม่ได้");
        assertThat(
                        post(clerk, "/meetings/new")
                                .param("title", " ")
                                .param("day", "21/11/2569")
                                .param("from", "09:30")
                                .param("until", "12:00"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดระบุเรื่อง");
        assertThat(post(administrator, "/meetings/new")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @DisplayName("M1 ข้อ 2: a refused matter names the clause, and keeps nothing")
    void refusedMatters() {
        assertThat(
                        post(clerk, "/meetings/new")
                                .param("title", "พิจารณาผลการประกวดราคา")
                                .param("day", "21/12/2569")
                                .param("from", "09:30")
                                .param("until", "12:00")
                                .param("kind", "LEGAL")
                                .param("rules", "NCPO_74")
                                .param("matter", "PROCUREMENT"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("จัดซื้อจัดจ้าง", "ข้อ 2", "พิจารณาผลการประกวดราคา");
        assertThat(
                        post(clerk, "/meetings/new")
                                .param("title", "(ลับ) แผนเผชิญเหตุ")
                                .param("day", "21/12/2569")
                                .param("from", "09:30")
                                .param("until", "12:00")
                                .param("kind", "OTHER"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ชั้นความลับ", "ข้อ 1");
        assertThat(page(clerk, "/meetings")).bodyText().contains("ยังไม่มีการประชุมที่จะถึง");
    }

    @Test
    @DisplayName(
            "M0 กฎที่ใช้กับการประชุมผ่านสื่ออิเล็กทรอนิกส์: the page says which rules, and why")
    void rulesWithTheirReason() {
        var legal = planned(MeetingKind.LEGAL, null);
        assertThat(page(clerk, path(legal)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "พ.ร.ก. ว่าด้วยการประชุม",
                        "ตั้งแต่วันที่ ๑๙ เมษายน ๒๕๖๓",
                        "ยังไม่ได้ตรวจกับราชกิจจานุเบกษา");
        var stricter = planned(MeetingKind.LEGAL, RuleSet.NCPO_74);
        assertThat(page(clerk, path(stricter)))
                .bodyText()
                .contains(
                        "หน่วยงานเลือกหลักเกณฑ์ที่เข้มงวดกว่า",
                        "หลักเกณฑ์ที่ใช้กับการประชุม",
                        "ประกาศกระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร");
        var old = LocalDate.of(2020, 3, 24).atTime(9, 30).atZone(clock.getZone()).toInstant();
        var first = within(() -> desk.plan(clerk, planFrom(old, MeetingKind.LEGAL, null)));
        assertThat(page(clerk, path(first)))
                .bodyText()
                .contains("ประกาศ คสช. ฉบับที่ ๗๔/๒๕๕๗", "ก่อนวันที่ ๑๙ เมษายน ๒๕๖๓");
        assertThat(form(clerk, "/meetings/new", old).param("rules", "EMEET_63"))
                .as("the first of two values is empty")
                .hasStatus3xxRedirection();
        assertThat(
                        post(clerk, "/meetings/new")
                                .param("title", "ประชุม")
                                .param("day", "18/4/2563")
                                .param("from", "09:30")
                                .param("until", "12:00")
                                .param("rules", "EMEET_63"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่ใช้บังคับในวันนั้น");
    }

    @Test
    void postponedByWhoSawItAndThoseInvitedAreTold() {
        var id = planned(MeetingKind.LEGAL, null);
        within(() -> attendees.invite(clerk, id));
        var later = clock.instant().plus(Duration.ofDays(3));
        assertThat(page(clerk, path(id) + "/edit"))
                .hasStatusOk()
                .bodyText()
                .contains("ประชุมแผนงานจังหวัด");
        var version = Integer.toString(meeting(id).version());
        assertThat(form(clerk, path(id) + "/edit", later).param("version", version))
                .hasRedirectedUrl(path(id));
        assertThat(form(clerk, path(id) + "/edit", later).param("version", version))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีผู้แก้ไขการประชุมนี้ไปก่อนแล้ว");
        assertThat(page(governor, "/me/notices")).bodyText().contains("เปลี่ยนเวลาเป็น");
        assertThat(form(governor, path(id) + "/edit", later).param("version", version))
                .as("arranged by others")
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(page(colleague("นายอื่น คนไกล"), path(id) + "/edit"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(acts("meetings.changed")).isOne();
    }

    @Test
    void cancelledWithAReason() {
        var id = planned(MeetingKind.LEGAL, null);
        within(() -> attendees.invite(clerk, id));
        assertThat(post(clerk, path(id) + "/cancel"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดพิมพ์ข้อความ");
        assertThat(post(deputy, path(id) + "/cancel").param("words", "น้ำท่วม"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, path(id) + "/cancel").param("words", "น้ำท่วม"))
                .hasRedirectedUrl(path(id));
        assertThat(page(governor, path(id))).bodyText().contains("ยกเลิก", "น้ำท่วม");
        assertThat(page(governor, "/me/notices")).bodyText().contains("น้ำท่วม");
        refused(clerk, path(id) + "/cancel", "สถานะของการประชุมเปลี่ยนไปแล้ว");
        refused(clerk, path(id) + "/items", "สถานะของการประชุมเปลี่ยนไปแล้ว");
        assertThat(page(clerk, "/meetings/past")).bodyText().contains(path(id));
    }

    // ---- attendees

    @Test
    @DisplayName("M4 ข้อ 1: everybody on the list once, with a part; one chair")
    void attendeesAndTheirParts() {
        var id = made(form(clerk, "/meetings/new", clock.instant()));
        assertThat(attendee(id, own.officer).role()).isEqualTo(AttendeeRole.SECRETARY);
        assertThat(
                        post(clerk, path(id) + "/attendees")
                                .param("official", own.governor.toString())
                                .param("role", "CHAIR"))
                .hasRedirectedUrl(path(id));
        assertThat(post(clerk, path(id) + "/attendees").param("official", own.governor.toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อยู่ในรายชื่อแล้ว");
        assertThat(
                        post(clerk, path(id) + "/attendees")
                                .param("official", UUID.randomUUID().toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("โปรดเลือกบุคลากร");
        refused(clerk, path(id) + "/attendees", "โปรดเลือกบุคลากร");
        assertThat(post(clerk, path(id) + "/attendees").param("official", own.deputy.toString()))
                .hasRedirectedUrl(path(id));
        var deputys = attendee(id, own.deputy).id();
        assertThat(post(clerk, path(id) + "/attendees/" + deputys + "/role").param("role", "CHAIR"))
                .hasRedirectedUrl(path(id));
        assertThat(attendee(id, own.deputy).role()).isEqualTo(AttendeeRole.CHAIR);
        assertThat(attendee(id, own.governor).role()).isEqualTo(AttendeeRole.MEMBER);
        var governors = attendee(id, own.governor).id();
        assertThat(post(clerk, path(id) + "/attendees/" + governors + "/remove"))
                .hasRedirectedUrl(path(id));
        assertThat(page(governor, path(id))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(clerk, path(id) + "/attendees").param("official", own.governor.toString()))
                .as("again")
                .hasRedirectedUrl(path(id));
        refused(
                clerk,
                path(id) + "/attendees/" + attendee(id, own.officer).id() + "/remove",
                "ผู้จัดการประชุมต้องอยู่ในรายชื่อ");
        assertThat(post(governor, path(id) + "/attendees/" + deputys + "/remove"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, path(id) + "/attendees/" + UUID.randomUUID() + "/remove"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("M4 ข้อ 6(1): nobody is invited by a link to a meeting that a law requires")
    void noGuestsByLinkWhereTheLawWantsASignIn() {
        var legal = planned(MeetingKind.LEGAL, RuleSet.NCPO_74);
        assertThat(
                        post(clerk, path(legal) + "/guests")
                                .param("name", "นางแขก มาไกล")
                                .param("mail", "guest@elsewhere.example"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องแสดงตนด้วยการเข้าสู่ระบบ", "ข้อ 6(1)");
        var other = planned(MeetingKind.OTHER, null);
        assertThat(post(clerk, path(other) + "/guests").param("name", "นางแขก").param("mail", "no"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ที่อยู่อีเมลที่ส่งถึงได้");
        assertThat(
                        post(clerk, path(other) + "/guests")
                                .param("name", "นางแขก มาไกล")
                                .param("mail", "Guest@Elsewhere.example"))
                .hasRedirectedUrl(path(other));
        assertThat(
                        post(clerk, path(other) + "/guests")
                                .param("name", "นางแขก")
                                .param("mail", "guest@elsewhere.example"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var version = Integer.toString(meeting(other).version());
        assertThat(form(clerk, path(other) + "/edit", clock.instant()).param("version", version))
                .as("made one that the law requires")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ต้องแสดงตนด้วยการเข้าสู่ระบบ")
                .doesNotContain("ข้อ 6(1)");
    }

    @Test
    @DisplayName(
            "M3 ข้อ 5: invitations are kept as they went; M3 ข้อ 8(2.3): with the way to the papers")
    void invitations() {
        var id = withGuest(MeetingKind.OTHER);
        assertThat(page(governor, "/me/notices"))
                .bodyText()
                .contains("ขอเชิญประชุม ประชุมแผนงานจังหวัด");
        assertThat(key(id)).hasSize(32);
        assertThat(acts("meetings.invited")).isEqualTo(4);
        assertThat(post(clerk, path(id) + "/invite")).hasRedirectedUrl(path(id));
        assertThat(acts("meetings.invited")).as("everybody was invited already").isEqualTo(4);
        var deputys = attendee(id, own.deputy).id();
        assertThat(post(clerk, path(id) + "/attendees/" + deputys + "/invite"))
                .hasRedirectedUrl(path(id));
        assertThat(acts("meetings.invited")).isEqualTo(5);
        assertThat(post(governor, path(id) + "/invite")).hasStatus(HttpStatus.FORBIDDEN);
        var kept =
                within(() ->
                        db.sql(
                                        "SELECT coalesce(sha256, '') FROM meetings.invitation WHERE meeting = :id")
                                .param("id", id)
                                .query(String.class)
                                .list());
        assertThat(kept)
                .as("of what went as a notice alone, too")
                .hasSize(5)
                .allSatisfy(sha256 -> assertThat(store.bytes(sha256)).isNotEmpty());
    }

    @Test
    @DisplayName("M3 ข้อ 8(2.3): attendees are told how to reach the papers")
    void invitationsNameTheWay() {
        var id = withGuest(MeetingKind.OTHER);
        assertThat(page(clerk, path(id))).bodyText().contains("ส่งลิงก์ใหม่", "เพิกถอนลิงก์");
    }

    // ---- agenda and papers

    @Test
    void agendaItemsAreMovedRenamedAndRemoved() {
        var id = planned(MeetingKind.LEGAL, null);
        refused(clerk, path(id) + "/items", "โปรดระบุเรื่อง");
        assertThat(post(clerk, path(id) + "/items").param("title", "เรื่องอื่น ๆ"))
                .hasRedirectedUrl(path(id));
        var third = meeting(id).items().getLast();
        assertThat(third.number()).isEqualTo(3);
        var item = path(id) + "/items/" + third.id();
        assertThat(post(clerk, item + "/move").param("up", "true")).hasRedirectedUrl(path(id));
        assertThat(meeting(id).items().get(1).id()).isEqualTo(third.id());
        assertThat(post(clerk, item + "/move").param("up", "false")).hasRedirectedUrl(path(id));
        assertThat(post(clerk, item + "/move").param("up", "false")).hasRedirectedUrl(path(id));
        assertThat(meeting(id).items().getLast().id()).isEqualTo(third.id());
        assertThat(post(clerk, item).param("title", "เรื่องเสนอเพื่อทราบ"))
                .hasRedirectedUrl(path(id));
        assertThat(post(clerk, item).param("title", "")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(page(governor, path(id))).bodyText().contains("๓. เรื่องเสนอเพื่อทราบ");
        var first = meeting(id).items().getFirst().id();
        assertThat(post(clerk, path(id) + "/items/" + first + "/remove"))
                .hasRedirectedUrl(path(id));
        assertThat(meeting(id).items()).extracting(AgendaItem::number).containsExactly(1, 2);
        assertThat(post(governor, item + "/remove")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post(clerk, path(id) + "/items/" + first + "/remove"))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void papersAreReadByThoseWhoAttend() {
        var id = planned(MeetingKind.LEGAL, null);
        var papers = path(id) + "/items/" + meeting(id).items().getFirst().id() + "/papers";
        var pdf = Pdfs.of("agenda paper");
        assertThat(upload(clerk, papers, "แผนงาน.pdf", pdf)).isEqualTo(302);
        assertThat(upload(clerk, papers, "no.pdf", new byte[] {1, 2, 3})).isEqualTo(422);
        assertThat(upload(clerk, papers, "none.pdf", new byte[0])).isEqualTo(422);
        assertThat(upload(governor, papers, "แผนงาน.pdf", pdf)).isEqualTo(403);
        var paper = meeting(id).items().getFirst().papers().getFirst();
        assertThat(page(governor, path(id))).bodyText().contains("แผนงาน.pdf");
        var file = path(id) + "/papers/" + paper.id();
        assertThat(page(governor, file)).hasStatusOk().hasContentType("application/pdf");
        assertThat(page(colleague("นายอื่น คนไกล"), file)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri(file)).hasStatus3xxRedirection();
        assertThat(page(governor, path(id) + "/papers/" + UUID.randomUUID()))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(post(clerk, file + "/remove")).hasRedirectedUrl(path(id));
        assertThat(post(clerk, file + "/remove")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(page(governor, file)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): who has an interest in the current item does not read its papers")
    void papersOfTheCurrentItemAreNotForThoseWithAnInterest() {
        var id = opened(MeetingKind.LEGAL);
        var item = meeting(id).items().getFirst().id();
        var other = meeting(id).items().getLast().id();
        var pdf = Pdfs.of("agenda paper");
        assertThat(upload(clerk, path(id) + "/items/" + item + "/papers", "a.pdf", pdf))
                .isEqualTo(302);
        var file = path(id) + "/papers/" + meeting(id).items().getFirst().papers().getFirst().id();
        var deputys = attendee(id, own.deputy).id();
        by(deputy, id, who -> rooms.interest(who, item, deputys, true));
        assertThat(page(deputy, file)).as("not discussed yet").hasStatusOk();
        by(governor, id, who -> rooms.toItem(who, item));
        assertThat(page(deputy, file))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ท่านมีส่วนได้เสีย")
                .doesNotContain("href=\"" + file);
        assertThat(page(governor, file)).hasStatusOk();
        by(governor, id, who -> rooms.toItem(who, other));
        assertThat(page(deputy, file)).as("discussed no more").hasStatusOk();
    }

    @Test
    void noFileIsKeptThatMayNotBeAdded() {
        var id = planned(MeetingKind.LEGAL, null);
        var item = path(id) + "/items/" + meeting(id).items().getFirst().id() + "/papers";
        for (int i = 0; i < AgendaDesk.MOST_PAPERS; i++) {
            var name = "paper" + i + ".pdf";
            within(() -> {
                var first = meeting(id).items().getFirst().id();
                agenda.addPaper(
                        clerk, id, first, new Paper(UUID.randomUUID(), name, "0".repeat(64), 1));
                return true;
            });
        }
        var full = Pdfs.of("one too many " + UUID.randomUUID());
        assertThat(upload(clerk, item, "more.pdf", full)).isEqualTo(422);
        assertThat(store.path(DigestUtils.sha256Hex(full))).doesNotExist();
        var cancelled = planned(MeetingKind.LEGAL, null);
        var late = path(cancelled) + "/items/" + meeting(cancelled).items().getFirst().id();
        within(() -> {
            desk.cancel(clerk, cancelled, "น้ำท่วม");
            return true;
        });
        var other = Pdfs.of("too late " + UUID.randomUUID());
        assertThat(upload(clerk, late + "/papers", "late.pdf", other)).isEqualTo(422);
        assertThat(store.path(DigestUtils.sha256Hex(other))).doesNotExist();
    }

    private int upload(SignedIn who, String path, String name, byte[] content) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(who))
                .with(csrf())
                .multipart()
                .file(new MockMultipartFile("file", name, "application/pdf", content))
                .exchange()
                .getResponse()
                .getStatus();
    }

    // ---- before it

    @Test
    @DisplayName("M2 ข้อ 3: the chair decides, with the password again")
    void theChairDecides() {
        var id = planned(MeetingKind.LEGAL, RuleSet.NCPO_74);
        assertThat(page(governor, path(id)))
                .bodyText()
                .contains("ท่านเป็นประธานในที่ประชุม", "ยังขาด");
        assertThat(page(clerk, path(id))).bodyText().doesNotContain("ท่านเป็นประธานในที่ประชุม");
        assertThat(
                        post(governor, path(id) + "/decision")
                                .param("password", "wrong")
                                .param("words", "จำเป็น"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("จำเป็น");
        refused(deputy, path(id) + "/decision", "เฉพาะประธานในที่ประชุม", "ข้อ 3");
        assertThat(post(governor, path(id) + "/decision").param("password", PASSWORD))
                .hasRedirectedUrl(path(id));
        assertThat(page(clerk, path(id))).bodyText().contains("นางสาวมาลี ศรีสุข");
        assertThat(acts("meetings.decided-electronic")).isOne();
    }

    @Test
    @DisplayName("M2 ข้อ 3: once the meeting is to be secret the chair decides anew")
    void theChairDecidesAnewOnceTheMeetingIsSecret() {
        var id = prepared(MeetingKind.LEGAL, null);
        assertThat(within(() -> rooms.missing(meeting(id)))).isEmpty();
        var version = Integer.toString(meeting(id).version());
        assertThat(
                        form(clerk, path(id) + "/edit", clock.instant())
                                .param("version", version)
                                .param("secret", "true"))
                .hasRedirectedUrl(path(id));
        assertThat(within(() -> rooms.missing(meeting(id)))).containsExactly(Preparation.DECISION);
        assertThat(page(governor, path(id))).bodyText().contains("ท่านเป็นประธานในที่ประชุม");
        assertThat(post(governor, path(id) + "/decision").param("password", PASSWORD))
                .hasRedirectedUrl(path(id));
        assertThat(within(() -> rooms.missing(meeting(id)))).isEmpty();
    }

    @Test
    @DisplayName("M2 ข้อ 6: the organiser asks in writing and appoints the operator")
    void requestAndAppointment() {
        var id = planned(MeetingKind.LEGAL, RuleSet.NCPO_74);
        assertThat(page(clerk, path(id)))
                .bodyText()
                .doesNotContain("ขอใช้ระบบควบคุมการประชุมสำหรับการประชุม");
        assertThat(
                        post(clerk, path(id) + "/request")
                                .param("password", PASSWORD)
                                .param("words", "ขอใช้ระบบ"))
                .as("not before the chair has decided")
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("เมื่อประธานกำหนดให้ประชุมผ่านสื่ออิเล็กทรอนิกส์แล้ว");
        within(() -> {
            preparations.decide(governor, id, "");
            return true;
        });
        assertThat(page(clerk, path(id)))
                .bodyText()
                .contains("ขอใช้ระบบควบคุมการประชุมสำหรับการประชุม");
        refused(clerk, path(id) + "/request", "โปรดพิมพ์ข้อความ");
        assertThat(
                        post(clerk, path(id) + "/request")
                                .param("password", PASSWORD)
                                .param("words", "ขอใช้ระบบ"))
                .hasRedirectedUrl(path(id));
        assertThat(
                        post(governor, path(id) + "/request")
                                .param("password", PASSWORD)
                                .param("words", "ขอใช้"))
                .hasStatus(HttpStatus.FORBIDDEN);
        refused(clerk, path(id) + "/appointment", "โปรดเลือกผู้ควบคุมระบบ", "ข้อ 6");
        assertThat(
                        post(clerk, path(id) + "/appointment")
                                .param("password", PASSWORD)
                                .param("attendee", attendee(id, own.governor).id().toString()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(
                        post(clerk, path(id) + "/appointment")
                                .param("password", PASSWORD)
                                .param("attendee", attendee(id, own.deputy).id().toString()))
                .hasRedirectedUrl(path(id));
        assertThat(page(deputy, "/me/notices"))
                .bodyText()
                .contains("ท่านได้รับแต่งตั้งเป็นผู้ควบคุมระบบ");
        assertThat(within(() -> rooms.missing(meeting(id)))).containsExactly(Preparation.READINESS);
    }
}
