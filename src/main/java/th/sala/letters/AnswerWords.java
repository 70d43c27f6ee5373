package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import th.sala.law.Clause;
import th.sala.thai.Digits;

/// Words by which somebody says, in a mail of their own making, that they have our letter. Only a
/// proposal: whether it is an acknowledgement, a person decides.
final class AnswerWords {
    private static final int LONGEST = 4000;

    /// So much of the mail shows around the words.
    private static final int AROUND = 120;

    /// @param before what stands before the words, shortened
    /// @param words the words themselves, of one sentence
    /// @param number the receive number in them, digits 0-9; empty if none is told
    record Said(String before, String words, String after, String number) {}

    private static final Pattern QUOTED =
            Pattern.compile(
                    "(?mi)^(?:>|-{2,} ?(?:original message|forwarded message|ข้อความเดิม|ข้อความต้นฉบับ)"
                            + "|_{10,}|on .{5,200} wrote:|(?:เมื่อ|ในวันที่|วันที่) .{5,200} เขียน(?:ว่า)?:?"
                            + "|(?:from|จาก): .+$)");

    private static final Pattern SAYS =
            Pattern.compile(
                    "(?iu)ได้(?:ลงทะเบียน)?รับ(?!มอบ|ความ|การ|แจ้ง|อนุ|แต่งตั้ง|รางวัล|ผล)[^\\n]{0,100}?(?:แล้ว|เรียบร้อย|เลข|[0-9๐-๙])"
                            + "|ลง(?:ทะเบียน)?รับ[^\\n]{0,60}?(?:แล้ว|เรียบร้อย|ที่|เลข|[0-9๐-๙])"
                            + "|รับ(?:หนังสือ|เอกสาร|เรื่อง|ไฟล์|ไว้)[^\\n]{0,60}?(?:แล้ว|เรียบร้อย)"
                            + "|รับทราบ|ขอตอบรับ|(?<!แบบ)ตอบรับ(?:การได้รับ)?หนังสือ"
                            + "|เลข(?:ที่)?(?:ทะเบียน)?รับ(?:ที่)?\\s*[:.]?\\s*[0-9๐-๙]+"
                            + "|\\b(?:acknowledge(?:d|s)?(?: the)?(?: receipt)?|(?:well |duly )?received|confirm(?:s|ed)? (?:the )?receipt)\\b");

    /// That it did not come, that it is asked for, or under which condition.
    private static final Pattern DENIES =
            Pattern.compile(
                    "(?iu)(?:ยัง)?ไม่(?:ได้|เคย|พบ|มี)?(?:ลงทะเบียน)?รับ|ยังมิได้|มิได้รับ|ไม่ทราบ"
                            + "|(?:โปรด|กรุณา|ขอให้|ขอความ|หาก|ถ้า|เมื่อ|เพื่อ|จะ|ต้อง|แบบ)[^\\n]{0,40}?(?:รับทราบ|ตอบรับ|ได้รับ|ลงรับ|รับหนังสือ)"
                            + "|\\b(?:not|never|please|if|when|once|until|yet)\\b");

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?iu)(?:เลข(?:ที่)?(?:ทะเบียน)?รับ(?:ที่|เลขที่)?|ลง(?:ทะเบียน)?รับ(?:หนังสือ)?(?:แล้ว)?\\s*(?:เป็น)?\\s*(?:เลขที่|ที่|เลข)"
                            + "|เลขที่|รับที่|(?:number|no)\\b\\.?)\\s*[:.]?\\s*([0-9๐-๙][0-9๐-๙/-]{0,20})");

    private AnswerWords() {}

    /// Reads the subject, then what the sender wrote above what they quote.
    @Clause(id = "C7", of = ETDA_63, value = "ข้อ 3(5)")
    static Optional<Said> read(String subject, String text) {
        var own = ownWords(text);
        return in(own).or(() -> in(subject.substring(0, Math.min(LONGEST, subject.length()))));
    }

    private static String ownWords(String text) {
        var head = text.substring(0, Math.min(LONGEST, text.length()));
        var quoted = QUOTED.matcher(head);
        return quoted.find() ? head.substring(0, quoted.start()) : head;
    }

    private static Optional<Said> in(String text) {
        var says = SAYS.matcher(text);
        while (says.find()) {
            var line = lineAround(text, says);
            if (!DENIES.matcher(line).find()) {
                return Optional.of(said(text, says, line));
            }
        }
        return Optional.empty();
    }

    private static String lineAround(String text, Matcher found) {
        var begin = text.lastIndexOf('\n', found.start()) + 1;
        var end = text.indexOf('\n', found.end());
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    private static Said said(String text, Matcher found, String line) {
        var number = NUMBER.matcher(line);
        var before = text.substring(Math.max(0, found.start() - AROUND), found.start());
        var after = text.substring(found.end(), Math.min(text.length(), found.end() + AROUND));
        return new Said(
                before,
                found.group(),
                after,
                number.find() ? Digits.ARABIC.in(number.group(1)).replaceAll("[/-]+$", "") : "");
    }
}
