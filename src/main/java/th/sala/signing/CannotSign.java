package th.sala.signing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// Refusal: nothing can be signed with the person's key, and why; the words say what to do.
public final class CannotSign extends Refusal {
    /// What is wrong.
    public enum Why {
        /// The certificate is over, or was not yet at the moment of signing.
        OUTSIDE_VALIDITY,
        /// Its authority withdrew the certificate.
        WITHDRAWN,
        /// It names somebody else than the registry does now.
        OF_ANOTHER,
        /// What came out did not stand the check.
        UNSOUND,
        /// The PDF that was brought takes no signature.
        PDF,
        /// The key in the token is not the person's any more.
        NOT_ASSIGNED,
        /// The token does not hold the key any more.
        TOKEN_WITHOUT_KEY,
        /// The token does not answer, or not as it should.
        TOKEN_AWAY,
        /// The token does not let Sala in before somebody has put that right.
        TOKEN_SHUT;

        /// The message that says it.
        public String key() {
            return "signing.cannot." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Why why;
    private final @Nullable Holder holder;

    CannotSign(Why why) {
        this(why, null);
    }

    CannotSign(Why why, @Nullable Holder holder) {
        super(why.key());
        this.why = why;
        this.holder = holder;
    }

    /// Whose key it is; null if nobody knows.
    public @Nullable Holder holder() {
        return holder;
    }

    /// The same of a person's key.
    CannotSign of(Holder person) {
        return new CannotSign(why, person);
    }

    public Why why() {
        return why;
    }
}
