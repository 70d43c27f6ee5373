package th.sala.signing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A PDF with a signature that was checked.
///
/// @param certificate SHA-256 of the signer's certificate, in hexadecimal
/// @param others the same of those who signed before, the first one first
/// @param issuer who vouches for it
/// @param stampedAt by the timestamp authority's clock; null if none answered: the signature is
///   good, its time is only said
public record Signed(
        byte[] bytes,
        String certificate,
        List<String> others,
        String issuer,
        @Nullable Instant stampedAt) {
    public Signed {
        others = List.copyOf(others);
    }
}
