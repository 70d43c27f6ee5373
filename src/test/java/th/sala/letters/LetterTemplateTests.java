package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.letters.LetterTemplate.Whose;

class LetterTemplateTests {
    private static final UUID UNIT = UUID.randomUUID();

    @ParameterizedTest(name = "{0} of {1} unit: the agency''s {2}, the unit''s {3}, another''s {4}")
    @CsvSource({
        "OFFICIAL, this, use, keep, none",
        "OFFICIAL, another, use, none, none",
        "OFFICIAL, no, use, none, none",
        "AUTHORISED_PERSON, this, use, keep, none",
        "HEAD, no, keep, none, none",
        "CORRESPONDENCE_OFFICER, another, keep, keep, none"
    })
    void areUsedAndKeptBy(Role role, String unit, String agencys, String units, String anothers) {
        var who = SignedInAs.person(UUID.randomUUID(), null, role);
        var own =
                switch (unit) {
                    case "this" -> UNIT;
                    case "another" -> UUID.randomUUID();
                    default -> null;
                };
        assertThat(may(new Whose.OfAgency(), who, own)).isEqualTo(agencys);
        assertThat(may(new Whose.OfUnit(UNIT), who, own)).isEqualTo(units);
        assertThat(may(new Whose.OfPerson(UUID.randomUUID()), who, own)).isEqualTo(anothers);
        assertThat(may(new Whose.OfPerson(who.account()), who, own)).isEqualTo("keep");
    }

    private static String may(Whose whose, SignedIn who, @Nullable UUID unit) {
        return whose.mayKeep(who, unit) ? "keep" : whose.mayUse(who, unit) ? "use" : "none";
    }
}
