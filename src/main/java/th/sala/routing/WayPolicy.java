package th.sala.routing;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import th.sala.law.Clause;

/// Which rules hold for letters inside an agency, by its dated decisions: those of ข้อ 5 to 7, or
/// what the agency itself laid down for its system. Without a decision the former hold.
///
/// @param decisions in any order
public record WayPolicy(List<Decision> decisions) {
    private static final Comparator<Decision> IN_ORDER =
            Comparator.comparing(Decision::firstDay).thenComparing(Decision::decidedAt);

    /// By what a letter goes up.
    public enum Rules {
        /// ข้อ 5 to 7, which bind whose channel is the mail of ข้อ 4(3).
        OF_MAIL,
        /// The agency's own, ข้อ 4(2).
        OWN;

        public String key() {
            return "routing.rules." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param firstDay on which it begins to count
    /// @param source the agency's order or manual that says so
    public record Decision(
            LocalDate firstDay, Rules rules, String source, Instant decidedAt, String decidedBy) {}

    public WayPolicy {
        decisions = decisions.stream().sorted(IN_ORDER).toList();
    }

    /// Of the decisions that have begun the latest counts, of two for one day the one decided
    /// later.
    @Clause(id = "I2", of = ETDA_63, value = "ข้อ 4(2)")
    public Rules on(LocalDate day) {
        return decisions.reversed().stream()
                .filter(decision -> !decision.firstDay().isAfter(day))
                .findFirst()
                .map(Decision::rules)
                .orElse(Rules.OF_MAIL);
    }

    /// Whether a letter goes to the level next above and to no other.
    @Clause(id = "I2", of = ETDA_63, value = "ข้อ 4(3)")
    boolean bindsToTheNext(LocalDate day) {
        return on(day) == Rules.OF_MAIL;
    }
}
