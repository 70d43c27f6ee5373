package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: another mail of the same letter goes to that address.
final class AddresseeAlready extends Refusal {
    AddresseeAlready(String address) {
        super("letters.addressee-already", address);
    }
}
