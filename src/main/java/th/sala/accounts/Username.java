package th.sala.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import th.sala.law.Refusal;

/// ชื่อผู้ใช้, always in lower case. Letters of mail addresses only, because mail clients send it
/// too.
record Username(String text) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,59}");

    /// Refusal: no username can look like this.
    static final class Unusable extends Refusal {
        Unusable() {
            super("accounts.username.unusable");
        }
    }

    /// What was typed as a username, if any account could have it.
    static Optional<Username> typed(String typed) {
        var text = typed.strip().toLowerCase(Locale.ROOT);
        return ALLOWED.matcher(text).matches() ? Optional.of(new Username(text)) : Optional.empty();
    }

    /// @throws Unusable if no account may have it
    static Username chosen(String typed) {
        return typed(typed).orElseThrow(Unusable::new);
    }
}
