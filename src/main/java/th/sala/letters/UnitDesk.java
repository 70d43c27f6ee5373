package th.sala.letters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Unit;
import th.sala.routing.Routing;

/// What a person sees of letters in through the own unit.
@Service
@Transactional(readOnly = true)
class UnitDesk {
    private final PassedLetters passed;
    private final Organisation organisation;
    private final Routing routing;

    UnitDesk(PassedLetters passed, Organisation organisation, Routing routing) {
        this.passed = passed;
        this.organisation = organisation;
        this.routing = routing;
    }

    Optional<Unit> ownUnit(SignedIn who) {
        return Optional.ofNullable(who.official())
                .flatMap(organisation::official)
                .map(Official::unit)
                .flatMap(own ->
                        organisation.units(who.agency()).stream()
                                .filter(unit -> unit.id().equals(own))
                                .findFirst());
    }

    static boolean mayReadAll(SignedIn who) {
        return who.isAny(
                Role.CORRESPONDENCE_OFFICER, Role.HEAD, Role.AUTHORISED_PERSON, Role.AUDITOR);
    }

    /// An official reads what was passed to the own unit, or stamped by it, and what was presented
    /// to them.
    ///
    /// @param stamps those on the letter
    boolean mayRead(SignedIn who, UUID letter, List<IncomingDesk.Stamp> stamps) {
        if (mayReadAll(who)) {
            return true;
        }
        if (wasBefore(who, letter)) {
            return true;
        }
        var own = ownUnit(who).map(Unit::id).orElse(null);
        return own != null
                && (passed.unitsOf(who.agency(), letter).contains(own)
                        || stamps.stream().anyMatch(stamp -> own.equals(stamp.unit())));
    }

    /// Whether the letter was presented by or to the person, or waits for who does their duty.
    private boolean wasBefore(SignedIn who, UUID letter) {
        return who.official() != null
                && routing.way(who.agency(), letter).stream()
                        .flatMap(way -> way.steps().stream())
                        .anyMatch(step ->
                                step.from().official().equals(who.official())
                                        || step.to().official().equals(who.official())
                                        || routing.isWith(who, step));
    }

    /// @throws AccessDeniedException unless [#mayRead]
    void mustRead(SignedIn who, UUID letter, List<IncomingDesk.Stamp> stamps) {
        if (!mayRead(who, letter, stamps)) {
            throw new AccessDeniedException("another unit's letter");
        }
    }

    /// Units that the letter was passed to.
    List<Unit> unitsOf(SignedIn who, UUID letter) {
        var ids = passed.unitsOf(who.agency(), letter);
        return units(who).stream().filter(unit -> ids.contains(unit.id())).toList();
    }

    List<Unit> units(SignedIn who) {
        return organisation.units(who.agency());
    }

    List<PassedLetters.Passed> waiting(SignedIn who, int rows) {
        return ownUnit(who)
                .map(unit -> passed.waiting(who.agency(), unit.id(), rows))
                .orElse(List.of());
    }

    List<PassedLetters.Passed> stamped(
            SignedIn who, @Nullable Instant before, UUID beforeId, int rows) {
        return ownUnit(who)
                .map(unit -> passed.stamped(who.agency(), unit.id(), before, beforeId, rows))
                .orElse(List.of());
    }
}
