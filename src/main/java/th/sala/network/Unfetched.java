package th.sala.network;

/// Nothing came from the address, and why.
public final class Unfetched extends Exception {
    /// What stood in the way.
    public enum Why {
        /// The name is unknown, nobody listens, or the talk broke off.
        UNREACHABLE,
        /// The name leads to an address that is out of reach on purpose.
        OUT_OF_REACH,
        /// The certificate is not to be trusted, or is another's.
        CERTIFICATE,
        /// It took too long.
        SLOW,
        /// The answer is longer than it may be.
        TOO_LARGE
    }

    private final Why why;

    Unfetched(Why why, Throwable cause) {
        super(why.name(), cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
