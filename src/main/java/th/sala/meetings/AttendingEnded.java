package th.sala.meetings;

import java.util.UUID;

/// Published once somebody attends a meeting no more: taken off the list, or their link revoked.
/// Whoever keeps a connection open ends it.
public record AttendingEnded(UUID agency, UUID meeting, UUID attendee) {}
