package th.sala.hooks;

import java.util.Locale;

/// What other systems can be told of.
public enum HookEvent {
    LETTER_ARRIVED,
    LETTER_REGISTERED,
    LETTER_SENT,
    LETTER_ANSWERED,
    /// Nothing happened: an administrator tries whether the address answers.
    TEST;

    /// As it stands in the message: `letter.arrived`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /// The message that names it.
    public String key() {
        return "hooks.event." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
