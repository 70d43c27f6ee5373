package th.sala.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import th.sala.agencies.Authority;

/// The demo is written by hand: that it hangs together is checked here.
class DemoContentTests {
    private final List<DemoAgency> agencies = DemoAgency.all();
    private final List<DemoLetter> letters = DemoLetter.all();

    @Test
    void everyAgencyHasAHeadOfficersAndAnAdministrator() {
        for (var agency : agencies) {
            var roles = agency.people().stream().flatMap(one -> one.roles().stream()).toList();
            assertThat(roles)
                    .as(agency.name())
                    .contains(
                            th.sala.accounts.Role.HEAD,
                            th.sala.accounts.Role.CORRESPONDENCE_OFFICER,
                            th.sala.accounts.Role.ADMINISTRATOR);
        }
    }

    @Test
    void onlyDomainsReservedForExamplesAreUsed() {
        for (var agency : agencies) {
            assertThat(agency.domain()).endsWith(".example");
            assertThat(agency.centralAddress()).isEqualTo("saraban@" + agency.domain());
            assertThat(agency.people())
                    .allSatisfy(one -> assertThat(one.mail()).endsWith("@" + agency.domain()));
        }
    }

    @Test
    void lettersAreSignedByThoseWhoMayAndGoToThoseWhoAreRegistered() {
        var people =
                agencies.stream()
                        .flatMap(agency -> agency.people().stream())
                        .collect(toMap(DemoAgency.Person::mail, DemoAgency.Person::authorities));
        for (var letter : letters) {
            assertThat(people.get(letter.from())).as(letter.id()).contains(Authority.MAKE);
            for (var receiver : letter.to()) {
                assertThat(people.get(receiver)).as(letter.id()).contains(Authority.DIRECT);
            }
        }
    }

    @Test
    void numbersOfASeriesFollowEachOther() {
        var series =
                letters.stream().collect(groupingBy(one -> one.ownerCode() + one.isCircular()));
        assertThat(series.values())
                .allSatisfy(all -> {
                    var first = all.getFirst().sequence();
                    assertThat(all.stream().map(DemoLetter::sequence))
                            .containsExactlyElementsOf(
                                    IntStream.range(first, first + all.size()).boxed().toList());
                });
    }

    @Test
    void everyLetterHasItsPdf() {
        assertThat(letters)
                .hasSize(40)
                .allSatisfy(letter -> {
                    var pdf = letter.pdf();
                    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
                    assertThat(pdf.length).isLessThan(60 * 1024);
                });
    }

    @Test
    void runningTextThatOnlySoundsSecretIsAmongThem() {
        assertThat(letters)
                .anySatisfy(letter -> assertThat(letter.text()).contains("ลงคะแนนลับ", "ความลับ"));
        assertThat(letters)
                .anySatisfy(letter -> assertThat(letter.references().toString()).contains("ว(ล)"));
    }

    @Test
    void aPartOfTheDemoCanBeHosted() {
        assertThat(names("")).hasSize(5);
        assertThat(names("province"))
                .containsExactly("จังหวัดศรีสมุทร", "อำเภอท่าเกลือ", "อำเภอเกาะนางนวล");
        assertThat(names("neighbour, department"))
                .containsExactly("จังหวัดทะเลหลวง", "กรมพัฒนาบริการประชาชน");
        assertThatThrownBy(() -> names("moon")).hasMessageContaining("neighbour");
    }

    private List<String> names(String only) {
        return DemoInstallation.chosen(agencies, only).stream().map(DemoAgency::name).toList();
    }
}
