package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerWordsTests {
    @ParameterizedTest(name = "{0}")
    @DisplayName("C7 ข้อ 3(5): that they have it, in words of their own")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ได้รับหนังสือแล้ว                                       |
                    เรียน ท่าน\\nสำนักงานได้รับหนังสือที่อ้างถึงเรียบร้อยแล้วค่ะ   |
                    ได้รับเอกสารแล้วครับ ขอบคุณครับ                            |
                    รับทราบค่ะ                                             |
                    รับหนังสือเรียบร้อยแล้ว                                   |
                    ลงรับที่ ๑๒๓๔ วันที่ ๒๑ พ.ย. ๒๕๖๙                        | 1234
                    ลงทะเบียนรับแล้ว เลขที่ 88/2569                           | 88/2569
                    เลขรับ ๕๖                                              | 56
                    เลขทะเบียนรับที่ 77 ลงวันที่ 20                             | 77
                    กรมได้ลงทะเบียนรับหนังสือไว้แล้ว เลขรับที่ 901               | 901
                    ขอตอบรับหนังสือของท่าน                                   |
                    We acknowledge receipt of your letter.                  |
                    Your letter was received, registration no. 42           | 42
                    ได้รับแล้ว\\n> กรุณาตอบรับ                               |
                    """)
    void isSaid(String text, String number) {
        var said = AnswerWords.read("Re: ขอเชิญประชุม", text.replace("\\n", "\n")).orElseThrow();
        assertThat(said.number()).isEqualTo(number == null ? "" : number);
        assertThat(text.replace("\\n", "\n")).contains(said.words());
    }

    @ParameterizedTest
    @DisplayName("C7 ข้อ 3(5): nothing of the kind")
    @ValueSource(
            strings = {
                "ยังไม่ได้รับหนังสือ โปรดส่งใหม่",
                "ไม่ได้รับเอกสารแนบแล้ว",
                "กรุณาตอบรับหนังสือภายในวันศุกร์",
                "หากได้รับหนังสือแล้ว โปรดแจ้ง",
                "โปรดลงรับที่ระบบ",
                "เมื่อได้รับเรื่องแล้วจะแจ้งให้ทราบ",
                "กรอกแบบตอบรับหนังสือ",
                "We have not received your letter",
                "Please acknowledge receipt",
                "จังหวัดได้รับความเสียหายจากอุทกภัยแล้ว",
                "ได้รับแต่งตั้งแล้ว",
                "ขอบคุณครับ",
                "",
                "> ได้รับหนังสือแล้ว",
                "สวัสดีครับ\n-----Original Message-----\nได้รับหนังสือแล้ว",
                "ok\nOn Fri, 20 Nov 2026, a@b.example wrote:\nreceived",
                "ดูด้านล่าง\nจาก: ก <a@b.example>\nรับทราบ"
            })
    void isNotSaid(String text) {
        assertThat(AnswerWords.read("Re: ขอเชิญประชุม", text)).isEmpty();
    }

    @Test
    void isFoundInTheSubjectToo() {
        var said = AnswerWords.read("ตอบรับหนังสือ ศส ๐๐๑๗.๒/๑ เลขรับ ๙", "").orElseThrow();
        assertThat(said.number()).isEqualTo("9");
        assertThat(said.words()).isEqualTo("ตอบรับหนังสือ");
    }

    @Test
    void showsWhatStandsAround() {
        var said = AnswerWords.read("", "เรียน ท่าน ได้รับหนังสือแล้วครับ").orElseThrow();
        assertThat(said.before() + "[" + said.words() + "]" + said.after())
                .isEqualTo("เรียน ท่าน [ได้รับหนังสือแล้ว]ครับ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ได้รับ", "ลงรับ", "หาก", "on ", "เมื่อ ", "from:", "\n", "เลขรับ "})
    void isReadInLittleTime(String piece) {
        var text = piece.repeat(1_000_000);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> AnswerWords.read(text, text));
    }
}
