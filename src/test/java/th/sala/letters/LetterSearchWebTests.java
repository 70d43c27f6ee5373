package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.agencies.Unit;
import th.sala.database.AgencyScope;
import th.sala.files.Pdfs;
import th.sala.files.Previews;
import th.sala.jobs.RecurringJob;
import th.sala.registers.Registers;
import th.sala.search.LaterTexts;
import th.sala.tasks.Order;

/// What people find of letters and register lines, through the page.
@SalaTest
class LetterSearchWebTests {
    private static final Pattern RESULT = Pattern.compile("<a data-row[^>]*href=\"([^\"]+)\"");
    private static final Pattern COUNT =
            Pattern.compile("class=\"s-break\">([^<]+)</span> <span class=\"s-quiet\">([๐-๙]+)<");

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk incoming;
    @Autowired TaskDesk tasks;
    @Autowired OutgoingDesk outgoing;
    @Autowired SecrecyDesk secrecy;
    @Autowired LetterSearch search;
    @Autowired LaterTexts texts;
    @Autowired Previews previews;
    @Autowired GivenFiles given;
    @Autowired Registers registers;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    @Autowired
    @Qualifier("searchRebuild")
    RecurringJob rebuild;

    private Srisamut own;
    private SignedIn officer;
    private SignedIn official;

    @BeforeEach
    void foundAProvince() {
        own = province("own");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        official = SignedInAs.person(own.id, own.officer, Role.OFFICIAL);
    }

    private Srisamut province(String name) {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        return new Srisamut(founding, organisation, powers, name + "-" + mark + ".example");
    }

    @ParameterizedTest(name = "found by {0}")
    @ValueSource(
            strings = {
                "งบประมาณ",
                "งบประมาณ ครุภัณฑ์",
                "ครุภัณฑ์ งบประมาณ",
                "กรมตัวอย่าง",
                "ทล 0017.2/123",
                "ทล ๐๐๑๗.๒/๑๒๓",
                "ทล๐๐๑๗.๒/123",
                "๐๐๑๗.๒/๑๒๓",
                "๑๒๓",
                "123",
                "2 พฤศจิกายน 2569",
                "๒ พ.ย. ๒๕๖๙",
                "2 พฤศจิกายน 2026",
                "2/11/2569",
                "2026-11-02",
                "พ.ศ. 2569",
                "2026",
                "กรุงเทพมหานคร",
                "กทม.",
                "กทม",
                "\"ขอความเห็นชอบ\"",
                "งบประม",
                "บประมาณ",
                "ประมา",
                "ครุภัณ",
                "ขอความเห็นช",
                "เจาหน้าที่",
                "เจ้าหนาที่",
                "เจ้าหน่าที่",
                "พ.ร.บ. งบประมาณ",
                "พระราชบัญญัติ",
                "พรบ",
            })
    void isFoundBy(String typed) throws Exception {
        var letter = registered("ทล 0017.2/123", "ขอความเห็นชอบงบประมาณครุภัณฑ์ กทม. ตาม พ.ร.บ.");
        within(() -> putText(letter, "ถึงเจ้าหน้าที่ทุกคน"));
        registered("ทล 0017.2/999", "ขอเชิญประชุม");

        assertThat(found(officer, typed)).contains("/letters/in/" + letter);
        if (!typed.contains("2569")
                && !typed.contains("2026")
                && !typed.contains("๒๕๖๙")
                && !typed.contains("กรมตัวอย่าง")) {
            assertThat(found(officer, typed)).containsExactly("/letters/in/" + letter);
        }
    }

    @Test
    void isFoundByTheNumberOfTheReceiveRegister() throws Exception {
        registered("ทล 1/1", "เรื่องแรก");
        registered("ทล 1/1", "เรื่องที่สอง");
        var third = registered("ทล 1/1", "เรื่องที่สาม");

        assertThat(found(officer, "3")).containsExactly("/letters/in/" + third);
        assertThat(found(officer, "๓ เรื่อง")).containsExactly("/letters/in/" + third);
    }

    @Test
    void wordsInQuotationMarksStandSideBySide() throws Exception {
        var beside = registered("ทล 1/1", "ขอเชิญประชุมจังหวัด");
        registered("ทล 1/2", "ประชุมเรื่องอื่น ขอเชิญจังหวัด");

        assertThat(found(officer, "\"เชิญประชุม\"")).containsExactly("/letters/in/" + beside);
        assertThat(found(officer, "เชิญ ประชุม")).hasSize(2);
    }

