package th.sala.letters;

import static th.sala.law.Instrument.SARABAN_26;

import th.sala.law.Clause;
import th.sala.law.Instrument.Grade;

/// ชนิดของหนังสือ that go out with a number of the sending register.
@Clause(id = "C10", of = SARABAN_26, value = "ชนิดของหนังสือ", grade = Grade.B)
public enum LetterKind {
    /// หนังสือภายนอก
    EXTERNAL,
    /// หนังสือภายใน, on the form of a memorandum: inside one ministry, department or province.
    INTERNAL,
    /// หนังสือประทับตรา: sealed instead of signed, for what is no weighty matter.
    STAMPED;

    public String key() {
        return "letters.kind." + name();
    }

    /// Whether it ends with คำลงท้าย.
    boolean hasClosing() {
        return this == EXTERNAL;
    }
}
