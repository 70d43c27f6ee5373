package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Authority;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.mail.DeliveryState;
import th.sala.mail.MailPorts;
import th.sala.mail.NotSendable;
import th.sala.mail.Outbox;
import th.sala.mail.SmtpHandIn;
import th.sala.thai.Display;

/// What becomes of a sent letter, with the test in the outbox's place.
@SalaTest
@TestPropertySource(properties = "sala.outbox.enabled=false")
class SentLetterStoreTests {
    private static final String OUTSIDER = "head@thaleluang.example";

    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired OutgoingDesk desk;
    @Autowired GivenFiles given;
    @Autowired IncomingDesk incoming;
    @Autowired LetterNotices letterNotices;
    @Autowired DeliveryNotes deliveryNotes;
    @Autowired MockMvcTester web;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Outbox outbox;
    @Autowired MailPorts ports;

    private Srisamut own;
    private Srisamut other;
    private SignedIn governor;
    private SignedIn author;
    private SignedIn officer;
    private SignedIn receiver;

    @BeforeEach
    void foundTwoProvinces() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor = account(own.governor, Role.AUTHORISED_PERSON);
        author = account(own.deputy, Role.OFFICIAL);
        officer = account(own.officer, Role.CORRESPONDENCE_OFFICER);
        receiver = SignedInAs.person(other.id, other.officer, Role.CORRESPONDENCE_OFFICER);
    }

    private SignedIn account(UUID official, Role role) {
        return account(own, official, role);
    }

    private SignedIn account(Srisamut province, UUID official, Role role) {
        var account =
                new NewAccount(
                        province.id,
                        official,
                        role.name().toLowerCase(Locale.ROOT) + "-" + province.id,
                        "สมหญิง ใจดี",
                        "จังหวัดศรีสมุทร",
                        "ทดสอบระบบสารบรรณ 2569",
                        Set.of(role));
        var id = AgencyScope.within(province.id, () -> accounts.open(account));
        return AgencyScope.within(province.id, () -> accounts.find(id))
                .map(found -> found.signedIn(SignedIn.BY_PASSWORD))
                .orElseThrow();
    }

    @Test
    @DisplayName("C1 ข้อ 3(1): only a copy at our own central account counts as kept there")
    void theOwnCopyCountsWhenItIsAtTheCentralAccount() throws Exception {
        var sent = send();
        handIn(sent, "malee@" + own.domain);
        handIn(sent, "malee@" + other.domain);
        assertThat(addressee(sent).copiedAt()).isNull();

        var before = Instant.now();
        handIn(sent, "saraban@" + own.domain);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> addressee(sent).copiedAt() != null);
        assertThat(addressee(sent).copiedAt()).isAfter(before);
    }

    @Test
    @DisplayName("C1 ข้อ 3(1): a mail with our letter's id but other bytes is no copy, and is seen")
    void anAlteredCopyIsNoCopy() throws Exception {
        var sent = send();
        var raw = within(() -> outbox.raw(sent.mail()));
        var altered = java.util.Arrays.copyOf(raw, raw.length + 2);
        altered[raw.length] = '\r';
        altered[raw.length + 1] = '\n';
        for (var mailbox : List.of("saraban@", "malee@")) {
            SmtpHandIn.send(ports.inbound(), OUTSIDER, altered, mailbox + own.domain);
        }
        var waiting =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(
                                () -> within(() -> incoming.unsorted(own.id)),
                                unsorted -> !unsorted.isEmpty());
        assertThat(waiting)
                .extracting(UnsortedMails.Unsorted::reason)
                .containsExactly("altered-copy");
        assertThat(addressee(sent).copiedAt()).isNull();
    }

    @Test
    void whomALetterWasSentToIsToldThatItIsRegistered() throws Exception {
        var addressed = account(other, other.governor, Role.AUTHORISED_PERSON);
        var bystander = account(other, other.deputy, Role.HEAD);
        var sent = send();
        handIn(sent, "malee@" + other.domain);
        var letter = arrives(sent);
        AgencyScope.within(
                other.id, () -> incoming.register(receiver, letter.id(), "", letter.head()));
        awaitNotice(addressed, "ลงทะเบียนรับหนังสือที่ส่งถึงท่านแล้ว เรื่อง ขอเชิญประชุม เลขรับ ๑");
        assertThat(notices(bystander)).doesNotContain("ลงทะเบียนรับหนังสือที่ส่งถึงท่าน");
    }

    @Test
    @DisplayName("C8 ข้อ 3(6): author and signer are told of the acknowledgement, once")
    void anAcknowledgementIsToldToAuthorAndSigner() throws Exception {
        var sent = send();
        var letter = arrives(sent);
        var stamp =
                AgencyScope.within(
                        other.id,
                        () -> incoming.register(receiver, letter.id(), "", letter.head()));
        var answer = reply(letter.id());
        answer(answer);
        answer(answer);
        var isDeemed = letter.deemedAt().isAfter(java.time.Instant.now());

        for (var person : List.of(governor, author)) {
            awaitNotice(person, "ตอบรับหนังสือที่ ศส ๐๐๑๗.๒/๑ เรื่อง ขอเชิญประชุม");
            assertThat(notices(person))
                    .containsOnlyOnce("ตอบรับหนังสือที่")
                    .contains(
                            (isDeemed ? "เลขรับ ๑ ถือว่าได้รับเมื่อ " : "เลขรับ ๑ ได้รับเมื่อ ")
                                    + Display.OFFICIAL.dateTime(stamp.received())
                                    + (isDeemed ? " (วันและเวลาทำการถัดไป)" : ""));
        }
        assertThat(notices(officer)).doesNotContain("ตอบรับหนังสือที่");
    }

    @Test
    void aReturnedLetterIsToldWithItsReason() throws Exception {
        var sent = send();
        var letter = arrives(sent);
        AgencyScope.within(
                other.id,
                () -> incoming.returnToSender(receiver, letter.id(), "มิใช่หน้าที่ของจังหวัด"));
        answer(reply(letter.id()));

        awaitNotice(governor, "ส่งคืนหนังสือที่ ศส ๐๐๑๗.๒/๑");
        assertThat(notices(author)).contains("มิใช่หน้าที่ของจังหวัด");
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): a mail that bounced is told to author and signer, once each time")
    void aBouncedMailIsTold() throws Exception {
        var sent = send();
        bounce(sent, "550 no such user");
        bounce(sent, "550 no such user");
        for (var person : List.of(governor, author)) {
            assertThat(notices(person))
                    .containsOnlyOnce("ไม่สำเร็จ ที่ ศส ๐๐๑๗.๒/๑")
                    .contains("saraban@" + other.domain + ") ๕๕๐ no such user");
        }
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): a late bounce of a mail in whose place another was made is not told")
    void aLateBounceOfTheFormerMailIsNotTheNewOnes() throws Exception {
        AgencyScope.within(
                other.id,
                () ->
                        powers.grant(
                                other.id,
                                other.deputy,
                                Set.of(Authority.DIRECT),
                                Srisamut.SINCE,
                                null,
                                "คำสั่งที่ 3"));
        var sent = send();
        var somchai = "somchai@" + other.domain;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreException(NotSendable.class)
                .until(() ->
                        within(() ->
                                done(() ->
                                        desk.correct(
                                                officer, sent.letter(), sent.mail(), somchai))));

        bounce(sent, "550 no such user");
        assertThat(addressee(sent).address()).isEqualTo(somchai);
        assertThat(addressee(sent).progress()).isNotEqualTo(Addressee.Progress.BOUNCED);
        assertThat(notices(governor)).doesNotContain("no such user");
    }

    @Test
    @DisplayName(
            "C7 ข้อ 3(5): of two notes at once the later one is not overwritten by the earlier")
    void aNoteReadsWhatAnotherWaitsToCommit() throws Exception {
        var sent = send();
        try (var threads = java.util.concurrent.Executors.newSingleThreadExecutor()) {
            var noted = new java.util.ArrayList<java.util.concurrent.Future<?>>();
            within(() ->
                    done(() ->
                            transaction.executeWithoutResult(_ -> {
                                update(
                                        "UPDATE letters.addressee SET delivery_to = :value WHERE mail_id = :mail",
                                        sent,
                                        "");
                                noted.add(
                                        threads.submit(() ->
                                                AgencyScope.within(
                                                        own.id,
                                                        () ->
                                                                deliveryNotes.note(
                                                                        own.id, sent.mail()))));
                                awaitBlocked();
                                update(BOUNCE, sent, "550 no such user");
                            })));
            noted.getFirst().get();
        }
        assertThat(addressee(sent).progress()).isEqualTo(Addressee.Progress.BOUNCED);
    }

    private void awaitBlocked() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        db.sql(
                                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                                        .query(Integer.class)
                                        .single()
                                > 0);
    }

    @Test
    void aMailThatWasGivenUpIsToldInThePersonsLanguage() throws Exception {
        bounce(send(), "mail.reply.gave-up 451 busy");
        assertThat(notices(governor)).contains("พยายามส่งครบ ๕ วันแล้วไม่สำเร็จ ๔๕๑ busy");
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): officers are told once of a letter that is not acknowledged in time")
    void anOverdueAcknowledgementIsToldToTheOfficers() throws Exception {
        var sent = send();
        within(() -> done(() -> letterNotices.overdue(own.id)));
        assertThat(notices(officer)).doesNotContain("ยังไม่ตอบรับหนังสือที่");

        sentDaysAgo(sent);
        within(() -> done(() -> letterNotices.overdue(own.id)));
        within(() -> done(() -> letterNotices.overdue(own.id)));
        assertThat(notices(officer))
                .containsOnlyOnce("ยังไม่ตอบรับหนังสือที่ ศส ๐๐๑๗.๒/๑ เรื่อง ขอเชิญประชุม");
        assertThat(notices(governor)).doesNotContain("ยังไม่ตอบรับหนังสือที่");
    }

    @Test
    @DisplayName(
            "C7 ข้อ 3(5): sent again to whoever may not have it; what came of it before stays told")
    void sendsAgainOnlyToWhoMayNotHaveIt() throws Exception {
        var sent = send();
        bounce(sent, "550 no such user");
        sql(
                "UPDATE mail.delivery SET state = 'SENT', next_attempt = NULL, dedupes = true, reply = :value WHERE mail = :mail AND recipient LIKE 'saraban@own%'",
                sent, "250 kept");
        sql(
                "UPDATE mail.delivery SET state = 'DELIVERED', next_attempt = NULL, reply = :value WHERE mail = :mail AND recipient LIKE 'malee@%'",
                sent, "");

        within(() -> done(() -> desk.sendAgain(officer, sent.letter(), sent.mail())));

        assertThat(within(() -> outbox.deliveries(sent.mail())))
                .filteredOn(way -> way.state() instanceof DeliveryState.Queued)
                .extracting(way -> way.recipient())
                .containsExactly("saraban@" + other.domain);
        assertThat(web.get().uri("/letters/out/" + sent.letter()).with(SignedInAs.as(officer)))
                .bodyText()
                .contains("ส่งไม่สำเร็จ: ", "no such user", "ส่งอีกครั้งถึง");
    }

    private static final String BOUNCE =
            "UPDATE mail.delivery SET state = 'BOUNCED', next_attempt = NULL, reply = :value WHERE mail = :mail AND recipient LIKE 'saraban@other%'";

    /// The far server says no, as the outbox would note it.
    private void bounce(Addressee sent, String reply) {
        sql(BOUNCE, sent, reply);
        within(() -> done(() -> deliveryNotes.note(own.id, sent.mail())));
    }

    private void sentDaysAgo(Addressee sent) {
        sql(
                "UPDATE letters.addressee SET queued_at = queued_at - CAST(:value AS interval) WHERE mail_id = :mail",
                sent,
                "30 days");
    }

    private void sql(String statement, Addressee sent, String value) {
        within(() ->
                done(() -> transaction.executeWithoutResult(_ -> update(statement, sent, value))));
    }

    private void update(String statement, Addressee sent, String value) {
        db.sql(statement).param("mail", sent.mail()).param("value", value).update();
    }

    /// The letter as it stands at the receiver.
    private IncomingLetter arrives(Addressee sent) throws Exception {
        handIn(sent, "saraban@" + other.domain);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> AgencyScope.within(other.id, () -> incoming.waiting(other.id, 1)),
                        waiting -> !waiting.isEmpty())
                .getFirst();
    }

    /// The mail that the receiver owes, once it is made.
    private byte[] reply(UUID letter) {
        var mail =
                AgencyScope.within(other.id, () -> incoming.replyMail(other.id, letter))
                        .orElseThrow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        !AgencyScope.within(other.id, () -> outbox.deliveries(mail)).isEmpty());
        return AgencyScope.within(other.id, () -> outbox.raw(mail));
    }

    private void answer(byte[] raw) throws Exception {
        SmtpHandIn.send(ports.inbound(), "saraban@" + other.domain, raw, "malee@" + own.domain);
    }

    private void awaitNotice(SignedIn who, String sentence) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> notices(who).contains(sentence));
    }

    private String notices(SignedIn who) throws Exception {
        return web.get()
                .uri("/me/notices")
                .with(SignedInAs.as(who))
                .exchange()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    /// Writes and sends a letter and waits until its mail is in the outbox.
    private Addressee send() throws Exception {
        var content = Invitation.by(own.governor).brought();
        var pdf = new ByteArrayInputStream(OutgoingWebTests.pdf());
        var file = given.keep(true, "หนังสือ.pdf", "application/pdf", pdf);
        var to = List.of("malee@" + other.domain);
        var id = within(() -> desk.begin(author, content, to, List.of(file)));
        within(() -> desk.send(governor, id, 1, null));
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> within(() -> desk.addressees(own.id, id)).getFirst(),
                        addressee -> addressee.queuedAt() != null);
    }

    private void handIn(Addressee sent, String to) throws Exception {
        SmtpHandIn.send(
                ports.inbound(), "malee@" + own.domain, within(() -> outbox.raw(sent.mail())), to);
    }

    private Addressee addressee(Addressee sent) {
        return within(() -> desk.addressees(own.id, sent.letter())).getFirst();
    }

    private static Boolean done(Runnable work) {
        work.run();
        return true;
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
