package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.registers.Book;
import th.sala.registers.Registers;

/// Orders, announcements and certificates: numbered apart, issued to nobody, sent with a letter.
@SalaTest
class IssuedWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired CoveringLetters covering;
    @Autowired Registers registers;
    @Autowired IncomingDesk incoming;
    @Autowired AnsweringLetters answering;
    @Autowired TransactionTemplate transaction;

    private Srisamut own;
    private SignedIn governor;
    private SignedIn officer;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        governor =
                within(() ->
                        SignedInAs.opened(
                                accounts,
                                own.id,
                                own.governor,
                                "นางสาวมาลี ศรีสุข",
                                "เรือลำเล็กในคลองยาว",
                                Role.AUTHORISED_PERSON));
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }

    private UUID draft(LetterKind kind) {
        var content = Invitation.by(own.governor).kind(kind).typeset();
        return within(() -> desk.begin(governor, content, List.of(), List.of()));
    }

    private UUID issued(LetterKind kind) {
        var id = draft(kind);
        within(() -> desk.send(governor, id, 1, null));
        await().atMost(Duration.ofMinutes(1)).until(() -> !files(id).isEmpty());
        return id;
    }

    private List<LetterFile> files(UUID id) {
        return within(() -> desk.files(own.id, id));
    }

    private String number(UUID id) {
        var letter = within(() -> desk.letter(own.id, id));
        return Objects.requireNonNull(letter.given()).number();
    }

    private int year() {
        return 543 + java.time.LocalDate.now(java.time.ZoneId.of("Asia/Bangkok")).getYear();
    }

    @Test
    @DisplayName(
            "C10 เลขที่คำสั่งและหนังสือรับรอง: each kind of paper counts from 1 in a register of its own")
    void eachKindHasNumbersOfItsOwn() {
        assertThat(number(issued(LetterKind.ORDER))).isEqualTo("1/" + year());
        assertThat(number(issued(LetterKind.CERTIFICATE))).isEqualTo("1/" + year());
        assertThat(number(issued(LetterKind.ANNOUNCEMENT))).isEqualTo("1/" + year());
        assertThat(number(issued(LetterKind.ORDER))).isEqualTo("2/" + year());
        var orders = book(Book.Series.ORDERS);
        assertThat(
                        web.get()
                                .uri("/letters/registers/{book}", orders.id())
                                .with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("ทะเบียนคำสั่ง", "๒/๒๕");
        assertThat(within(() -> registers.books(own.id)))
                .filteredOn(book -> !book.isReceive())
                .extracting(Book::title)
                .containsExactlyInAnyOrder(
                        "ทะเบียนคำสั่ง", "ทะเบียนประกาศ", "ทะเบียนหนังสือรับรอง");
    }

    private Book book(Book.Series series) {
        return within(() -> registers.books(own.id)).stream()
                .filter(book -> book.series() == series)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isSignedAndGoesToNobody() {
        var id = issued(LetterKind.ORDER);
        assertThat(within(() -> desk.letter(own.id, id)).stage())
                .isInstanceOf(OutgoingLetter.Stage.Sent.class);
        assertThat(files(id))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.main()).isTrue();
                    assertThat(file.name()).isEqualTo("คำสั่ง 1-" + year() + ".pdf");
                });
        assertThat(web.get().uri("/letters/out").with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("ที่ออกแล้ว", "/letters/out/" + id, "๑/๒๕");
        assertThat(web.get().uri("/letters/out/{id}", id).with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("ลายมือชื่ออิเล็กทรอนิกส์", "ส่งพร้อมหนังสือ")
                .doesNotContain("ผู้รับ</h2>");
    }

    @Test
    void aNumberSetAsideIsUsed() {
        issued(LetterKind.ORDER);
        var orders = book(Book.Series.ORDERS);
        var until = java.time.Instant.now().plusSeconds(3600);
        var by = officer.actor(Role.CORRESPONDENCE_OFFICER);
        var set =
                within(() -> registers.reserve(orders, 1, own.governor, "มาลี", until, by))
                        .getFirst();
        assertThat(set.letterNumber()).isEqualTo("2/" + year());
        var id = draft(LetterKind.ORDER);
        var content = within(() -> desk.letter(own.id, id)).content();
        assertThat(within(() -> desk.reserved(own.governor, own.id, content))).hasSize(1);
        var given =
                within(() ->
                        desk.send(
                                governor,
                                id,
                                1,
                                new OutgoingDesk.Reserved(set.year(), set.number())));
        assertThat(given).isEqualTo("2/" + year());
        assertThat(number(issued(LetterKind.ORDER))).isEqualTo("3/" + year());
    }

    @Test
    void aDraftKeepsWhatWasWrittenWhateverKindItIsOf() {
        assertThat(form("/letters/out").param("to", "malee@" + own.domain))
                .hasStatus3xxRedirection();
        var draft = within(() -> desk.drafts(own.id)).getFirst();
        assertThat(draft.content().salutation()).isEqualTo("ผู้ว่าราชการจังหวัด");
        assertThat(within(() -> desk.addressees(own.id, draft.id()))).hasSize(1);
        var path = "/letters/out/" + draft.id();
        assertThat(web.get().uri(path + "/preview").with(SignedInAs.as(governor)))
                .bodyText()
                .contains(
                        "คำสั่ง ประกาศ หนังสือรับรอง และรายงานการประชุมไม่มีผู้รับ",
                        "ต้องแก้ไขก่อนส่ง");

        var version = Integer.toString(draft.version());
        assertThat(form(path).param("version", version)).hasStatus3xxRedirection();
        assertThat(web.get().uri(path + "/preview").with(SignedInAs.as(governor)))
                .hasStatusOk()
                .bodyText()
                .contains("ลงนามและออกเลข", "<svg", "…/…")
                .doesNotContain("ต้องแก้ไขก่อนส่ง", "ด่วนมาก");
        within(() -> desk.send(governor, draft.id(), draft.version() + 1, null));
        var issued = within(() -> desk.letter(own.id, draft.id())).content();
        assertThat(issued.salutation()).isEmpty();
        assertThat(issued.ownerCode()).isEmpty();
        assertThat(issued.urgency()).isEqualTo(Urgency.NORMAL);
        assertThat(issued.circular()).isFalse();
    }

    private MockMvcTester.MockMvcRequestBuilder form(String path) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(governor))
                .with(csrf())
                .param("kind", "ORDER")
                .param("signer", own.governor.toString())
                .param("ownerCode", "ศส 0017.2")
                .param("urgency", "URGENT")
                .param("circular", "true")
                .param("subject", "แต่งตั้งคณะทำงาน")
                .param("salutation", "ผู้ว่าราชการจังหวัด")
                .param("body", "เพื่อให้การจัดงานเรียบร้อย")
                .param("typeset", "true");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"ORDER", "ANNOUNCEMENT", "CERTIFICATE"})
    void goesOutWithALetter(LetterKind kind) {
        var id = issued(kind);
        assertThat(
                        web.post()
                                .uri("/letters/out/{id}/cover", id)
                                .with(SignedInAs.as(officer))
                                .with(csrf()))
                .hasStatus3xxRedirection();
        var letter =
                within(() -> desk.drafts(own.id)).stream()
                        .filter(draft -> draft.content().kind().isLetter())
                        .findFirst()
                        .orElseThrow();
        assertThat(letter.content().subject()).startsWith("ส่ง" + kind.word);
        assertThat(letter.content().enclosures()).contains(kind.word, "ลงวันที่ ", "จำนวน 1 ฉบับ");
        var enclosed = files(letter.id());
        assertThat(enclosed).singleElement().matches(file -> !file.main());
        assertThat(enclosed.getFirst().sha256()).isEqualTo(files(id).getFirst().sha256());
    }

    @Test
    void whatIsNoSuchPaperHasNothingToBring() {
        var draft = draft(LetterKind.ORDER);
        assertThatThrownBy(() -> within(() -> covering.begin(officer, draft)))
                .isInstanceOf(CoveringLetters.NothingToBring.class);
        var letter = draft(LetterKind.EXTERNAL);
        assertThat(
                        web.post()
                                .uri("/letters/out/{id}/cover", letter)
                                .with(SignedInAs.as(officer))
                                .with(csrf()))
                .hasStatus(HttpStatus.CONFLICT);
        assertThat(within(() -> desk.drafts(own.id))).hasSize(2);
    }

    private SignedIn recorder() {
        return within(() ->
                SignedInAs.opened(
                        accounts,
                        own.id,
                        own.deputy,
                        "นายสมชาย ใจดี",
                        "เรือลำเล็กในคลองยาว",
                        Role.OFFICIAL));
    }

    @Test
    void aReportOfAMeetingIsSignedByWhoWroteItDownAndNoRegisterCountsIt() {
        var recorder = recorder();
        assertThat(web.get().uri("/letters/out/new").with(SignedInAs.as(recorder)))
                .hasStatusOk()
                .bodyText()
                .contains("รายงานการประชุม", "ผู้มาประชุม", "value=\"" + own.deputy);
        assertThat(report("/letters/out", recorder, "")).hasStatus3xxRedirection();
        var draft = within(() -> desk.drafts(own.id)).getFirst();
        var path = "/letters/out/" + draft.id();
        assertThat(draft.content().meeting().present()).isEqualTo("นายหนึ่ง\nนายสอง");
        assertThat(web.get().uri(path).with(SignedInAs.as(recorder)))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"5/2569\"", "นายหนึ่ง\nนายสอง");
        assertThat(web.get().uri(path + "/preview").with(SignedInAs.as(recorder)))
                .hasStatusOk()
                .bodyText()
                .contains("ยังไม่ได้ระบุเวลาเริ่มหรือเวลาเลิกประชุม", "#meeting.begun", "<svg");
        assertThatThrownBy(() -> within(() -> desk.send(recorder, draft.id(), 1, null)))
                .isInstanceOf(NotReady.class);

        assertThat(report(path, recorder, "16.30 น.")).hasStatus3xxRedirection();
        assertThat(
                        web.post()
                                .uri(path + "/send")
                                .with(SignedInAs.as(recorder))
                                .with(csrf())
                                .param("version", "2")
                                .param("password", "เรือลำเล็กในคลองยาว"))
                .hasStatus3xxRedirection();
        await().until(() -> !files(draft.id()).isEmpty());
        assertThat(number(draft.id())).isEqualTo("5/2569");
        assertThat(files(draft.id()).getFirst().name()).isEqualTo("รายงานการประชุม 5-2569.pdf");
        assertThat(within(() -> registers.books(own.id))).allMatch(Book::isReceive);
        assertThat(web.get().uri("/letters/out").with(SignedInAs.as(officer)))
                .bodyText()
                .contains(path, "๕/๒๕๖๙");
        assertThat(web.get().uri(path).with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("ครั้งที่", "ลงนามรายงานการประชุมครั้งที่ ๕/๒๕๖๙");

        var letter = within(() -> covering.begin(officer, draft.id()));
        var cover = within(() -> desk.letter(own.id, letter)).content();
        assertThat(cover.subject())
                .isEqualTo("ส่งรายงานการประชุมคณะกรรมการจังหวัด ครั้งที่ 5/2569");
        assertThat(cover.enclosures()).endsWith("ครั้งที่ 5/2569 จำนวน 1 ฉบับ");
        assertThat(cover.meeting().isEmpty()).isTrue();
    }

    private MvcTestResult report(String path, SignedIn who, String ended) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("version", "1")
                .param("kind", "MINUTES")
                .param("signer", own.deputy.toString())
                .param("subject", "คณะกรรมการจังหวัด")
                .param("meeting.session", "5/2569")
                .param("meeting.held", "วันที่ 18 พฤศจิกายน 2569")
                .param("meeting.place", "ห้องประชุม 1")
                .param("meeting.present", "นายหนึ่ง\nนายสอง")
                .param("meeting.begun", "13.30 น.")
                .param("meeting.ended", ended)
                .param("body", "ระเบียบวาระที่ 1")
                .param("typeset", "true")
                .exchange();
    }

    @Test
    void aReportOnPaperTakesNoNumber() {
        var content = Invitation.by(own.deputy).reporting(Invitation.meeting()).typeset();
        var id = within(() -> desk.begin(officer, content, List.of(), List.of()));
        assertThat(web.get().uri("/letters/out/{id}/preview", id).with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("ลงลายมือชื่อรายงานบนเอกสาร")
                .doesNotContain("ออกเลขและลงทะเบียนส่งเป็นเอกสาร");
        assertThat(post("/letters/out/" + id + "/paper", "version", "1"))
                .hasStatus3xxRedirection()
                .flash()
                .containsEntry("done", "letters.minutes.paper.done");
        assertThat(within(() -> registers.books(own.id))).allMatch(Book::isReceive);
        assertThat(web.get().uri("/letters/out/{id}", id).with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("บันทึกรายงานการประชุมครั้งที่ ๓/๒๕๖๙")
                .doesNotContain("ออกเลข ๓/๒๕๖๙");
    }

    @Test
    void nobodyElseSignsTheReport() {
        var content = Invitation.by(own.deputy).reporting(Invitation.meeting()).typeset();
        var id = within(() -> desk.begin(governor, content, List.of(), List.of()));
        assertThatThrownBy(() -> within(() -> desk.send(governor, id, 1, null)))
                .isInstanceOf(NotTheSigner.class);
        assertThat(within(() -> desk.letter(own.id, id)).isDraft()).isTrue();
    }

    private List<AnsweringLetters.Answer> answers(UUID asked) {
        return within(() ->
                Objects.requireNonNull(transaction.execute(_ -> answering.of(own.id, asked))));
    }

    @Test
    void aRegisterOfOrdersGoesOnFromBefore() {
        assertThat(web.get().uri("/letters/registers").with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("ทะเบียนคำสั่ง", "issue:ORDERS");
        assertThat(post("/letters/registers", "book", "issue:ORDERS")).hasStatus3xxRedirection();
        var open = "/letters/registers/" + book(Book.Series.ORDERS).id() + "/open";
        assertThat(post(open, "last", "๔๑")).hasStatus3xxRedirection();
        assertThat(number(issued(LetterKind.ORDER))).isEqualTo("42/" + year());
    }

    private MvcTestResult post(String path, String field, String value) {
        return web.post()
                .uri(path)
                .with(SignedInAs.as(officer))
                .with(csrf())
                .param(field, value)
                .exchange();
    }

    @Test
    void whatWasSetForASignatureByHandIsNotSentUnsigned() {
        var id = draft(LetterKind.ORDER);
        within(() -> desk.sendOnPaper(officer, id, 1, null));
        await().atMost(Duration.ofMinutes(1)).until(() -> !files(id).isEmpty());
        assertThat(post("/letters/out/" + id + "/cover", "x", "")).hasStatus(HttpStatus.CONFLICT);
        assertThat(web.get().uri("/letters/out/{id}", id).with(SignedInAs.as(officer)))
                .bodyText()
                .doesNotContain("ส่งพร้อมหนังสือ");
    }

    @Test
    void anOrderAnswersNothingButTheLetterItGoesWithDoes() {
        var head =
                new IncomingLetter.Head(
                        "ทล 0017/5",
                        java.time.LocalDate.of(2026, 11, 2),
                        "ผู้ว่าฯ",
                        "ขอให้แต่งตั้ง",
                        Urgency.NORMAL);
        var asked =
                within(() ->
                        incoming.enterPaper(
                                officer,
                                IncomingLetter.Channel.COUNTER,
                                "จังหวัดทะเลหลวง",
                                head,
                                null));
        var content = Invitation.by(own.governor).kind(LetterKind.ORDER).typeset();
        var id = UUID.randomUUID();
        within(() -> {
            desk.begin(governor, id, content, List.of(), List.of(), asked);
            return desk.send(governor, id, 1, null);
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> !files(id).isEmpty());
        assertThat(answers(asked)).isEmpty();
        var letter = within(() -> covering.begin(officer, id));
        assertThat(answers(asked))
                .singleElement()
                .satisfies(answer -> assertThat(answer.letter()).isEqualTo(letter));
    }
}
