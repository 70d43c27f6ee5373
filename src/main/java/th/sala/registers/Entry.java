package th.sala.registers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a register, as the regulation's forms 13 and 14 have it.
///
/// @param received the deemed moment of receipt, in a receive register
/// @param letterNumber ที่
/// @param letterDate ลงวันที่
/// @param action การปฏิบัติ
/// @param remark หมายเหตุ
public record Entry(
        UUID book,
        int year,
        int number,
        Kind kind,
        @Nullable UUID letter,
        Instant enteredAt,
        String enteredBy,
        @Nullable Instant received,
        String letterNumber,
        @Nullable LocalDate letterDate,
        String sender,
        String receiver,
        String subject,
        String action,
        String remark,
        @Nullable UUID reservedFor,
        @Nullable Instant expiresAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy) {
    public enum Kind {
        USED,
        RESERVED,
        CANCELLED,
        /// Of a register kept before Sala: to read only.
        OLD
    }

    Registers.Position position() {
        return new Registers.Position(year, number);
    }

    /// The day on which it was entered, in Bangkok.
    public LocalDate day() {
        return enteredAt.atZone(Entries.BANGKOK).toLocalDate();
    }

    /// The last whole day on which a reserved number is good; null if it expires within a day.
    public @Nullable LocalDate lastDay() {
        if (expiresAt == null) {
            return null;
        }
        var end = expiresAt.atZone(Entries.BANGKOK);
        var isMidnight = end.toLocalTime().equals(LocalTime.MIDNIGHT);
        return isMidnight ? end.toLocalDate().minusDays(1) : null;
    }

    /// What a letter brings to its line; number and moment are the register's.
    public record Line(
            UUID letter,
            @Nullable Instant received,
            String letterNumber,
            @Nullable LocalDate letterDate,
            String sender,
            String receiver,
            String subject,
            String action,
            String remark) {
        /// Moments are kept to the microsecond.
        public Line {
            received = received == null ? null : received.truncatedTo(ChronoUnit.MICROS);
        }
    }
}
