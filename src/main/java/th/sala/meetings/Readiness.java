package th.sala.meetings;

import java.time.Instant;
import java.util.UUID;

/// What a test of the whole system before a meeting came to (M15).
///
/// @param words a line for each thing measured
/// @param name who tested, or had it tested
public record Readiness(UUID id, boolean ready, String words, String name, Instant at) {}
