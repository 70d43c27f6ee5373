package th.sala.letters;

import th.sala.signing.Signed;

/// A letter that Sala set, signed by its signer.
record SignedSheet(int pages, Signed signed) {}
