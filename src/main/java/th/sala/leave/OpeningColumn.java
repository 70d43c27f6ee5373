package th.sala.leave;

import java.util.List;
import java.util.Locale;
import th.sala.thai.ThaiText;

/// A column of the sheet with which an agency's leave begins in Sala.
enum OpeningColumn {
    MAIL("mail", false, "อีเมล", "email", "e-mail"),
    NAME("name", false, "ชื่อ", "ชื่อ-สกุล", "name"),
    APPOINTED("appointed", true, "วันบรรจุ", "appointed"),
    ENTRY("entry", false, "วิธีเข้ารับราชการ", "entry"),
    SINCE("since", false, "รับราชการติดต่อกันตั้งแต่", "since"),
    LEFT("left", false, "วันลาพักผ่อนเหลือจากปีก่อน", "vacation left"),
    VACATION("vacation", false, "ลาพักผ่อนไปแล้ว", "vacation taken"),
    SICK("sick", false, "ลาป่วยไปแล้ว", "sick taken"),
    PERSONAL("personal", false, "ลากิจส่วนตัวไปแล้ว", "personal taken");

    /// The message with its name.
    final String key;

    final boolean isRequired;
    private final List<String> headings;

    OpeningColumn(String name, boolean isRequired, String... headings) {
        this.key = "leave.opening.column." + name;
        this.isRequired = isRequired;
        this.headings = List.of(headings);
    }

    /// How the template heads it.
    String heading() {
        return headings.getFirst();
    }

    boolean isHeadedBy(String cell) {
        return headings.contains(ThaiText.normalise(cell).strip().toLowerCase(Locale.ROOT));
    }
}