    @Test
    void whatStandsInTheSubjectComesBeforeWhatStandsInTheText() throws Exception {
        var inSubject = registered("ทล 1/1", "แผนป้องกันน้ำท่วม");
        var inText = registered("ทล 1/2", "ขอข้อมูล");
        within(() -> putText(inText, "แผนป้องกันน้ำท่วม"));

        assertThat(found(officer, "น้ำท่วม"))
                .containsExactly("/letters/in/" + inSubject, "/letters/in/" + inText);
    }

    @Test
    void aFilesTextIsFoundAlsoWhenTheLetterIsPutAgainAndInItsNewestForm() throws Exception {
        var letter = registered("ทล 1/1", "ขอข้อมูล");
        within(() -> putText(letter, "สะพานลอย"));
        within(() -> putText(letter, "ทางเท้า"));
        pass(letter);

        assertThat(found(officer, "ทางเท้า")).containsExactly("/letters/in/" + letter);
        assertThat(page(officer, "q", "ทางเท้า")).contains("<mark>ทางเท้า</mark>");
        within(() -> putText(UUID.randomUUID(), "ทางเท้า"));
        assertThat(found(officer, "ทางเท้า")).as("a letter that is none").hasSize(1);
    }

    @Test
    void aLetterOfAnotherAgencyIsNeitherFoundNorCounted() throws Exception {
        registered("ทล 1/1", "ขอความเห็นชอบงบประมาณ");
        var other = province("other");
        var stranger = SignedInAs.person(other.id, other.officer, Role.CORRESPONDENCE_OFFICER);

        assertThat(found(stranger, "งบประมาณ")).isEmpty();
        assertThat(found(stranger, "งบประม")).isEmpty();
        assertThat(page(stranger, "q", "งบประมาณ")).doesNotContain("s-facet");
        assertThat(found(officer, "งบประมาณ")).hasSize(1);
    }

    @Test
    void anOfficialFindsAndCountsOnlyWhatWasPassedToTheOwnUnit() throws Exception {
        var theirs = registered("ทล 1/1", "งบประมาณประจำปี");
        var others = registered("ทล 1/2", "งบประมาณเพิ่มเติม", "กรมลับเฉพาะ");
        pass(theirs);

        assertThat(found(official, "งบประมาณ")).containsExactly("/letters/in/" + theirs);
        assertThat(page(official, "q", "งบประมาณ"))
                .contains("พบ ๑ รายการ")
                .doesNotContain("กรมลับเฉพาะ", others.toString());
        assertThat(found(official, "กรมลับเฉพาะ")).isEmpty();
        assertThat(found(official, "2")).doesNotContain("/letters/in/" + others);
        assertThat(found(officer, "งบประมาณ")).hasSize(2);
        assertThat(counts(page(officer, "q", "งบประมาณ"))).contains("กรมลับเฉพาะ ๑");
    }

    @Test
    void whoReadsNoLettersFindsNone() throws Exception {
        registered("ทล 1/1", "งบประมาณประจำปี");
        var administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);

