package th.sala.meetings;

import java.util.UUID;

/// Published once somebody attends a meeting who did not before, or as something else. That
/// somebody attends no more is [AttendingEnded].
public record AttendeesChanged(UUID agency, UUID meeting) {}
