package th.sala.reader;

/// Something in the file takes more than a reader gives.
final class TooMuch extends RuntimeException {
    final Trouble trouble;

    TooMuch(Trouble trouble) {
        super(null, null, false, false);
        this.trouble = trouble;
    }
}
