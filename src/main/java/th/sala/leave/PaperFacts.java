package th.sala.leave;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a paper says beside its days, each as it is kept: days and moments as ISO 8601, choices by
/// their names.
public record PaperFacts(Map<PaperFact, String> all) {
    static final PaperFacts NONE = new PaperFacts(Map.of());

    public PaperFacts {
        all = Map.copyOf(all);
    }

    PaperFacts with(PaperFact fact, String value) {
        var other = new EnumMap<PaperFact, String>(PaperFact.class);
        other.putAll(all);
        other.put(fact, value);
        return new PaperFacts(other);
    }

    public String text(PaperFact fact) {
        return all.getOrDefault(fact, "");
    }

    public boolean has(PaperFact fact) {
        return all.containsKey(fact);
    }

    boolean is(PaperFact fact, String choice) {
        return choice.equals(all.get(fact));
    }

    /// Null if it is not known.
    public @Nullable LocalDate day(PaperFact fact) {
        var text = all.get(fact);
        return text == null ? null : LocalDate.parse(text);
    }

    /// Null if it is not known.
    public @Nullable LocalDateTime moment(PaperFact fact) {
        var text = all.get(fact);
        return text == null ? null : LocalDateTime.parse(text);
    }

    /// A day that no paper of the kind is without.
    LocalDate known(PaperFact fact) {
        return Optional.ofNullable(day(fact)).orElseThrow();
    }

    /// A moment that no paper of the kind is without.
    LocalDateTime knownMoment(PaperFact fact) {
        return Optional.ofNullable(moment(fact)).orElseThrow();
    }
}
