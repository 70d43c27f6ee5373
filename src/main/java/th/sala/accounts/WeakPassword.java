package th.sala.accounts;

import th.sala.law.Refusal;

/// Refusal: the password is too easy to guess, or too long to be typed by anyone.
public final class WeakPassword extends Refusal {
    WeakPassword(String key, Object... arguments) {
        super(key, arguments);
    }
}
