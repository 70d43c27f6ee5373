package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.util.Optional;
import java.util.Set;
import th.sala.law.Citation;
import th.sala.law.Clause;

/// การลาของข้าราชการการเมือง
final class PoliticalRules {
    private static final Set<PaperPower> GOVERNMENT =
            Set.of(
                    PaperPower.PRIME_MINISTER,
                    PaperPower.DEPUTY_PRIME_MINISTER,
                    PaperPower.MINISTER);
    private static final Set<PaperPower> BANGKOK =
            Set.of(PaperPower.BANGKOK_GOVERNOR, PaperPower.BANGKOK_COUNCIL_CHAIR);

    private PoliticalRules() {}

    static boolean isPolitical(PaperOffice office) {
        return switch (office) {
            case PRIME_MINISTER, POLITICAL, BANGKOK_POLITICAL -> true;
            case OFFICIAL, HEAD, DIRECT_HEAD -> false;
        };
    }

    /// Whose journeys abroad are not the head's to permit, and by which clause.
    @Clause(id = "L17", of = LEAVE_55, value = "ข้อ 41")
    @Clause(id = "L17", of = LEAVE_55, value = "ข้อ 42")
    @Clause(id = "L17", of = LEAVE_55, value = "ข้อ 43")
    static Optional<Citation> citation(PaperOffice office) {
        return switch (office) {
            case PRIME_MINISTER -> Optional.of(new Citation("L17", LEAVE_55, "ข้อ 41"));
            case POLITICAL -> Optional.of(new Citation("L17", LEAVE_55, "ข้อ 42"));
            case BANGKOK_POLITICAL -> Optional.of(new Citation("L17", LEAVE_55, "ข้อ 43"));
            case OFFICIAL, HEAD, DIRECT_HEAD -> Optional.empty();
        };
    }

    /// Whether somebody may approve leave, or going abroad, of a political official; the prime
    /// minister themselves.
    @Clause(id = "L17", of = LEAVE_55, value = "ข้อ 41")
    @Clause(id = "L17", of = LEAVE_55, value = "ข้อ 42")
    @Clause(id = "L17", of = LEAVE_55, value = "ข้อ 43")
    static boolean mayApprove(PaperOffice office, PaperPower power) {
        return switch (office) {
            case PRIME_MINISTER -> power == PaperPower.PRIME_MINISTER;
            case POLITICAL -> GOVERNMENT.contains(power);
            case BANGKOK_POLITICAL -> BANGKOK.contains(power);
            case OFFICIAL, HEAD, DIRECT_HEAD ->
                    !BANGKOK.contains(power)
                            && power != PaperPower.PRIME_MINISTER
                            && power != PaperPower.DEPUTY_PRIME_MINISTER;
        };
    }

    /// The cabinet is told of the prime minister's leave.
    @Clause(id = "L17", of = LEAVE_55, value = "ข้อ 41")
    static boolean isToldToTheCabinet(PaperOffice office) {
        return office == PaperOffice.PRIME_MINISTER;
    }
}
