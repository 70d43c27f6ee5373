package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.files.Pdfs;
import th.sala.files.Preview;
import th.sala.files.Previews;
import th.sala.jobs.RecurringJob;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.MailPorts;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.SmtpHandIn;
import th.sala.tasks.Order;

/// What people see of the PDFs of letters that came in: pages, sentences, and nothing of others'.
@SalaTest
class PreviewWebTests {
    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired TaskDesk tasks;
    @Autowired Previews previews;
    @Autowired FileStore store;
    @Autowired MailPorts ports;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @Autowired
    @Qualifier("previewing")
    RecurringJob job;

    private Srisamut own;
    private SignedIn officer;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    @Test
    void showsTheFirstPageOfALetterThatCame() throws Exception {
        var letter = arrives(Pdfs.thai("เรื่อง ขอเชิญประชุม"));
        var path = "/letters/in/" + letter.id();
        awaitReady(letter, 0);

        assertThat(page(path))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "src=\"" + path + "/files/0/pages/1\"",
                        "alt=\"หน้า ๑ จาก ๑\"",
                        "width=\"1240\"",
                        "เรื่อง ขอเชิญประชุม",
                        path + "/files/0/pages\"")
                .doesNotContain("กำลังเตรียมภาพ");
        assertThat(page(path + "/files/0/pages/1"))
                .hasStatusOk()
                .hasContentType(MediaType.IMAGE_PNG);
        assertThat(page(path + "/files/0/pages/2")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(within(() -> previews.texts(own.id, sha256(letter, 0))))
                .as("kept for search")
                .containsExactly("เรื่อง ขอเชิญประชุม");
    }

    @Test
    void saysThatPagesAreBeingPreparedAndAsksAgain() throws Exception {
        var letter = arrives(Pdfs.of("A letter"));
        awaitReady(letter, 0);
        within(() ->
                transaction.execute(_ ->
                        db.sql(
                                        "UPDATE files.page_picture SET due = true, attempts = 9 WHERE sha256 = :sha256")
                                .param("sha256", sha256(letter, 0))
                                .update()));

        assertThat(page("/letters/in/" + letter.id()))
                .bodyText()
                .contains("กำลังเตรียมภาพหน้าเอกสาร", "hx-select=\"#page-1\"", "ดูอีกครั้ง");
    }

    @Test
    void goesThroughManyPagesWithPlainLinks() throws Exception {
        var lines = IntStream.rangeClosed(1, 12).mapToObj(i -> "page " + i).toArray(String[]::new);
        var letter = arrives(Pdfs.of(lines));
        var path = "/letters/in/%s/files/0/pages".formatted(letter.id());
        awaitReady(letter, 0);

        assertThat(page(path))
                .bodyText()
                .contains("หน้า ๑–๕ จาก ๑๒", "href=\"" + path + "?from=6\"")
                .doesNotContain("rel=\"prev\"");
        assertThat(page(path + "?from=11"))
                .bodyText()
                .contains("หน้า ๑๑–๑๒ จาก ๑๒", "href=\"" + path + "?from=6\"")
                .doesNotContain("rel=\"next\"");
        assertThat(page(path + "?from=-5")).bodyText().contains("หน้า ๑–๕ จาก ๑๒");
        assertThat(page(path + "?from=99")).bodyText().contains("หน้า ๑๒–๑๒ จาก ๑๒");
        await(
                () -> page(path + "?from=6"),
                result -> body(result).contains("src=\"" + path + "/10"));
    }

    @Test
    void saysInWordsWhyAFileIsNotShownAndTriesAgain() throws Exception {
        var letter = arrives(Pdfs.of("A letter"), new byte[] {'P', 'K', 3, 4}, Pdfs.bomb(400));
        var zip = "/letters/in/%s/files/1/pages".formatted(letter.id());
        var bomb = "/letters/in/%s/files/2/pages".formatted(letter.id());

        await(() -> page(zip), result -> body(result).contains("เป็นไฟล์ ZIP"));
        assertThat(page(zip))
                .bodyText()
                .contains("แสดงหน้าเอกสารไม่ได้", "ดาวน์โหลดไฟล์", "ลองอีกครั้ง");
        await(() -> page(bomb), result -> body(result).contains("ซับซ้อนเกินกว่า"));

        assertThat(web.post().uri(bomb + "/again").with(SignedInAs.as(officer)).with(csrf()))
                .hasRedirectedUrl(bomb);
        await(() -> page(bomb), result -> body(result).contains("ซับซ้อนเกินกว่า"));
        awaitReady(letter, 0);
        assertThat(page("/letters/in/" + letter.id()))
                .as("the letter itself is not concerned")
                .bodyText()
                .contains("/files/0/pages/1\"");
    }

    @Test
    void saysWhatIsInAFileBesideItsPages() throws Exception {
        var letter = arrives(Pdfs.withScript());
        awaitReady(letter, 0);
        assertThat(page("/letters/in/" + letter.id()))
                .bodyText()
                .contains("ไฟล์มีสคริปต์ (JavaScript)", "อาจเป็นภาพสแกน");
    }

