package th.sala.identity;

import th.sala.law.Refusal;

/// Refusal: a directory did not answer, and why. The words say what to look at.
final class Unanswered extends Refusal {
    /// What stood in the way.
    enum Why {
        /// Nobody listens there, or not in time, or it is out of reach on purpose.
        UNREACHABLE("unreachable"),
        /// The certificate is not to be trusted, or is another's; or the line cannot be encrypted.
        CERTIFICATE("certificate"),
        /// The login that searches was not taken.
        LOGIN("login"),
        /// There is nothing below which people could be, or the filter is none.
        BASE("base"),
        /// Something else, named in the log.
        TROUBLE("trouble");

        private final String word;

        Why(String word) {
            this.word = word;
        }
    }

    private final Why why;

    Unanswered(Why why) {
        super("identity.unanswered." + why.word);
        this.why = why;
    }

    Why why() {
        return why;
    }
}
