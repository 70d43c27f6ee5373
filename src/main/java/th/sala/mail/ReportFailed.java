package th.sala.mail;

import java.util.UUID;

/// A mail was tried as often as it is worth and could not be read, or taken, as a report of
/// delivery: a person looks.
public record ReportFailed(UUID agency, UUID mail) {}
