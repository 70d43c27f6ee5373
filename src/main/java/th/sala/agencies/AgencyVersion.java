package th.sala.agencies;

import static th.sala.law.Instrument.ETDA_63;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// What an agency was called and where it was reached in one run of days.
record AgencyVersion(
        UUID id,
        UUID agency,
        LocalDate fromDay,
        @Nullable LocalDate untilDay,
        String name,
        String englishName,
        String code,
        boolean juristicPerson,
        @Nullable UUID parent,
        String domain,
        String centralAddress,
        String postalAddress,
        String telephone) {
    public Term term() {
        return new Term(fromDay, untilDay);
    }

    AgencyVersion until(@Nullable LocalDate other) {
        return new AgencyVersion(
                id,
                agency,
                fromDay,
                other,
                name,
                englishName,
                code,
                juristicPerson,
                parent,
                domain,
                centralAddress,
                postalAddress,
                telephone);
    }

    /// How the agency stood on the day.
    static Optional<AgencyVersion> on(LocalDate day, List<AgencyVersion> versions) {
        return versions.stream().filter(version -> version.term().contains(day)).findFirst();
    }

    /// Whether on no day the agency has two central accounts (บัญชีกลาง) or none while it exists:
    /// every version has one, and no two share a day. The table refuses anything else.
    @Clause(id = "C1", of = ETDA_63, value = "ข้อ 3(1)")
    static boolean haveOneCentralAccountADay(List<AgencyVersion> versions) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).centralAddress().isBlank()) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                if (versions.get(i).term().overlaps(versions.get(j).term())) {
                    return false;
                }
            }
        }
        return true;
    }
}
