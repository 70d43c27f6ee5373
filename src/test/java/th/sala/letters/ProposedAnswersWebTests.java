package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Elsewhere;
import th.sala.agencies.Srisamut;

/// Acknowledgements in others' own words: proposed, and the answer when a person says so.
@SalaTest
class ProposedAnswersWebTests {
    @Autowired MockMvcTester web;
    @Autowired ApplicationContext here;
    @Autowired IncomingDesk incoming;
    @Autowired AnswerDesk desk;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Neighbours near;
    private Srisamut own;
    private Elsewhere other;

    @BeforeEach
    void foundAProvinceThatKnowsAnother() {
        near = new Neighbours(here);
        own = near.own;
        other = near.other;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a reply of the central account | central | reply | ได้รับหนังสือแล้ว เลขรับ ๑๒ | 12
                    a reply of the person          | person  | reply | รับทราบค่ะ                  |
                    our number in the text         | other   | ที่ ศส 0017.2/1 | ลงรับที่ 77        | 77
                    our number in Thai digits      | other   | ที่ ศส ๐๐๑๗.๒/๑ | We acknowledge receipt |
                    a reply from elsewhere         | stranger | reply | ได้รับเอกสารแล้วครับ       |
                    """)
    void areProposedAndHaveNoEffect(String how, String from, String by, String words, String number)
            throws Exception {
        var sent = near.sent();
        says(sent, address(from), by, words);

        var mail = near.unsorted(1).getFirst();
        assertThat(mail.reason()).isEqualTo("proposed-answer");
        assertThat(near.addressee(sent.letter()).answer()).isNull();
        assertThat(near.within(() -> desk.of(own.id, sent.letter())))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.number()).isEqualTo(number == null ? "" : number);
                    assertThat(one.theirs()).isEqualTo(!from.equals("stranger"));
                    assertThat(one.isOpen()).isTrue();
                });
        assertThat(page("/letters/out/" + sent.letter()))
                .bodyText()
                .contains("<mark>", "/answers/" + mail.mail() + "/accept");
        assertThat(page("/letters/unsorted/" + mail.mail()))
                .bodyText()
                .contains("/letters/out/" + sent.letter() + "#answers");
    }

    @Test
    @DisplayName("C7 ข้อ 3(5): a person makes it the answer, and takes that back")
    void anOfficerAcceptsAndTakesBack() throws Exception {
        var sent = near.sent();
        says(sent, address("central"), "reply", "ได้รับหนังสือแล้ว เลขรับ ๑๒");
        var mail = near.unsorted(1).getFirst().mail();
        var path = "/letters/out/" + sent.letter();

        assertThat(post(path + "/answers/" + mail + "/accept", "number", "๑๓"))
                .hasStatus(HttpStatus.FOUND);
        var answer = (Addressee.Answer.Acknowledged) near.addressee(sent.letter()).answer();
        assertThat(Objects.requireNonNull(answer).number()).isEqualTo("13");
        near.unsorted(0);
        assertThat(page(path))
                .bodyText()
                .contains("ตอบรับแล้ว เลขรับ ๑๓", "รับเป็นคำตอบโดย", "รับเป็นคำตอบ (");
        assertThat(evidence("letter.answer-accepted", sent.letter())).isEqualTo(1);

        assertThat(post(path + "/answers/" + mail + "/reject", "number", ""))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);

        assertThat(post(path + "/answers/" + mail + "/undo", "number", ""))
                .hasStatus(HttpStatus.FOUND);
        assertThat(near.addressee(sent.letter()).answer()).isNull();
        assertThat(near.unsorted(1).getFirst().mail()).isEqualTo(mail);
        assertThat(evidence("letter.answer-undone", sent.letter())).isEqualTo(1);
        assertThat(page(path)).bodyText().contains("/accept");
    }

    @Test
    void anOfficerRejects() throws Exception {
        var sent = near.sent();
        says(sent, address("central"), "reply", "ได้รับหนังสือแล้ว");
        var mail = near.unsorted(1).getFirst().mail();
        var path = "/letters/out/" + sent.letter();

        assertThat(post(path + "/answers/" + mail + "/reject", "number", ""))
                .hasStatus(HttpStatus.FOUND);
        assertThat(near.addressee(sent.letter()).answer()).isNull();
        near.unsorted(0);
        assertThat(page(path)).bodyText().contains("เห็นว่าไม่ใช่การตอบรับ");
        assertThat(evidence("letter.answer-rejected", sent.letter())).isEqualTo(1);
    }

    @Test
    void ofTwoTheFirstAcceptedStays() throws Exception {
        var sent = near.sent();
        says(sent, address("central"), "reply", "ได้รับหนังสือแล้ว เลขรับ 1");
        says(sent, address("person"), "reply", "รับทราบ");
        var mails = near.unsorted(2);
        var path = "/letters/out/" + sent.letter() + "/answers/";

        post(path + mails.get(0).mail() + "/accept", "number", "1");
        assertThat(post(path + mails.get(1).mail() + "/accept", "number", "2"))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("มีคำตอบแล้ว");
        assertThat(
                        near.within(() -> desk.ofMail(own.id, mails.get(1).mail()))
                                .orElseThrow()
                                .isOpen())
                .isTrue();
        var answer = (Addressee.Answer.Acknowledged) near.addressee(sent.letter()).answer();
        assertThat(Objects.requireNonNull(answer).number()).isEqualTo("1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    other words                   | central  | reply           | ขอบคุณครับ
                    words that deny               | central  | reply           | ยังไม่ได้รับหนังสือ
                    our number from elsewhere     | stranger | ที่ ศส 0017.2/1   | ได้รับหนังสือแล้ว
                    another number                | other    | ที่ ศส 0017.2/999 | ได้รับหนังสือแล้ว
                    nothing that it refers to     | central  | none            | ได้รับหนังสือแล้ว
                    """)
    void areNotProposedWithoutCause(String how, String from, String by, String words)
            throws Exception {
        var sent = near.sent();
        says(sent, address(from), by, words);

        assertThat(near.unsorted(1).getFirst().reason()).isEqualTo("no-pdf");
        assertThat(near.within(() -> desk.of(own.id, sent.letter()))).isEmpty();
    }

