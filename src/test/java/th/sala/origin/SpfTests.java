package th.sala.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpfTests {
    private final TestNames names = new TestNames();

    @AfterEach
    void close() {
        names.close();
    }

    private SpfResult of(String client, String sender) {
        return Spf.check(
                names.questions(), InetAddress.ofLiteral(client), sender, "mta.far.example");
    }

    private SpfResult policy(String record, String client) {
        names.forget("far.example");
        names.knows("far.example", "TXT", record);
        return of(client, "chief@far.example");
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ip4:192.0.2.0/28 -all, 192.0.2.15, PASS",
        "v=spf1 ip4:192.0.2.0/28 -all, 192.0.2.16, FAIL",
        "v=spf1 ip4:192.0.2.1 ~all, 192.0.2.2, SOFTFAIL",
        "v=spf1 ip4:192.0.2.1, 192.0.2.2, NEUTRAL",
        "v=spf1 ?all, 192.0.2.2, NEUTRAL",
        "v=spf1 ip6:2001:db8::/32 -all, 2001:db8:1::1, PASS",
        "v=spf1 ip6:2001:db8::/32 -all, 192.0.2.2, FAIL",
        "v=spf1 a -all, 192.0.2.7, PASS",
        "v=spf1 a/24 -all, 192.0.2.200, PASS",
        "v=spf1 a:other.example -all, 192.0.2.8, PASS",
        "v=spf1 mx -all, 192.0.2.9, PASS",
        "v=spf1 mx -all, 192.0.2.10, FAIL",
        "v=spf1 include:other.example -all, 198.51.100.1, PASS",
        "v=spf1 include:other.example -all, 198.51.100.2, FAIL",
        "v=spf1 redirect=other.example, 198.51.100.2, FAIL",
        "v=spf1 exists:%{ir}.%{l}.list.example -all, 192.0.2.3, PASS",
        "v=spf1 exists:%{ir}.%{l}.list.example -all, 192.0.2.4, FAIL",
        "v=spf1 ptr -all, 192.0.2.20, PASS",
        "v=spf1 -ALL, 192.0.2.2, FAIL",
        "v=spf1 include:none.example -all, 192.0.2.2, PERMERROR",
        "v=spf1 redirect=none.example, 192.0.2.2, PERMERROR",
        "v=spf1 ip4:192.0.2.300 -all, 192.0.2.2, PERMERROR",
        "v=spf1 ip4:192.0.2.0/33 -all, 192.0.2.2, PERMERROR",
        "v=spf1 all:x, 192.0.2.2, PERMERROR",
        "v=spf1 what -all, 192.0.2.2, PERMERROR",
        "v=spf1 a:%{x}.example -all, 192.0.2.2, PERMERROR",
        "v=spf1 redirect=a.example redirect=b.example, 192.0.2.2, PERMERROR",
        "v=spf10 -all, 192.0.2.2, NONE",
        "nothing of this kind, 192.0.2.2, NONE"
    })
    void saysWhoMaySend(String record, String client, SpfResult result) {
        names.knows("far.example", "A", "192.0.2.7")
                .knows("other.example", "A", "192.0.2.8")
                .knows("other.example", "TXT", "v=spf1 ip4:198.51.100.1 -all")
                .knows("mail.far.example", "A", "192.0.2.9")
                .knows("3.2.0.192.chief.list.example", "A", "127.0.0.2")
                .knows("20.2.0.192.in-addr.arpa", "PTR", "host.far.example.")
                .knows("host.far.example", "A", "192.0.2.20");
        names.knows("far.example", "MX", "10 mail.far.example.")
                .knows("far.example", "TXT", record);

        assertThat(of(client, "chief@far.example")).isEqualTo(result);
    }

    @Test
    void hasNoOpinionWithoutARecord() {
        assertThat(of("192.0.2.1", "x@nowhere.example")).isEqualTo(SpfResult.NONE);
        assertThat(of("192.0.2.1", "x@localhost")).isEqualTo(SpfResult.NONE);
        assertThat(of("192.0.2.1", "x@" + "a".repeat(70) + ".example")).isEqualTo(SpfResult.NONE);
    }

    @Test
    void takesTwoRecordsForNone() {
        names.knows("far.example", "TXT", "v=spf1 +all").knows("far.example", "TXT", "v=spf1 -all");

        assertThat(of("192.0.2.1", "x@far.example")).isEqualTo(SpfResult.PERMERROR);
    }

    @Test
    void knowsNothingWhereNobodyAnswers() {
        names.isSilentOf("silent.example").failsFor("failing.example");
        var questions = names.service(Duration.ofMillis(300)).questions(9, Duration.ofSeconds(1));
        var begun = System.nanoTime();

        assertThat(Spf.check(questions, client(), "x@silent.example", "h.example"))
                .isEqualTo(SpfResult.TEMPERROR);
        assertThat(of("192.0.2.1", "x@failing.example")).isEqualTo(SpfResult.TEMPERROR);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }

    private static InetAddress client() {
        return InetAddress.ofLiteral("192.0.2.1");
    }

    @Test
    void followsNoLongChains() {
        for (int i = 0; i < 30; i++) {
            names.knows(
                    "c" + i + ".example", "TXT", "v=spf1 include:c" + (i + 1) + ".example -all");
        }
        assertThat(of("192.0.2.1", "x@c0.example")).isEqualTo(SpfResult.PERMERROR);
        assertThat(names.asked()).hasSizeLessThanOrEqualTo(11);
    }

    @Test
    void followsNoCircles() {
        names.knows("me.example", "TXT", "v=spf1 include:me.example redirect=me.example");

        assertThat(of("192.0.2.1", "x@me.example")).isEqualTo(SpfResult.PERMERROR);
        assertThat(names.asked()).hasSizeLessThanOrEqualTo(11);
    }

    @Test
    void doesNotAskForOthersWhatIsNotThere() {
        var record = new StringBuilder("v=spf1");
        for (int i = 0; i < 9; i++) {
            record.append(" a:victim").append(i).append(".example");
        }
        assertThat(policy(record + " -all", "192.0.2.1")).isEqualTo(SpfResult.PERMERROR);
        assertThat(names.asked()).hasSize(4);
    }

    @Test
    void doesNotAskForManyServers() {
        for (int i = 0; i < 12; i++) {
            names.knows("many.example", "MX", i + " m" + i + ".example.");
        }
        assertThat(policy("v=spf1 mx:many.example -all", "192.0.2.1"))
                .isEqualTo(SpfResult.PERMERROR);
        assertThat(names.asked()).hasSize(2);
    }

    /// Any text that somebody publishes is read in bounded time.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 a:%{l1r+-.,/_=}%{o}/24//64 -all",
                "v=spf1 exists:%{",
                "v=spf1 exists:%%%_%-%{d2}.example",
                "v=spf1 a:///// -all",
                "v=spf1 ip6:::::: -all",
                "v=spf1 ip4:",
                "v=spf1 =x",
                "v=spf1 x=%{z}",
                "v=spf1 a:..example"
            })
    void readsAnything(String record) {
        assertThat(policy(record, "192.0.2.1")).isNotNull();
    }

    @Test
    void readsLongNonsense() {
        assertThat(policy("v=spf1 " + "a:%{d}.".repeat(100), "192.0.2.1"))
                .isIn(SpfResult.PERMERROR, SpfResult.NONE);
    }
}
