package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.mail.Address;
import th.sala.mail.Message;
import th.sala.registers.LetterNumber;

class HandedInTests {
    private static final AuthorisedPerson GOVERNOR =
            new AuthorisedPerson(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "จังหวัดศรีสมุทร",
                    "นายสมชาย ใจดี",
                    "ผู้ว่าราชการจังหวัดศรีสมุทร",
                    "governor@srisamut.example",
                    "0 1234 5678",
                    Set.of(Authority.MAKE));

    @Test
    void readsWhatOurOwnMailsSay() {
        var letter =
                new Content(
                        GOVERNOR.official(),
                        true,
                        Urgency.IMMEDIATE,
                        "",
                        "ศม 0017.2",
                        "ซักซ้อมแนวทางปฏิบัติ",
                        "ผู้ว่าราชการจังหวัดทะเลหลวง",
                        "เพื่อทราบและถือปฏิบัติ",
                        "ด้วยจังหวัดได้รับแจ้ง\n\nที่ประชุมเห็นชอบ\nติดต่อกลับภายในวันที่ 5\n\nจึงเรียนมาเพื่อทราบ",
                        "หนังสือกรมตัวอย่าง ที่ กต 0101/ว 99 ลงวันที่ 1 มกราคม 2569\nหนังสือจังหวัด ที่ ศม 0017/4",
                        "แบบรายงาน 1 ชุด",
                        "โทร. 0 9999 9999",
                        "ขอแสดงความนับถือ",
                        "สำนักงานจังหวัด");
        var text =
                LetterText.write(
                        letter,
                        "ศม 0017.2/ว 12",
                        LocalDate.of(2026, 11, 21),
                        OutgoingLetter.Signatory.of(GOVERNOR));

        var read = read("ด่วนที่สุด ซักซ้อมแนวทางปฏิบัติ", text);
        assertThat(read.content()).isEqualTo(letter);
        assertThat(read.number()).contains(new LetterNumber("ศม 0017.2", true, 12));
    }

    @Test
    void readsWhatAPersonTypes() {
        var read =
                read(
                        "[ด่วน] ขอเชิญประชุม (ว)",
                        """
                        เรียน: ผู้ว่าราชการจังหวัดทะเลหลวง

                        ข้อเสนอ: เพื่อโปรดพิจารณา
                        และแจ้งผล

                        ด้วยจังหวัดจะจัดประชุม

                        ผู้ส่ง นายสมชาย ใจดี
                        --
                        ส่งจากโทรศัพท์
                        """);
        assertThat(read.content())
                .isEqualTo(
                        new Content(
                                GOVERNOR.official(),
                                true,
                                Urgency.SOON,
                                "",
                                "ศม 0017",
                                "ขอเชิญประชุม",
                                "ผู้ว่าราชการจังหวัดทะเลหลวง",
                                "เพื่อโปรดพิจารณา\nและแจ้งผล",
                                "ด้วยจังหวัดจะจัดประชุม",
                                "",
                                "",
                                "โทร. 0 1234 5678",
                                "ขอแสดงความนับถือ",
                                ""));
        assertThat(read.number()).isEmpty();
        assertThat(read.to()).containsExactly("head@thaleluang.example");
    }

