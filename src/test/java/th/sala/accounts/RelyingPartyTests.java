package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyTests {
    @ParameterizedTest
    @CsvSource({
        "https://Sala.Example.go.th/sign-in, sala.example.go.th, https://sala.example.go.th",
        "https://sala.example.go.th:443, sala.example.go.th, https://sala.example.go.th",
        "https://sala.example.go.th:8443/, sala.example.go.th, https://sala.example.go.th:8443",
        "http://localhost:8080/me, localhost, http://localhost:8080",
        "http://localhost:80, localhost, http://localhost"
    })
    void isThePagesNameAndOrigin(String address, String id, String origin) {
        assertThat(RelyingParty.of(address)).hasValue(new RelyingParty(id, origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sala.example.go.th",
                "http://127.0.0.1:8080",
                "https://127.0.0.1:8443",
                "https://[::1]/",
                "ftp://localhost",
                "http://localhost.example.go.th",
                "sala.example.go.th",
                "",
                "not an address"
            })
    void isNobodyWhereBrowsersOfferNoPasskeys(String address) {
        assertThat(RelyingParty.of(address)).isEmpty();
    }
}
