package th.sala.letters;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import th.sala.agencies.Unit;

/// ผู้รับภายในหน่วยงาน: a unit of one's own agency to which a letter goes.
///
/// @param name as it was when the unit was chosen
public record UnitAddressee(UUID unit, String name) {
    private static final String PREFIX = "unit:";
    private static final String CHOICE =
            PREFIX + "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    static UnitAddressee of(Unit unit) {
        return new UnitAddressee(unit.id(), unit.name());
    }

    /// As it stands among a letter's addressees, beside the addresses of persons elsewhere.
    String choice() {
        return PREFIX + unit;
    }

    /// What such a choice names; empty if it is the address of a person.
    static Optional<UUID> unitOf(String choice) {
        return choice.matches(CHOICE)
                ? Optional.of(UUID.fromString(choice.substring(PREFIX.length())))
                : Optional.empty();
    }

    static List<UUID> unitsOf(List<String> choices) {
        return choices.stream().flatMap(choice -> unitOf(choice).stream()).distinct().toList();
    }

    /// The choices that name persons.
    static List<String> personsOf(List<String> choices) {
        return choices.stream().filter(choice -> unitOf(choice).isEmpty()).distinct().toList();
    }

    static String names(List<UnitAddressee> units) {
        return Addressee.named(units.stream().map(UnitAddressee::name).toList(), "หน่วย");
    }
}
