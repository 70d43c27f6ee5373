package th.sala.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialTests {
    @ParameterizedTest
    @CsvSource({
        "PRIVATE, 169.254.169.254, OUT_OF_REACH",
        "PUBLIC, 127.0.0.1, OUT_OF_REACH",
        "PUBLIC, localhost, OUT_OF_REACH",
        "PRIVATE, no-such-host.invalid, NAME"
    })
    void goesOnlyWhereItMay(Reach reach, String host, Dial.Failed.Why why) {
        assertThat(failure(reach, host, 1)).isEqualTo(why);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int closed;
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = door.getLocalPort();
        }
        assertThat(failure(Reach.PRIVATE, "localhost", closed)).isEqualTo(Dial.Failed.Why.CLOSED);
    }

    private static Dial.Failed.Why failure(Reach reach, String host, int port) {
        var dial = new Dial(reach, null);
        try (var socket = dial.createSocket()) {
            // as the mail library does; a name that it looked up itself is looked up again
            socket.connect(new InetSocketAddress(host, port), 2_000);
            throw new AssertionError("connected");
        } catch (Dial.Failed failed) {
            return failed.why();
        } catch (IOException other) {
            throw new AssertionError(other);
        }
    }

    @Test
    void talksAndIsCut() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var dial = new Dial(Reach.PRIVATE, null);
            var socket = dial.createSocket();
            socket.connect(new InetSocketAddress("localhost", door.getLocalPort()), 2_000);
            try (var there = door.accept()) {
                socket.getOutputStream().write('x');
                assertThat(there.getInputStream().read()).isEqualTo('x');
                dial.cut();
                assertThat(there.getInputStream().read()).isEqualTo(-1);
                assertThatThrownBy(() -> socket.getInputStream().read())
                        .isInstanceOf(SocketException.class);
            }
        }
    }
}
