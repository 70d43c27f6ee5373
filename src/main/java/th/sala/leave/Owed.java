package th.sala.leave;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a request still lacks.
///
/// @param words what the approver said who asked for it
/// @param asker the approver; null where the regulation asks
public record Owed(
        UUID id, UUID request, What what, String words, @Nullable UUID asker, Instant at) {
    public enum What {
        /// ใบรับรองแพทย์
        CERTIFICATE,
        /// ผลการตรวจจากแพทย์ของทางราชการ
        EXAMINATION,
        /// ใบลาตามแบบ, after an incomplete one
        FULL_FORM,
        /// ใบลาของตนเอง, after somebody else asked
        OWN_FORM;

        /// Whether it is met by a paper, and not by filling in the form.
        public boolean isPaper() {
            return this == CERTIFICATE || this == EXAMINATION;
        }

        public String key() {
            return "leave.owed." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