    @Test
    void aLetterThatSaysSoIsALetterToo() throws Exception {
        var sent = near.sent();
        var base64 = java.util.Base64.getMimeEncoder().encodeToString(OutgoingWebTests.pdf());
        near.hears(
                address("central"),
                """
                In-Reply-To: %s
                Subject: =?utf-8?B?4LmE4LiU4LmJ4Lij4Lix4Lia4Lir4LiZ4Lix4LiH4Liq4Li34Lit4LmB4Lil4LmJ4Lin?=
                MIME-Version: 1.0
                Content-Type: application/pdf; name=a.pdf
                Content-Transfer-Encoding: base64\
                """
                        .formatted(sent.messageId())
                        .replace("\n", "\r\n"),
                base64);

        near.await(() -> incoming.countWaiting(own.id), count -> count == 1);
        assertThat(near.within(() -> desk.of(own.id, sent.letter()))).hasSize(1);
        assertThat(near.addressee(sent.letter()).answer()).isNull();
    }

    private void says(Addressee sent, String from, String by, String words) throws Exception {
        var reference = by.equals("reply") ? "\r\nIn-Reply-To: " + sent.messageId() : "";
        var text = by.startsWith("ที่") ? by + "\r\n\r\n" + words : words;
        near.hears(from, "Subject: Re: x" + reference, text);
    }

    private String address(String who) {
        return switch (who) {
            case "central" -> "saraban@" + other.domain;
            case "person" -> other.mail();
            case "other" -> "clerk@" + other.domain;
            default -> "clerk@stranger.example";
        };
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(
            String path, String field, String value) {
        return web.post()
                .uri(path)
                .param(field, value)
                .with(SignedInAs.as(near.officer()))
                .with(csrf())
                .exchange();
    }

    private int evidence(String act, UUID letter) {
        return Objects.requireNonNull(
                near.within(() ->
                        transaction.execute(_ ->
                                db.sql(
                                                "SELECT count(*) FROM evidence.entry WHERE act = :act AND record_id = :letter")
                                        .param("act", act)
                                        .param("letter", letter)
                                        .query(Integer.class)
                                        .single())));
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult page(String path) {
        return web.get().uri(path).with(SignedInAs.as(near.officer())).exchange();
    }
}
