package th.sala.evidence;

/// The log grew: entries that waited for their proof have it now.
///
/// @param size entries that the newest checkpoint covers
public record CheckpointSigned(int log, long size) {}
