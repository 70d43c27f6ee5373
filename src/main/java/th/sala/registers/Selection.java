package th.sala.registers;

import th.sala.thai.Digits;

/// Which lines of a book are wanted.
///
/// @param words to be found in number, sender, receiver, subject or remark, with digits 0-9; empty
///   for all lines
record Selection(Registers.Period period, String words) {
    /// The words as a regular expression of PostgreSQL: each digit in either kind, and a space
    /// between ว and its number or not. Five times as fast as to change the digits of every line.
    String pattern() {
        var pattern = new StringBuilder();
        int before = ' ';
        for (int character : words.codePoints().toArray()) {
            if (isDigit(character)) {
                pattern.append(Character.isAlphabetic(before) ? " ?" : "");
                var digit = Character.toString(character);
                pattern.append('[').append(digit).append(Digits.THAI.in(digit)).append(']');
            } else {
                pattern.append(isPlain(character) ? "" : "\\").appendCodePoint(character);
            }
            before = character;
        }
        return pattern.toString();
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /// Whether it stands for itself in a regular expression.
    private static boolean isPlain(int character) {
        return character > '~' || character == ' ' || Character.isLetter(character);
    }
}
