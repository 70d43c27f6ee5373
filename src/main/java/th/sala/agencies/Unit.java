package th.sala.agencies;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// สำนัก กอง กลุ่ม ฝ่าย: a part of an agency.
///
/// @param ownerCode what its letter numbers begin with, with digits 0-9: `สท 0017.2`; empty if it
///   makes no letters under a code of its own
public record Unit(UUID id, UUID agency, String name, String ownerCode, @Nullable UUID parent) {}
