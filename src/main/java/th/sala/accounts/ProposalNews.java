package th.sala.accounts;

import java.util.UUID;

/// Whoever asked for what two people do together should hear what became of it: published in a
/// transaction that may write what belongs to their agency.
///
/// @param agency of the person's account
/// @param proposal that it is about
/// @param by the name of whoever decided
/// @param about whom or what it is about
public record ProposalNews(
        UUID agency, UUID account, UUID proposal, What what, String by, String about) {
    public enum What {
        CONFIRMED,
        REJECTED
    }
}
