package th.sala.agencies;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// หน่วยงานของรัฐ, as it stands on the day it was asked for.
///
/// @param code the beginning of its letter numbers, with digits 0-9: `สท 0017`
/// @param juristicPerson whether it is a legal person of its own; a district is none
/// @param parent the agency it belongs to: a district's province
/// @param domain in which its addresses lie, lower case
/// @param centralAddress of its one central account (บัญชีกลาง), lower case
/// @param local whether it works in this installation; otherwise it is known from another's
///   registry
public record Agency(
        UUID id,
        String name,
        String englishName,
        String code,
        boolean juristicPerson,
        @Nullable UUID parent,
        String domain,
        String centralAddress,
        String postalAddress,
        String telephone,
        boolean local) {}
