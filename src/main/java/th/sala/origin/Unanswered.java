package th.sala.origin;

/// The name service gave no answer, or was not asked because too much was asked already: nothing is
/// known, later it may be.
public final class Unanswered extends Exception {
    Unanswered(String question) {
        super(question);
    }
}
