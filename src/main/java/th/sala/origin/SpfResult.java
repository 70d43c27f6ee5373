package th.sala.origin;

/// What a domain's record says of a machine that sends in its name (RFC 7208 2.6).
public enum SpfResult {
    /// The machine may send for the domain.
    PASS,
    /// It may not.
    FAIL,
    /// It should not, the domain is not sure.
    SOFTFAIL,
    /// The domain says nothing of it.
    NEUTRAL,
    /// The domain has no record.
    NONE,
    /// The record cannot be used.
    PERMERROR,
    /// The name service did not answer.
    TEMPERROR
}
