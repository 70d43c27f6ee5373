package th.sala.telework;

import java.time.LocalDate;
import java.util.UUID;

/// A day on which an official works outside by the head's order.
///
/// @param place as the agreement says it
/// @param assignment the agreement that was ordered
public record OutsideDay(UUID official, LocalDate day, String place, UUID assignment) {}