    @Test
    void showsNobodyWhatTheyMayNotHave() throws Exception {
        var letter = arrives(Pdfs.of("A letter"));
        var path = "/letters/in/%s/files/0/pages".formatted(letter.id());
        awaitReady(letter, 0);
        var official = SignedInAs.of(own.id, own.officer, Role.OFFICIAL);
        var stranger = SignedInAs.of(UUID.randomUUID(), own.officer, Role.CORRESPONDENCE_OFFICER);

        for (var address : List.of(path, path + "/1")) {
            assertThat(page(address)).hasStatusOk();
            assertThat(page(official, address)).hasStatus(HttpStatus.FORBIDDEN);
            assertThat(page(stranger, address)).hasStatus(HttpStatus.NOT_FOUND);
        }
        for (var who : List.of(official, stranger)) {
            assertThat(web.post().uri(path + "/again").with(who).with(csrf()).exchange())
                    .satisfies(
                            result -> assertThat(result.getResponse().getStatus()).isIn(403, 404));
        }
        within(() -> {
            desk.register(officer, letter.id(), "กรม", letter.head());
            var order = new Order(Order.Purpose.KNOW, "", null);
            tasks.pass(officer, letter.id(), organisation.units(own.id), order);
            return null;
        });
        assertThat(page(official, path + "/1")).as("passed to the own unit").hasStatusOk();
    }

    @Test
    void doesItsWorkAgainWithoutHarm() throws Exception {
        var letter = arrives(Pdfs.of("A letter", "page two"));
        awaitReady(letter, 0);
        within(() ->
                transaction.execute(_ ->
                        db.sql("UPDATE files.reading SET due = true WHERE sha256 = :sha256")
                                .param("sha256", sha256(letter, 0))
                                .update()));
        previews.again(own.id, sha256(letter, 0));
        awaitReady(letter, 0);
        assertThat(within(() -> previews.texts(own.id, sha256(letter, 0))))
                .containsExactly("A letter", "page two");
    }

    @Test
    void whatIsReadAtLastIsNoTroubleOfTheLetterAnyMore() throws Exception {
        var letter = arrives(Pdfs.of("A letter"), Pdfs.of("An enclosure"), new byte[] {'P', 'K'});
        awaitReady(letter, 1);
        var path = "/letters/in/" + letter.id();
        within(() ->
                transaction.execute(_ -> {
                    db.sql(
                                    """
                                    UPDATE letters.attachment SET verdict = 'files.pdf.crashed', pages = NULL, page_text = ''
                                     WHERE letter_id = :letter AND position > 0
                                    """)
                            .param("letter", letter.id())
                            .update();
                    return db.sql(
                                    """
                                    UPDATE files.reading SET trouble = 'files.pdf.crashed', due = false
                                     WHERE sha256 IN (:one, :other)
                                    """)
                            .param("one", sha256(letter, 1))
                            .param("other", sha256(letter, 2))
                            .update();
                }));
        assertThat(page(path)).bodyText().contains("ทำให้ตัวอ่านหยุดทำงาน");

        AgencyScope.within(
                own.id,
                () -> {
                    previews.again(own.id, sha256(letter, 1));
                    previews.again(own.id, sha256(letter, 2));
                });

        await(() -> page(path), result -> !body(result).contains("ทำให้ตัวอ่านหยุดทำงาน"));
        var read = within(() -> desk.file(own.id, letter.id(), 1));
        assertThat(read.verdict()).isEqualTo(LetterFile.READABLE);
        assertThat(read.pages()).isEqualTo(1);
        assertThat(read.pageText()).isEqualTo("An enclosure");
        assertThat(within(() -> desk.file(own.id, letter.id(), 2)).verdict()).isEqualTo("NOT_PDF");
    }

    @Test
    @DisplayName(
            "X1, X6: a marking on a page that is read only later counts from then on: class, evidence, notice, and only the head in search")
    void aMarkingThatIsReadLaterCountsFromThenOn() throws Exception {
        var pages = new ArrayList<byte[]>();
        IntStream.range(0, 20).forEach(i -> pages.add(Pdfs.of("page " + i)));
        pages.add(Pdfs.thai("ลับมาก", "แผนเผชิญเหตุน้ำท่วม"));
        new TestTokens(here).person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
        var letter = arrives(pages.toArray(byte[][]::new));
        var path = "/letters/in/" + letter.id();
        await(
                () -> page(path),
                result -> body(result).contains("govuk-tag--red\">ลับมาก</strong>"));

        assertThat(page(path)).bodyText().contains("พบเครื่องหมายชั้นความลับ ลับมาก");
        assertThat(statements(letter.id()))
                .contains("letter.class-found")
                .as("the second look at the page is an act")
                .contains("letter.read");
        assertThat(
                        inScope(
                                "SELECT count(*) FROM notices.notice WHERE message_key = 'letters.notice.class-refused'"))
                .isOne();
        assertThat(inScope("SELECT count(*) FROM search.file WHERE body LIKE '%น้ำท่วม%'"))
                .isZero();
        assertThat(inScope("SELECT count(*) FROM search.record WHERE body LIKE '%น้ำท่วม%'"))
                .isZero();
    }

