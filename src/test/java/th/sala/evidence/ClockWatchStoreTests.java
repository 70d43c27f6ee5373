package th.sala.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import org.apache.commons.net.ntp.NtpV3Impl;
import org.apache.commons.net.ntp.TimeStamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Against a time server of the test's own.
@EvidenceTest
@ExtendWith(OutputCaptureExtension.class)
class ClockWatchStoreTests {
    @Autowired JdbcClient db;

    private DatagramSocket socket;
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean saysWhen = true;

    @BeforeEach
    void timeServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private void answer() {
        try {
            while (!socket.isClosed()) {
                var packet = new DatagramPacket(new byte[48], 48);
                socket.receive(packet);
                var asked = new NtpV3Impl();
                asked.setDatagramPacket(packet);
                var answer = new NtpV3Impl();
                answer.setMode(NtpV3Impl.MODE_SERVER);
                answer.setVersion(3);
                answer.setStratum(1);
                answer.setOriginateTimeStamp(asked.getTransmitTimeStamp());
                if (saysWhen) {
                    var now = TimeStamp.getNtpTime(System.currentTimeMillis() + ahead.toMillis());
                    answer.setReceiveTimeStamp(now);
                    answer.setTransmitTime(now);
                }
                var back = answer.getDatagramPacket();
                back.setSocketAddress(packet.getSocketAddress());
                socket.send(back);
            }
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    private String line(Clock clock, String reference) {
        var watch = new ClockWatch(db, clock, reference);
        assertThat(watch.line()).isEqualTo("unmeasured");
        watch.measure();
        return watch.line();
    }

    private String line(Clock clock) {
        return line(clock, "127.0.0.1:" + socket.getLocalPort());
    }

    @Test
    @DisplayName(
            "X3 ภาคผนวก ข้อ 2(3): how far database and time server are from this machine is measured")
    void saysHowFarBothAreOff(CapturedOutput output) {
        assertThat(line(Clock.systemUTC()))
                .matches("database [+-]0\\.0\\d\\d reference [+-]0\\.0\\d\\d");
        assertThat(output).doesNotContain("the clock is");

        ahead = Duration.ofMillis(2_500);
        assertThat(line(Clock.systemUTC()))
                .matches("database [+-]0\\.0\\d\\d reference \\+2\\.[45]\\d\\d");
        assertThat(output).contains("the clock is +2.");
        ahead = Duration.ofMillis(-900);
        assertThat(line(Clock.systemUTC())).matches(".* reference -0\\.[89]\\d\\d");
        assertThat(output.toString().split("the clock is", -1)).as("less than a second").hasSize(2);

        var fast = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(10));
        assertThat(line(fast)).matches("database -(?:9\\.9|10\\.0)\\d\\d reference .*");
    }

    @Test
    void saysThatATimeServerCannotBeAsked() {
        assertThat(line(Clock.systemUTC(), "no-such-host.invalid"))
                .endsWith(" reference unreachable");
        assertThat(line(Clock.systemUTC(), "no-such-host.invalid:123"))
                .endsWith(" reference unreachable");
        saysWhen = false;
        assertThat(line(Clock.systemUTC())).endsWith(" reference unreachable");
    }

    @Test
    void withoutATimeServerOnlyTheDatabaseIsAsked() {
        assertThat(line(Clock.systemUTC(), " ")).matches("database [+-]0\\.0\\d\\d");
    }
}
