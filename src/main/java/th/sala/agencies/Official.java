package th.sala.agencies;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// ผู้ดำรงตำแหน่ง, as on the day asked for.
///
/// @param position title of the position held longest; empty if none is held
/// @param unit the unit of that position
/// @param mail lower case; empty if the person has no address
public record Official(
        UUID id,
        UUID agency,
        String name,
        String position,
        @Nullable UUID unit,
        String mail,
        String telephone) {}
