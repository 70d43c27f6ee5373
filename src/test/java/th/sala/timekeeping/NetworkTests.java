package th.sala.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTests {
    @ParameterizedTest(name = "L18 ข้อ 11 วรรคสอง: {1} lies in {0}: {2}")
    @CsvSource({
        "10.1.2.0/24, 10.1.2.0, true",
        "10.1.2.0/24, 10.1.2.255, true",
        "10.1.2.0/24, 10.1.3.0, false",
        "10.1.2.0/24, 10.1.1.255, false",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.128/25, 10.1.2.128, true",
        "10.1.2.9/32, 10.1.2.9, true",
        "10.1.2.9/32, 10.1.2.8, false",
        "0.0.0.0/0, unknown, false",
        "0.0.0.0/0, 10.1.2.3:55123, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "10.1.2.0/24, ::ffff:10.1.2.9, true",
        "fe80::/10, fe80::1%1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false"
    })
    void knowsItsAddresses(String range, String address, boolean inside) {
        var network = new Network(new UUID(0, 0), "", range, LocalDate.of(2026, 11, 23), null);
        assertThat(network.contains(address)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.77/24, 10.1.2.0/24",
        "' 10.1.2.9 ', 10.1.2.9/32",
        "10.1.2.255/31, 10.1.2.254/31",
        "2001:db8::9/48, 2001:db8:0:0:0:0:0:0/48"
    })
    void isReadAsItIsTyped(String typed, String range) {
        assertThat(Network.read(typed)).hasValue(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.1.2.0/33",
                "10.1.2.0/-1",
                "10.1.2.0/8/8",
                "sala.example/24",
                "10.1.2.0/x",
                "10/8",
                "10.1/16",
                "192.168.1/24",
                "167772160/8",
                "2001:db8::/129",
                "10.1.2.0/99999999999"
            })
    void whatIsNoRangeIsNone(String typed) {
        assertThat(Network.read(typed)).isEmpty();
    }
}
