package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;

class LetterTextTests {
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

    private static final Content LETTER =
            new Content(
                    GOVERNOR.official(),
                    true,
                    Urgency.IMMEDIATE,
                    "",
                    "ศม 0017.2",
                    "ซักซ้อมแนวทางปฏิบัติ",
                    "ผู้ว่าราชการจังหวัดทะเลหลวง",
                    "เพื่อทราบและถือปฏิบัติ",
                    "ด้วยจังหวัดได้รับแจ้ง\n\nจึงเรียนมาเพื่อทราบ",
                    "หนังสือกรมตัวอย่าง ที่ กต 0101/ว 99 ลงวันที่ 1 มกราคม 2569",
                    "1. คู่มือ\n2. แบบรายงาน",
                    "โทร. 0 1234 5678",
                    "ขอแสดงความนับถือ",
                    "สำนักงานจังหวัด");

    @Test
    @DisplayName(
            "C5 ข้อ 3(4.3), C5 ข้อ 3(5), C10 แบบหนังสือภายนอก: the mail says proposal, parts, text, sender")
    void saysAllThatTheLawWants() {
        var text =
                LetterText.write(
                        LETTER,
                        "ศม 0017.2/ว 12",
                        LocalDate.of(2026, 11, 21),
                        OutgoingLetter.Signatory.of(GOVERNOR));
        assertThat(text)
                .contains("เพื่อทราบและถือปฏิบัติ")
                .contains("ที่  ศม ๐๐๑๗.๒/ว ๑๒")
                .contains("วันที่  ๒๑ พฤศจิกายน ๒๕๖๙")
                .contains("เรื่อง  ซักซ้อมแนวทางปฏิบัติ\n")
                .contains("เรียน  ผู้ว่าราชการจังหวัดทะเลหลวง\n")
                .contains("อ้างถึง  หนังสือกรมตัวอย่าง ที่ กต 0101/ว 99 ลงวันที่ 1 มกราคม 2569\n")
                .contains("สิ่งที่ส่งมาด้วย  1. คู่มือ\n    2. แบบรายงาน\n")
                .contains("\n\nขอแสดงความนับถือ\n\nผู้ส่ง นายสมชาย ใจดี\n")
                .contains("\nจังหวัดศรีสมุทร\nส่วนราชการเจ้าของเรื่อง สำนักงานจังหวัด\n")
                .contains("ผู้ว่าราชการจังหวัดศรีสมุทร")
                .contains("โทร. 0 1234 5678")
                .contains("ด้วยจังหวัดได้รับแจ้ง\n\nจึงเรียนมาเพื่อทราบ");
    }

    @Test
    void whatItWritesItReads() {
        var text =
                LetterText.write(
                        LETTER,
                        "ศม 0017.2/ว 12",
                        LocalDate.of(2026, 11, 21),
                        OutgoingLetter.Signatory.of(GOVERNOR));
        assertThat(LetterText.read("ด่วนที่สุด ซักซ้อมแนวทางปฏิบัติ", text, ""))
                .isEqualTo(
                        new LetterText.Proposed(
                                Urgency.IMMEDIATE,
                                "ซักซ้อมแนวทางปฏิบัติ",
                                "ศม 0017.2/ว 12",
                                LocalDate.of(2026, 11, 21),
                                "ผู้ว่าราชการจังหวัดทะเลหลวง"));
    }

    @Test
    void aLetterFromBeforeClosingsIsWrittenAsItWas() {
        var old =
                new Content(
                        GOVERNOR.official(),
                        false,
                        Urgency.NORMAL,
                        "",
                        "ศม 0017",
                        "ขอเชิญประชุม",
                        "ผู้ว่าราชการจังหวัดทะเลหลวง",
                        "เพื่อทราบ",
                        "ด้วยจังหวัด",
                        "",
                        "",
                        "โทร. 1",
                        "",
                        "");
        var text =
                LetterText.write(
                        old,
                        "ศม 0017/1",
                        LocalDate.of(2026, 11, 21),
                        OutgoingLetter.Signatory.of(GOVERNOR));
        assertThat(text)
                .endsWith(
                        """

                        ด้วยจังหวัด

                        ผู้ส่ง นายสมชาย ใจดี
                        ตำแหน่ง ผู้ว่าราชการจังหวัดศรีสมุทร
                        จังหวัดศรีสมุทร
                        ติดต่อ โทร. 1
                        ไปรษณีย์อิเล็กทรอนิกส์ governor@srisamut.example
                        """);
    }

    @Test
    void readsThePdfWhereTheMailSaysNothing() {
        var pdf =
                "ที่ คค (ปคร) ๐๒๑๐/๑๕๔\nกระทรวงคมนาคม\n๘ พฤษภาคม ๒๕๖๓\nเรื่อง การเสนอความเห็น\n"
                        + "เรียน เลขาธิการคณะรัฐมนตรี\nอ้างถึง หนังสือ ที่ นร ๐๕๐๖/ว(ล) ๑๑๕๖๑ ลงวันที่ ๑๔"
                        + " เมษายน ๒๕๖๓";
        assertThat(LetterText.read("", "ตามแนบ", pdf))
                .isEqualTo(
                        new LetterText.Proposed(
                                Urgency.NORMAL,
                                "การเสนอความเห็น",
                                "คค (ปคร) 0210/154",
                                LocalDate.of(2020, 5, 8),
                                "เลขาธิการคณะรัฐมนตรี"));
    }

    @Test
    void takesNothingFromACitedLetter() {
        var text = "อ้างถึง หนังสือ ที่ นร ๐๕๐๖/๑๑ ลงวันที่ ๑๔ เมษายน ๒๕๖๓\nขอให้พิจารณา";
        var proposed = LetterText.read("ขอให้พิจารณา", text, "");
        assertThat(proposed.number()).isEmpty();
        assertThat(proposed.date()).isNull();
    }

    @Test
    void looksAtTheBeginningOnly() {
        assertThat(LetterText.beginningOf("ก\n".repeat(1_000_000))).hasSizeLessThan(20_001);
        assertThat(LetterText.beginningOf("ก".repeat(1_000_000) + "\nข")).hasSize(1000);
        assertThat(LetterText.beginningOf("ก".repeat(2000) + "\nข")).endsWith("\nข");
    }
}
