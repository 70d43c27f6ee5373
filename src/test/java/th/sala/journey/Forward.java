package th.sala.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// An address of this machine at which those in another network find what listens to the loopback,
/// under the same port.
final class Forward implements AutoCloseable {
    private static final int WAITING = 200;

    private final ServerSocket door;

    private Forward(ServerSocket door) {
        this.door = door;
    }

    static Forward open(String address, int port) throws IOException {
        var forward = new Forward(new ServerSocket(port, WAITING, InetAddress.getByName(address)));
        Thread.ofVirtual().start(forward::take);
        return forward;
    }

    String url() {
        return "http://%s:%d".formatted(door.getInetAddress().getHostAddress(), port());
    }

    private int port() {
        return door.getLocalPort();
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException gone) {
                // the next one may come
            }
        }
    }

    /// While nobody listens behind it the connection ends at once, as it would without it.
    private void connect(Socket near) {
        try (near;
                var far = new Socket(InetAddress.getLoopbackAddress(), port())) {
            var back = Thread.ofVirtual().start(() -> copy(far, near));
            copy(near, far);
            back.join();
        } catch (IOException away) {
            // closed
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
