package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.context.ApplicationEventPublisher;
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
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.Inbox;
import th.sala.mail.MailArrived;
import th.sala.mail.MailPorts;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.SmtpHandIn;

/// Mail that would be too much, or never gets sorted.
@SalaTest
class ArrivalsWebTests {
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired MailPorts ports;
    @Autowired ApplicationEventPublisher events;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Inbox inbox;
    @Autowired FileStore store;

    private Srisamut own;
    private SignedIn officer;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        officer = SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    @Test
    void ofManyPdfsTheLastOnesAreKeptButNotInspected() throws Exception {
        var broken = "%PDF-1.7\nnothing more".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var pdfs = new java.util.ArrayList<byte[]>();
        pdfs.add(OutgoingWebTests.pdf());
        IntStream.range(0, MailFiles.MOST_INSPECTED).forEach(_ -> pdfs.add(broken));
        send(pdfs);

        var letter = awaitLetter();
        var files = within(() -> desk.files(own.id, letter.id()));
        assertThat(files).hasSize(MailFiles.MOST_INSPECTED + 1);
        assertThat(files)
                .filteredOn(file -> file.verdict().equals(LetterFile.NOT_INSPECTED))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.position()).isEqualTo(MailFiles.MOST_INSPECTED);
                    assertThat(file.main()).isFalse();
                });
        assertThat(web.get().uri("/letters/in/" + letter.id()).with(SignedInAs.as(officer)))
                .bodyText()
                .containsOnlyOnce("ระบบไม่ได้ตรวจไฟล์นี้")
                .contains("จึงไม่ได้ตรวจเครื่องหมายชั้นความลับ");
    }

    @Test
    @DisplayName("X1 ข้อ 1: an enclosure that declares a class keeps the mail unopened")
    void aClassifiedEnclosureIsQuarantined() throws Exception {
        send(List.of(th.sala.files.Pdfs.thai("หนังสือ"), th.sala.files.Pdfs.thai("ลับมาก")));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isParked);
        assertThat(within(() -> desk.unsorted(own.id)).getFirst().reason()).isEqualTo("secrecy");
        assertThat(within(() -> desk.waiting(own.id, 10))).isEmpty();
    }

    @Test
    void whatIsNeverSortedWaitsForAPersonWithAReference() throws Exception {
        var mail = aMailWhoseBytesAreLost();
        var event = new MailArrived(own.id, mail);
        for (int i = 0; i <= Arrivals.MOST_ATTEMPTS; i++) {
            assertThat(within(() -> desk.unsorted(own.id))).isEmpty();
            within(() -> done(() -> publish(event)));
            var attempts = i + 1;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> attempts(mail) == attempts || isParked());
        }

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isParked);
        var waiting = within(() -> desk.unsorted(own.id)).getFirst();
        assertThat(waiting.reason()).isEqualTo("failed");
        assertThat(waiting.sender()).isEqualTo("head@thaleluang.example");
        assertThat(web.get().uri("/letters/unsorted").with(SignedInAs.as(officer)))
                .bodyText()
                .contains("ระบบแยกไม่สำเร็จ");
        assertThat(web.get().uri("/letters/unsorted/" + mail).with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("รหัสอ้างอิง " + waiting.reference());
    }

    @Test
    void aReportThatIsNeverTakenWaitsForAPersonAgain() throws Exception {
        var bounce =
                """
                From: MAILER-DAEMON@b.example
                To: saraban@b.example
                Subject: Undelivered Mail
                Date: Fri, 20 Nov 2026 12:00:01 +0700
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="x"

                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; b.example

                Final-Recipient: rfc822; nobody@b.example
                Action: failed
                Status: 5.1.1

                --x--
                """
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        SmtpHandIn.send(ports.inbound(), "", bounce, "saraban@" + own.domain);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isParked);
        var mail = within(() -> desk.unsorted(own.id)).getFirst().mail();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("mail.report_attempt", mail) == 0);
        within(() -> done(() -> desk.note(officer, mail)));
        Files.delete(store.path(within(() -> inbox.find(mail)).sha256()));

        var event = new MailArrived(own.id, mail);
        for (int i = 1; i <= 5; i++) {
            var attempt = i;
            within(() -> done(() -> publish(event)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> count("mail.report_attempt", mail) == attempt);
        }
        assertThat(isParked()).isFalse();

        within(() -> done(() -> publish(event)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::isParked);
        var waiting = within(() -> desk.unsorted(own.id)).getFirst();
        assertThat(waiting.reason()).isEqualTo("report-failed");
        assertThat(web.get().uri("/letters/unsorted/" + mail).with(SignedInAs.as(officer)))
                .hasStatusOk()
                .bodyText()
                .contains("อ่านผลการส่งไม่สำเร็จ", "รหัสอ้างอิง " + waiting.reference());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("mail.report_attempt", mail) == 0);
    }

    private int count(String table, UUID mail) {
        return within(() ->
                transaction.execute(_ ->
                        db.sql(
                                        "SELECT coalesce(max(attempts), 0) FROM "
                                                + table
                                                + " WHERE mail = :mail")
                                .param("mail", mail)
                                .query(Integer.class)
                                .single()));
    }

    private boolean isParked() {
        return !within(() -> desk.unsorted(own.id)).isEmpty();
    }

    private void publish(MailArrived event) {
        transaction.executeWithoutResult(_ -> events.publishEvent(event));
    }

    private int attempts(UUID mail) {
        return within(() ->
                transaction.execute(_ ->
                        db.sql(
                                        "SELECT coalesce(max(attempts), 0) FROM letters.sorting_attempt WHERE mail_id = :mail")
                                .param("mail", mail)
                                .query(Integer.class)
                                .single()));
    }

    private UUID aMailWhoseBytesAreLost() {
        var mail = UUID.randomUUID();
        within(() ->
                done(() ->
                        transaction.executeWithoutResult(_ ->
                                db.sql(
                                                """
                                                INSERT INTO mail.received (agency_id, id, message_id, sha256, size, envelope_from, client, helo, received_at)
                                                VALUES (:agency, :mail, '<lost@thaleluang.example>', :sha256, 1, 'head@thaleluang.example', '127.0.0.1', 'x', now())
                                                """)
                                        .param("agency", own.id)
                                        .param("mail", mail)
                                        .param("sha256", "0".repeat(64))
                                        .update())));
        return mail;
    }

    private void send(List<byte[]> pdfs) throws IOException {
        var attachments =
                IntStream.range(0, pdfs.size())
                        .mapToObj(i ->
                                new Attachment(
                                        "หนังสือ-%d.pdf".formatted(i),
                                        "application/pdf",
                                        pdfs.get(i)))
                        .toList();
        var draft =
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
                        attachments);
        SmtpHandIn.send(
                ports.inbound(),
                "head@thaleluang.example",
                MessageWriter.write(draft),
                "saraban@" + own.domain);
    }

    private IncomingLetter awaitLetter() {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> within(() -> desk.waiting(own.id, 10)), list -> !list.isEmpty())
                .getFirst();
    }

    private static Boolean done(Runnable work) {
        work.run();
        return true;
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
