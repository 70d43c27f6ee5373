package th.sala.timekeeping;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Delegation;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.agencies.Term;
import th.sala.leave.Absences;
import th.sala.leave.LeaveDays;
import th.sala.worktime.OfficeHours;
import th.sala.worktime.WorkCalendars;

/// บัญชีลงเวลา, as it is worked out for whoever looks: a person their own days, superiors those of
/// the people below them, who keeps the register and the head everybody's. Every call is made in
/// the agency's scope.
@Service
@Transactional(readOnly = true)
class Timesheets {
    private final Marks marks;
    private final TimekeepingSettings settings;
    private final TimekeepingOffice office;
    private final Organisation organisation;
    private final WorkCalendars calendars;
    private final Absences absences;
    private final Corrections corrections;
    private final Clock clock;

    Timesheets(
            Marks marks,
            TimekeepingSettings settings,
            TimekeepingOffice office,
            Organisation organisation,
            Absences absences,
            Corrections corrections,
            WorkCalendars calendars,
            Clock clock) {
        this.marks = marks;
        this.settings = settings;
        this.office = office;
        this.organisation = organisation;
        this.absences = absences;
        this.corrections = corrections;
        this.calendars = calendars;
        this.clock = clock;
    }

    // ---- who may look

    /// Whose days a person sees.
    ///
    /// @param people by name, themself among them
    /// @param reasons whose kinds of leave, and places outside, they may know: their own, and of
    ///   those below them
    record Seen(List<Official> people, Set<UUID> reasons, boolean isEverybody) {
        /// The day as the person may see it.
        WorkDay of(UUID official, WorkDay day) {
            return reasons.contains(official) ? day : day.withoutKinds().withoutPlaces();
        }
    }

    /// Those officials of today whose days the person sees: all of them who keeps the register or
    /// is head of the agency, and everybody else those below. Why somebody is on leave is theirs
    /// and their superiors' to know, not of who keeps the register.
    Seen seenBy(SignedIn who) {
        var today = LocalDate.now(clock);
        return seenBy(who, today, today);
    }

    /// The same of those who were officials on any day of a run.
    Seen seenBy(SignedIn who, LocalDate first, LocalDate last) {
        var everybody = organisation.officialsDuring(who.agency(), first, last);
        var below = who.is(Role.HEAD) ? ids(everybody) : below(who);
        var own = who.official();
        var reasons = new HashSet<>(below);
        if (own != null) {
            reasons.add(own);
        }
        var isEverybody = who.is(Role.HEAD) || office.isKeeper(who);
        var people =
                isEverybody
                        ? everybody
                        : everybody.stream().filter(one -> reasons.contains(one.id())).toList();
        return new Seen(people, reasons, isEverybody);
    }

    private static Set<UUID> ids(List<Official> people) {
        return people.stream().map(Official::id).collect(Collectors.toSet());
    }

    /// Who holds a position anywhere below one whose duty the person does; authority over letters
    /// that is delegated is none over people.
    private Set<UUID> below(SignedIn who) {
        var official = who.official();
        if (official == null) {
            return Set.of();
        }
        var chain = organisation.chain(who.agency());
        var own =
                chain.dutiesOf(official).stream()
                        .filter(duty -> isOnDuty(chain, duty, official))
                        .map(Position::id)
                        .collect(Collectors.toSet());
        if (own.isEmpty()) {
            return Set.of();
        }
        var under = under(own, organisation.positions(who.agency()));
        return organisation.holders(who.agency()).entrySet().stream()
                .filter(held -> under.contains(held.getKey()))
                .flatMap(held -> held.getValue().stream())
                .map(Official::id)
                .filter(one -> !one.equals(official))
                .collect(Collectors.toSet());
    }

    private static boolean isOnDuty(ChainOfCommand chain, Position duty, UUID official) {
        return chain.at(duty.id()).stream()
                .anyMatch(one ->
                        one.official().id().equals(official)
                                && one.capacity() != Delegation.Kind.DELEGATED);
    }

    /// All positions below some, at whatever distance.
    private static Set<UUID> under(Set<UUID> own, List<Position> positions) {
        var reached = new HashSet<>(own);
        boolean grew;
        do {
            grew =
                    reached.addAll(
                            positions.stream()
                                    .filter(one -> reached.contains(one.superior()))
                                    .map(Position::id)
                                    .toList());
        } while (grew);
        reached.removeAll(own);
        return reached;
    }

    // ---- what the days say

