package th.sala.files;

import java.util.UUID;

/// The text of a file is known: [Previews#texts] says it. May come more than once.
public record PdfRead(UUID agency, String sha256) {}
