/// Electronic signatures of officials in PDFs (PAdES): with whose key, made how, and whether what
/// came out is sound. Every official who signs has a key here: one that they brought from a
/// certificate authority, else one that this installation's own authority for trials vouches for.
///
/// The keys lie in the database, closed by the vault, and nobody but this module ever has one open;
/// or they lie in a PKCS#11 token, and nobody ever has.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "installation",
            "network",
            "reader",
            "checking",
            "cryptoki",
            "files",
            "accounts",
            "agencies",
            "evidence",
            "proof",
            "web"
        })
@NullMarked
package th.sala.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
