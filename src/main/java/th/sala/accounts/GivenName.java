package th.sala.accounts;

import th.sala.law.Refusal;

/// What a person calls something of theirs, to know it again later.
final class GivenName {
    private static final int LONGEST = 100;

    /// Refusal: it needs a name, for later.
    static final class Needed extends Refusal {
        Needed() {
            super("accounts.name-needed", LONGEST);
        }
    }

    private GivenName() {}

    /// @throws Needed if there is nothing to read in it, or too much
    static String of(String typed) {
        var name = typed.strip();
        if (name.isEmpty()
                || name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new Needed();
        }
        return name;
    }
}
