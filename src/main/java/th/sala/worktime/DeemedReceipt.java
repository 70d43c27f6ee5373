package th.sala.worktime;

import static th.sala.law.Instrument.CENTRAL_67;
import static th.sala.law.Instrument.EGOV_65;

import java.time.ZonedDateTime;
import th.sala.law.Clause;

/// When something that reached us counts as received in law, beside when it did reach us.
public record DeemedReceipt(ZonedDateTime entered, ZonedDateTime received) {

    /// What enters in office hours is received at once, all else at the next opening.
    ///
    /// @param entered in Bangkok's time
    @Clause(id = "P4", of = EGOV_65, value = "มาตรา 10", from = "2023-01-10")
    @Clause(id = "P4", of = CENTRAL_67, value = "ข้อ 3")
    public static DeemedReceipt of(ZonedDateTime entered, WorkCalendar calendar) {
        return new DeemedReceipt(
                entered, calendar.isOpen(entered) ? entered : calendar.nextOpening(entered));
    }
}
