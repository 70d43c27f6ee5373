package th.sala.meetings;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.NCPO_74;

import java.time.Duration;
import java.time.Instant;
import th.sala.accounts.SignedIn;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// การแสดงตน: how attendees say who they are, and when that suffices. Pure rules.
final class IdentificationRules {
    /// So many identified attendees vouch for the bearer of a link.
    static final int VOUCHERS = 2;

    /// So long before its beginning people may come to a meeting, or open it.
    static final Duration EARLIEST = Duration.ofHours(12);

    /// Refusal: the meeting's rules want a sign-in.
    static final class SignInWanted extends Refusal {
        SignInWanted(RuleSet rules) {
            super(
                    rules.own(new Citation("M4", NCPO_74, "ข้อ 6(1)")),
                    "meetings.refused.sign-in-wanted");
        }
    }

    /// Refusal: programs do not attend.
    static final class NotAPerson extends Refusal {
        NotAPerson() {
            super("meetings.refused.not-a-person");
        }
    }

    /// Refusal: it is too early, the meeting is over, or its time went by.
    static final class NotNow extends Refusal {
        NotNow() {
            super("meetings.refused.not-now", EARLIEST.toHours(), GuestLinks.KEPT.toHours());
        }
    }

    /// Refusal: all attendees must be inside the Kingdom.
    static final class OutsideTheKingdom extends Refusal {
        OutsideTheKingdom() {
            super(new Citation("M8", NCPO_74, "ข้อ 1"), "meetings.refused.outside-the-kingdom");
        }
    }

    /// Refusal: they are identified themselves by nobody but others, or not at all.
    static final class NotForOthers extends Refusal {
        NotForOthers(RuleSet rules) {
            super(
                    rules.own(new Citation("M4", ETDA_63, "ข้อ 9")),
                    "meetings.refused.not-for-others");
        }
    }

    private IdentificationRules() {}

    /// How strongly it is known who somebody is.
    enum Strength {
        /// A program with a person's key.
        NONE,
        /// Whoever reads the mail of an address.
        LINK,
        /// Username and password, or more.
        SIGN_IN;

        static Strength of(String how) {
            if (how.equals(Identification.BY_LINK)) {
                return LINK;
            }
            return how.equals(SignedIn.BY_APP_PASSWORD) || how.startsWith(SignedIn.BY_TOKEN)
                    ? NONE
                    : SIGN_IN;
        }
    }

    /// The least that lets somebody identify themselves under the rules: a sign-in; where others
    /// may vouch, a link to one's own mail suffices to begin with.
    @Clause(id = "M4", of = NCPO_74, value = "ข้อ 6(1)")
    @Clause(id = "M4", of = ETDA_63, value = "ข้อ 9")
    static Strength least(RuleSet rules) {
        return rules.allowsVouching() ? Strength.LINK : Strength.SIGN_IN;
    }

    /// @throws SignInWanted if the bearer of a link must sign in
    /// @throws NotAPerson if it is a program
    static void mustSuffice(RuleSet rules, String how) {
        var strength = Strength.of(how);
        if (strength == Strength.NONE) {
            throw new NotAPerson();
        }
        if (strength.compareTo(least(rules)) < 0) {
            throw new SignInWanted(rules);
        }
    }

    /// Before the meeting or during it, and not for ever: one that was not opened ends as its links
    /// do.
    static boolean isTimeTo(Meeting meeting, Instant now) {
        return meeting.state().isOpen()
                || (meeting.state().isPlanned()
                        && !now.isBefore(meeting.begins().minus(EARLIEST))
                        && now.isBefore(meeting.ends().plus(GuestLinks.KEPT)));
    }

    static void mustBeTimeTo(Meeting meeting, Instant now) {
        if (!isTimeTo(meeting, now)) {
            throw new NotNow();
        }
    }

    /// Whether what was said is said of the meeting as it is planned now: not longer before it than
    /// people may come, and not from abroad where all must be inside the Kingdom.
    static boolean counts(Meeting meeting, Identification said) {
        return !said.at().isBefore(meeting.begins().minus(EARLIEST))
                && !(said.abroad() && meeting.rules().isForTheKingdomOnly());
    }

    static void mustBeInPlace(RuleSet rules, boolean abroad) {
        if (abroad && rules.isForTheKingdomOnly()) {
            throw new OutsideTheKingdom();
        }
    }

    /// Other attendees may vouch for one: those who are identified by a sign-in of their own. A
    /// chain of people who know each other by nothing but vouching is none.
    @Clause(id = "M4", of = ETDA_63, value = "ข้อ 9")
    static boolean mayVouch(Attendee by, Attendee other) {
        return by.isIdentified()
                && !by.isByLink()
                && !by.id().equals(other.id())
                && other.waitsForVouchers();
    }

    /// @param vouchers different attendees
    static boolean suffice(int vouchers) {
        return vouchers >= VOUCHERS;
    }
}
