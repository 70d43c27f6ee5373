package th.sala.accounts;

import java.util.UUID;

/// Somebody should hear of what two people do together: published in a transaction that may write
/// what belongs to their agency.
///
/// @param agency of the person's account
/// @param proposal that it is about
/// @param by the name of whoever asked or decided; empty if nobody did
/// @param about whom or what it is about
public record ProposalNews(
        UUID agency, UUID account, UUID proposal, What what, String by, String about) {
    public enum What {
        /// It is about this person, who gains nothing by it.
        ASKED,
        CONFIRMED,
        REJECTED,
        /// Nobody decided in time.
        EXPIRED
    }
}
