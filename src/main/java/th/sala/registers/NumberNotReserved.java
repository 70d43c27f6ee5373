package th.sala.registers;

import th.sala.law.Refusal;

/// Refusal: the number is not set aside for this person any more.
public class NumberNotReserved extends Refusal {
    NumberNotReserved(int number) {
        super("registers.not-reserved", Integer.toString(number));
    }
}
