package th.sala.signing;

import java.time.Instant;

/// A signed PDF with a timestamp behind it that was checked; it begins with the signed bytes.
///
/// @param at by the timestamp authority's clock
public record Stamped(byte[] bytes, Instant at) {}
