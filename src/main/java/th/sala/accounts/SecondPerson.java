package th.sala.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who may confirm what another asked for.
///
/// In an agency its administrators and its head, and who has the right over the installation; what
/// holds for all agencies only the latter. Nobody confirms what they asked for themselves, nor what
/// they gain by.
final class SecondPerson {
    /// Who did not sign in for so long is not waited for.
    static final Duration SEEN = Duration.ofDays(30);

    /// How long a proposal waits.
    static final Duration WAITS = Duration.ofDays(7);

    private static final Set<Role> OF_AGENCY = Set.of(Role.ADMINISTRATOR, Role.HEAD);

    /// Where nobody is left who could look at it, somebody who was there lately has so long to say
    /// no.
    static final Duration OBJECTS = Duration.ofDays(1);

    /// @param roles in its agency, and [Role#INSTALLATION]
    /// @param open whether the account is
    record Candidate(
            UUID account,
            UUID agency,
            String name,
            Set<Role> roles,
            @Nullable Instant lastSignIn,
            boolean open) {}

    private SecondPerson() {}

    /// Whether an account with these roles is one that others' acts wait for.
    static boolean isOne(Set<Role> roles) {
        return roles.contains(Role.INSTALLATION) || roles.stream().anyMatch(OF_AGENCY::contains);
    }

    static boolean may(Candidate person, TwoPersonAct.Wish wish, UUID proposer) {
        if (person.account().equals(proposer)) {
            return false;
        }
        if (person.account().equals(wish.affected()) && !wish.takes()) {
            return false;
        }
        return person.roles().contains(Role.INSTALLATION)
                || !wish.ofInstallation()
                        && person.agency().equals(wish.agency())
                        && isOne(person.roles());
    }

    /// Whether the act must wait for this person, or another such. Not for whoever it is about: an
    /// account in the wrong hands would agree to nothing.
    static boolean isAwaited(Candidate person, TwoPersonAct.Wish wish, UUID proposer, Instant now) {
        return person.open()
                && may(person, wish, proposer)
                && !person.account().equals(wish.affected())
                && wasSeen(person, now);
    }

    /// Whether this person was there lately, though the act does not wait for them: their account
    /// was closed, or it is about them and they gain nothing by it.
    static boolean wasThere(Candidate person, TwoPersonAct.Wish wish, UUID proposer, Instant now) {
        var isVictim = person.account().equals(wish.affected()) && wish.takes();
        return !person.account().equals(proposer)
                && (isVictim || !person.open() && may(person, wish, proposer))
                && wasSeen(person, now);
    }

    private static boolean wasSeen(Candidate person, Instant now) {
        var seen = person.lastSignIn();
        return seen != null && seen.isAfter(now.minus(SEEN));
    }
}
