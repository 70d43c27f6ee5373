package th.sala.timekeeping;

import java.util.Locale;

/// For what an official is named in the matter of the register.
enum Naming {
    /// ผู้ดูแลบัญชีลงเวลา: sees all of it, keeps the recorders.
    KEEPER,
    /// Need not mark their time.
    FREE;

    public String key() {
        return "timekeeping.naming." + name().toLowerCase(Locale.ROOT);
    }
}
