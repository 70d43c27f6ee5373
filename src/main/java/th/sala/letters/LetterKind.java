package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;
import th.sala.registers.Book;

/// ชนิดของหนังสือ that an agency makes. Letters are written to somebody and sent; the others are
/// issued, to nobody in particular, and go out as enclosures of letters.
@Clause(id = "C10", of = SARABAN_26, value = "ชนิดของหนังสือ", grade = Grade.B)
public enum LetterKind {
    /// หนังสือภายนอก
    EXTERNAL("หนังสือ", Book.Series.LETTERS),
    /// หนังสือภายใน, on the form of a memorandum: inside one ministry, department or province.
    INTERNAL("หนังสือ", Book.Series.LETTERS),
    /// หนังสือประทับตรา: sealed instead of signed, for what is no weighty matter.
    STAMPED("หนังสือ", Book.Series.LETTERS),
    /// คำสั่ง: what a superior lawfully orders.
    ORDER("คำสั่ง", Book.Series.ORDERS),
    /// ประกาศ: what an agency announces to the public or lays down.
    ANNOUNCEMENT("ประกาศ", Book.Series.ANNOUNCEMENTS),
    /// หนังสือรับรอง: what an agency certifies of a person or a body.
    CERTIFICATE("หนังสือรับรอง", Book.Series.CERTIFICATES),
    /// รายงานการประชุม: what was said and resolved in a meeting, kept as evidence. Its form has no
    /// ที่ and no register counts it: it is known by the number that its meeting has (ครั้งที่),
    /// which whoever writes it down says. Two committees may well have the same.
    MINUTES("รายงานการประชุม", null);

    /// What it is called where it is named with its number.
    final String word;

    private final Book.@Nullable Series series;

    LetterKind(String word, Book.@Nullable Series series) {
        this.word = word;
        this.series = series;
    }

    public String key() {
        return "letters.kind." + name();
    }

    /// What stands before its number.
    String numberWord() {
        return this == MINUTES ? "ครั้งที่" : Label.NUMBER.word;
    }

    /// Whether it is written to somebody.
    public boolean isLetter() {
        return series == Book.Series.LETTERS;
    }

    /// What its number is counted with; empty for what no register counts.
    Optional<Book.Series> series(boolean circular) {
        return isLetter() && circular
                ? Optional.of(Book.Series.CIRCULARS)
                : Optional.ofNullable(series);
    }

    /// Whether whoever wrote it down signs it, with or without authority to make letters.
    boolean isOfItsWriter() {
        return this == MINUTES;
    }

    /// Whether it ends with คำลงท้าย.
    boolean hasClosing() {
        return this == EXTERNAL;
    }
}
