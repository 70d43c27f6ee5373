package th.sala.cryptoki;

import java.util.Locale;

/// Why a token does not do what it is asked for.
public enum TokenTrouble {
    /// What the operator set cannot be used: PIN, token or library are missing, or others may read
    /// the PIN.
    MISCONFIGURED,
    /// The file is no PKCS#11 library of this machine, or does not begin.
    LIBRARY,
    /// No token that was set up has this label or slot.
    NO_TOKEN,
    /// More than one has this label.
    SEVERAL_TOKENS,
    /// The token refused the PIN, now or before: it is not tried again.
    PIN_REFUSED,
    /// The token takes no PIN any more.
    PIN_LOCKED,
    /// One more wrong PIN would lock the token: none is tried.
    PIN_LAST_TRY,
    /// No PIN was set yet, or it must be changed.
    PIN_UNUSABLE,
    /// There is no private key to this certificate.
    NO_KEY,
    /// Anything else that the token says.
    FAILED,
    /// No answer in time: the program was ended.
    SILENT,
    /// The program ended without an answer.
    CRASHED;

    /// Whether nothing gets better before a person has done something.
    public boolean needsPerson() {
        return switch (this) {
            case MISCONFIGURED,
                    LIBRARY,
                    SEVERAL_TOKENS,
                    PIN_REFUSED,
                    PIN_LOCKED,
                    PIN_LAST_TRY,
                    PIN_UNUSABLE ->
                    true;
            case NO_TOKEN, NO_KEY, FAILED, SILENT, CRASHED -> false;
        };
    }

    /// The end of the message that says it.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
