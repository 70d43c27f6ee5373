package th.sala.files;

import java.util.UUID;

/// The reading of a file came to its end: [Previews#outcome] says to which, [Previews#texts] what
/// stands in it. May come more than once.
public record PdfRead(UUID agency, String sha256) {}
