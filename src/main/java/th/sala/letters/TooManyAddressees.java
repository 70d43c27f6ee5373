package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: more addressees than one act may have.
public class TooManyAddressees extends Refusal {
    TooManyAddressees(int most) {
        super("letters.too-many-addressees", most);
    }
}
