package th.sala.telework;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// รายงานผลการปฏิบัติราชการนอกสถานที่, and what the supervisor thinks of it.
///
/// @param problems ปัญหา/อุปสรรค
/// @param assessment null as long as there is none
public record TeleworkResult(String problems, Instant reportedAt, @Nullable Assessment assessment) {
    /// How far the goals were reached.
    public enum Verdict {
        MET("บรรลุเป้าหมาย"),
        PARTLY("บรรลุเป้าหมายบางส่วน"),
        NOT("ไม่บรรลุเป้าหมาย");

        /// As it stands on the form.
        final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String key() {
            return "telework.verdict." + name().toLowerCase(Locale.ROOT);
        }
    }

    public record Assessment(
            Verdict verdict, String words, String name, String title, Instant at) {}
}
