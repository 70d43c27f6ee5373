package th.sala.agencies;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An agency to be founded in this installation; the facts are those of [Agency].
///
/// @param from its first day here
public record NewAgency(
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
        LocalDate from) {

    /// The same, each text in the one way it is kept.
    NewAgency clean() {
        return new NewAgency(
                id,
                CleanText.of(name),
                CleanText.of(englishName),
                CleanText.code(code),
                juristicPerson,
                parent,
                CleanText.address(domain),
                CleanText.address(centralAddress),
                CleanText.lines(postalAddress),
                CleanText.of(telephone),
                from);
    }
}