    @ParameterizedTest(name = "{0} … {1}: {2}")
    @CsvSource({
        "เรียน ผู้ว่าราชการจังหวัด, '', ผู้ว่าราชการจังหวัด, ขอแสดงความนับถือ",
        "กราบเรียน ประธานองคมนตรี, '', กราบเรียน ประธานองคมนตรี, ขอแสดงความนับถืออย่างยิ่ง",
        "นมัสการ เจ้าอาวาสวัดตัวอย่าง, '', นมัสการ เจ้าอาวาสวัดตัวอย่าง, ขอนมัสการด้วยความเคารพ",
        "เรียน ผู้ว่าราชการจังหวัด, ขอแสดงความนับถืออย่างสูง, ผู้ว่าราชการจังหวัด, ขอแสดงความนับถืออย่างสูง"
    })
    void readsOrProposesTheClosing(String to, String typed, String salutation, String closing) {
        var text =
                to
                        + "\n\nด้วยจังหวัด\n\n"
                        + typed
                        + "\n\nผู้ส่ง นายสมชาย ใจดี\nเจ้าของเรื่อง ฝ่ายแผน";
        var content = read("ขอเชิญประชุม", text).content();
        assertThat(content.salutation()).isEqualTo(salutation);
        assertThat(content.closing()).isEqualTo(closing);
        assertThat(content.body()).isEqualTo("ด้วยจังหวัด");
        assertThat(content.ownerUnit()).isEqualTo("ฝ่ายแผน");

        var ours =
                LetterText.write(
                        content,
                        "ศม 0017/1",
                        LocalDate.of(2026, 11, 21),
                        OutgoingLetter.Signatory.of(GOVERNOR));
        assertThat(ours).doesNotContain("เรียน  กราบเรียน", "เรียน  นมัสการ");
        assertThat(read("ขอเชิญประชุม", ours).content().salutation()).isEqualTo(salutation);
        assertThat(LetterText.read("ขอเชิญประชุม", ours, "").receiver()).isEqualTo(salutation);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "วันที่ ๕ ธันวาคม ๒๕๖๙ จังหวัดจะจัดงาน",
                "ที่ ประชุมมีมติ",
                "เรื่อง อื่นที่ไม่ใช่ชื่อเรื่อง",
                "ข้อเสนอแนะของที่ประชุม",
                "ผู้ส่ง คนอื่น"
            })
    void losesNoLineThatOnlyLooksLikeAPart(String line) {
        assertThat(read("ขอเชิญประชุม", line).content().body()).isEqualTo(line);
        var text = "ข้อเสนอ เพื่อทราบ\n\nด้วยจังหวัด\n\n" + line;
        assertThat(read("ขอเชิญประชุม", text).content().body()).endsWith("\n\n" + line);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ด่วน ศม ๐๐๑๗.๒/๕ ขอเชิญประชุม, SOON, 5, ขอเชิญประชุม",
        "ที่ ศม 0017.2/5 เรื่อง ขอเชิญประชุม, NORMAL, 5, ขอเชิญประชุม",
        "ศม 0017.2/5 ด่วนมาก ขอเชิญประชุม, URGENT, 5, ขอเชิญประชุม",
        "งบประมาณ 2569/1 ของจังหวัด, NORMAL, , งบประมาณ 2569/1 ของจังหวัด",
        "ทล 0017/5 ตอบข้อหารือ, NORMAL, , ทล 0017/5 ตอบข้อหารือ"
    })
    void readsANumberOfOursInTheSubject(
            String subject, Urgency urgency, Integer number, String title) {
        var read = read(subject, "");
        assertThat(read.content().urgency()).isEqualTo(urgency);
        assertThat(read.content().subject()).isEqualTo(title);
        assertThat(read.number())
                .isEqualTo(
                        Optional.ofNullable(number)
                                .map(found -> new LetterNumber("ศม 0017.2", false, found)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ศม ๐๐๑๗.๒/, ศม 0017.2, false",
        "ศม 0017.2/ว, ศม 0017.2, true",
        "กต 0101/, กต 0101, false"
    })
    void readsTheCodeThatTheNumberBeginsWith(String line, String code, boolean circular) {
        var content = read("ขอเชิญประชุม", "ที่ " + line + "\n\nด้วยจังหวัด").content();
        assertThat(content.ownerCode()).isEqualTo(code);
        assertThat(content.circular()).isEqualTo(circular);
        assertThat(content.body()).isEqualTo("ด้วยจังหวัด");
    }

    @ParameterizedTest(name = "{0} | {1}")
    @DisplayName("X1 ข้อ 1: a class that the mail declares anywhere is the letter's")
    @CsvSource({
        "ลับ แผนการ, ด้วยจังหวัด, ลับ",
        "ด่วน ลับมาก แผนการ, ด้วยจังหวัด, ลับมาก",
        "แผนการ, 'ที่ ศม(ล) 0017/5', ลับ",
        "แผนการ, 'ข้อเสนอ เพื่อทราบ\nลับที่สุด', ลับที่สุด",
        "แผนการ, 'ด้วยจังหวัด\n--\nลับ', ลับ",
        "กลับคืนสู่เหย้า, ด้วยจังหวัด, ''"
    })
    void keepsTheClass(String subject, String text, String secrecy) {
        assertThat(read(subject, text.replace("\\n", "\n")).content().secrecy()).isEqualTo(secrecy);
    }

    private static HandedIn read(String subject, String text) {
        var message =
                new Message(
                        "<1@srisamut.example>",
                        Address.of(GOVERNOR.mail()),
                        List.of(Address.of("head@thaleluang.example")),
                        List.of(),
                        subject,
                        List.of(),
                        null,
                        text,
                        List.of(),
                        Map.of(),
                        Message.Kind.LETTER_LIKE,
                        false,
                        Optional.empty());
        return HandedIn.read(message, GOVERNOR, "ศม 0017", Set.of("ศม 0017", "ศม 0017.2"));
    }
}
