package th.sala.worktime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An agency's decision about its office hours. The latest one that has begun holds.
///
/// @param source the order or announcement that says so
record OfficeHoursChange(
        UUID agency,
        UUID id,
        LocalDate firstDay,
        OfficeHours hours,
        String source,
        Instant decidedAt,
        String decidedBy,
        Holiday.@Nullable Act withdrawal) {}
