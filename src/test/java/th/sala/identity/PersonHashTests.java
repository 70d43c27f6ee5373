package th.sala.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import th.sala.installation.TestVault;

class PersonHashTests {
    private static final String NUMBER = "1100000000001";

    @TempDir Path folder;

    private static Provider provider(String issuer, String claim) {
        return new Provider(
                UUID.randomUUID(), "ID", "https://sala", issuer, "client", "", claim, "", true);
    }

    @Test
    void aPersonIsIssuerClaimAndValueTogether() {
        var persons = new PersonHash(TestVault.of(folder.resolve("here")));
        var elsewhere = new PersonHash(TestVault.of(folder.resolve("elsewhere")));
        var one = provider("https://id", "pid");

        assertThat(persons.of(one, NUMBER)).isEqualTo(persons.of(one, NUMBER)).hasSize(32);
        assertThat(
                        Stream.of(
                                        persons.of(one, NUMBER),
                                        persons.of(one, NUMBER + "0"),
                                        persons.of(provider("https://other", "pid"), NUMBER),
                                        persons.of(provider("https://id", "sub"), NUMBER),
                                        persons.of(provider("https://id", "pid1"), "100000000001"),
                                        elsewhere.of(one, NUMBER))
                                .map(HexFormat.of()::formatHex))
                .doesNotHaveDuplicates();
    }

    @Test
    void lettersOfAMailAddressMayBeLargeOrSmall() {
        var persons = new PersonHash(TestVault.of(folder.resolve("here")));
        var mail = provider("https://id", "email");
        var other = provider("https://id", "sub");
        assertThat(persons.of(mail, "Me@ID.example")).isEqualTo(persons.of(mail, "me@id.example"));
        assertThat(persons.of(other, "Me")).isNotEqualTo(persons.of(other, "me"));
    }
}
