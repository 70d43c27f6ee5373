package th.sala.registers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ทะเบียนรับ or ทะเบียนส่ง, one series of numbers a calendar year.
///
/// @param unit whose book it is; null for the agency's own
/// @param circular whether it is the series of circulars (ว) of a send register
/// @param ownerCode begins each number of a send register; empty for a receive register
/// @param title in Thai, as it stands on the book
public record Book(
        UUID agency,
        UUID id,
        Direction direction,
        boolean circular,
        @Nullable UUID unit,
        String ownerCode,
        String title) {
    static final String RECEIVE_TITLE = "ทะเบียนรับ";

    public enum Direction {
        RECEIVE,
        SEND
    }

    /// The message with the book's name in the reader's language; its argument is [#of].
    public String key() {
        if (isReceive()) {
            return unit == null ? "registers.book.receive" : "registers.book.receive-of";
        }
        return circular ? "registers.book.circulars" : "registers.book.send";
    }

    /// Whose book it is: a unit's name, or the owner code of a send register.
    public String of() {
        var isUnits = isReceive() && title.startsWith(RECEIVE_TITLE + " ");
        return isUnits ? title.substring(RECEIVE_TITLE.length() + 1) : ownerCode;
    }

    public boolean isReceive() {
        return direction == Direction.RECEIVE;
    }
}
