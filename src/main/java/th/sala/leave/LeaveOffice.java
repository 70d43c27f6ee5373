package th.sala.leave;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.law.Refusal;
import th.sala.leave.ApproverTable.Level;
import th.sala.leave.ApproverTable.Limit;
import th.sala.thai.ThaiText;

/// การตั้งค่าการลา: who keeps an agency's leave, which level each position has, and what the
/// agency's own orders let a level approve. Every call is made in the agency's scope.
@Service
@LeavesEvidence
@Transactional
public class LeaveOffice {
    private static final int LONGEST_SOURCE = 500;

    /// Refusal: nothing says by which order.
    public static final class NoSource extends Refusal {
        NoSource() {
            super("leave.refused.no-source", LONGEST_SOURCE);
        }
    }

    /// Refusal: the person keeps the leave already, or is not registered.
    public static final class NotToBeNamed extends Refusal {
        NotToBeNamed() {
            super("leave.refused.not-to-be-named");
        }
    }

    /// Refusal: so many days are no number of days.
    public static final class NoNumber extends Refusal {
        NoNumber() {
            super("leave.refused.no-number");
        }
    }

    /// Refusal: no such position.
    public static final class NoPosition extends Refusal {
        NoPosition() {
            super("leave.refused.no-position");
        }
    }

    private final LeaveSettings settings;
    private final Organisation organisation;
    private final Clock clock;

    LeaveOffice(LeaveSettings settings, Organisation organisation, Clock clock) {
        this.settings = settings;
        this.organisation = organisation;
        this.clock = clock;
    }

    /// The whole table: what came with Sala and the agency's own orders.
    @Transactional(readOnly = true)
    ApproverTable table(UUID agency) {
        var limits = new ArrayList<>(settings.standard());
        settings.own(agency).forEach(one -> limits.add(one.limit()));
        return new ApproverTable(limits);
    }

    @Transactional(readOnly = true)
    List<Limit> standard() {
        return settings.standard();
    }

    @Transactional(readOnly = true)
    List<LeaveSettings.OwnPower> own(UUID agency) {
        return settings.own(agency);
    }

    @Transactional(readOnly = true)
    Map<UUID, Level> levels(UUID agency, LocalDate day) {
        return settings.levels(agency, day);
    }

    @Transactional(readOnly = true)
    List<LeaveSettings.Officer> officers(UUID agency) {
        return settings.officers(agency, LocalDate.now(clock));
    }

    /// Whether somebody keeps the agency's leave.
    @Transactional(readOnly = true)
    public boolean isKept(UUID agency) {
        return !settings.officers(agency, LocalDate.now(clock)).isEmpty();
    }

    /// Whether the person keeps the agency's leave today.
    @Transactional(readOnly = true)
    boolean isOfficer(SignedIn who) {
        var today = LocalDate.now(clock);
        return who.official() != null
                && settings.officers(who.agency(), today).stream()
                        .anyMatch(one ->
                                one.official().equals(who.official())
                                        && one.term().contains(today));
    }

    /// Names somebody who keeps the agency's leave, from today on.
    ///
    /// @param source the order
    /// @throws NotToBeNamed if they are one, or nobody
    public void nameOfficer(SignedIn by, UUID official, String source) {
        var today = LocalDate.now(clock);
        var isRegistered =
                organisation.official(official).map(Official::agency).stream()
                        .anyMatch(by.agency()::equals);
        var isNamed =
                settings.officers(by.agency(), today).stream()
                        .anyMatch(one -> one.official().equals(official));
        if (!isRegistered || isNamed) {
            throw new NotToBeNamed();
        }
        var officer =
                new LeaveSettings.Officer(
                        UUID.randomUUID(), official, today, null, sourceOf(source));
        settings.name(by.agency(), officer, clock.instant(), by.name());
    }

    public void endOfficer(SignedIn by, UUID id) {
        settings.endOfficer(by.agency(), id, LocalDate.now(clock));
    }

    /// Says which level a position has in the table, from today on.
    ///
    /// @param level null for none
    /// @throws NoPosition if there is no such position
    public void setLevel(SignedIn by, UUID position, @Nullable Level level) {
        var isThere =
                organisation.positions(by.agency()).stream()
                        .anyMatch(one -> one.id().equals(position));
        if (!isThere) {
            throw new NoPosition();
        }
        settings.set(
                by.agency(), position, level, LocalDate.now(clock), clock.instant(), by.name());
    }

    /// Enters what an order of the agency lets a level approve, from today on.
    ///
    /// @param days at most in one leave; null for at discretion
    public void empower(
            SignedIn by, Level level, LeaveKind kind, @Nullable Integer days, String source) {
        AskingRules.mayBeElectronic(kind);
        var limit =
                new Limit(level, kind, days, LocalDate.now(clock), null, sourceOf(source), true);
        settings.add(
                by.agency(),
                new LeaveSettings.OwnPower(UUID.randomUUID(), limit),
                clock.instant(),
                by.name());
    }

    /// It held yesterday for the last time, or, if it was entered today, never did.
    public void endPower(SignedIn by, UUID id) {
        settings.endPower(by.agency(), id, LocalDate.now(clock).minusDays(1));
    }

    private static String sourceOf(String typed) {
        var source = ThaiText.normalise(typed).strip();
        if (source.isEmpty() || source.length() > LONGEST_SOURCE) {
            throw new NoSource();
        }
        return source;
    }
}
