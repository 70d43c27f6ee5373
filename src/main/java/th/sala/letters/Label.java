package th.sala.letters;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words that begin the parts of a letter in the text of a mail: written in ours, read in what
/// a person's mail program hands in.
enum Label {
    PROPOSAL("ข้อเสนอเพื่อพิจารณาหรือสั่งการ", "ข้อเสนอ"),
    NUMBER("ที่"),
    DATE("วันที่"),
    SUBJECT("เรื่อง"),
    SALUTATION("เรียน"),
    TO("ถึง"),
    CITATIONS("อ้างถึง"),
    ENCLOSURES("สิ่งที่ส่งมาด้วย"),
    SENDER("ผู้ส่ง"),
    POSITION("ตำแหน่ง"),
    OWNER_UNIT("ส่วนราชการเจ้าของเรื่อง", "เจ้าของเรื่อง"),
    CONTACT("ติดต่อ"),
    MAIL("ไปรษณีย์อิเล็กทรอนิกส์");

    final String word;
    private final Pattern line;

    Label(String word, String... shorter) {
        this.word = word;
        var words =
                Stream.concat(Stream.of(word), List.of(shorter).stream())
                        .collect(Collectors.joining("|"));
        this.line = Pattern.compile("[ \\t]*(?:" + words + ")(?:[ \\t]*[:：][ \\t]*|[ \\t]+|$)(.*)");
    }

    /// What somebody wrote who may have written the label, too.
    String without(String text) {
        return text.startsWith(word) ? text.substring(word.length()).strip() : text;
    }

    /// What follows the label, if the line begins with it; empty if nothing does. An honorific in
    /// place of เรียน belongs to whom it addresses.
    Optional<String> in(String line) {
        var start = line.strip();
        if (this == SALUTATION && Closing.of(start) != Closing.USUAL) {
            return Optional.of(start);
        }
        var matcher = this.line.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }
}
