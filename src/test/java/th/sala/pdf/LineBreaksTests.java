package th.sala.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBreaksTests {
    /// Where a line may end is marked.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ผู้ว่าราชการ|จังหวัด|ทุก|จังหวัด",
                "ได้|รับ|น้ำดื่ม|แล้ว",
                "ต่าง ๆ |มาก",
                "ต่างๆ |มาก",
                "กรุงเทพฯ |วัน|นี้",
                "ตาม|พระราชบัญญัติ|นี้",
                "ของ|พระราชบัญญัติ|นี้",
                "ตาม|ข้อ ๑๒ |แห่ง",
                "เวลา |๐๙.๓๐ น. |ถึง",
                "วันที่ ๒๕ |- |๓๐ พฤศจิกายน ๒๕๖๙ |ณ |ศาลากลาง|จังหวัด",
                "เดือน|กุมภาพันธ์ ๒๕๖๙ |นี้",
                "แม่น้ำ|ใช้",
                "ติดต่อ|เนื่องจาก",
                "ระบบ |e-|Office |รุ่น"
            })
    void partsBetweenWordsOnly(String marked) {
        var text = marked.replace("|", "");
        var shown = new StringBuilder(text);
        var ends = LineBreaks.of(text);
        for (int i = ends.size() - 2; i >= 0; i--) {
            shown.insert((int) ends.get(i), '|');
        }
        assertThat(shown).hasToString(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ผู้ว่าราชการ",
                "ต่าง ๆ",
                "กรุงเทพฯ",
                "พ.ศ. ๒๕๖๓",
                "ข้อ 12",
                "มาตรา ๕",
                "๓๐ น.",
                "๒,๐๐๐ บาท",
                "พระราชบัญญัติ",
                "ฯลฯ"
            })
    void neverPartsThese(String whole) {
        assertThat(LineBreaks.of(whole)).containsExactly(whole.length());
    }

    @Test
    void anythingMayEndAtItsEnd() {
        assertThat(LineBreaks.of("ๆ")).containsExactly(1);
        assertThat(LineBreaks.of("ก ๆ ๆ")).containsExactly(5);
        assertThat(LineBreaks.of("ฯ ข้อ ")).last().isEqualTo(6);
    }
}
