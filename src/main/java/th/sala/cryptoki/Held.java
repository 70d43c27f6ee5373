package th.sala.cryptoki;

import java.util.List;

/// What a token holds.
///
/// @param maker who made it, and its model, as it says
/// @param keysAlone how many private keys have no certificate
public record Held(String maker, String serial, List<Certificate> certificates, int keysAlone) {
    public Held {
        certificates = List.copyOf(certificates);
    }

    /// @param encoded DER
    /// @param hasKey whether the token holds its private key, too, and lets it sign
    public record Certificate(byte[] encoded, boolean hasKey) {}
}
