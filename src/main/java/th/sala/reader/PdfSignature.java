package th.sala.reader;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A signature that stands in a PDF, as the check found it.
///
/// @param signer whom the certificate names
/// @param certificate its SHA-256, in hexadecimal; empty if there is none
/// @param claimedAt when the signature itself says it was made
/// @param stampedAt by a timestamp authority that is believed; null if there is none
/// @param changes what is different since
public record PdfSignature(
        String signer,
        String issuer,
        String certificate,
        @Nullable Instant claimedAt,
        @Nullable Instant stampedAt,
        Verdict verdict,
        Set<Change> changes) {

    public PdfSignature {
        changes = Set.copyOf(changes);
    }

    /// What became of a signature.
    public enum Verdict {
        GOOD,
        /// Nothing speaks against it; whether the certificate was withdrawn could not be seen.
        UNCONFIRMED,
        /// Sound, by a certificate that nobody who is believed vouches for.
        UNKNOWN_ISSUER,
        /// The certificate was withdrawn.
        WITHDRAWN,
        /// The certificate was not valid then, or nothing shows that the signature is from before
        /// its end.
        OUTSIDE_VALIDITY,
        /// The document is not as it was signed: something was changed, covered or added.
        ALTERED,
        /// It is no signature by the rules.
        BROKEN;

        /// The message key of its sentence.
        public String key() {
            return "files.pdf.signature." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
