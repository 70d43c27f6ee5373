package th.sala.agencies;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ตำแหน่ง
///
/// @param superior the position next above, to which letters go up; null at the top
public record Position(
        UUID id, UUID agency, String title, @Nullable UUID unit, @Nullable UUID superior) {}
