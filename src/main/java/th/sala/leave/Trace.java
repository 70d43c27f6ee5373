package th.sala.leave;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What befell a request beside what was said to it: who changed its way or its days, and why.
///
/// @param by who did it; empty for the program
/// @param about the official whom it passed by, if it did
/// @param before the days of the leave until then, where they changed
/// @param halves what it gave back to the ledger; negative what it took
public record Trace(
        UUID id,
        Act act,
        String by,
        String title,
        @Nullable UUID about,
        String words,
        @Nullable LeaveDays before,
        @Nullable Integer halves,
        Instant at) {
    public enum Act {
        /// ผู้อื่นลาแทน
        FILED_FOR,
        /// เสนอผู้มีอำนาจชั้นเหนือขึ้นไป เพราะผู้มีอำนาจลา
        ABOVE_ON_LEAVE,
        /// เพราะไม่อยู่
        ABOVE_NOT_THERE,
        /// เพราะปฏิบัติราชการไม่ได้
        ABOVE_CANNOT_ACT,
        /// แจ้งผู้มีอำนาจอนุญาตทราบ
        REGULAR_TOLD,
        MOVED_ON,
        /// เรียกตัวกลับมาปฏิบัติราชการ
        RECALLED,
        CORRECTED,
        RECOUNTED,
        PAPER_ASKED,
        PAPER_ADDED,
        COMPLETED;

        /// Whether it went past the approver, who is to be told.
        boolean isAbove() {
            return this == ABOVE_ON_LEAVE || this == ABOVE_NOT_THERE || this == ABOVE_CANNOT_ACT;
        }

        /// Whether it changed the days; why is for all who see the request, and says nothing of
        /// what the leave is for.
        public boolean isOfDays() {
            return this == RECALLED || this == CORRECTED || this == RECOUNTED;
        }

        /// Whether it says nothing of the person's health or affairs.
        public boolean isForAll() {
            return isOfDays() || this == REGULAR_TOLD;
        }

        public String key() {
            return "leave.trace." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Trace of(Act act, String by, String title, String words, Instant at) {
        return new Trace(UUID.randomUUID(), act, by, title, null, words, null, null, at);
    }

    Trace about(@Nullable UUID official) {
        return new Trace(id, act, by, title, official, words, before, halves, at);
    }

    Trace changing(LeaveDays days, int given) {
        return new Trace(id, act, by, title, about, words, days, given, at);
    }
}
