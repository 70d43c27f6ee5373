package th.sala.agencies;

import static th.sala.law.Instrument.ETDA_63;

import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// เจ้าหน้าที่สารบรรณ: that a person is responsible for the agency's central account in some days.
public record CorrespondenceOfficer(
        UUID id,
        UUID agency,
        UUID official,
        LocalDate fromDay,
        @Nullable LocalDate untilDay,
        String source) {
    public Term term() {
        return new Term(fromDay, untilDay);
    }

    /// Whether somebody is named on the day, as has to be on every day.
    @Clause(id = "C2", of = ETDA_63, value = "ข้อ 3(2)")
    static boolean isNamed(LocalDate day, Collection<CorrespondenceOfficer> officers) {
        return officers.stream().anyMatch(officer -> officer.term().contains(day));
    }

    /// Refusal: the agency would have nobody responsible for its central account.
    public static final class LastOne extends Refusal {
        LastOne() {
            super(new Citation("C2", ETDA_63, "ข้อ 3(2)"), "agencies.refused.last-officer");
        }
    }
}
