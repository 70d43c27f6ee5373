package th.sala.accounts;

import org.jspecify.annotations.Nullable;

/// What a person's authenticator answered, with what it must fit to.
///
/// @param party this installation as the page's address names it; null where there are no passkeys
/// @param token of the challenge that the browser was given; empty if it has none
/// @param text as the browser gives it (`toJSON`)
record PasskeyAnswer(@Nullable RelyingParty party, String token, String text)
        implements Confirmation {
    @Override
    public String toString() {
        return "PasskeyAnswer[]";
    }
}
