package th.sala.registers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ทะเบียนรับ or ทะเบียนส่ง, one series of numbers a calendar year.
///
/// @param unit whose book it is; null for the agency's own
/// @param circular whether it is the series of circulars (ว) of a send register
/// @param ownerCode begins each number of a send register; empty for a receive register
public record Book(
        UUID agency,
        UUID id,
        Direction direction,
        boolean circular,
        @Nullable UUID unit,
        String ownerCode,
        String title) {
    public enum Direction {
        RECEIVE,
        SEND
    }
}
