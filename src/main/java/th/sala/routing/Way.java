package th.sala.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All of a letter's way so far.
///
/// @param account of who began it
/// @param title the subject, as it was sent last
/// @param steps oldest first
public record Way(
        UUID letter,
        Instant begunAt,
        UUID account,
        UUID official,
        String name,
        String title,
        String path,
        List<Step> steps) {
    public Way {
        steps = List.copyOf(steps);
    }

    /// The step at whose receiver the letter is; null while it is with who wrote it.
    public @Nullable Step current() {
        return steps.stream().filter(step -> step.isUp() && step.isOpen()).findFirst().orElse(null);
    }

    public Optional<Step> find(UUID step) {
        return steps.stream().filter(one -> one.id().equals(step)).findFirst();
    }

    /// The questions aside of a step, oldest first.
    public List<Step> asides(UUID step) {
        return steps.stream()
                .filter(one -> one.kind() instanceof Step.Kind.Aside(var of, _) && of.equals(step))
                .toList();
    }

    /// The last step up that is over.
    public Optional<Step> last() {
        return steps.reversed().stream().filter(step -> step.isUp() && !step.isOpen()).findFirst();
    }

    /// The step by which the sender of this one had the letter: the one that was decided in the
    /// same act. Nothing if they sent it up from rest.
    Optional<Step> before(Step step) {
        for (var former : steps) {
            var isDecidedThen =
                    former.isUp()
                            && former.decided() instanceof Step.State.Decided decided
                            && decided.at().equals(step.sentAt());
            if (isDecidedThen) {
                return Optional.of(former);
            }
            if (former.state() instanceof Step.State.HandedOver(var at, _)
                    && at.equals(step.sentAt())) {
                return before(former);
            }
        }
        return Optional.empty();
    }
}
