package th.sala.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static th.sala.mail.FakeImap.Line;
import static th.sala.mail.TestService.text;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;

/// The settings of an outside mailbox, and their test button, which says in words what is wrong.
@SalaTest
@TestPropertySource(
        properties = {"sala.outside-mail.patience=1s", "sala.outside-mail.first-pause=10s"})
class OutsideMailboxWebTests {
    @Autowired MockMvcTester web;
    @Autowired Accounts accounts;
    @Autowired Mailboxes mailboxes;
    @Autowired Vault vault;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    private TestService service(Line line, TestCertificate certificate) throws Exception {
        return new TestService(web, accounts, mailboxes, new FakeImap(line, certificate.context()));
    }

    private TestService open() throws Exception {
        return new TestService(web, accounts, mailboxes, new FakeImap());
    }

    /// What the trial says of reading and of sending.
    private static String tried(TestService service, Map<String, String> typed) {
        var page = service.tried(service.saved(typed));
        assertThat(page).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(text(page)).contains("ยังใช้ไม่ได้").doesNotContain(FakeImap.PASSWORD);
        return text(page);
    }

    @Test
    void isUsedAfterATrialThatWentWell() throws Exception {
        try (var service = open()) {
            var path = service.saved(service.typed());
            assertThat(text(service.page(path))).contains("ยังไม่ได้ใช้ ต้องทดลองก่อน");

            assertThat(service.tried(path))
                    .hasStatusOk()
                    .bodyText()
                    .contains("ใช้ได้ทั้งการอ่านและการส่ง");
            assertThat(text(service.page(""))).contains(service.central, "ใช้อยู่");
            assertThat(service.smtp.messages).isEmpty();
            assertThat(service.smtp.commands).doesNotContain("DATA");

            // asked at another place it must be tried again, with the password
            var elsewhere = service.typed();
            elsewhere.put("smtpPort", "25");
            elsewhere.put("imapPassword", "");
            assertThat(service.post(path, elsewhere))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("โปรดป้อนรหัสผ่านที่ผู้ให้บริการ");
            elsewhere.put("smtpPort", String.valueOf(service.smtp.port()));
            elsewhere.put("readSince", "2/1/2569");
            assertThat(service.post(path, elsewhere)).hasStatus3xxRedirection();
            assertThat(text(service.page(path)))
                    .contains("ใช้อยู่")
                    .doesNotContain("ต้องทดลองก่อน");
            elsewhere.put("smtpPort", "25");
            elsewhere.put("imapPassword", FakeImap.PASSWORD);
            assertThat(service.post(path, elsewhere)).hasStatus3xxRedirection();
            assertThat(text(service.page(path))).contains("ต้องทดลองก่อน");
        }
    }

    @Test
    void saysThatNobodyHasTheName() throws Exception {
        try (var service = open()) {
            var typed = service.typed();
            typed.put("imapHost", "no-such-host.invalid");
            typed.put("smtpHost", "no-such-host.invalid");
            typed.put("imapLine", "TLS");
            typed.put("smtpLine", "STARTTLS");
            assertThat(tried(service, typed))
                    .containsOnlyOnce("<strong>การอ่าน (IMAP)")
                    .contains("ไม่พบชื่อเครื่องนี้");
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int closed;
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = door.getLocalPort();
        }
        try (var service = open()) {
            var typed = service.typed();
            typed.put("imapPort", String.valueOf(closed));
            assertThat(tried(service, typed)).contains("ไม่มีโปรแกรมใดรอรับที่พอร์ตนี้");
        }
    }

    @ParameterizedTest
    @CsvSource({"SILENT,NONE", "STARTTLS,TLS"})
    void saysThatTheServerIsSilent(Line line, String chosen) throws Exception {
        try (var service = service(line, TestCertificate.of("localhost"))) {
            var typed = service.typed();
            typed.put("imapLine", chosen);
            var said = tried(service, typed);
            if (line == Line.SILENT) {
                assertThat(said).contains("เครื่องนั้นไม่ตอบในเวลาที่กำหนด");
            } else {
                assertThat(said).contains("ไม่เข้ารหัสที่พอร์ตนี้ตามแบบที่เลือก");
            }
        }
    }

