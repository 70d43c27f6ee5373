package th.sala.scans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcrTextTests {
    /// As Tesseract 5 read pages of the demo's letters.
    @ParameterizedTest(name = "«{0}» is «{1}»")
    @CsvSource({
        "เรือง การเตรียมความพร้อม, เรื่อง การเตรียมความพร้อม",
        "เรื่อง การเตรียม, เรื่อง การเตรียม",
        "เรอง การเตรียม, เรื่อง การเตรียม",
        "เรืองนี้สำคัญ, เรืองนี้สำคัญ",
        "ท บป ๐๓๐๒/วิ ๓๑๕, ที่ บป ๐๓๐๒/ว ๓๑๕",
        "ที บป ๐๓๐๒/ว๓๑๕, ที่ บป ๐๓๐๒/ว ๓๑๕",
        "ที่ ศม ๐๐๑๗.๒/๑๒๓, ที่ ศม ๐๐๑๗.๒/๑๒๓",
        "ที ประชุมเห็นชอบ, ที ประชุมเห็นชอบ",
        "างถึง หนังสือกรม, อ้างถึง หนังสือกรม",
        "อ้างถึง หนังสือกรม, อ้างถึง หนังสือกรม",
        "สิงทีส่งมาด้วย ๑. แนวทาง, สิ่งที่ส่งมาด้วย ๑. แนวทาง",
        "เรยน ผู้ว่าราชการ, เรียน ผู้ว่าราชการ",
        "จํานวน, จำนวน",
        "ข้อความ เรือง อื่น, ข้อความ เรือง อื่น",
        "ลบทสุด, ลับที่สุด",
        "ลับทีสุด, ลับที่สุด",
        "ลบ, ลับ",
        "ลบมาก, ลับมาก",
        "ลบข้อความ, ลบข้อความ"
    })
    void putsLabelsRight(String recognised, String mended) {
        assertThat(OcrText.mended(recognised)).isEqualTo(mended);
    }
}
