package th.sala.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A [TwoPersonAct] that one person asked for.
///
/// @param proposerAgency of the proposer's account
/// @param aloneAfter from when on the proposer may do it alone; null if another must confirm it
/// @param until when it may be confirmed at the latest
/// @param decision null while it waits
public record Proposal(
        UUID id,
        TwoPersonAct.Wish wish,
        UUID proposer,
        UUID proposerAgency,
        String proposerName,
        Instant at,
        @Nullable Instant aloneAfter,
        Instant until,
        @Nullable Decision decision) {
    public enum Outcome {
        CONFIRMED,
        /// Done by whoever asked, after nobody objected.
        ALONE,
        REJECTED,
        WITHDRAWN,
        EXPIRED
    }

    /// @param by the name of whoever decided; empty if time did
    /// @param reason why it was rejected; else empty
    public record Decision(Outcome outcome, String by, Instant at, String reason) {}

    /// The message that says what is asked for.
    public String title() {
        return "accounts.proposals.act." + wish.act();
    }
}
