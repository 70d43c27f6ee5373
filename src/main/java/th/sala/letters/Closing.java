package th.sala.letters;

import java.util.stream.Stream;

/// คำลงท้าย: the words with which a letter ends, by whom it goes to.
public enum Closing {
    USUAL("", "ขอแสดงความนับถือ"),
    /// To those who are addressed with กราบเรียน.
    HIGH("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
    /// To monks.
    MONK("นมัสการ", "ขอนมัสการด้วยความเคารพ");

    /// What the salutation begins with in place of เรียน; empty for เรียน itself.
    final String honorific;

    public final String words;

    Closing(String honorific, String words) {
        this.honorific = honorific;
        this.words = words;
    }

    /// The closing for whoever is addressed like that; a person may write another.
    static Closing of(String salutation) {
        return Stream.of(HIGH, MONK)
                .filter(closing -> salutation.startsWith(closing.honorific))
                .findFirst()
                .orElse(USUAL);
    }

    /// Whether a line of text is one, also in other words than ours.
    static boolean isOne(String line) {
        return line.startsWith(USUAL.words) || line.startsWith("ขอนมัสการ");
    }
}
