package th.sala.meetings;

import static th.sala.law.Instrument.ETDA_63;

import th.sala.law.Clause;

/// ช่องทางสำรอง: how attendees are reached when the room fails.
///
/// @param telephone may be empty
/// @param mail may be empty
public record BackupChannel(String telephone, String mail) {
    /// Whether one is named, such as a telephone or an e-mail address.
    @Clause(id = "M5", of = ETDA_63, value = "ข้อ 10(1)")
    public boolean isNamed() {
        return !telephone.isBlank() || !mail.isBlank();
    }
}
