package th.sala.registers;

/// Which lines of a book are wanted.
///
/// @param words to be found in number, sender, receiver, subject or remark, with digits 0-9; empty
///   for all lines
record Selection(Registers.Period period, String words) {
    /// The words as a pattern of `ILIKE`.
    String pattern() {
        return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
