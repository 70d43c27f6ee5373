package th.sala.mail;

import java.util.List;
import java.util.Optional;
import th.sala.accounts.SignedIn;

/// What may be handed in at the submission listener. Without such a bean nothing is. Called in the
/// scope of the person's agency, outside of a transaction.
public interface SubmissionPolicy {
    /// The person's registered address, which must stand in the envelope and in From; empty if the
    /// person has none.
    Optional<String> addressOf(SignedIn who);

    /// Why the mail is refused, in one line that the person's mail program shows; empty if there is
    /// no objection.
    Optional<String> objection(SignedIn who, Message message, List<String> recipients);
}
