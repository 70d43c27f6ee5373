package th.sala.accounts;

import java.util.Set;
import java.util.UUID;

/// Passwords that are kept elsewhere: in the directory of an agency. Module identity asks it; this
/// one knows no more of it.
public interface OutsidePasswords {
    /// What is known of a password that was typed.
    sealed interface Answer {
        /// It is the person's.
        ///
        /// @param governed the roles that follow what is said there
        /// @param given those of them that the person has by it
        record Right(Set<Role> governed, Set<Role> given) implements Answer {}

        /// @param why in a word, for evidence
        record Wrong(String why) implements Answer {}

        /// Nobody looked at it: there is no answer.
        record Silent() implements Answer {}
    }

    /// Whether there are any. If so, answers at the door must not tell whose.
    boolean any();

    /// Whether the account's password is kept elsewhere. In the scope of its agency, or everywhere.
    boolean keeps(UUID account);

    /// Asks there. No database connection may be held meanwhile.
    Answer check(Account account, String typed);
}
