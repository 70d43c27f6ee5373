package th.sala.registers;

import java.util.List;
import java.util.Locale;
import th.sala.thai.ThaiText;

/// A column of an old register's sheet, as the form names it.
enum OldColumn {
    DATE("date", true, "วันที่", "วันที่ลงทะเบียน", "วันที่รับ", "วันที่ส่ง", "date"),
    NUMBER(
            "number",
            true,
            "เลขทะเบียน",
            "เลขทะเบียนรับ",
            "เลขทะเบียนส่ง",
            "เลขรับ",
            "เลขส่ง",
            "register number",
            "receive number",
            "send number",
            "number"),
    LETTER_NUMBER("letter-number", false, "ที่", "เลขที่หนังสือ", "letter number"),
    LETTER_DATE("letter-date", false, "ลงวันที่", "dated", "letter date"),
    SENDER("sender", false, "จาก", "from"),
    RECEIVER("receiver", false, "ถึง", "to"),
    SUBJECT("subject", true, "เรื่อง", "subject"),
    ACTION("action", false, "การปฏิบัติ", "action"),
    REMARK("remark", false, "หมายเหตุ", "remark", "remarks");

    /// The message with its name.
    final String key;

    final boolean isRequired;
    private final List<String> headings;

    OldColumn(String name, boolean isRequired, String... headings) {
        this.key = "registers.column." + name;
        this.isRequired = isRequired;
        this.headings = List.of(headings);
    }

    /// How the template heads it.
    String heading() {
        return headings.getFirst();
    }

    boolean isHeadedBy(String cell) {
        return headings.contains(ThaiText.normalise(cell).toLowerCase(Locale.ROOT));
    }
}
