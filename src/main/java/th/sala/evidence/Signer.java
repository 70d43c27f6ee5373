package th.sala.evidence;

import java.util.UUID;

/// Who signs for this installation: the identity by which others know it. The module that keeps the
/// public registries has it.
public interface Signer {
    /// The installation's id.
    UUID installation();

    /// Ed25519, as X.509 SubjectPublicKeyInfo.
    byte[] publicKey();

    byte[] sign(byte[] text);
}
