package th.sala.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
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
import th.sala.mail.Outbox;

/// Notices by e-mail: to an address that is the person's, how many and where, never what.
@SalaTest
@TestPropertySource(properties = "sala.address=https://sala.example")
class NoticeMailWebTests {
    private static final String ADDRESS = "somying@post.example";
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Notices notices;
    @Autowired NoticeMails mails;
    @Autowired Outbox outbox;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Srisamut province;
    private SignedIn who;

    @BeforeEach
    void nothingWasSentToday() {
        db.sql("DELETE FROM notices.sent_codes").update();
        person();
    }

    private void person() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        province = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        who = new TestTokens(here).person(province.id, null, Role.OFFICIAL);
    }

    @Test
    void saysHowManyAndWhereAndNothingElse() throws Exception {
        confirmed("SOON");
        tell("เรื่องลับสุดยอดของนายสมชาย");
        tell("อีกเรื่อง");
        look();
        assertThat(sent()).as("not so soon after the last").hasSize(1);
        age();
        look();
        look();

        assertThat(sent()).hasSize(2);
        var text = text(sent().getLast());
        assertThat(text)
                .contains("๒ รายการ", "https://sala.example/me/notices")
                .doesNotContain("ลับ", "สมชาย");
        assertThat(raw(sent().getLast()))
                .contains("Auto-Submitted: auto-generated", "To: <" + ADDRESS + ">");
        age();
        look();
        assertThat(sent()).as("nothing new").hasSize(2);
    }

    @Test
    void goesOnlyWhereThePersonReadsIt() throws Exception {
        wish(ADDRESS, "SOON");
        tell("ก");
        age();
        look();
        assertThat(sent()).as("the code alone").hasSize(1);
        assertThat(confirm("000000x")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        var code = code();
        for (int i = 0; i < 3; i++) {
            assertThat(confirm("wrong")).bodyText().contains("รหัสไม่ถูกต้องหรือหมดเวลา");
        }
        for (var tried : List.of("wrong", code)) {
            assertThat(confirm(tried))
                    .as("after too many")
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("รหัสนี้ใช้ไม่ได้อีก");
        }
        wish(ADDRESS, "SOON");
        assertThat(confirm(code())).hasRedirectedUrl("/me/notices/mail");
        wish("other@post.example", "SOON");
        age();
        look();
        assertThat(sent()).as("another address is confirmed anew").hasSize(3);
        wish("", "NEVER");
        assertThat(mailWish().rhythm()).isEqualTo(Rhythm.NEVER);
    }

    @Test
    void takesNoAddressOfItsOwnAndNoNonsense() {
        for (var address :
                List.of(
                        "",
                        "x",
                        "a@b@c",
                        "malee@" + province.domain,
                        "saraban@" + province.domain,
                        "a b@c.example")) {
            assertThat(wish(address, "DAILY"))
                    .as(address)
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        assertThat(sent()).isEmpty();
    }

    @Test
    void sendsAPersonOnlySoManyCodesADay() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(wish(i + ADDRESS, "SOON")).hasRedirectedUrl("/me/notices/mail");
        }
        assertThat(wish("6" + ADDRESS, "SOON"))
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .bodyText()
                .contains("วันนี้ส่งรหัสให้ท่านครบ ๕ ครั้งแล้ว", "6" + ADDRESS);
        assertThat(sent()).hasSize(5);
        assertThat(confirm(code()))
                .as("the last one stays good")
                .hasRedirectedUrl("/me/notices/mail");

        yesterday();
        assertThat(wish("6" + ADDRESS, "SOON")).hasRedirectedUrl("/me/notices/mail");
        assertThat(codeDays()).as("yesterday is forgotten").isEqualTo(2);
    }

    @Test
    void sendsAnAddressOnlySoManyCodesADayWhoeverAsks() {
        for (int i = 0; i < 5; i++) {
            who = new TestTokens(here).person(province.id, null, Role.OFFICIAL);
            assertThat(wish("victim+" + i + "@post.example", "SOON"))
                    .hasRedirectedUrl("/me/notices/mail");
        }
        person();
        assertThat(wish("victim@post.example", "SOON"))
                .as("of another agency")
                .hasStatus(HttpStatus.TOO_MANY_REQUESTS)
                .bodyText()
                .contains("วันนี้ส่งรหัสไปที่อยู่นี้ครบ ๕ ครั้งแล้ว");
        assertThat(sent()).isEmpty();
        assertThat(wish(ADDRESS, "SOON")).as("elsewhere").hasRedirectedUrl("/me/notices/mail");
    }

    private void yesterday() {
        inScope(() -> db.sql("UPDATE notices.sent_codes SET day = day - 1").update());
    }

    private int codeDays() {
        return inScope(() ->
                db.sql("SELECT count(*) FROM notices.sent_codes").query(Integer.class).single());
    }

    private void confirmed(String rhythm) throws Exception {
        assertThat(wish(ADDRESS, rhythm)).hasRedirectedUrl("/me/notices/mail");
        assertThat(confirm(code())).hasRedirectedUrl("/me/notices/mail");
    }

    private MailWish mailWish() {
        return AgencyScope.within(province.id, () -> mails.of(who)).orElseThrow();
    }

    private void tell(String what) {
        AgencyScope.within(
                province.id,
                () ->
                        notices.tell(
                                province.id,
                                who.account(),
                                "notices.passkey.added",
                                List.of(what),
                                "/me"));
    }

    private void look() {
        mails.look();
    }

    /// An hour passes.
    private void age() {
        inScope(() ->
                db.sql("UPDATE notices.mail_wish SET mailed_at = mailed_at - interval '1 hour'")
                                .update()
                        + db.sql("UPDATE notices.notice SET told_at = told_at - interval '1 hour'")
                                .update());
    }

    private List<UUID> sent() {
        return inScope(() ->
                db.sql("SELECT id FROM mail.outgoing WHERE agency_id = :a ORDER BY queued_at")
                        .param("a", province.id)
                        .query(UUID.class)
                        .list());
    }

    private String raw(UUID mail) {
        return inScope(() -> new String(outbox.raw(mail), java.nio.charset.StandardCharsets.UTF_8));
    }

    private String text(UUID mail) throws Exception {
        var bytes = inScope(() -> outbox.raw(mail));
        var message = new jakarta.mail.internet.MimeMessage(null, new ByteArrayInputStream(bytes));
        return message.getSubject() + "\n" + message.getContent();
    }

    private String code() throws Exception {
        var found = CODE.matcher(text(sent().getLast()));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private MvcTestResult wish(String address, String rhythm) {
        return web.post()
                .uri("/me/notices/mail")
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("address", address)
                .param("rhythm", rhythm)
                .exchange();
    }

    private MvcTestResult confirm(String code) {
        return web.post()
                .uri("/me/notices/mail/confirm")
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("code", code)
                .exchange();
    }

    private <T> T inScope(Supplier<T> work) {
        return AgencyScope.within(province.id, () -> transaction.execute(_ -> work.get()));
    }
}
