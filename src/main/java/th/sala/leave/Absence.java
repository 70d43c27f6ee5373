package th.sala.leave;

import java.util.UUID;

/// Approved leave of one official: the days as they hold now, after any were taken back.
///
/// @param request by which it was approved
public record Absence(UUID official, LeaveKind kind, LeaveDays days, UUID request) {}
