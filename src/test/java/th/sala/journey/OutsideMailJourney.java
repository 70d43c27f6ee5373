package th.sala.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The main job, with the province's mailboxes at its own service, Postfix and Dovecot: the letter
/// leaves through it, and the acknowledgement and our own copy come back through it. The neighbour
/// is on the embedded server.
class OutsideMailJourney {
    private static final String OUTSIDE = "/people/mail/outside";
    private static final String CENTRAL = "saraban@srisamut.example";
    private static final String GOVERNOR = "thanakorn.w@srisamut.example";
    private static final String DEPUTY = "pimchanok.c@srisamut.example";
    private static final Duration BY_MAIL = Duration.ofSeconds(60);

    private static MailPeer peer;
    private static Installation province;
    private static Installation neighbour;
    private static Browser browser;

    @BeforeAll
    static void start() {
        neighbour = Installation.of("mail-neighbour").with("SALA_DEMO_ONLY", "neighbour");
        peer = MailPeer.start(CENTRAL, GOVERNOR, "thaleluang.example", neighbour.smtpPort());
        neighbour.start();
        province = Installation.of("mail-province").with("SALA_DEMO_ONLY", "province").start();
        browser = Browser.open();
    }

    @AfterAll
    static void stop() {
        try (var _ = peer;
                var _ = province;
                var _ = neighbour;
                var open = browser) {
            if (open != null) {
                open.assertQuiet();
            }
        }
    }

    @Test
    @DisplayName("C9 ข้อ 3(7): the whole way through an agency's own mail service")
    void aLetterTravelsThroughTheAgencysOwnService() {
        new Acquaintance(browser, province, "phuwadon.d").know(neighbour, "thaleluang.example");
        var far = new Acquaintance(browser, neighbour, "ekkachai.w");
        far.know(province, "srisamut.example");
        far.route(peer.smtp(), "srisamut.example", false);

        var owner = province.person("phuwadon.d");
        var page = browser.desktop(province);
        browser.signIn(page, owner);
        setUpTheCentralAccount(page, owner);
        setUpThePersons(page, owner);

        var exchange = new Exchange(browser, province, neighbour);
        var sent = exchange.writeAndSend();
        exchange.registerAtTheNeighbour();
        exchange.seeTheAnswer(sent);

        readAgainWhatWasMadeAnew(page);
        assertThat(peer.messages(CENTRAL))
                .as("our own copy and the answer are there, and nobody has looked at them")
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(file -> file.matches("[^:]*(:2,)?"));
        assertThat(peer.messages(GOVERNOR)).as("the answer").isNotEmpty();
    }

    private static void setUpTheCentralAccount(Page page, Installation.Person owner) {
        page.navigate(OUTSIDE);
        look(page, "outside-mail-none");
        fill(page, CENTRAL, CENTRAL, "nothing-like-it", owner);
        page.fill("#imapHost", "localhost");
        page.fill("#imapPort", String.valueOf(peer.imap()));
        page.selectOption("#imapLine", "TLS");
        page.fill("#imapPassword", "nothing-like-it");
        page.fill("#trusted", "");
        look(page, "outside-mail-form");
        save(page);

        tryOut(page);
        assertThat(page.locator("main")).containsText("ไม่มีผู้ออกที่เครื่องนี้เชื่อถือ");
        page.fill("#trusted", peer.pem());
        page.fill("#imapPassword", "nothing-like-it");
        page.fill("#put-password", owner.password());
        save(page);
        tryOut(page);
        assertThat(page.locator("#tried-reading")).containsText("ไม่รับชื่อผู้ใช้หรือรหัสผ่านนี้");
        assertThat(page.locator("#tried-sending")).containsText("ไม่รับชื่อผู้ใช้หรือรหัสผ่านนี้");
        look(page, "outside-mail-tried");
        page.fill("#imapPassword", MailPeer.PASSWORD);
        page.fill("#put-password", owner.password());
        save(page);
        tryOut(page);
        assertThat(page.locator("main")).containsText("ใช้ได้ทั้งการอ่านและการส่ง");
        look(page, "outside-mail-good");
        Installation.await(
                "the mailbox is read",
                BY_MAIL,
                () -> {
                    page.navigate(OUTSIDE);
                    return page.locator("main").innerText().contains("ติดต่อได้ล่าสุด");
                });
    }

    /// Both through the central account, which may send as the governor and as nobody else.
    private static void setUpThePersons(Page page, Installation.Person owner) {
        fill(page, DEPUTY, CENTRAL, MailPeer.PASSWORD, owner);
        save(page);
        tryOut(page);
        assertThat(page.locator("#tried-sending"))
                .containsText("ไม่ยอมให้บัญชีนี้ส่งในนามของที่อยู่นี้");
        look(page, "outside-mail-no-right");

        fill(page, GOVERNOR, CENTRAL, MailPeer.PASSWORD, owner);
        save(page);
        tryOut(page);
        assertThat(page.locator("main")).containsText("ใช้ได้ทั้งการอ่านและการส่ง");
        page.navigate(OUTSIDE);
        look(page, "outside-mail");
    }

    private static void fill(
            Page page,
            String address,
            String username,
            String password,
            Installation.Person owner) {
        page.navigate(OUTSIDE + "/new");
        page.selectOption("#address", address);
        page.fill("#smtpHost", "localhost");
        page.fill("#smtpPort", String.valueOf(peer.submission()));
        page.selectOption("#smtpLine", "STARTTLS");
        page.fill("#smtpUsername", username);
        page.fill("#smtpPassword", password.equals(MailPeer.PASSWORD) ? password : "");
        page.fill("#trusted", peer.pem());
        page.fill("#put-password", owner.password());
    }

    private static void save(Page page) {
        page.click("#save");
        assertThat(page.locator("main")).containsText("บันทึกแล้ว");
    }

    private static void tryOut(Page page) {
        page.click("#test");
        page.waitForURL("**/test");
    }

    private static void readAgainWhatWasMadeAnew(Page page) {
        var before = peer.messages(CENTRAL).size();
        peer.rebuild(CENTRAL);
        Installation.await(
                "everything is read again",
                BY_MAIL,
                () -> {
                    page.navigate(OUTSIDE);
                    return read(page) >= 2 * before;
                });
        var officer = browser.desktop(province);
        browser.signIn(officer, province.person(correspondenceOfficer()));
        for (var list : new String[] {"/letters/in", "/letters/unsorted"}) {
            officer.navigate(list);
            assertThat(officer.locator("a[data-row]")).hasCount(0);
        }
        officer.context().close();
    }

    private static String correspondenceOfficer() {
        return province.people().stream()
                .filter(person -> person.roles().contains("CORRESPONDENCE_OFFICER"))
                .filter(person -> person.agency().equals("จังหวัดศรีสมุทร"))
                .map(Installation.Person::username)
                .findFirst()
                .orElseThrow();
    }

    /// How many messages of the central account were read, as the page says in Thai digits.
    private static int read(Page page) {
        var text = page.locator("li", new Page.LocatorOptions().setHasText(CENTRAL)).innerText();
        var digits = text.replaceAll("(?s).*อ่านแล้ว ([๐-๙,]+) ฉบับ.*", "$1").replace(",", "");
        return digits.chars().map(digit -> digit - '๐').reduce(0, (all, digit) -> 10 * all + digit);
    }

    /// On the desktop and on a telephone.
    private static void look(Page page, String name) {
        browser.assertGood(page);
        browser.picture(page, name);
        page.setViewportSize(390, 844);
        browser.assertGood(page);
        page.setViewportSize(1280, 800);
    }
}