    @Test
    void saysThatTheServerDoesNotEncrypt() throws Exception {
        try (var service = open()) {
            var typed = service.typed();
            typed.put("imapLine", "STARTTLS");
            typed.put("smtpLine", "STARTTLS");
            assertThat(tried(service, typed)).contains("ไม่เข้ารหัสที่พอร์ตนี้ตามแบบที่เลือก");
            assertThat(service.imap.commands).doesNotContain("AUTHENTICATE");
            assertThat(service.smtp.commands).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS", "STARTTLS"})
    void believesOnlyTheRightCertificate(Line line) throws Exception {
        var certificate = TestCertificate.of("localhost");
        try (var service = service(line, certificate)) {
            var typed = service.typed();
            typed.put("imapLine", line.name());
            assertThat(tried(service, typed)).contains("ไม่มีผู้ออกที่เครื่องนี้เชื่อถือ");

            typed.put("trusted", TestCertificate.of("localhost").pem());
            assertThat(tried(service, again(service, typed)))
                    .contains("ไม่มีผู้ออกที่เครื่องนี้เชื่อถือ");
            assertThat(service.imap.commands).doesNotContain("AUTHENTICATE");

            typed.put("trusted", certificate.pem());
            assertThat(service.tried(service.saved(again(service, typed)))).hasStatusOk();
        }
    }

    /// The same for the other address of the agency, after the first was removed.
    private Map<String, String> again(TestService service, Map<String, String> typed) {
        AgencyScope.within(
                service.agency,
                () ->
                        transaction.executeWithoutResult(
                                _ -> db.sql("DELETE FROM mail.outside_mailbox").update()));
        return typed;
    }

    @Test
    void saysThatTheCertificateIsAnothers() throws Exception {
        var certificate = TestCertificate.of("mail.else.example");
        try (var service = service(Line.TLS, certificate)) {
            var typed = service.typed();
            typed.put("imapLine", "TLS");
            typed.put("trusted", certificate.pem());
            assertThat(tried(service, typed)).contains("เป็นของชื่ออื่น");
        }
    }

    @Test
    void saysThatTheCertificateHasExpired() throws Exception {
        var certificate =
                TestCertificate.of(
                        "localhost", clock.instant().minus(Duration.ofDays(9)), Duration.ofDays(1));
        try (var service = service(Line.TLS, certificate)) {
            var typed = service.typed();
            typed.put("imapLine", "TLS");
            typed.put("trusted", certificate.pem());
            assertThat(tried(service, typed)).contains("หมดอายุแล้ว");
        }
    }

    @Test
    void saysThatTheClockIsWrong() throws Exception {
        var certificate =
                TestCertificate.of(
                        "localhost", clock.instant().plus(Duration.ofDays(1)), Duration.ofDays(9));
        try (var service = service(Line.TLS, certificate)) {
            var typed = service.typed();
            typed.put("imapLine", "TLS");
            typed.put("trusted", certificate.pem());
            assertThat(tried(service, typed)).contains("โปรดตรวจนาฬิกาของเครื่องนี้");
        }
        try (var service = open()) {
            var raw = "Subject: x\r\n\r\nx\r\n".getBytes();
            service.imap.add(1, raw, clock.instant().plus(Duration.ofMinutes(20)));
            assertThat(tried(service, service.typed())).contains("โปรดตรวจนาฬิกาของเครื่องนี้");
        }
        try (var service = open()) {
            var raw = "Subject: x\r\n\r\nx\r\n".getBytes();
            service.imap.add(1, raw, clock.instant().plus(Duration.ofMinutes(2)));
            assertThat(service.tried(service.saved(service.typed()))).hasStatusOk();
        }
    }

    @Test
    void saysThatThePasswordIsRefused() throws Exception {
        try (var service = open()) {
            var typed = service.typed();
            typed.put("imapPassword", "wrong-p4ssw0rd");
            typed.put("smtpPassword", FakeImap.PASSWORD);
            assertThat(tried(service, typed))
                    .contains("ไม่รับชื่อผู้ใช้หรือรหัสผ่านนี้", "AUTHENTICATIONFAILED")
                    .contains("id=\"tried-sending\">ใช้ได้");
        }
        try (var service = open()) {
            var typed = service.typed();
            typed.put("smtpPassword", "wrong-p4ssw0rd");
            assertThat(tried(service, typed))
                    .contains("id=\"tried-reading\">ใช้ได้")
                    .contains("535 5.7.8 wrong");
        }
    }

    @Test
    void saysThatTheInboxIsClosedToTheAccount() throws Exception {
        try (var service = open()) {
            service.imap.showsInbox = false;
            assertThat(tried(service, service.typed())).contains("ไม่มีสิทธิเปิดกล่องจดหมายเข้า");
        }
    }

    @Test
    @DisplayName("C4 ข้อ 3(4): a shared account must have the right to send as the person")
    void saysThatTheAccountMayNotSendAsThePerson() throws Exception {
        try (var service = open()) {
            service.smtp.owned = service.central;
            var typed = service.typed();
            typed.put("address", service.chief);
            typed.put("imapHost", "");
            typed.put("smtpUsername", service.central);
            typed.put("smtpPassword", FakeImap.PASSWORD);
            assertThat(tried(service, typed))
                    .contains("ไม่ยอมให้บัญชีนี้ส่งในนามของที่อยู่นี้", "not owned by user");

            service.smtp.owned = null;
            var path =
                    text(service.page("")).replaceAll("(?s).*/outside(/[0-9a-f-]{36})\".*", "$1");
            assertThat(service.tried(path)).hasStatusOk();
            assertThat(text(service.page(path))).contains("ไม่อ่านกล่องนี้ ใช้ส่งเท่านั้น");
        }
    }

    @Test
    void goesNowhereThatIsOutOfReach() throws Exception {
        try (var service = open()) {
            var typed = service.typed();
            typed.put("imapHost", "169.254.169.254");
            typed.put("imapLine", "TLS");
            assertThat(tried(service, typed)).contains("ที่อยู่นี้ไม่อนุญาตให้ติดต่อจากศาลา");
        }
    }

    @Test
    void keepsPasswordsClosedAndShowsThemNever() throws Exception {
        try (var service = open()) {
            var path = service.saved(service.typed());
            assertThat(text(service.page(path))).doesNotContain(FakeImap.PASSWORD);
            var boxed =
                    AgencyScope.within(
                            service.agency,
                            () ->
                                    transaction.execute(_ ->
                                            db.sql("SELECT imap_password FROM mail.outside_mailbox")
                                                    .query(byte[].class)
                                                    .single()));
            assertThat(new SecretBox(vault, MailboxWork.KEY).open(boxed))
                    .isEqualTo(FakeImap.PASSWORD);
            assertThat(new String(boxed)).doesNotContain("p4ss");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "imapHost, 'a b'",
        "imapHost, ''",
        "smtpHost, ''",
        "smtpHost, -x-",
        "imapPort, 70000",
        "imapPort, abc",
        "imapPort, ''",
        "smtpPort, abc",
        "readSince, ไม่ใช่วัน",
        "trusted, no certificate",
        "address, somebody@else.example"
    })
    void keepsWhatWasTypedWhenItCannotBe(String field, String value) throws Exception {
        try (var service = open()) {
            var typed = service.typed();
            typed.put(field, value);
            var another = field.equals("smtpPort") ? "imapPort" : "smtpPort";
            assertThat(service.put(typed))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains(field.equals("address") ? "โปรดเลือกที่อยู่ของหน่วยงานนี้" : value)
                    .contains("value=\"%s\"".formatted(typed.get(another)))
                    .doesNotContain(FakeImap.PASSWORD);
        }
    }

    @Test
    void sendsNoPasswordInTheOpenBeyondThisMachine() throws Exception {
        try (var service = open()) {
            for (var part : List.of("imap", "smtp")) {
                var typed = service.typed();
                typed.put(part + "Host", "10.1.2.3");
                assertThat(service.put(typed))
                        .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                        .bodyText()
                        .contains("รหัสผ่านต้องไม่ไปโดยเปิดเผย");
            }
        }
    }

    @Test
    void isChangedWithTheOwnPasswordOnly() throws Exception {
        try (var service = open()) {
            var typed = service.typed();
            typed.put("password", "ไม่ใช่รหัสผ่านนี้");
            assertThat(service.put(typed)).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            assertThat(text(service.page(""))).contains("กล่องจดหมายทั้งหมดของหน่วยงานอยู่ในศาลา");

            var path = service.saved(service.typed());
            assertThat(service.post(path + "/remove", Map.of("password", "ไม่ใช่รหัสผ่านนี้")))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            assertThat(service.post(path + "/remove", Map.of("password", TestService.OWN_PASSWORD)))
                    .hasStatus3xxRedirection();
            assertThat(service.page(path)).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(acts(service)).containsExactly("mail-outside.put", "mail-outside.removed");
        }
    }

    private List<String> acts(TestService service) {
        return AgencyScope.within(
                service.agency,
                () ->
                        transaction.execute(_ ->
                                db.sql(
                                                "SELECT act FROM evidence.entry WHERE act LIKE 'mail-outside.%' ORDER BY id")
                                        .query(String.class)
                                        .list()));
    }

    @Test
    void anotherAgencySeesNothing() throws Exception {
        try (var service = open()) {
            var path = service.saved(service.typed());
            var stranger = SignedInAs.administrator(UUID.randomUUID());
            assertThat(web.get().uri("/people/mail/outside" + path).with(stranger))
                    .hasStatus(HttpStatus.NOT_FOUND);
            assertThat(web.get().uri("/people/mail/outside").with(stranger))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain(service.central);
        }
    }
}
