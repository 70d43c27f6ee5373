package th.sala.agencies;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The days on which a dated fact holds: from its first day until the day before `until`.
///
/// @param until null while no end is known; the same as `from` for what never came to hold
public record Term(LocalDate from, @Nullable LocalDate until) {
    public Term {
        if (until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("ends " + until + " before it begins " + from);
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    public boolean isEmpty() {
        return from.equals(until);
    }

    /// Whether the two have a day in common.
    public boolean overlaps(Term other) {
        return !isEmpty()
                && !other.isEmpty()
                && (until == null || other.from.isBefore(until))
                && (other.until == null || from.isBefore(other.until));
    }

    /// Whether every day of the other is one of these.
    boolean covers(Term other) {
        return !other.from.isBefore(from)
                && (until == null || (other.until != null && !other.until.isAfter(until)));
    }

    /// The day it can be closed on at the earliest: the registry said until then that it holds.
    LocalDate earliestEnd(LocalDate today) {
        return today.isAfter(from) ? today : from;
    }

    /// For people: the last day on which it holds.
    public @Nullable LocalDate lastDay() {
        return until == null ? null : until.minusDays(1);
    }
}
