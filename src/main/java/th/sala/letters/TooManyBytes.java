package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: the files together do not fit into a mail.
public class TooManyBytes extends Refusal {
    TooManyBytes(long most) {
        super("letters.too-many-bytes", most / (1024 * 1024));
    }
}
