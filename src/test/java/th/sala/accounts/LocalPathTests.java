package th.sala.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTests {
    @ParameterizedTest
    @ValueSource(strings = {"/letters/in?page=2", "/me", "/a/%2F%2Fevil.example"})
    void goesToPagesOfThisSite(String path) {
        assertThat(LocalPath.of(path).text()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "letters",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "/a\r\nLocation: https://evil.example",
                "/\t/evil.example",
                "/sign-in",
                "/sign-out",
                "/error"
            })
    void goesNowhereElse(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(LocalPath.HOME);
    }

    @Test
    void goesHomeWithoutAPath() {
        assertThat(LocalPath.of((String) null)).isEqualTo(LocalPath.HOME);
        assertThat(LocalPath.of("/" + "x".repeat(2000))).isEqualTo(LocalPath.HOME);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2:ffff::1, 20010db800010002",
        "2001:db8:1:3::1, 20010db800010003",
        "fe80::1%eth0, fe80000000000000"
    })
    void countsAnIpv6NetworkAsOneClient(String address, String counted) {
        assertThat(ClientAddress.of(address)).isEqualTo(counted);
    }
}
