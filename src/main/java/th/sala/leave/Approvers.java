package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Delegation;
import th.sala.law.Clause;
import th.sala.leave.ApproverTable.Level;

/// ผู้บังคับบัญชาตามลำดับจนถึงผู้มีอำนาจอนุญาต: an applicant's superiors on one day, and what each
/// may approve.
///
/// @param levels of those positions that have one
record Approvers(ChainOfCommand chain, Map<UUID, Level> levels, ApproverTable table) {
    /// Somebody on the way up.
    ///
    /// @param level of the position; null if it has none
    /// @param decides whether the leave is within their power
    record Stop(ChainOfCommand.Superior superior, @Nullable Level level, boolean decides) {}

    /// Everybody a request goes through, the last of them with the power to decide; nobody has it
    /// if the last one's `decides` is false.
    ///
    /// @param day the leave's first
    /// @param halves the span of the whole chain
    @Clause(id = "L3", of = LEAVE_55, value = "ข้อ 10 วรรคสาม")
    List<Stop> way(UUID applicant, LeaveKind kind, LocalDate day, int halves) {
        var stops = new ArrayList<Stop>();
        var next = above(applicant, null);
        while (next.isPresent()) {
            var superior = next.get();
            var position = superior.position().id();
            var stop =
                    new Stop(superior, levels.get(position), decides(position, kind, day, halves));
            stops.add(stop);
            next = stop.decides() ? Optional.empty() : above(applicant, position);
        }
        return stops;
    }

    /// Authority that is delegated is for letters; who only has that of a position has none over
    /// leave (ข้อ 8 วรรคสี่ asks for an order of its own).
    private static boolean isOnDuty(ChainOfCommand.Superior superior) {
        return superior.capacity() != Delegation.Kind.DELEGATED;
    }

    boolean decides(UUID position, LeaveKind kind, LocalDate day, int halves) {
        return table.allows(levels.get(position), kind, day, halves);
    }

    /// The one to whom it goes from a position, never the applicant.
    ///
    /// @param position null from the applicant's own
    Optional<ChainOfCommand.Superior> above(UUID applicant, @Nullable UUID position) {
        var next =
                position == null
                        ? chain.nextAbove(applicant)
                        : chain.nextAbove(applicant, position);
        return next.superiors().stream().filter(Approvers::isOnDuty).findFirst();
    }

    /// Who does the duty of a position, none of them by delegated authority.
    List<ChainOfCommand.Superior> onDuty(UUID position) {
        return chain.at(position).stream().filter(Approvers::isOnDuty).toList();
    }

    /// ผู้บังคับบัญชา: by which position somebody stands above the applicant, the nearest one.
    Optional<ChainOfCommand.Superior> over(UUID applicant, UUID official) {
        var next = above(applicant, null);
        while (next.isPresent()) {
            var position = next.get().position().id();
            var found =
                    onDuty(position).stream()
                            .filter(one -> one.official().id().equals(official))
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
            next = above(applicant, position);
        }
        return Optional.empty();
    }

    /// Who may decide instead of the approver who is not there: the next above with the power.
    ///
    /// @param regular the approver's position
    /// @param away who is on leave now
    @Clause(id = "L5", of = LEAVE_55, value = "ข้อ 8 วรรคสาม")
    Optional<ChainOfCommand.Superior> instead(
            UUID applicant,
            UUID regular,
            LeaveKind kind,
            LocalDate day,
            int halves,
            Set<UUID> away) {
        var next = above(applicant, regular);
        while (next.isPresent()) {
            var position = next.get().position().id();
            var there =
                    onDuty(position).stream()
                            .filter(one -> !one.official().id().equals(applicant))
                            .filter(one -> !away.contains(one.official().id()))
                            .findFirst();
            if (there.isPresent() && decides(position, kind, day, halves)) {
                return there;
            }
            next = above(applicant, position);
        }
        return Optional.empty();
    }

    /// Where a request goes that nobody can answer where it is: to who does the duty of its
    /// position now, else to the next above; empty if it can stay, or nobody is above.
    @Clause(id = "L5", of = LEAVE_55, value = "ข้อ 8 วรรคหนึ่ง")
    Optional<ChainOfCommand.Superior> onwards(UUID applicant, LeaveRequest.With with) {
        var there =
                onDuty(with.position()).stream()
                        .filter(one -> !one.official().id().equals(applicant))
                        .toList();
        if (there.stream().anyMatch(one -> one.official().id().equals(with.official()))) {
            return Optional.empty();
        }
        if (!there.isEmpty()) {
            return Optional.of(there.getFirst());
        }
        return above(applicant, with.position());
    }

    /// Whether somebody may say what they think of a request, or decide it: its receiver while they
    /// do the position's duty, who deputises for them, and, once they are gone, whoever fills it.
    /// Nobody of their own.
    Optional<ChainOfCommand.Superior> inDutyOf(
            UUID official, LeaveRequest.With with, UUID applicant) {
        if (official.equals(applicant)) {
            return Optional.empty();
        }
        var there = chain.at(with.position());
        var isFilled = there.stream().anyMatch(one -> one.official().id().equals(with.official()));
        return there.stream()
                .filter(Approvers::isOnDuty)
                .filter(one -> one.official().id().equals(official))
                .filter(one ->
                        official.equals(with.official()) || one.capacity() != null || !isFilled)
                .findFirst();
    }
}
