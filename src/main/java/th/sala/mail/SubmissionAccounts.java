package th.sala.mail;

import java.util.Optional;
import th.sala.accounts.SignedIn;

/// Who may sign in at the submission listener, with a password made for that purpose.
@FunctionalInterface
public interface SubmissionAccounts {
    /// Throttled by its maker.
    Optional<SignedIn> check(String username, String password);
}
