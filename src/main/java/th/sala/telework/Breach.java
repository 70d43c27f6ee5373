package th.sala.telework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ข้อเสนอให้ยุติการปฏิบัติราชการนอกสถานที่: somebody above finds that the agreement or the ethics
/// are not kept.
///
/// @param name who proposes it
/// @param speakBy the last day on which the head waits for what the person says
/// @param said by the person; empty if nothing
/// @param outcome null as long as the head has not decided
/// @param words of the head
/// @param version how often it was proposed or spoken to
public record Breach(
        UUID id,
        UUID agreement,
        String reasons,
        String name,
        String title,
        Instant at,
        LocalDate speakBy,
        String said,
        @Nullable Outcome outcome,
        String words,
        @Nullable LocalDate backDay,
        @Nullable String decidedBy,
        int version) {
    public enum Outcome {
        TERMINATED,
        GOES_ON,
        /// The person was called back before the head decided.
        LAPSED;

        public String key() {
            return switch (this) {
                case TERMINATED -> "telework.breach.terminated";
                case GOES_ON -> "telework.breach.goes-on";
                case LAPSED -> "telework.breach.lapsed";
            };
        }
    }

    public boolean isOpen() {
        return outcome == null;
    }
}
