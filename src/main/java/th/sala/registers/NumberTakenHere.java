package th.sala.registers;

import th.sala.law.Refusal;

/// Refusal: an old line's number was, or would be, taken by a letter in Sala.
public class NumberTakenHere extends Refusal {
    NumberTakenHere(int number, int year) {
        super("registers.taken-here", Integer.toString(number), Integer.toString(year + 543));
    }
}
