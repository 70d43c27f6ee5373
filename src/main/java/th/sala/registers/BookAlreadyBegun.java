package th.sala.registers;

import th.sala.law.Refusal;

/// Refusal: the book has numbers of that year, so it cannot be opened at another one.
public class BookAlreadyBegun extends Refusal {
    BookAlreadyBegun(String title, int year) {
        super("registers.begun", title, Integer.toString(year + 543));
    }
}
