package th.sala.letters;

import th.sala.signing.Signed;

/// The PDF of a letter, set or brought, signed by its signer.
record SignedSheet(int pages, Signed signed) {}
