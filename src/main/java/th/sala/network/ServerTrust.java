package th.sala.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Encrypts a line to a server of a known name, and says exactly why a certificate is not believed.
/// Used over sockets that are connected already ([Dial]).
public final class ServerTrust extends SSLSocketFactory {
    /// The certificate is not believed, and why.
    public static final class Distrusted extends CertificateException {
        /// What is wrong with it.
        public enum Why {
            EXPIRED,
            /// Or this machine's clock is behind.
            NOT_YET_VALID,
            /// Nobody whom we trust has signed it.
            UNTRUSTED,
            /// It is good, but another server's.
            ANOTHERS
        }

        private final Why why;

        Distrusted(Why why, CertificateException cause) {
            super(why.name(), cause);
            this.why = why;
        }

        public Why why() {
            return why;
        }
    }

    private final SSLSocketFactory sockets;
    private final String host;

    /// @param host whose certificate it must be
    /// @param trusted certificates in PEM that are believed; empty for those of this machine
    /// @throws GeneralSecurityException if the text holds no certificate
    public ServerTrust(String host, String trusted, Clock clock) throws GeneralSecurityException {
        this.host = host;
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted.isEmpty() ? null : store(trusted));
        var context = SSLContext.getInstance("TLS");
        var managers =
                new TrustManager[] {
                    new Named((X509ExtendedTrustManager) trust.getTrustManagers()[0], clock)
                };
        context.init(null, managers, null);
        this.sockets = context.getSocketFactory();
    }

    private static KeyStore store(String pem) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var text = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(text)) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            if (store.size() == 0) {
                throw new GeneralSecurityException("no certificate");
            }
            return store;
        } catch (IOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
    }

    /// Encrypts the connected socket before it returns.
    ///
    /// @param ignored the name that counts is the one this was made for
    @Override
    public Socket createSocket(Socket connected, String ignored, int port, boolean autoClose)
            throws IOException {
        var socket = (SSLSocket) sockets.createSocket(connected, host, port, autoClose);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
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

    /// Dates, then who signed, then the name: each failure is one of its own.
    private static final class Named extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager trust;
        private final Clock clock;

        Named(X509ExtendedTrustManager trust, Clock clock) {
            this.trust = trust;
            this.clock = clock;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            try {
                chain[0].checkValidity(Date.from(clock.instant()));
            } catch (CertificateExpiredException expired) {
                throw new Distrusted(Distrusted.Why.EXPIRED, expired);
            } catch (CertificateNotYetValidException early) {
                throw new Distrusted(Distrusted.Why.NOT_YET_VALID, early);
            }
            try {
                trust.checkServerTrusted(chain, type);
            } catch (CertificateException untrusted) {
                throw new Distrusted(Distrusted.Why.UNTRUSTED, untrusted);
            }
            try {
                trust.checkServerTrusted(chain, type, socket);
            } catch (CertificateException anothers) {
                throw new Distrusted(Distrusted.Why.ANOTHERS, anothers);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("whose it should be is not known");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("whose it should be is not known");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("no server here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no server here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no server here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
