package th.sala.letters;

import th.sala.law.Citation;
import th.sala.law.Instrument;
import th.sala.law.Refusal;

/// Refusal: only the authorised person sends under that person's name.
public class NotTheSigner extends Refusal {
    NotTheSigner() {
        super(new Citation("C4", Instrument.ETDA_63, "ข้อ 3(4.1)"), "letters.not-the-signer");
    }
}