    private long inScope(String count) {
        return within(() -> transaction.execute(_ -> db.sql(count).query(Long.class).single()));
    }

    private List<String> statements(UUID letter) {
        return within(() ->
                transaction.execute(_ ->
                        db.sql("SELECT act FROM evidence.entry WHERE record_id = :letter")
                                .param("letter", letter)
                                .query(String.class)
                                .list()));
    }

    @Test
    void whatIsNoFaultOfTheFileIsNoAttempt() throws Exception {
        var letter = arrives(Pdfs.of("A letter"));
        awaitReady(letter, 0);
        var sha256 = sha256(letter, 0);
        var stored = store.path(sha256);
        var away = Files.move(stored, stored.resolveSibling(stored.getFileName() + ".away"));
        try {
            due(sha256, 2);
            job.work().run();
            assertThat(attempts(sha256)).as("the disk's fault").isEqualTo(2);
            assertThat(isTriedLater(sha256)).isTrue();
            stalledFor(sha256, Duration.ofHours(23));
            job.work().run();
            assertThat(attempts(sha256)).isEqualTo(2);
            stalledFor(sha256, Duration.ofHours(25));
            job.work().run();
            assertThat(page("/letters/in/" + letter.id()))
                    .bodyText()
                    .contains("เปิดไฟล์นี้จากที่เก็บไม่ได้มาเกินหนึ่งวัน");
        } finally {
            Files.move(away, stored);
        }
        AgencyScope.within(own.id, () -> previews.again(own.id, sha256));
        job.work().run();
        awaitReady(letter, 0);
    }

    private void stalledFor(String sha256, Duration time) {
        within(() ->
                transaction.execute(_ ->
                        db.sql(
                                        """
                                        UPDATE files.reading SET due_at = now() - interval '1 minute',
                                               stalled_since = now() - CAST(:time AS interval)
                                         WHERE sha256 = :sha256
                                        """)
                                .param("time", time.toString())
                                .param("sha256", sha256)
                                .update()));
    }

    private boolean isTriedLater(String sha256) {
        return inScope(
                        "SELECT count(*) FROM files.reading WHERE due_at > now() AND sha256 = '"
                                + sha256
                                + "'")
                == 1;
    }

    private void due(String sha256, int attempts) {
        within(() ->
                transaction.execute(_ ->
                        db.sql(
                                        "UPDATE files.reading SET due = true, attempts = :attempts WHERE sha256 = :sha256")
                                .param("attempts", attempts)
                                .param("sha256", sha256)
                                .update()));
    }

    private int attempts(String sha256) {
        return within(() ->
                transaction.execute(_ ->
                        db.sql("SELECT attempts FROM files.reading WHERE sha256 = :sha256 AND due")
                                .param("sha256", sha256)
                                .query(Integer.class)
                                .single()));
    }

    // ---- the letter's way here

    private IncomingLetter arrives(byte[]... pdfs) throws Exception {
        var attachments = new ArrayList<Attachment>();
        for (var pdf : pdfs) {
            attachments.add(
                    new Attachment(
                            "หนังสือ" + attachments.size() + ".pdf", "application/pdf", pdf));
        }
        var raw =
                MessageWriter.write(
                        new MessageDraft(
                                "<" + UUID.randomUUID() + "@thaleluang.example>",
                                new Address("นายวิชัย สุขดี", "head@thaleluang.example"),
                                List.of(Address.of("malee@" + own.domain)),
                                List.of(Address.of("saraban@" + own.domain)),
                                "ขอเชิญประชุม",
                                Instant.now(),
                                List.of(),
                                Map.of(),
                                "เนื้อความ",
                                attachments));
        SmtpHandIn.send(ports.inbound(), "head@thaleluang.example", raw, "saraban@" + own.domain);
        return await(() -> within(() -> desk.waiting(own.id, 50)), waiting -> !waiting.isEmpty())
                .getFirst();
    }

    private String sha256(IncomingLetter letter, int position) {
        return within(() -> desk.file(own.id, letter.id(), position)).sha256();
    }

    private void awaitReady(IncomingLetter letter, int position) {
        await(
                () -> within(() -> previews.of(own.id, sha256(letter, position), 1)),
                preview ->
                        preview.isReady()
                                && preview.shown().stream()
                                        .allMatch(page -> page.state() == Preview.State.READY));
    }

    private static <T> T await(Supplier<T> what, java.util.function.Predicate<T> until) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(what::get, until::test);
    }

    private MvcTestResult page(String path) {
        return page(SignedInAs.as(officer), path);
    }

    private MvcTestResult page(RequestPostProcessor who, String path) {
        return web.get().uri(path).with(who).exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