        assertThat(found(administrator, "งบประมาณ")).isEmpty();
        assertThat(found(SignedInAs.person(own.id, own.deputy), "งบประมาณ")).isEmpty();
        var auditor = SignedInAs.person(own.id, null, Role.AUDITOR);
        assertThat(found(auditor, "งบประมาณ")).hasSize(1);
    }

    @Test
    void aLetterOfASecrecyClassThatWasLetInIsForThoseWhoReadIt() throws Exception {
        within(() -> {
            secrecy.decide(officer, LocalDate.now(clock), SecrecyClass.SECRET, "คำสั่งทดสอบ");
            return true;
        });
        var letter = registered("ทล 1/1", "ลับ แผนรักษาความปลอดภัย");

        assertThat(found(officer, "แผนรักษาความปลอดภัย")).containsExactly("/letters/in/" + letter);
        assertThat(found(official, "แผนรักษาความปลอดภัย")).isEmpty();
    }

    @Test
    void ofALetterThatDeclaresAClassOnlyTheHeadIsFound() throws Exception {
        var pdf = Pdfs.thai("หน้าแรก", "ปลากระโห้");
        var content = Invitation.by(own.governor).secrecy("ลับ").brought();
        var file = file(pdf);
        var letter = within(() -> outgoing.begin(officer, content, List.of(), List.of(file)));
        assertThat(found(officer, "ขอเชิญประชุม")).containsExactly("/letters/out/" + letter);
        assertThat(found(officer, "ด้วยจังหวัดจะจัด")).isEmpty();
        putTexts(
                "read before",
                () -> "ปลากระโห้",
                List.of(search.place(own.id, letter, 0, file.sha256())));
        assertThat(found(officer, "ปลากระโห้")).isEmpty();

        awaitText(file.sha256());
        change(letter, Invitation.by(own.governor).brought(), OutgoingDesk.FileChange.NONE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> found(officer, "ปลากระโห้").size() == 1);
        change(letter, content, OutgoingDesk.FileChange.NONE);
        assertThat(found(officer, "ปลากระโห้")).as("declared again").isEmpty();
        assertThat(page(officer, "q", "ขอเชิญประชุม")).doesNotContain("ปลากระโห้");
    }

    @Test
    @DisplayName(
            "X1 ข้อ 1: who came to a meeting is found, and not where its report declares a class")
    void whoCameToAClassifiedMeetingIsNotFound() throws Exception {
        var report = Invitation.by(own.governor).reporting(Invitation.meeting());
        var open = report.typeset();
        var letter = within(() -> outgoing.begin(officer, open, List.of(), List.of()));
        for (var word : List.of("ไกล ติดราชการ", "รู้ เรื่องน้ำ", "ห้องประชุมศาลากลาง")) {
            assertThat(found(officer, word)).as(word).containsExactly("/letters/out/" + letter);
        }

        change(letter, report.secrecy("ลับ").typeset(), OutgoingDesk.FileChange.NONE);
        for (var word : List.of("ไกล ติดราชการ", "รู้ เรื่องน้ำ", "ห้องประชุมศาลากลาง")) {
            assertThat(found(officer, word)).as(word).isEmpty();
        }
        assertThat(found(officer, "ขอเชิญประชุม")).as("its head").hasSize(1);
        assertThat(page(officer, "q", "ขอเชิญประชุม")).doesNotContain("ติดราชการ");
    }

    @Test
    void aFileThatManyLettersHaveIsDividedOnceAndTouchesNoLetterThatHasItsText() throws Exception {
        var asked = new AtomicInteger();
        Supplier<String> text = () -> "ปลากระโห้" + asked.incrementAndGet();
        var first = anyway(registered("ทล 1/1", "เรื่องที่หนึ่ง"), "file 0");
        putTexts("circular", text, List.of(first));
        var before = row(first.id());
        var second = anyway(registered("ทล 1/2", "เรื่องที่สอง"), "file 1");
        var third = anyway(registered("ทล 1/3", "เรื่องที่สาม"), "file 0");

        putTexts("circular", text, List.of(first, second, third));
        putTexts("circular", text, List.of(first, second, third));

        assertThat(found(officer, "ปลากระโห้")).hasSize(3);
        assertThat(row(first.id())).isEqualTo(before);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aLetterThatFailsHoldsUpNoOther() throws Exception {
        var letters = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++) {
            letters.add(registered("ทล 1/" + i, "เรื่อง"));
        }
        letters.sort(null);
        var bad =
                new LaterTexts.Place(
                        own.id,
                        LetterSearch.KIND,
                        letters.get(1),
                        "file 0",
                        () -> {
                            throw new IllegalStateException("fails");
                        });
        var places =
                List.of(anyway(letters.get(2), "file 0"), bad, anyway(letters.get(0), "file 0"));

        assertThatThrownBy(() -> putTexts("circular", () -> "ปลากระโห้", places))
                .hasMessage("fails");

        assertThat(found(officer, "ปลากระโห้"))
                .containsExactlyInAnyOrder(
                        "/letters/in/" + letters.getFirst(), "/letters/in/" + letters.getLast());
    }

    @Test
    void aFileThatIsTakenOutMeanwhileDoesNotComeBack() throws Exception {
        var file = file(Pdfs.thai("หน้าแรก"));
        var letter = within(() -> begin("เรื่อง", file));
        putTexts(
                "read before",
                () -> {
                    change(
                            letter,
                            content("เรื่อง"),
                            new OutgoingDesk.FileChange(List.of(), List.of(0)));
                    return "ปลากระโห้";
                },
                List.of(search.place(own.id, letter, 0, file.sha256())));
        change(letter, content("เรื่อง"), OutgoingDesk.FileChange.NONE);

        assertThat(found(officer, "ปลากระโห้")).isEmpty();
        assertThat(found(officer, "เรื่อง")).hasSize(1);
    }

    @Test
    void longFilesTogetherHaveOneBudgetAndWhatIsLeftOutIsSaid() throws Exception {
        var letter = registered("ทล 1/1", "เรื่องยาว");
        for (int file = 0; file < 3; file++) {
            var place = anyway(letter, "file " + file);
            var text = new StringBuilder();
            for (int i = 0; text.length() < 300_000; i++) {
                text.append(" f").append(file).append("x").append(i).append("y".repeat(30));
            }
            putTexts(place.source(), text::toString, List.of(place));
        }
        pass(letter);

        assertThat(found(officer, "f0x1" + "y".repeat(30))).hasSize(1);
        assertThat(page(officer, "q", "เรื่องยาว")).contains("ค้นได้เฉพาะส่วนต้นของเนื้อหา");
        registered("ทล 1/2", "เรื่องสั้น");
        assertThat(page(officer, "q", "เรื่องสั้น")).doesNotContain("ค้นได้เฉพาะส่วนต้นของเนื้อหา");
    }

    @Test
    void aNumberIsTakenWithoutTheIndexAndFoundAfterwards() throws Exception {
        var neighbours = new Neighbours(here);
        var reader = neighbours.officer();
        var content = Invitation.by(neighbours.own.governor).brought();
        var letter = neighbours.within(() -> outgoing.begin(reader, content, List.of(), List.of()));
        var number =
                neighbours.within(() ->
                        transaction.execute(_ -> {
                            holdingTheIndex(
                                    letter,
                                    () ->
                                            neighbours.within(() ->
                                                    transaction.execute(_ -> {
                                                        db.sql("SET LOCAL lock_timeout = '3s'")
                                                                .update();
                                                        return outgoing.sendOnPaper(
                                                                reader, letter, 1, null);
                                                    })));
                            var sent = outgoing.letter(neighbours.own.id, letter);
                            return Objects.requireNonNull(sent.given()).number();
                        }));

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> found(reader, number), List.of("/letters/out/" + letter)::equals);
        assertThat(page(reader, "q", number)).contains("ส่งเป็นเอกสาร");
    }

    /// Does the work on another thread while this transaction keeps the letter's record locked.
    private void holdingTheIndex(UUID letter, Runnable work) {
        db.sql("SELECT 1 FROM search.record WHERE id = :id FOR UPDATE")
                .param("id", letter)
                .query(Integer.class)
                .single();
        try (var threads = Executors.newSingleThreadExecutor()) {
            threads.submit(work).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void facetsNarrowAndSayHowMany() throws Exception {
        registered("ทล 1/1", "งบประมาณหนึ่ง", "กรมหนึ่ง");
        registered("ทล 1/2", "งบประมาณสอง", "กรมสอง");
        draft("งบประมาณสาม");

        assertThat(counts(page(officer, "q", "งบประมาณ")))
                .contains(
                        "เข้า ๒",
                        "ออก ๑",
                        "กรมหนึ่ง ๑",
                        "กรมสอง ๑",
                        "ลงทะเบียนแล้ว ๒",
                        "ฉบับร่าง ๑");
        var narrowed = page(officer, "q", "งบประมาณ", "direction", "search.direction.in");
        assertThat(results(narrowed)).hasSize(2);
        assertThat(counts(narrowed)).doesNotContain("ออก ๑");
        assertThat(results(page(officer, "q", "", "place", "กรมสอง"))).hasSize(1);
        assertThat(results(page(officer, "q", "งบประมาณ", "year", "2019"))).isEmpty();
    }

    @Test
    void daysNarrowInBothEras() throws Exception {
        registered("ทล 1/1", "งบประมาณหนึ่ง");
        var today = LocalDate.now(clock);
        var thai =
                "%d/%d/%d"
                        .formatted(
                                today.getDayOfMonth(),
                                today.getMonthValue(),
                                today.getYear() + 543);

        assertThat(results(page(officer, "q", "งบประมาณ", "from", thai, "until", thai))).hasSize(1);
        assertThat(results(page(officer, "q", "", "from", today.toString()))).hasSize(1);
        assertThat(results(page(officer, "q", "งบประมาณ", "until", today.minusDays(1).toString())))
                .isEmpty();
        assertThat(page(officer, "q", "งบประมาณ", "from", "เมื่อวาน"))
                .contains("อ่านวันที่นี้ไม่ได้");
    }

    @Test
    void aDraftIsFoundAsItWasChangedLastAndNoMoreWhenThrownAway() throws Exception {
        var draft = draft("ขอใช้สนามกีฬา");
        assertThat(found(official, "สนามกีฬา")).containsExactly("/letters/out/" + draft);

        within(() -> {
            var version = outgoing.letter(own.id, draft).version();
            outgoing.change(
                    officer,
                    draft,
                    version,
                    content("ขอใช้หอประชุม"),
                    List.of(),
                    OutgoingDesk.FileChange.NONE,
                    "");
            return true;
        });
        assertThat(found(official, "สนามกีฬา")).isEmpty();
        assertThat(found(official, "หอประชุม")).hasSize(1);

        within(() -> {
            outgoing.discard(officer, draft, outgoing.letter(own.id, draft).version());
            return true;
        });
        assertThat(found(official, "หอประชุม")).isEmpty();
    }

    @Test
    void lettersAreFoundToBeCited() throws Exception {
        registered("ทล 0017.2/123", "ขอความเห็นชอบงบประมาณครุภัณฑ์");
        assertThat(cited(official, "งบประมาณ")).doesNotContain("0017.2/123");
        assertThat(cited(officer, "งบประมาณ"))
                .contains(
                        "data-cite=\"หนังสือกรมตัวอย่าง ที่ ทล 0017.2/123 ลงวันที่ ๒ พฤศจิกายน ๒๕๖๙\"")
                .contains("ขอความเห็นชอบงบประมาณครุภัณฑ์");
        assertThat(cited(officer, "ไม่มีเรื่องนี้เลย")).contains("ไม่พบหนังสือ");
        assertThat(cited(officer, "")).doesNotContain("data-cite=", "ไม่พบ");
    }

    private String cited(SignedIn who, String words) throws Exception {
        var request = web.get().uri("/letters/citations").param("cite", words);
        var response = request.with(SignedInAs.as(who)).exchange().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void aSentLetterIsFoundByItsNumberAndItsReceiver() throws Exception {
        var neighbours = new Neighbours(here);
        var sent = neighbours.sent();
        var reader = neighbours.officer();
        var letter = neighbours.within(() -> outgoing.letter(neighbours.own.id, sent.letter()));
        var number = Objects.requireNonNull(letter.given()).number();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> found(reader, number),
                        List.of("/letters/out/" + sent.letter())::equals);
        assertThat(found(reader, sent.agencyName()))
                .containsExactly("/letters/out/" + sent.letter());
        var narrowed = page(reader, "q", "ขอเชิญประชุม", "place", sent.agencyName());
        assertThat(counts(narrowed)).contains(sent.agencyName() + " ๑");
        assertThat(narrowed).contains("ส่งแล้ว");
    }

    @Test
    void aLetterThatCameByMailIsFoundBeforeItIsRegistered() throws Exception {
        var neighbours = new Neighbours(here);
        var parts =
                """
                --b
                Content-Type: text/plain; charset=utf-8

                ขอเชิญร่วมงานลอยกระทง
                --b
                Content-Type: application/pdf; name=letter.pdf
                Content-Disposition: attachment; filename=letter.pdf
                Content-Transfer-Encoding: base64

                %s
                --b--
                """
                        .formatted(Base64.getMimeEncoder().encodeToString(OutgoingWebTests.pdf()));
        neighbours.hears(
                neighbours.other.mail(),
                "Subject: a letter\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b",
                parts.replaceAll("\r?\n", "\r\n"));
        var letters =
                neighbours.await(
                        () -> incoming.waiting(neighbours.own.id, 10), found -> !found.isEmpty());

        var letter = letters.getFirst();
        var path = "/letters/in/" + letter.id();
        var reader = neighbours.officer();
        assertThat(found(reader, "ลอยกระทง")).containsExactly(path);
        assertThat(inState(reader, "ลอยกระทง", "letters.search.arrived")).containsExactly(path);
        assertThat(inState(reader, "", "letters.search.registered")).isEmpty();

        // a word that only stays where words are not made again
        mark(letter.id(), "เครื่องหมาย");
        neighbours.within(() ->
                incoming.register(reader, letter.id(), letter.sender().agency(), letter.head()));

        assertThat(inState(reader, "ลอยกระทง", "letters.search.registered")).containsExactly(path);
        assertThat(inState(reader, "", "letters.search.arrived")).isEmpty();
        assertThat(found(reader, "เครื่องหมาย"))
                .as("its words, when only its state changed")
                .containsExactly(path);
    }

    @Test
    void wordsAreMadeAgainWhenMoreThanTheStateChanges() throws Exception {
        var letter = registered("ทล 1/1", "งบประมาณหนึ่ง");
        mark(letter, "เครื่องหมาย");
        assertThat(found(officer, "เครื่องหมาย")).hasSize(1);

        pass(letter);

        assertThat(found(officer, "เครื่องหมาย")).isEmpty();
        assertThat(found(officer, "งบประมาณ")).hasSize(1);
    }

    private List<String> inState(SignedIn who, String typed, String state) throws Exception {
        return results(page(who, "q", typed, "state", state));
    }

    private void mark(UUID letter, String word) {
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(
                        _ -> db.sql(MARK).param("id", letter).param("word", word).update()));
    }

    private static final String MARK =
            "UPDATE search.record SET words = words || array_to_tsvector(ARRAY[:word]) WHERE id = :id";

    @Test
    void linesOfOldRegistersAndCancelledNumbersAreFoundByWhoReadsTheBooks() throws Exception {
        within(() -> {
            var book = registers.receiving(own.id);
            var old =
                    new Registers.OldLine(
                            2020,
                            77,
                            LocalDate.of(2020, 5, 4),
                            "มท 0801/9",
                            null,
                            "กรมเก่า",
                            "จังหวัด",
                            "ขุดลอกคลอง",
                            "",
                            "");
            var by = officer.actor(Role.CORRESPONDENCE_OFFICER);
            registers.addOld(book, List.of(old), by);
            var sending = registers.sending(own.id, "ศส 0017.2", false);
            var until = clock.instant().plusSeconds(3600);
            var entry = registers.reserve(sending, 1, own.officer, "มาลี", until, by).getFirst();
            registers.cancelReserved(sending, entry.year(), entry.number(), "เปลี่ยนแผนงาน", by);
            return true;
        });
        rebuild.work().run();

        assertThat(results(page(officer, "q", "ขุดลอกคลอง"))).hasSize(1);
        assertThat(results(page(officer, "q", "มท 0801/9"))).hasSize(1);
        assertThat(results(page(officer, "q", "77"))).hasSize(1);
        assertThat(page(officer, "q", "เปลี่ยนแผนงาน")).contains("ยกเลิก");
        assertThat(results(page(official, "q", "ขุดลอกคลอง"))).isEmpty();
        var line = results(page(officer, "q", "ขุดลอกคลอง")).getFirst();
        assertThat(
                        web.get()
                                .uri(line.replace("&amp;", "&"))
                                .with(SignedInAs.as(officer))
                                .exchange())
                .bodyText()
                .contains("ขุดลอกคลอง");
    }

    @Test
    void pagesFollowOneAnotherWithoutAGapOrADouble() throws Exception {
        for (int i = 0; i < 30; i++) {
            var letter =
                    registered("ทล 1/" + (100 + i), i % 2 == 0 ? "ถนนเลียบคลอง" : "ขอข้อมูล " + i);
            if (i % 2 == 1) {
                within(() -> putText(letter, "ถนนเลียบคลอง"));
            }
        }
        var first = page(officer, "q", "ถนนเลียบคลอง");
        var all = new ArrayList<>(results(first));
        var next = Pattern.compile("rel=\"next\"[^>]*href=\"([^\"]+)\"").matcher(first);
        assertThat(next.find()).isTrue();
        var address = URI.create(next.group(1).replace("&amp;", "&"));
        all.addAll(results(body(officer, address)));

        assertThat(all).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void theIndexIsMadeAgainFromTheLetters() throws Exception {
        var letter = registered("ทล 1/1", "งบประมาณประจำปี");
        var draft = draft("งบประมาณฉบับร่าง");
        within(() -> putText(letter, "สะพานลอย"));
        pass(letter);
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ -> {
                    db.sql("UPDATE search.record SET words = '', title = '', version = 0").update();
                    db.sql("UPDATE search.file SET version = 0").update();
                    db.sql("DELETE FROM search.rebuild").update();
                }));
        assertThat(found(officer, "งบประมาณ")).isEmpty();
        assertThat(page(officer, "q", "งบประมาณ")).contains("กำลังทำดัชนี");

        rebuild.work().run();
        rebuild.work().run();

        assertThat(found(officer, "งบประมาณ"))
                .containsExactlyInAnyOrder("/letters/in/" + letter, "/letters/out/" + draft);
        assertThat(found(officer, "สะพานลอย")).as("the text of no file of it").isEmpty();
        assertThat(found(official, "ประจำปี")).hasSize(1);
        assertThat(page(officer, "q", "งบประมาณ")).doesNotContain("กำลังทำดัชนี");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' & | ! ( ) : * <-> \\ \\' ''",
                "%' OR 1=1 --",
                "% _ .* [a-z]+ ^$ \\",
                "\u0000\u0001\u0007",
                "\uD800",
                "~0/202611 =KIND/x !registers %1 ^",
                "((((((((((",
                "\"\"\"\"\"",
                "<script>alert(1)</script>",
            })
    void hostileWordsFindNothingAndBreakNothing(String typed) throws Exception {
        registered("ทล 1/1", "งบประมาณประจำปี");
        assertThat(page(officer, "q", typed)).contains("s-main").doesNotContain("<script>alert");
        assertThat(results(page(officer, "q", "งบประมาณ", "after", typed, "place", typed)))
                .hasSizeLessThan(2);
    }

    @ParameterizedTest
    @CsvSource({"ก,20000", "งบ ,20000", "๑,20000", "a1/ ,5000", "\",5000"})
    void veryLongWordsAreCut(String piece, int times) throws Exception {
        registered("ทล 1/1", "งบประมาณประจำปี");
        assertThat(page(officer, "q", piece.repeat(times / piece.length()))).contains("s-main");
    }

    @Test
    void keptSearchesAreOnesOwn() throws Exception {
        assertThat(post("/search/saved", "q", "งบประมาณ", "name", "เงิน"))
                .isEqualTo(HttpStatus.FOUND.value());
        var mine = page(officer, "q", "");
        assertThat(mine).contains("เงิน", "/search?q=");
        var colleague = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        assertThat(page(colleague, "q", "")).doesNotContain("เงิน");
        var id = Pattern.compile("/search/saved/([0-9a-f-]{36})/forget").matcher(mine);
        assertThat(id.find()).isTrue();

        var theirs =
                web.post()
                        .uri("/search/saved/{id}/forget", id.group(1))
                        .with(SignedInAs.as(colleague))
                        .with(csrf());
        theirs.exchange();
        assertThat(page(officer, "q", "")).contains("เงิน");
        post("/search/saved/" + id.group(1) + "/forget");
        assertThat(page(officer, "q", "")).doesNotContain("เงิน");
        assertThat(post("/search/saved", "q", "งบประมาณ".repeat(37), "name", "ยาว"))
                .isEqualTo(HttpStatus.FOUND.value());
        assertThat(page(officer, "q", "")).contains("ยาว");
        var tooLong =
                web.post()
                        .uri("/search/saved")
                        .param("q", "งบประมาณ".repeat(200))
                        .param("name", "ยาวไป")
                        .with(SignedInAs.as(officer))
                        .with(csrf());
        assertThat(tooLong)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("คำค้นยาวเกินกว่าจะเก็บไว้ได้");
        assertThat(post("/search/saved", "q", "งบประมาณ", "name", " "))
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY.value());
        for (int i = 0; i < 30; i++) {
            post("/search/saved", "q", "งบประมาณ", "name", "ที่ " + i);
        }
        assertThat(post("/search/saved", "q", "งบประมาณ", "name", "อีก"))
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY.value());
    }

    private int post(String path, String... parameters) {
        var request = web.post().uri(path).with(SignedInAs.as(officer)).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange().getResponse().getStatus();
    }

    @Test
    void aLetterIsFoundByTheTextOfEveryPageOfItsFiles() throws Exception {
        var pdf = Pdfs.thai("หน้าแรก", "หน้าสอง", "ปลากระโห้");
        var first = withFile("เรื่องที่หนึ่ง", pdf);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> found(officer, "ปลากระโห้"), List.of("/letters/out/" + first)::equals);

        // the same file again is not read again
        var second = withFile("เรื่องที่สอง", pdf);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> found(officer, "ปลากระโห้").size() == 2);

        within(() -> {
            outgoing.change(
                    officer,
                    first,
                    1,
                    content("เรื่องที่หนึ่ง"),
                    List.of(),
                    new OutgoingDesk.FileChange(List.of(), List.of(0)),
                    "");
            return true;
        });
        assertThat(found(officer, "ปลากระโห้")).containsExactly("/letters/out/" + second);
    }

    @Test
    void textsThatWereReadBeforeTheIndexWasMadeAreInIt() throws Exception {
        var pdf = Pdfs.thai("หน้าแรก", "ปลากระโห้");
        var letter = withFile("เรื่อง", pdf);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> found(officer, "ปลากระโห้").size() == 1);
        AgencyScope.everywhere(() ->
                transaction.executeWithoutResult(_ -> {
                    db.sql("DELETE FROM search.file").update();
                    db.sql("DELETE FROM search.record").update();
                    db.sql("DELETE FROM search.rebuild").update();
                }));
        assertThat(found(officer, "ปลากระโห้")).isEmpty();

        rebuild.work().run();
        rebuild.work().run();

        assertThat(found(officer, "ปลากระโห้")).containsExactly("/letters/out/" + letter);
    }

    private UUID withFile(String subject, byte[] pdf) throws Exception {
        var file = file(pdf);
        return within(() -> begin(subject, file));
    }

    private UUID begin(String subject, LetterFile file) {
        return outgoing.begin(officer, content(subject), List.of(), List.of(file));
    }

    private LetterFile file(byte[] pdf) throws Exception {
        return given.keep(true, "หนังสือ.pdf", "application/pdf", new ByteArrayInputStream(pdf));
    }

    private void change(UUID letter, Content content, OutgoingDesk.FileChange files) {
        within(() -> {
            var version = outgoing.letter(own.id, letter).version();
            outgoing.change(officer, letter, version, content, List.of(), files, "");
            return true;
        });
    }

    private void awaitText(String sha256) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> within(() -> !previews.texts(own.id, sha256).isEmpty()));
    }

    private boolean putText(UUID letter, String text) {
        texts.put(text, () -> text, List.of(anyway(letter, "file 0")));
        return true;
    }

    private LaterTexts.Place anyway(UUID letter, String source) {
        return new LaterTexts.Place(own.id, LetterSearch.KIND, letter, source, () -> true);
    }

    private void putTexts(String content, Supplier<String> text, List<LaterTexts.Place> places) {
        AgencyScope.within(own.id, () -> texts.put(content, text, places));
    }

    /// Which version of the letter's record is there.
    private String row(UUID letter) {
        return within(() ->
                transaction.execute(_ ->
                        db.sql("SELECT xmin::text FROM search.record WHERE id = :id")
                                .param("id", letter)
                                .query(String.class)
                                .single()));
    }

    private UUID registered(String number, String subject) {
        return registered(number, subject, "กรมตัวอย่าง");
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

    private void pass(UUID letter) {
        var office = new ArrayList<Unit>();
        within(() -> office.addAll(organisation.units(own.id)));
        office.removeIf(unit -> !unit.id().equals(own.office));
        within(() -> {
            tasks.pass(officer, letter, office, new Order(Order.Purpose.KNOW, "", null));
            return true;
        });
    }

    private UUID draft(String subject) {
        return within(() -> outgoing.begin(officer, content(subject), List.of(), List.of()));
    }

    private Content content(String subject) {
        var like = Invitation.by(own.governor).brought();
        return new Content(
                like.signer(),
                false,
                Urgency.NORMAL,
                "",
                like.ownerCode(),
                subject,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "");
    }

    private List<String> found(SignedIn who, String typed) throws Exception {
        return results(page(who, "q", typed));
    }

    private static List<String> results(String page) {
        return RESULT.matcher(page).results().map(one -> one.group(1)).toList();
    }

    private static List<String> counts(String page) {
        return COUNT.matcher(page).results().map(one -> one.group(1) + " " + one.group(2)).toList();
    }

    private String page(SignedIn who, String... parameters) throws Exception {
        var request = web.get().uri("/search").with(SignedInAs.as(who));
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        var response = request.exchange().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private String body(SignedIn who, URI address) throws Exception {
        return web.get()
                .uri(address)
                .with(SignedInAs.as(who))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
