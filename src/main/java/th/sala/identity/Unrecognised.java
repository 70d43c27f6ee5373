package th.sala.identity;

import th.sala.law.Refusal;

/// Refusal: nobody was recognised, and why. The words say what to do; what the provider sent is in
/// none of them.
final class Unrecognised extends Refusal {
    /// What stood in the way.
    enum Why {
        /// The round trip was not begun in this browser, or it took too long, or was answered
        /// already.
        NOT_ASKED("not-asked"),
        /// The person said no there, or the provider did.
        DENIED("denied"),
        /// The answer is another's than the one who was asked.
        ANOTHER("another"),
        /// The provider did not answer, or not in time.
        SILENT("silent"),
        /// It answered what it should not.
        UNUSABLE("unusable"),
        /// It did not take the code, or us.
        NOT_TAKEN("not-taken"),
        /// The ID token does not stand the checks.
        FALSE_TOKEN("false-token"),
        /// The token does not say what names a person.
        NO_CLAIM("no-claim"),
        /// The mail address was not verified there.
        UNVERIFIED("unverified"),
        /// The person was recognised less surely than is asked for.
        TOO_WEAK("too-weak"),
        /// Nobody here is that person.
        UNKNOWN("unknown");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Unrecognised(Why why) {
        super("identity.unrecognised." + why.word());
    }
}
