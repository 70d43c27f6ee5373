package th.sala.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import th.sala.routing.WayPolicy.Decision;
import th.sala.routing.WayPolicy.Rules;

class WayPolicyTests {
    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
    private static final Instant EARLY = Instant.parse("2026-11-20T03:00:00Z");

    private static Decision decision(LocalDate day, Rules rules, Instant at) {
        return new Decision(day, rules, "คู่มือ", at, "ผู้ว่าราชการจังหวัด");
    }

    @Test
    @DisplayName("I2 ข้อ 4(3): without a decision a letter goes to the level next above alone")
    void clauseFiveToSevenWithoutADecision() {
        var policy = new WayPolicy(List.of());
        assertThat(policy.on(FIRST)).isEqualTo(Rules.OF_MAIL);
        assertThat(policy.bindsToTheNext(FIRST)).isTrue();
    }

    @Test
    @DisplayName("I2 ข้อ 4(2): the agency's own rules hold from their first day on, and not before")
    void ownRulesFromTheirFirstDayOn() {
        var policy = new WayPolicy(List.of(decision(FIRST, Rules.OWN, EARLY)));
        assertThat(policy.bindsToTheNext(FIRST.minusDays(1))).isTrue();
        assertThat(policy.bindsToTheNext(FIRST)).isFalse();
        assertThat(policy.bindsToTheNext(FIRST.plusYears(5))).isFalse();
    }

    @Test
    @DisplayName("I2 ข้อ 4(2): of two decisions for one day the later one counts")
    void theLaterDecisionCounts() {
        var own = decision(FIRST, Rules.OWN, EARLY);
        var back = decision(FIRST, Rules.OF_MAIL, EARLY.plusSeconds(1));
        assertThat(new WayPolicy(List.of(back, own)).on(FIRST)).isEqualTo(Rules.OF_MAIL);
        var later = decision(FIRST.plusDays(3), Rules.OWN, EARLY);
        assertThat(new WayPolicy(List.of(later, back)).on(FIRST.plusDays(2)))
                .isEqualTo(Rules.OF_MAIL);
        assertThat(new WayPolicy(List.of(later, back)).on(FIRST.plusDays(3))).isEqualTo(Rules.OWN);
    }
}
