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

    /// The step by which the sender of this one had the letter; nothing if they wrote it.
    Optional<Step> before(Step step) {
        return steps.stream()
                .takeWhile(one -> !one.id().equals(step.id()))
                .filter(Step::isUp)
                .filter(one -> one.decided() != null)
                .reduce((_, later) -> later)
                .filter(one ->
                        one.decided() instanceof Step.State.Decided decided
                                && decided.result().passesOn()
                                && decided.official().equals(step.from().official()));
    }
}
