package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SecrecyPolicyTests {
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 1);
    private static final Instant NOON = Instant.parse("2026-10-20T05:00:00Z");

    @ParameterizedTest(name = "X1 ข้อ 1: without a decision {0} is refused")
    @EnumSource(SecrecyClass.class)
    void withoutADecisionAllAreRefused(SecrecyClass declared) {
        assertThat(SecrecyPolicy.ALL.refuses(declared, NOVEMBER)).isTrue();
    }

    @ParameterizedTest(name = "X1 ข้อ 1: {0} on {1} is refused: {2}")
    @CsvSource({
        "CONFIDENTIAL, 2026-10-31, true",
        "CONFIDENTIAL, 2026-11-01, false",
        "SECRET, 2026-11-01, true",
        "TOP_SECRET, 2026-11-01, true",
        "SECRET, 2026-11-30, true",
        "SECRET, 2026-12-01, false",
        "TOP_SECRET, 2026-12-01, true"
    })
    void aDecisionCountsFromItsDayOn(SecrecyClass declared, LocalDate day, boolean refused) {
        var policy =
                new SecrecyPolicy(
                        List.of(
                                decision(DECEMBER, SecrecyClass.TOP_SECRET, NOON),
                                decision(NOVEMBER, SecrecyClass.SECRET, NOON)));
        assertThat(policy.refuses(declared, day)).isEqualTo(refused);
    }

    @Test
    @DisplayName("X1 ข้อ 1: of two decisions for one day the one decided later counts")
    void aDecisionIsCorrectedByALaterOne() {
        var policy =
                new SecrecyPolicy(
                        List.of(
                                decision(NOVEMBER, SecrecyClass.CONFIDENTIAL, NOON.plusSeconds(1)),
                                decision(NOVEMBER, SecrecyClass.TOP_SECRET, NOON)));
        assertThat(policy.refuses(SecrecyClass.CONFIDENTIAL, NOVEMBER)).isTrue();
        assertThat(policy.decisions()).hasSize(2);
    }

    @Test
    void whatDeclaresNothingIsNotRefused() {
        assertThat(SecrecyPolicy.ALL.refused(Optional.empty(), NOVEMBER)).isEmpty();
    }

    private static SecrecyPolicy.Decision decision(
            LocalDate firstDay, SecrecyClass lowest, Instant at) {
        return new SecrecyPolicy.Decision(firstDay, lowest, "คำสั่งที่ 9", at, "ผู้ว่าฯ");
    }
}
