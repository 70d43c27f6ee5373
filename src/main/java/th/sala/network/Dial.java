package th.sala.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Connections to a server that a person named, for protocols other than http (which [Fetch]
/// speaks). Every address that the name resolves to is judged, and what is connected to is what was
/// judged.
public final class Dial extends SocketFactory {
    /// There is no connection, and why.
    public static final class Failed extends IOException {
        /// What stood in the way.
        public enum Why {
            /// Nobody has the name.
            NAME,
            /// The name leads to an address that is out of reach on purpose.
            OUT_OF_REACH,
            /// Nobody listens at the port, or the way there is closed.
            CLOSED,
            /// Nobody answered in time.
            SILENT
        }

        private final Why why;

        Failed(Why why, @Nullable IOException cause) {
            super(why.name(), cause);
            this.why = why;
        }

        public Why why() {
            return why;
        }
    }

    private final Reach reach;
    private final @Nullable SSLSocketFactory encrypted;
    private volatile @Nullable Socket last;

    /// @param encrypted by which lines are encrypted from the first byte on; null to leave that to
    ///   the caller
    public Dial(Reach reach, @Nullable SSLSocketFactory encrypted) {
        this.reach = reach;
        this.encrypted = encrypted;
    }

    /// A socket that can be connected to names that were not looked up.
    @Override
    public Socket createSocket() {
        var socket = new Dialled();
        last = socket;
        return socket;
    }

    /// Ends the last connection, in the middle of whatever happens there.
    public void cut() {
        var socket = last;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException closed) {
                // it is, then
            }
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not connected here");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        throw new IOException("not connected here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not connected here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        throw new IOException("not connected here");
    }

    private InetAddress[] judged(String host) throws Failed {
        try {
            var found = InetAddress.getAllByName(host);
            for (var address : found) {
                if (!reach.allows(address)) {
                    throw new Failed(Failed.Why.OUT_OF_REACH, null);
                }
            }
            return found;
        } catch (UnknownHostException unknown) {
            throw new Failed(Failed.Why.NAME, unknown);
        }
    }

    /// One of the addresses after the other is tried, each with a socket of its own.
    private final class Dialled extends Socket {
        private volatile @Nullable Socket line;
        private volatile boolean isClosed = false;
        private int patience = 0;

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            var to = (InetSocketAddress) endpoint;
            var plain = connected(to.getHostString(), to.getPort(), timeout);
            try {
                var factory = encrypted;
                line =
                        factory == null
                                ? plain
                                : factory.createSocket(
                                        plain, to.getHostString(), to.getPort(), true);
            } catch (IOException | RuntimeException failed) {
                plain.close();
                throw failed;
            }
            if (isClosed) {
                close();
            }
        }

        private Socket connected(String host, int port, int timeout) throws IOException {
            IOException failure = new Failed(Failed.Why.NAME, null);
            for (var address : judged(host)) {
                var socket = new Socket();
                line = socket;
                try {
                    socket.connect(new InetSocketAddress(address, port), timeout);
                    socket.setSoTimeout(patience);
                    return socket;
                } catch (IOException refused) {
                    socket.close();
                    failure = new Failed(why(refused), refused);
                }
            }
            throw failure;
        }

        private static Failed.Why why(IOException refused) {
            return refused instanceof SocketTimeoutException
                    ? Failed.Why.SILENT
                    : Failed.Why.CLOSED;
        }

        private Socket line() throws SocketException {
            var socket = line;
            if (socket == null) {
                throw new SocketException("not connected");
            }
            return socket;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return line().getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return line().getOutputStream();
        }

        @Override
        public void setSoTimeout(int timeout) throws SocketException {
            patience = timeout;
            if (line != null) {
                line().setSoTimeout(timeout);
            }
        }

        @Override
        public int getSoTimeout() {
            return patience;
        }

        @Override
        public void setTcpNoDelay(boolean on) throws SocketException {
            line().setTcpNoDelay(on);
        }

        @Override
        public @Nullable InetAddress getInetAddress() {
            return line == null ? null : Objects.requireNonNull(line).getInetAddress();
        }

        @Override
        public InetAddress getLocalAddress() {
            return line == null
                    ? super.getLocalAddress()
                    : Objects.requireNonNull(line).getLocalAddress();
        }

        @Override
        public int getPort() {
            return line == null ? 0 : Objects.requireNonNull(line).getPort();
        }

        @Override
        public boolean isConnected() {
            return line != null && Objects.requireNonNull(line).isConnected();
        }

        @Override
        public boolean isClosed() {
            return isClosed;
        }

        @Override
        public void close() throws IOException {
            isClosed = true;
            super.close();
            var socket = line;
            if (socket != null) {
                socket.close();
            }
        }
    }
}