    /// The days of some people, from the first to the last, with all that is known of them. Before
    /// somebody became an official of the agency, and after they left, nothing is expected.
    Map<UUID, List<WorkDay>> days(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        var now = LocalDateTime.now(clock);
        var rules = settings.rules(agency);
        var calendar = calendars.of(agency, first.getYear(), last.getYear());
        var free =
                settings.named(agency, first).stream()
                        .filter(one -> one.role() == Naming.FREE)
                        .toList();
        var terms = organisation.terms(agency, officials);
        var stays = absences.stays(agency, officials);
        var known = known(agency, officials, first, last);
        var days = new HashMap<UUID, List<WorkDay>>();
        for (var official : officials) {
            var own = new ArrayList<WorkDay>();
            var visits = stays.stream().filter(one -> one.official().equals(official)).toList();
            for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
                var on = day;
                var isHere = isHere(on, terms.getOrDefault(official, List.of()), visits);
                var isFree =
                        free.stream()
                                .anyMatch(one ->
                                        one.official().equals(official) && one.term().contains(on));
                var begun = isFree || !isHere ? null : rules.floorEntry(day);
                var facts =
                        known.getOrDefault(new Key(official, day), Known.NOTHING)
                                .facts(
                                        calendar.hoursOn(day),
                                        calendar.isWorkingDay(day),
                                        begun == null ? null : begun.getValue());
                own.add(WorkDay.of(day, facts, now, clock.getZone()));
            }
            days.put(official, own);
        }
        return days;
    }

    /// Whether somebody is an official here on a day. Who came from another agency is so until the
    /// day they go back; if they stay for good, they are appointed anew.
    static boolean isHere(LocalDate day, List<Term> terms, List<Absences.Stay> visits) {
        var back =
                visits.stream()
                        .map(Absences.Stay::until)
                        .filter(until -> until != null && !until.isAfter(day))
                        .max(Comparator.naturalOrder());
        var isVisiting =
                visits.stream()
                        .anyMatch(one ->
                                !one.from().isAfter(day)
                                        && (one.until() == null || one.until().isAfter(day)));
        return terms.stream()
                .filter(one -> one.contains(day))
                .anyMatch(one -> isVisiting || back.isEmpty() || !one.from().isBefore(back.get()));
    }

    private record Key(UUID official, LocalDate day) {}

    /// What is kept of one person's day.
    private static final class Known {
        private static final Known NOTHING = new Known();

        private final List<Mark> marks = new ArrayList<>();
        private final List<Excuse> excuses = new ArrayList<>();
        private @Nullable LocalTime arrival;
        private @Nullable LocalTime departure;

        private void correct(Correction correction) {
            switch (correction.kind()) {
                case ARRIVAL -> arrival = correction.time();
                case DEPARTURE -> departure = correction.time();
                case TRIP -> excuse(Excuse.Kind.TRIP, correction);
                case MEETING -> excuse(Excuse.Kind.MEETING, correction);
                case TRAINING -> excuse(Excuse.Kind.TRAINING, correction);
                case SECONDED -> excuse(Excuse.Kind.SECONDED, correction);
            }
        }

        private void excuse(Excuse.Kind kind, Correction correction) {
            excuses.add(Excuse.duty(kind, correction.part()));
        }

        private WorkDay.Facts facts(
                OfficeHours hours, boolean isWorkingDay, @Nullable TimeRules rules) {
            return new WorkDay.Facts(
                    hours, isWorkingDay, rules, marks, arrival, departure, excuses);
        }
    }

    private Map<Key, Known> known(
            UUID agency, Collection<UUID> officials, LocalDate first, LocalDate last) {
        var known = new HashMap<Key, Known>();
        for (var mark : marks.between(agency, officials, first, last)) {
            var day = TimeRules.dayOf(mark.at().atZone(clock.getZone()).toLocalDateTime());
            at(known, mark.official(), day).marks.add(mark);
        }
        for (var absence : absences.of(agency, officials, first, last)) {
            var run = absence.days();
            each(
                    run.first(),
                    run.last(),
                    first,
                    last,
                    day -> {
                        var leave = Excuse.leave(absence.kind(), part(run, day));
                        at(known, absence.official(), day).excuses.add(leave);
                    });
        }
        for (var event : absences.events(agency, officials, first, last)) {
            var run = event.days();
            each(
                    run.first(),
                    run.last(),
                    first,
                    last,
                    day -> {
                        var excuse = Excuse.duty(Excuse.Kind.EVENT, part(run, day));
                        at(known, event.official(), day).excuses.add(excuse);
                    });
        }
        for (var granted : corrections.granted(agency, officials, first, last)) {
            each(
                    granted.first(),
                    granted.lastCounted(),
                    first,
                    last,
                    day -> at(known, granted.by().official(), day).correct(granted));
        }
        return known;
    }

    private static Known at(Map<Key, Known> known, UUID official, LocalDate day) {
        return known.computeIfAbsent(new Key(official, day), _ -> new Known());
    }

    /// Those days of a run that lie between two others.
    private static void each(
            LocalDate begin,
            LocalDate end,
            LocalDate first,
            LocalDate last,
            Consumer<LocalDate> act) {
        var until = end.isBefore(last) ? end : last;
        for (var day = begin.isAfter(first) ? begin : first;
                !day.isAfter(until);
                day = day.plusDays(1)) {
            act.accept(day);
        }
    }

    private static Part part(LeaveDays run, LocalDate day) {
        if (run.fromNoon() && day.equals(run.first())) {
            return Part.AFTERNOON;
        }
        return run.untilNoon() && day.equals(run.last()) ? Part.MORNING : Part.WHOLE;
    }

    /// One person's day.
    List<WorkDay> own(UUID agency, UUID official, LocalDate day) {
        return Objects.requireNonNull(days(agency, List.of(official), day, day).get(official));
    }

    /// The person's own today; after midnight it is for a while the day before.
    WorkDay today(UUID agency, UUID official) {
        return own(agency, official, TimeRules.dayOf(LocalDateTime.now(clock))).getFirst();
    }
}
