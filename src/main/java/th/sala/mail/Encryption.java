package th.sala.mail;

/// Whether the talk with another server is encrypted.
enum Encryption {
    /// By a certificate that this machine trusts, else nothing is sent.
    REQUIRED,
    /// If the server offers it, whoever the server is.
    OPPORTUNISTIC,
    NONE
}
