package th.sala.timekeeping;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;
import th.sala.worktime.OfficeHours;

/// One person's day in the register.
///
/// @param arrival null if none is known
/// @param departure likewise
record WorkDay(
        LocalDate day,
        @Nullable Moment arrival,
        @Nullable Moment departure,
        Standing standing,
        List<Excuse> excuses) {
    public WorkDay {
        excuses = List.copyOf(excuses);
    }

    /// When somebody came or went.
    ///
    /// @param way null where a superior put it right
    record Moment(LocalTime time, Mark.@Nullable Way way, String place) {
        public boolean isCorrected() {
            return way == null;
        }

        boolean isOutside() {
            return way == Mark.Way.OUTSIDE;
        }

        /// Where somebody works outside may be where they live (X6).
        Moment withoutPlace() {
            return isOutside() ? new Moment(time, way, "") : this;
        }
    }

    /// What the day counts as.
    sealed interface Standing {
        /// The register had not begun, or the person need not stand in it.
        record NotKept() implements Standing {}

        /// วันหยุด
        record DayOff() implements Standing {}

        /// Nobody can say yet.
        record Awaited() implements Standing {}

        /// On leave, or on duty elsewhere, for the whole day.
        record Excused() implements Standing {}

        /// @param late whole minutes
        /// @param early whole minutes before the end of duty; 0 if nothing is known of it
        /// @param outside by an order to work outside
        /// @param over whether the day is, so that what is missing is missing
        record Present(int late, int early, boolean outside, boolean over) implements Standing {}

        /// ขาดราชการ, as far as the register knows: without a mark and without a reason.
        record Absent() implements Standing {}
    }

    /// All that decides what a day counts as.
    ///
    /// @param hours of the agency's offices on the day
    /// @param rules null where the register had not begun, or the person need not stand in it
    /// @param marks of the day
    /// @param arrival what a superior put in its place
    /// @param departure likewise
    record Facts(
            OfficeHours hours,
            boolean isWorkingDay,
            @Nullable TimeRules rules,
            List<Mark> marks,
            @Nullable LocalTime arrival,
            @Nullable LocalTime departure,
            List<Excuse> excuses) {}

    /// What the register says of a day.
    ///
    /// @param now until when it is known what happened
    @Clause(id = "L18", of = LEAVE_55, value = "ข้อ 11 วรรคหนึ่ง")
    static WorkDay of(LocalDate day, Facts facts, LocalDateTime now, ZoneId zone) {
        var arrival = arrival(facts, zone);
        var departure = departure(facts, arrival.orElse(null), zone);
        return new WorkDay(
                day,
                arrival.orElse(null),
                departure.orElse(null),
                standing(day, facts, arrival, departure, now),
                facts.excuses());
    }

    private static Standing standing(
            LocalDate day,
            Facts facts,
            Optional<Moment> arrival,
            Optional<Moment> departure,
            LocalDateTime now) {
        var rules = facts.rules();
        if (rules == null) {
            return new Standing.NotKept();
        }
        if (!facts.isWorkingDay()) {
            return new Standing.DayOff();
        }
        var morningFree = facts.excuses().stream().anyMatch(one -> one.part().holdsMorning());
        var afternoonFree = facts.excuses().stream().anyMatch(one -> one.part().holdsAfternoon());
        if (morningFree && afternoonFree) {
            return new Standing.Excused();
        }
        var begin = morningFree ? rules.afternoonFrom() : facts.hours().opening();
        var end = afternoonFree ? rules.morningUntil() : facts.hours().closing();
        if (arrival.isEmpty() && departure.isEmpty()) {
            return now.isBefore(day.atTime(end)) ? new Standing.Awaited() : new Standing.Absent();
        }
        var late = arrival.map(one -> rules.lateness(begin, one.time())).orElse(0);
        var early = departure.map(one -> early(one.time(), end)).orElse(0);
        var outside = arrival.or(() -> departure).filter(Moment::isOutside).isPresent();
        var over = TimeRules.dayOf(now).isAfter(day);
        return new Standing.Present(late, early, outside, over);
    }

    private static int early(LocalTime departure, LocalTime end) {
        return TimeRules.minutes(departure.truncatedTo(ChronoUnit.MINUTES), end);
    }

    /// The first mark that is one, or may be.
    private static Optional<Moment> arrival(Facts facts, ZoneId zone) {
        if (facts.arrival() != null) {
            return Optional.of(new Moment(facts.arrival(), null, ""));
        }
        return facts.marks().stream()
                .filter(one -> one.sense() != Mark.Sense.DEPARTURE)
                .min(Comparator.comparing(Mark::at))
                .map(one -> moment(one, zone));
    }

    /// The last mark that is one, or may be, after the arrival. Of those that only may be, one that
    /// was pressed together with the arrival is none.
    private static Optional<Moment> departure(Facts facts, @Nullable Moment arrival, ZoneId zone) {
        if (facts.departure() != null) {
            return Optional.of(new Moment(facts.departure(), null, ""));
        }
        return facts.marks().stream()
                .filter(one -> one.sense() != Mark.Sense.ARRIVAL)
                .filter(one -> !isBack(facts, one))
                .filter(one -> mayFollow(one, moment(one, zone), arrival))
                .max(Comparator.comparing(Mark::at))
                .map(one -> moment(one, zone));
    }

    /// Whether somebody came again after they had gone.
    private static boolean isBack(Facts facts, Mark gone) {
        return facts.marks().stream()
                .anyMatch(one -> one.sense() == Mark.Sense.ARRIVAL && one.at().isAfter(gone.at()));
    }

    private static boolean mayFollow(Mark mark, Moment moment, @Nullable Moment arrival) {
        if (arrival == null) {
            return true;
        }
        var after = TimeRules.into(moment.time()).minus(TimeRules.into(arrival.time()));
        return mark.sense() == Mark.Sense.DEPARTURE
                ? !after.isNegative()
                : after.compareTo(Mark.SAME) >= 0;
    }

    private static Moment moment(Mark mark, ZoneId zone) {
        return new Moment(mark.at().atZone(zone).toLocalTime(), mark.way(), mark.place());
    }

    /// As those see it who may not know which leave it is.
    WorkDay withoutKinds() {
        return new WorkDay(
                day,
                arrival,
                departure,
                standing,
                excuses.stream().map(Excuse::withoutKind).toList());
    }

    /// As it stands in a list: that somebody was outside, and not where.
    WorkDay withoutPlaces() {
        return new WorkDay(
                day,
                arrival == null ? null : arrival.withoutPlace(),
                departure == null ? null : departure.withoutPlace(),
                standing,
                excuses);
    }

    public boolean isAbsent() {
        return standing instanceof Standing.Absent;
    }

    public boolean isPresent() {
        return standing instanceof Standing.Present;
    }

    /// Whether the person is expected to say that they have come.
    boolean isToBeMarked() {
        return standing instanceof Standing.Awaited;
    }

    /// Whether it is one of the days on which the person is expected.
    public boolean isKept() {
        return !(standing instanceof Standing.NotKept) && !(standing instanceof Standing.DayOff);
    }

    public int late() {
        return standing instanceof Standing.Present present ? present.late() : 0;
    }

    public int early() {
        return standing instanceof Standing.Present present ? present.early() : 0;
    }

    public boolean isOutside() {
        return standing instanceof Standing.Present present && present.outside();
    }

    /// Whether the person was there, and nothing says when they came.
    public boolean lacksArrival() {
        return isPresent() && arrival == null;
    }

    /// Whether the person was there, the day is over, and nothing says when they went.
    public boolean lacksDeparture() {
        return standing instanceof Standing.Present present && present.over() && departure == null;
    }

    public String key() {
        return switch (standing) {
            case Standing.NotKept _ -> "timekeeping.standing.not-kept";
            case Standing.DayOff _ -> "timekeeping.standing.day-off";
            case Standing.Awaited _ -> "timekeeping.standing.awaited";
            case Standing.Excused _ -> "timekeeping.standing.excused";
            case Standing.Present _ -> "timekeeping.standing.present";
            case Standing.Absent _ -> "timekeeping.standing.absent";
        };
    }
}
