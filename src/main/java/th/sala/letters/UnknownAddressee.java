package th.sala.letters;

import th.sala.law.Refusal;

/// Refusal: an addressee is no authorised person of any registry we know.
public class UnknownAddressee extends Refusal {
    UnknownAddressee(String address) {
        super("letters.unknown-addressee", address);
    }
}
