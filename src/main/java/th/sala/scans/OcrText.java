package th.sala.scans;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Words by which the parts of a letter are known, as recognition often misses their marks: put
/// right at the head of a line, where they are labels. All else stays as it was recognised.
final class OcrText {
    private static final Map<Pattern, String> LABELS = new LinkedHashMap<>();

    static {
        label("เร[ืิี่]{0,3}อ[่]?ง", "เรื่อง");
        label("เร[ีิ]?ยน", "เรียน");
        label("(?:อ้?|้)?า?งถ[ึิี]ง", "อ้างถึง");
        label("ส[ิี]่?งท[ีิ]่?ส่งมา(?:ด้วย)?", "สิ่งที่ส่งมาด้วย");
        label("ท[ีิ]?่?(?=[ \t]+[ก-ฮ]{2}\\.?[ \t]*(?:\\([^)\n]{1,20}\\)[ \t]*)?[0-9๐-๙])", "ที่");
    }

    /// A class of secrecy stands alone on its line; its marks are the first that recognition loses.
    private static final Pattern TOP_SECRET =
            Pattern.compile("(?m)^[ \t|'\"]*ล[ัิี]?บท[ีิ]?่?ส[ุู]?ด[ \t|'\"]*$");

    private static final Pattern VERY_SECRET =
            Pattern.compile("(?m)^[ \t|'\"]*ล[ัิี]?บมาก[ \t|'\"]*$");
    private static final Pattern SECRET = Pattern.compile("(?m)^[ \t|'\"]*ล[ัิี]?บ[ \t|'\"]*$");
    private static final Pattern CIRCULAR =
            Pattern.compile("(?<=[0-9๐-๙]/)[ \t]?ว[ิ่]?[ \t]?(?=[0-9๐-๙])");

    private OcrText() {}

    private static void label(String misread, String word) {
        LABELS.put(Pattern.compile("(?m)^[ \t]*" + misread + "(?=[ \t])"), word);
    }

    static String mended(String recognised) {
        var text = recognised.replace("\u0E4D\u0E32", "\u0E33");
        for (var label : LABELS.entrySet()) {
            text = label.getKey().matcher(text).replaceAll(label.getValue());
        }
        text = TOP_SECRET.matcher(text).replaceAll("ลับที่สุด");
        text = VERY_SECRET.matcher(text).replaceAll("ลับมาก");
        text = SECRET.matcher(text).replaceAll("ลับ");
        return CIRCULAR.matcher(text).replaceAll("ว ");
    }
}
