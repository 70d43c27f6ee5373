package th.sala.accounts;

import java.util.UUID;

/// Something happened to a person's passkey that they should hear of: published in a transaction
/// that may write what belongs to their agency.
///
/// @param passkey its name
public record PasskeyNews(UUID agency, UUID account, String passkey, What what) {
    public enum What {
        /// The account has one more.
        ADDED,
        /// It was refused: there may be a copy of it.
        COUNTED_BACK
    }
}
