package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyClassTests {

    @ParameterizedTest(name = "X1 ข้อ 1: subject \"{0}\" declares {1}")
    @CsvSource(
            textBlock =
                    """
                    ลับ แผนการตรวจค้น,                       CONFIDENTIAL
                    ลับมาก การเคลื่อนย้าย,                      SECRET
                    ลับที่สุด,                                 TOP_SECRET
                    [ลับ] รายงานการข่าว,                      CONFIDENTIAL
                    ด่วนที่สุด ลับมาก แผนเผชิญเหตุ,               SECRET
                    ด่วน/ลับ: การข่าว,                         CONFIDENTIAL
                    Re: ลับ ตอบกลับ,                          CONFIDENTIAL
                    """)
    void readsTheHeadOfTheSubject(String subject, SecrecyClass expected) {
        assertThat(SecrecyClass.declaredBy(marks("", "", subject, ""))).contains(expected);
    }

    @ParameterizedTest(name = "X1 ข้อ 1: \"{0}\" declares nothing")
    @ValueSource(
            strings = {
                "กลับคำสั่ง",
                "การลงคะแนนลับ",
                "ความลับทางราชการและการรักษาความปลอดภัย",
                "ลับแล จังหวัดอุตรดิตถ์ ขอเชิญร่วมงาน",
                "ด่วนที่สุด ขอให้ส่งกลับภายในกำหนด",
                "ตอบกลับหนังสือที่ นร 0506/ว(ล) 11561",
                "คู่มือว่าด้วยหนังสือลับ ลับมาก และลับที่สุด",
                ""
            })
    void leavesRunningTextAlone(String text) {
        assertThat(SecrecyClass.declaredBy(marks("", "", text, text))).isEmpty();
    }

    @Test
    void readsAStampLineThatHoldsNothingElse() {
        assertThat(
                        SecrecyClass.declaredBy(
                                marks("", "", "เรื่องทั่วไป", "\n   ลับมาก  \nที่ สท 0017/1")))
                .contains(SecrecyClass.SECRET);
        assertThat(
                        SecrecyClass.declaredBy(
                                marks("", "", "เรื่องทั่วไป", "ลงมติลับ\nเรื่องลับมากของใคร")))
                .isEmpty();
    }

    @ParameterizedTest(
            name = "X1 ข้อ 1: a line \"ลับ\" after {0} others and before {1} declares: {2}")
    @CsvSource({"0, 20, true", "5, 20, true", "6, 20, false", "20, 2, true", "20, 3, false"})
    void readsStampLinesAtHeadAndFootOfAPageOnly(int before, int after, boolean declares) {
        var page = "บรรทัด\n\n".repeat(before) + "  ลับ \n" + "บรรทัด\n".repeat(after);
        assertThat(SecrecyClass.declaredBy(marks("", "", "เรื่องทั่วไป", page)).isPresent())
                .isEqualTo(declares);
    }

    @Test
    void readsTheLettersOwnNumberButNotACitedOne() {
        var own = "ที่ นร ๐๕๐๖/ว(ล) ๑๑๕๖๑\nเรื่อง การข่าว\n";
        var cited =
                "ที่ คค (ปคร) ๐๒๑๐/๑๕๔\nเรื่อง ความเห็น\nอ้างถึง หนังสือ\nที่ นร ๐๕๐๖/ว(ล) ๑๑๕๖๑ ลงวันที่ ๑๔";
        assertThat(SecrecyClass.declaredBy(marks("", "", "การข่าว", own)))
                .contains(SecrecyClass.CONFIDENTIAL);
        assertThat(SecrecyClass.declaredBy(marks("", "", "ความเห็น", cited))).isEmpty();
        assertThat(SecrecyClass.declaredBy(marks("", "นร 0506/ว(ล) 11561", "ความเห็น", "")))
                .contains(SecrecyClass.CONFIDENTIAL);
    }

    @Test
    void ofSeveralMarksTheHighestCounts() {
        assertThat(SecrecyClass.declaredBy(marks("ลับ", "", "ลับมาก แผนการ", "ลับ\nลับที่สุด")))
                .contains(SecrecyClass.TOP_SECRET);
        assertThat(SecrecyClass.declaredBy(marks("", "นร 0506/ว(ล) 1", "ลับมาก แผนการ", "")))
                .contains(SecrecyClass.SECRET);
        assertThat(SecrecyClass.declaredBy(marks("", "", "", "ลับ\nที่ นร 0506/ว(ล) 1\nลับมาก")))
                .contains(SecrecyClass.SECRET);
    }

    @Test
    void believesTheClassField() {
        assertThat(SecrecyClass.declaredBy(marks("ลับ", "", "", "")))
                .contains(SecrecyClass.CONFIDENTIAL);
        assertThat(SecrecyClass.declaredBy(marks("ปกติ", "", "", ""))).isEmpty();
    }

    /// The heads of the letters in 000, 003 and 004, as they were sent.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# ด่วนที่สุด\n\nที่ สท ๐๐๑๗.๒/ว ๑๖๒๒\n\nศาลากลางจังหวัดสุโขทัย\n\nเรื่อง ชักซ้อมความเข้าใจ\n"
                        + "การออกเสียงลงคะแนนลับ",
                "ที่ สน ๐๐๑๘.๑/ว ๒๖๒๖๐\n\nเรื่อง แนวปฏิบัติที่ดี\n\nอ้างถึง หนังสือจังหวัดสกลนคร ด่วนที่สุด ที่ สน"
                        + " ๐๐๑๘.๑/ว ๔๙๖",
                "# ด่วนที่สุด\n\n\nที่ คค (ปคร) ๐๒๑๐/๑๕๔\n\nเรื่อง การเสนอความเห็น\n\nอ้างถึง"
                        + " หนังสือสำนักเลขาธิการคณะรัฐมนตรี ด่วนที่สุด ที่ นร ๐๕๐๖/ว(ล) ๑๑๕๖๑ ลงวันที่ ๑๔ เมษายน"
                        + " ๒๕๖๓"
            })
    void letsTheSourcesPass(String letter) {
        assertThat(SecrecyClass.declaredBy(marks("", "", "", letter))).isEqualTo(Optional.empty());
    }

    private static SecrecyClass.Marks marks(
            String field, String number, String subject, String text) {
        return new SecrecyClass.Marks(field, number, subject, text);
    }
}
