package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import th.sala.law.Clause;

/// From which secrecy class on an agency takes no letter into Sala, by its dated decisions. The
/// clause exempts no class, so without a decision all are refused; the highest always is.
///
/// @param decisions in any order
record SecrecyPolicy(List<Decision> decisions) {
    private static final Comparator<Decision> IN_ORDER =
            Comparator.comparing(Decision::firstDay).thenComparing(Decision::decidedAt);

    /// What an agency has that decided nothing else.
    static final SecrecyPolicy ALL = new SecrecyPolicy(List.of());

    /// @param firstDay on which it begins to count
    /// @param lowestRefused this class and all above it are refused
    /// @param source the order or regulation that says so
    record Decision(
            LocalDate firstDay,
            SecrecyClass lowestRefused,
            String source,
            Instant decidedAt,
            String decidedBy) {}

    SecrecyPolicy {
        decisions = decisions.stream().sorted(IN_ORDER).toList();
    }

    /// The class that is refused that day with all above it: of the decisions that have begun the
    /// latest counts, of two for one day the one decided later.
    SecrecyClass lowestRefused(LocalDate day) {
        return decisions.reversed().stream()
                .filter(decision -> !decision.firstDay().isAfter(day))
                .findFirst()
                .map(Decision::lowestRefused)
                .orElse(SecrecyClass.CONFIDENTIAL);
    }

    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    boolean refuses(SecrecyClass declared, LocalDate day) {
        return declared.compareTo(lowestRefused(day)) >= 0;
    }

    /// The class that is in the way, if the letter declares one that is refused that day.
    Optional<SecrecyClass> refused(Optional<SecrecyClass> declared, LocalDate day) {
        return declared.filter(secrecy -> refuses(secrecy, day));
    }
}
