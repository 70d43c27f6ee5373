package th.sala.origin;

/// What a signature of a domain is worth (DKIM).
///
/// @param domain that signed, or claims to; empty if there is none
public record DomainSignature(State state, String domain) {
    public static final DomainSignature NONE = new DomainSignature(State.NONE, "");

    /// The better come first.
    public enum State {
        /// The domain signed this mail as it is.
        GOOD,
        /// The key could not be asked for.
        UNANSWERED,
        /// The mail is not what was signed.
        BROKEN,
        /// Only a part of the mail is signed: more may have been put behind it.
        PART,
        /// It was good until a day that has passed.
        EXPIRED,
        /// There is no usable key under its name.
        NO_KEY,
        /// It is not written as a signature is, or in a way that is no longer safe.
        UNUSABLE,
        /// There is none.
        NONE
    }

    public boolean isGood() {
        return state == State.GOOD;
    }
}
