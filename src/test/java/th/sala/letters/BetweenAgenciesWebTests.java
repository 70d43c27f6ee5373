package th.sala.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Authority;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.mail.Address;
import th.sala.mail.Attachment;
import th.sala.mail.DeliveryState;
import th.sala.mail.MailPorts;
import th.sala.mail.Message;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageReader;
import th.sala.mail.MessageWriter;
import th.sala.mail.Outbox;
import th.sala.mail.OutgoingMail;
import th.sala.mail.SmtpHandIn;
import th.sala.registers.Registers;
import th.sala.thai.Display;

/// The whole way between two agencies by real SMTP, there and back, and what goes wrong on it.
@SalaTest
class BetweenAgenciesWebTests {
    private static final String OUTSIDER = "head@thaleluang.example";

    @Autowired MockMvcTester web;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk outgoing;
    @Autowired GivenFiles given;
    @Autowired IncomingDesk incoming;
    @Autowired Registers registers;
    @Autowired MailPorts ports;
    @Autowired Outbox outbox;
    @Autowired SecrecyDesk secrecy;
    @Autowired Clock clock;

    private Srisamut own;
    private Srisamut other;

    @BeforeEach
    void foundTwoProvinces() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
    }

    @Test
    @DisplayName("C8 ข้อ 3(6): what the receiver registered is the answer at the sender")
    void anAcknowledgementComesBack() throws Exception {
        var id = sent("malee@" + other.domain);
        var there = arrivedAt(other);
        register(other, there.id());

        var answer = (Addressee.Answer.Acknowledged) answerTo(id);
        assertThat(answer.number()).isEqualTo("1");
        assertThat(answer.received()).isEqualTo(there.deemedAt());
        assertThat(answer.isDeemed()).isEqualTo(there.deemedAt().isAfter(answer.at()));
        assertThat(page(other, "/letters/in/" + there.id()))
                .bodyText()
                .contains("ทำหนังสือตอบรับถึง malee@" + own.domain);
        assertThat(page(own, "/letters/out/" + id)).bodyText().contains("ตอบรับแล้ว เลขรับ ๑");
        assertThat(page(own, "/letters/out"))
                .bodyText()
                .contains("ไม่มีหนังสือที่ส่งทางไปรษณีย์อิเล็กทรอนิกส์ซึ่งรอการตอบรับ");
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): of two answers to one letter the first one stays")
    void aSecondAnswerChangesNothing() throws Exception {
        var id = sent("malee@" + other.domain);
        register(other, arrivedAt(other).id());
        var first = answerTo(id);

        answers(id, SalaHeaders.ACKNOWLEDGEMENT);
        answers(id, SalaHeaders.RETURN);

        assertThat(unsortedAt(own, 2))
                .extracting(UnsortedMails.Unsorted::reason)
                .containsOnly("answered-before");
        assertThat(answerTo(id)).isEqualTo(first);
    }

    @Test
    @DisplayName("P4 มาตรา 10: a letter sent back says why at its sender, and stays sent back")
    void aReturnedLetterSaysWhy() throws Exception {
        var id = sent("malee@" + other.domain);
        post(
                other,
                "/letters/in/" + arrivedAt(other).id() + "/return",
                Map.of("reason", "เป็นหน้าที่ของกรมตัวอย่าง"));

        var answer = (Addressee.Answer.Returned) answerTo(id);
        assertThat(answer.reason()).contains("เป็นหน้าที่ของกรมตัวอย่าง", "ศส ๐๐๑๗.๒/๑");
        assertThat(page(own, "/letters/out/" + id))
                .bodyText()
                .contains("ส่งคืน", "เป็นหน้าที่ของกรมตัวอย่าง");

        answers(id, SalaHeaders.ACKNOWLEDGEMENT);
        unsortedAt(own, 1);
        assertThat(answerTo(id)).isEqualTo(answer);
    }

    @Test
    @DisplayName("P4 มาตรา 10: forwarded as it came, with the moment we received it")
    void aForwardedLetterGoesOnAsItCame() throws Exception {
        var letter = fromOutside("ที่ ทล ๐๐๑๗/๕\nเรียน ผู้ว่าฯ");

        assertThat(forward(letter.id(), "saraban@" + other.domain))
                .hasRedirectedUrl("/letters/in/" + letter.id());

        var there = arrivedAt(other);
        assertThat(there.sender().address()).isEqualTo("saraban@" + own.domain);
        assertThat(there.head().subject()).isEqualTo("ส่งต่อ ขอเชิญประชุม");
        assertThat(there.body())
                .contains("เป็นหน้าที่ของท่าน", OUTSIDER, "ทล ๐๐๑๗/๕", thai(letter.deemedAt()));
        assertThat(mainFile(other, there.id())).isEqualTo(mainFile(own, letter.id()));
        assertThat(within(own, () -> incoming.letter(own.id, letter.id())).deemedAt())
                .isEqualTo(letter.deemedAt());
        assertThat(within(own, () -> registers.entriesOf(own.id, letter.id()))).isEmpty();
    }

    @Test
    @DisplayName("P4 มาตรา 10: the sender is told who has the letter now, why, and when it came")
    void theSenderOfAForwardedLetterIsTold() throws Exception {
        var letter = fromOutside("เรียน ผู้ว่าฯ");
        forward(letter.id(), "saraban@" + other.domain);
        arrivedAt(other);

        var forward = within(own, () -> incoming.replyMail(own.id, letter.id())).orElseThrow();
        assertThat(recipients(forward)).containsExactly("saraban@" + other.domain);
        var notice = Replies.noticeOf(forward);
        assertThat(recipients(notice)).containsExactly(OUTSIDER);
        var told = read(notice);
        assertThat(told.references()).containsExactly(letter.messageId());
        assertThat(told.text())
                .contains(
                        "saraban@" + other.domain,
                        "เป็นหน้าที่ของท่าน",
                        "ขอเชิญประชุม",
                        thai(letter.deemedAt()));
        assertThat(page(own, "/letters/in/" + letter.id()))
                .bodyText()
                .contains("ส่งต่อไปยัง saraban@" + other.domain);
    }

    @Test
    @DisplayName(
            "C7 ข้อ 3(5): a letter that its receiver forwarded says where it is, and is answered")
    void wordOfAForwardingIsTheAnswer() throws Exception {
        var id = sent("malee@" + other.domain);
        var there = arrivedAt(other);
        var third = new Srisamut(founding, organisation, powers, "third-" + other.domain);
        var to = Map.of("central", "saraban@" + third.domain, "reason", "เป็นหน้าที่ของท่าน");
        assertThat(post(other, "/letters/in/" + there.id() + "/forward", to))
                .hasStatus3xxRedirection();

        var answer = (Addressee.Answer.Forwarded) answerTo(id);
        assertThat(answer.to())
                .contains("จังหวัดศรีสมุทร third-" + other.domain, "saraban@" + third.domain);
        assertThat(page(own, "/letters/out/" + id))
                .bodyText()
                .contains("ส่งต่อแล้วไปยัง", "ส่งต่อไปยัง จังหวัดศรีสมุทร third-");
        assertThat(page(own, "/letters/out"))
                .bodyText()
                .contains("ไม่มีหนังสือที่ส่งทางไปรษณีย์อิเล็กทรอนิกส์ซึ่งรอการตอบรับ");
        assertThat(within(own, () -> incoming.unsorted(own.id))).isEmpty();
        assertThat(within(own, () -> incoming.countWaiting(own.id))).isZero();
    }

    @Test
    @DisplayName(
            "C8 ข้อ 3(6): who gets a forwarded letter has its text, and answers who forwarded it")
    void aForwardedLetterIsAcknowledgedInItsStory() throws Exception {
        var letter = fromOutside("เรียน ผู้ว่าฯ\n\nขอความอนุเคราะห์ข้อมูลน้ำท่วม");
        forward(letter.id(), "saraban@" + other.domain);
        var there = arrivedAt(other);
        assertThat(there.body()).contains("ขอความอนุเคราะห์ข้อมูลน้ำท่วม");
        register(other, there.id());

        await(
                () ->
                        page(own, "/letters/in/" + letter.id())
                                .getResponse()
                                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8),
                page ->
                        page.contains(
                                "หน่วยงานที่ได้รับการส่งต่อตอบรับแล้ว เลขรับ ๑ · "
                                        + thai(there.deemedAt())));
        assertThat(within(own, () -> incoming.unsorted(own.id))).isEmpty();
    }

    @Test
    @DisplayName(
            "X1 ข้อ 1: that a letter was refused as classified is its answer, until acknowledged")
    void aRefusalAsClassifiedIsTheAnswer() throws Exception {
        var id = sent("malee@" + other.domain);
        arrivedAt(other);
        says(id, Map.of(SalaHeaders.ACT, SalaHeaders.NOTICE, SalaHeaders.NOTICE_OF, "refusal"));
        assertThat(answerTo(id)).isInstanceOf(Addressee.Answer.Refused.class);
        assertThat(page(own, "/letters/out/" + id)).bodyText().contains("ไม่รับเพราะมีชั้นความลับ");

        answers(id, SalaHeaders.ACKNOWLEDGEMENT);
        await(
                () -> addressee(id).answer(),
                answer -> answer instanceof Addressee.Answer.Acknowledged);
    }

    @Test
    void whatIsForwardedOrReturnedIsSoOnce() throws Exception {
        var letter = fromOutside("เรียน ผู้ว่าฯ");
        forward(letter.id(), "saraban@" + other.domain);
        arrivedAt(other);

        var path = "/letters/in/" + letter.id();
        for (var second :
                List.of(
                        forward(letter.id(), "saraban@" + other.domain),
                        post(own, path + "/return", Map.of("reason", "เป็นหน้าที่ของท่าน")))) {
            assertThat(second)
                    .hasStatus(HttpStatus.CONFLICT)
                    .bodyText()
                    .contains("ไปก่อนแล้ว", "สมหญิง ใจดี", "เป็นหน้าที่ของท่าน");
        }
        assertThat(register(own, letter.id()))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("จังหวัดต้นทางที่พิมพ์ไว้");
        assertThat(within(own, () -> incoming.letter(own.id, letter.id())).stage())
                .isInstanceOf(IncomingLetter.Stage.Forwarded.class);
        assertThat(within(other, () -> incoming.countWaiting(other.id))).isOne();
    }

    @Test
    void forwardsOnlyToAnotherAgencysCentralAccount() throws Exception {
        var letter = fromOutside("เรียน ผู้ว่าฯ");
        for (var wrong : List.of("saraban@" + own.domain, "malee@" + other.domain, "", OUTSIDER)) {
            assertThat(forward(letter.id(), wrong))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("ในทะเบียนผู้มีอำนาจหรือบัญชีกลาง", "เป็นหน้าที่ของท่าน", wrong);
        }
        assertThat(within(own, () -> incoming.letter(own.id, letter.id())).isArrived()).isTrue();
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): what all surely have is not sent again")
    void sendsNothingAgainThatAllHave() throws Exception {
        var id = sent("malee@" + other.domain);
        arrivedAt(other);
        var mail = addressee(id).mail();
        awaitSent(mail, Instant.EPOCH);
        var before = within(own, () -> outbox.deliveries(mail));

        assertThat(post(own, "/letters/out/%s/mails/%s/again".formatted(id, mail), Map.of()))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีจดหมายฉบับนี้แน่นอนแล้ว")
                .doesNotContain("ส่งอีกครั้งถึง");

        assertThat(within(own, () -> outbox.deliveries(mail))).isEqualTo(before);
        assertThat(within(own, () -> outbox.before(mail))).isEmpty();
    }

    @Test
    @DisplayName("C4 ข้อ 3(4.2): corrected only to another authorised person of the same agency")
    void correctsAnAddress() throws Exception {
        grantDeputy();
        var id = sent("malee@" + other.domain);
        arrivedAt(other);
        var mail = addressee(id).mail();
        awaitSent(mail, Instant.EPOCH);
        var path = "/letters/out/%s/mails/%s/correct".formatted(id, mail);

        for (var wrong : List.of("pim@" + other.domain, "malee@" + own.domain, OUTSIDER)) {
            assertThat(post(own, path, Map.of("address", wrong)))
                    .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                    .bodyText()
                    .contains("ไม่พบ " + wrong, "value=\"" + wrong + "\"");
        }
        assertThat(addressee(id).address()).isEqualTo("malee@" + other.domain);

        assertThat(post(own, path, Map.of("address", "somchai@" + other.domain)))
                .hasRedirectedUrl("/letters/out/" + id);
        var corrected = addressee(id);
        assertThat(corrected.address()).isEqualTo("somchai@" + other.domain);
        assertThat(corrected.mail()).isNotEqualTo(mail);
        assertThat(within(own, () -> outbox.deliveries(mail)))
                .filteredOn(delivery -> delivery.state() instanceof DeliveryState.Corrected)
                .extracting(delivery -> delivery.recipient())
                .containsExactly("malee@" + other.domain);
        awaitSent(corrected.mail(), Instant.EPOCH);
        assertThat(recipients(corrected.mail()))
                .containsExactlyInAnyOrder(
                        "somchai@" + other.domain,
                        "saraban@" + other.domain,
                        "saraban@" + own.domain);
        var first = read(mail);
        var second = read(corrected.mail());
        assertThat(second.to()).containsExactly(new Address("นายสมชาย ใจดี", corrected.address()));
        assertThat(second.references()).containsExactly(first.messageId());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(page(own, "/letters/out/" + id))
                .bodyText()
                .contains(
                        "แก้ที่อยู่ malee@%1$s → somchai@%1$s".formatted(other.domain),
                        "เดิมส่งถึง นางสาวมาลี ศรีสุข malee@" + other.domain,
                        "/mails/" + mail + "\"",
                        "/mails/" + corrected.mail() + "\"");
        for (var one : List.of(mail, corrected.mail())) {
            assertThat(page(own, "/letters/out/%s/mails/%s".formatted(id, one))).hasStatusOk();
        }
        await(() -> within(other, () -> incoming.countWaiting(other.id)), count -> count == 2);
        await(() -> addressee(id), addressee -> addressee.copiedAt() != null);
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): after a correction the answer to either mail is the letter's")
    void theAnswerToEitherMailIsRecognised() throws Exception {
        grantDeputy();
        for (var answered : List.of(0, 1)) {
            var id = sent("malee@" + other.domain);
            awaitSent(addressee(id).mail(), Instant.EPOCH);
            var first = addressee(id);
            var path = "/letters/out/%s/mails/%s/correct".formatted(id, first.mail());
            post(own, path, Map.of("address", "somchai@" + other.domain));
            awaitSent(addressee(id).mail(), Instant.EPOCH);
            var wanted = answered == 0 ? first.messageId() : addressee(id).messageId();
            var there =
                    await(
                            () -> within(other, () -> incoming.waiting(other.id, 10)),
                            list -> ofMessage(list, wanted).findFirst().isPresent());
            register(other, ofMessage(there, wanted).findFirst().orElseThrow().id());
            assertThat(answerTo(id)).isInstanceOf(Addressee.Answer.Acknowledged.class);
        }
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): what comes back of a corrected mail is no answer; the new mail's is")
    void aLateReturnOfTheFormerMailIsNotTheLettersAnswer() throws Exception {
        grantDeputy();
        for (var lateAct : List.of("return", "forward", "refusal")) {
            var id = sent("malee@" + other.domain);
            var first = addressee(id).mail();
            awaitSent(first, Instant.EPOCH);
            var old = Objects.requireNonNull(addressee(id).messageId());
            var path = "/letters/out/%s/mails/%s/correct".formatted(id, first);
            post(own, path, Map.of("address", "somchai@" + other.domain));
            awaitSent(addressee(id).mail(), Instant.EPOCH);
            var latest = addressee(id).messageId();
            var there =
                    await(
                            () -> within(other, () -> incoming.waiting(other.id, 10)),
                            list -> ofMessage(list, latest).findFirst().isPresent());

            switch (lateAct) {
                case "return" -> says(old, Map.of(SalaHeaders.ACT, SalaHeaders.RETURN));
                case "forward" ->
                        says(
                                old,
                                Map.of(
                                        SalaHeaders.ACT,
                                        SalaHeaders.NOTICE,
                                        SalaHeaders.NOTICE_OF,
                                        SalaHeaders.FORWARDING,
                                        SalaHeaders.FORWARDED_TO,
                                        "saraban@elsewhere.example"));
                default ->
                        says(
                                old,
                                Map.of(
                                        SalaHeaders.ACT,
                                        SalaHeaders.NOTICE,
                                        SalaHeaders.NOTICE_OF,
                                        SalaHeaders.REFUSAL));
            }
            var told =
                    Map.of(
                            "return", "ส่งคืน: อีกคำตอบหนึ่ง จาก",
                            "forward", "ส่งต่อไปยัง saraban@elsewhere.example โดย",
                            "refusal", "ไม่รับเพราะมีชั้นความลับ โดย");
            await(
                    () -> page(own, "/letters/out/" + id).getResponse().getContentAsString(UTF_8),
                    page -> page.contains(Objects.requireNonNull(told.get(lateAct))));
            assertThat(addressee(id).answer()).isNull();

            register(other, ofMessage(there, latest).findFirst().orElseThrow().id());
            assertThat(answerTo(id)).isInstanceOf(Addressee.Answer.Acknowledged.class);
        }
        assertThat(within(own, () -> incoming.unsorted(own.id))).isEmpty();
    }

    @Test
    @DisplayName("X1 ข้อ 1: classified there, the letter stands on our board as refused, and why")
    void aLetterThatTheReceiversLevelRefusesIsShownAsRefused() throws Exception {
        within(
                own,
                () -> {
                    var head = SignedInAs.person(own.id, own.governor, Role.HEAD);
                    secrecy.decide(head, LocalDate.now(clock), SecrecyClass.SECRET, "คำสั่งที่ 7");
                    return true;
                });
        var id = sentAs("ลับ การข่าว", "malee@" + other.domain);
        assertThat(answerTo(id)).isInstanceOf(Addressee.Answer.Refused.class);
        assertThat(unsortedAt(other, 1).getFirst().reason()).isEqualTo("secrecy");
        assertThat(page(own, "/letters/out?all=true"))
                .bodyText()
                .contains("ลับ การข่าว", "ไม่รับเพราะมีชั้นความลับ");
        assertThat(page(own, "/letters/out/" + id))
                .bodyText()
                .contains("govuk-tag--red\">ลับ</strong>");
        assertThat(within(own, () -> registers.entriesOf(own.id, id)).getFirst().remark())
                .isEqualTo("ลับ");
        assertThat(page(own, "/")).bodyText().contains("ผู้รับไม่รับเพราะมีชั้นความลับ");
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): the board says which letters came back or went on, why and where to")
    void theBoardSaysWhatTheReceiverDid() throws Exception {
        var returned = sentAs("เรื่องที่ส่งคืน", "malee@" + other.domain);
        var reason = Map.of("reason", "เป็นหน้าที่ของกรมตัวอย่าง");
        post(other, "/letters/in/" + arrivedAt(other).id() + "/return", reason);
        answerTo(returned);
        var third = new Srisamut(founding, organisation, powers, "third-" + other.domain);
        var forwarded = sentAs("เรื่องที่ส่งต่อ", "malee@" + other.domain);
        var to = Map.of("central", "saraban@" + third.domain, "reason", "เป็นหน้าที่ของท่าน");
        post(other, "/letters/in/" + arrivedAt(other).id() + "/forward", to);
        answerTo(forwarded);

        assertThat(page(own, "/letters/out?all=true"))
                .bodyText()
                .contains(
                        "เรื่องที่ส่งคืน",
                        "ส่งคืน</strong>",
                        "เนื่องจาก เป็นหน้าที่ของกรมตัวอย่าง",
                        "เรื่องที่ส่งต่อ",
                        "ส่งต่อแล้วไปยัง</strong>",
                        "saraban@" + third.domain);
        assertThat(page(own, "/")).bodyText().contains("ถูกส่งคืน", "เรื่องที่ส่งคืน");
    }

    @Test
    void whatWasSentBackAndCorrectedMayBeAnsweredAgain() throws Exception {
        grantDeputy();
        var id = sent("malee@" + other.domain);
        var reason = Map.of("reason", "เป็นหน้าที่ของรองผู้ว่าฯ");
        post(other, "/letters/in/" + arrivedAt(other).id() + "/return", reason);
        assertThat(answerTo(id)).isInstanceOf(Addressee.Answer.Returned.class);

        var path = "/letters/out/%s/mails/%s/correct".formatted(id, addressee(id).mail());
        post(own, path, Map.of("address", "somchai@" + other.domain));
        assertThat(addressee(id).answer()).isNull();
        assertThat(page(own, "/letters/out/" + id)).bodyText().contains("เป็นหน้าที่ของรองผู้ว่าฯ");

        register(other, arrivedAt(other).id());
        assertThat(answerTo(id)).isInstanceOf(Addressee.Answer.Acknowledged.class);
    }

    private static Stream<IncomingLetter> ofMessage(
            List<IncomingLetter> letters, @Nullable String messageId) {
        return letters.stream().filter(letter -> Objects.equals(letter.messageId(), messageId));
    }

    @Test
    void correctsToNobodyWhoGetsTheLetterAnyway() throws Exception {
        grantDeputy();
        var id = sent("malee@" + other.domain, "somchai@" + other.domain);
        var first = addressee(id);
        awaitSent(first.mail(), Instant.EPOCH);

        var path = "/letters/out/%s/mails/%s/correct".formatted(id, first.mail());
        var typed = "somchai@" + other.domain;
        var refused = post(own, path, Map.of("address", typed));
        assertThat(refused)
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ด้วยจดหมายอีกฉบับอยู่แล้ว")
                .containsOnlyOnce("value=\"" + typed + "\"");
        assertThat(addressee(id).address()).isEqualTo(first.address());
    }

    @Test
    void onlyTheLettersOwnMailsAreSentAgainOrCorrected() throws Exception {
        var id = sent("malee@" + other.domain);
        arrivedAt(other);
        var mail = addressee(id).mail();
        for (var act : List.of("again", "correct")) {
            var path = "/letters/out/%s/mails/%s/%s";
            var elsewhere = path.formatted(UUID.randomUUID(), mail, act);
            var address = Map.of("address", "malee@" + other.domain);
            assertThat(post(own, elsewhere, address)).hasStatus(HttpStatus.NOT_FOUND);
            assertThat(post(other, path.formatted(id, mail, act), address))
                    .hasStatus(HttpStatus.NOT_FOUND);
        }
    }

    @Test
    void aSecondMailOfOneIdWaitsAndIsALetterOnAPersonsWord() throws Exception {
        var id = "<" + UUID.randomUUID() + "@thaleluang.example>";
        handIn(draft(id, "เนื้อความแรก"));
        var first = arrivedAt(own);
        handIn(draft(id, "เนื้อความที่สอง"));

        var second = unsortedAt(own, 1).getFirst();
        assertThat(second.reason()).isEqualTo("second-of-id");
        assertThat(within(own, () -> incoming.letter(own.id, first.id())).body())
                .contains("เนื้อความแรก");

        var taken = post(own, "/letters/unsorted/" + second.mail() + "/letter", Map.of());
        assertThat(taken).hasRedirectedUrl("/letters/in/" + second.mail());
        assertThat(page(own, "/letters/in/" + second.mail()))
                .hasStatusOk()
                .bodyText()
                .contains("เนื้อความที่สอง");
        assertThat(within(own, () -> incoming.countWaiting(own.id))).isEqualTo(2);
    }

    @Test
    void whoSettlesAMailSecondIsToldWhoWasFirst() throws Exception {
        var id = "<" + UUID.randomUUID() + "@thaleluang.example>";
        handIn(draft(id, "เนื้อความแรก"));
        arrivedAt(own);
        handIn(draft(id, "เนื้อความที่สอง"));
        var path = "/letters/unsorted/" + unsortedAt(own, 1).getFirst().mail();
        var colleague = named(officer(own), "นายก่อน หน้าไป");
        web.post().uri(path + "/note").with(SignedInAs.as(colleague)).with(csrf()).exchange();

        for (var act : List.of("/note", "/letter")) {
            assertThat(post(own, path + act, Map.of()))
                    .hasStatus(HttpStatus.CONFLICT)
                    .bodyText()
                    .contains("นายก่อน หน้าไป");
        }
        assertThat(post(own, path + "/unnote", Map.of())).hasStatus3xxRedirection();
        assertThat(within(own, () -> incoming.unsorted(own.id))).hasSize(1);
        var acts = actsOnMail();
        assertThat(acts).hasSize(2).last().asString().startsWith("mail.waiting-again ");
        assertThat(acts.getFirst()).isEqualTo("mail.noted " + colleague.account());
    }

    private List<String> actsOnMail() {
        var query =
                "SELECT act, account_id FROM evidence.entry WHERE act LIKE 'mail.%' ORDER BY id";
        return within(
                own,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ ->
                                        db.sql(query)
                                                .query((row, _) ->
                                                        row.getString(1) + " " + row.getString(2))
                                                .list())));
    }

    // ---- a letter of ours, sent for real

    private UUID sent(String... to) throws IOException {
        return sentAs("ขอเชิญประชุม", to);
    }

    private UUID sentAs(String subject, String... to) throws IOException {
        var governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        var content = Invitation.by(own.governor).subject(subject).brought();
        var pdf = new ByteArrayInputStream(OutgoingWebTests.pdf());
        var file = given.keep(true, "หนังสือ.pdf", "application/pdf", pdf);
        return within(
                own,
                () -> {
                    var id = outgoing.begin(governor, content, List.of(to), List.of(file));
                    outgoing.send(governor, id, 1, null);
                    return id;
                });
    }

    private Addressee addressee(UUID letter) {
        return within(own, () -> outgoing.addressees(own.id, letter)).getFirst();
    }

    private Addressee.Answer answerTo(UUID letter) {
        var answered = await(() -> addressee(letter), addressee -> addressee.answer() != null);
        return java.util.Objects.requireNonNull(answered.answer());
    }

    /// All but a corrected address have the mail since then.
    private Instant awaitSent(UUID mail, Instant since) {
        var states =
                await(
                        () ->
                                within(own, () -> outbox.deliveries(mail)).stream()
                                        .map(delivery -> delivery.state())
                                        .filter(state ->
                                                !(state instanceof DeliveryState.Corrected))
                                        .toList(),
                        all -> !all.isEmpty() && all.stream().allMatch(one -> isSent(one, since)));
        return states.stream()
                .map(state -> ((DeliveryState.Sent) state).at())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static boolean isSent(DeliveryState state, Instant since) {
        return state instanceof DeliveryState.Sent(var at, _, _) && !at.isBefore(since);
    }

    private List<String> recipients(UUID mail) {
        return within(own, () -> outbox.deliveries(mail)).stream()
                .map(delivery -> delivery.recipient())
                .toList();
    }

    private byte[] raw(UUID mail) {
        return within(own, () -> outbox.raw(mail));
    }

    private Message read(UUID mail) throws Exception {
        return MessageReader.read(raw(mail));
    }

    /// The receiver answers by its own Sala, as often as it likes.
    private void answers(UUID letter, String act) {
        says(letter, Map.of(SalaHeaders.ACT, act, SalaHeaders.NUMBER, "99"));
    }

    private void says(UUID letter, Map<String, String> headers) {
        says(Objects.requireNonNull(addressee(letter).messageId()), headers);
    }

    private void says(String answered, Map<String, String> headers) {
        var id = UUID.randomUUID();
        var central = "saraban@" + other.domain;
        var messageId = "<" + id + "@" + other.domain + ">";
        var draft =
                new MessageDraft(
                        messageId,
                        Address.of(central),
                        List.of(Address.of("saraban@" + own.domain)),
                        List.of(),
                        "ตอบอีกครั้ง",
                        Instant.now(),
                        List.of(answered),
                        headers,
                        "อีกคำตอบหนึ่ง",
                        List.of());
        var mail =
                new OutgoingMail(
                        id,
                        other.id,
                        messageId,
                        central,
                        List.of("saraban@" + own.domain),
                        MessageWriter.write(draft));
        AgencyScope.within(other.id, () -> outbox.queue(mail));
    }

    // ---- letters from elsewhere

    private IncomingLetter fromOutside(String text) throws IOException {
        handIn(draft("<" + UUID.randomUUID() + "@thaleluang.example>", text));
        return arrivedAt(own);
    }

    private MessageDraft draft(String id, String text) throws IOException {
        return new MessageDraft(
                id,
                new Address("นายวิชัย สุขดี", OUTSIDER),
                List.of(Address.of("malee@" + own.domain)),
                List.of(Address.of("saraban@" + own.domain)),
                "ขอเชิญประชุม",
                Instant.now(),
                List.of(),
                Map.of(),
                text,
                List.of(new Attachment("หนังสือ.pdf", "application/pdf", OutgoingWebTests.pdf())));
    }

    private void handIn(MessageDraft draft) throws IOException {
        SmtpHandIn.send(
                ports.inbound(),
                OUTSIDER,
                MessageWriter.write(draft),
                "malee@" + own.domain,
                "saraban@" + own.domain);
    }

    private IncomingLetter arrivedAt(Srisamut agency) {
        return await(
                        () -> within(agency, () -> incoming.waiting(agency.id, 10)),
                        list -> !list.isEmpty())
                .getFirst();
    }

    private List<UnsortedMails.Unsorted> unsortedAt(Srisamut agency, int count) {
        return await(
                () -> within(agency, () -> incoming.unsorted(agency.id)),
                list -> list.size() == count);
    }

    private String mainFile(Srisamut agency, UUID letter) {
        return within(agency, () -> incoming.files(agency.id, letter)).stream()
                .filter(LetterFile::main)
                .map(LetterFile::sha256)
                .findFirst()
                .orElseThrow();
    }

    private void grantDeputy() {
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
    }

    // ---- the pages

    private static SignedIn officer(Srisamut agency) {
        return SignedInAs.person(agency.id, agency.officer, Role.CORRESPONDENCE_OFFICER);
    }

    private static SignedIn named(SignedIn who, String name) {
        return new SignedIn(
                who.account(),
                who.agency(),
                who.official(),
                who.username(),
                name,
                who.agencyName(),
                who.roles(),
                who.display(),
                who.keys(),
                SignedIn.BY_PASSWORD,
                java.util.Map.of());
    }

    private MvcTestResult page(Srisamut agency, String path) {
        return web.get().uri(path).with(SignedInAs.as(officer(agency))).exchange();
    }

    private MvcTestResult post(Srisamut agency, String path, Map<String, String> fields) {
        var request = web.post().uri(path).with(SignedInAs.as(officer(agency))).with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }

    private MvcTestResult register(Srisamut agency, UUID letter) {
        return post(
                agency,
                "/letters/in/" + letter + "/register",
                Map.of("senderAgency", "จังหวัดต้นทางที่พิมพ์ไว้", "subject", "ขอเชิญประชุม"));
    }

    private MvcTestResult forward(UUID letter, String central) {
        return post(
                own,
                "/letters/in/" + letter + "/forward",
                Map.of("central", central, "reason", "เป็นหน้าที่ของท่าน"));
    }

    private static String thai(Instant moment) {
        return Display.OFFICIAL.dateTime(moment);
    }

    private static <T> T await(
            Callable<T> what, java.util.function.Predicate<? super T> isAsWanted) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(what, isAsWanted::test);
    }

    private static <T extends @Nullable Object> T within(Srisamut agency, Supplier<T> work) {
        return AgencyScope.within(agency.id, work);
    }
}
