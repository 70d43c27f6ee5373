package th.sala.accounts;

import java.util.Locale;

/// What a token may be used for. It narrows what its person may do, and never widens it: whether
/// the person may is asked besides, each time.
public enum TokenScope {
    REGISTRY_READ,
    LETTERS_READ,
    LETTERS_WRITE,
    LETTERS_REGISTER,
    /// Signs: see [Tokens#LONGEST_TO_SEND].
    LETTERS_SEND,
    REGISTERS_READ,
    SEARCH_READ;

    /// As programs name it: `letters:read`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /// The message that says what it allows.
    public String key() {
        return "accounts.scope." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
