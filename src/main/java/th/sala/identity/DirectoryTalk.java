package th.sala.identity;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.NameResolver;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import th.sala.identity.Directory.Encryption;
import th.sala.identity.Unanswered.Why;
import th.sala.network.Reach;

/// Talks to directories: one connection a question, encrypted before anything is said, each step
/// with a deadline, the addresses judged as they are connected to. The person is searched for by
/// the login that the directory gave us, and then signs in as what was found.
@Component
class DirectoryTalk {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryTalk.class);
    private static final int CONNECT_MILLIS = 4_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Nobody looked at the password there, whatever it was.
    private static final Set<ResultCode> NOT_LOOKED_AT =
            Set.of(
                    ResultCode.BUSY,
                    ResultCode.UNAVAILABLE,
                    ResultCode.TIMEOUT,
                    ResultCode.TIME_LIMIT_EXCEEDED,
                    ResultCode.ADMIN_LIMIT_EXCEEDED,
                    ResultCode.OPERATIONS_ERROR,
                    ResultCode.PROTOCOL_ERROR,
                    ResultCode.CONFIDENTIALITY_REQUIRED,
                    ResultCode.STRONG_AUTH_REQUIRED,
                    ResultCode.OTHER);

    /// What the directory says of somebody.
    sealed interface Said {
        /// @param id names the entry for ever
        /// @param groups in which the person is
        record Right(byte[] id, Set<DN> groups) implements Said {}

        /// @param why in a word
        record Wrong(String why) implements Said {}
    }

    private final Semaphore few = new Semaphore(AT_ONCE, true);

    /// Whether the person is who signs in there with the password.
    ///
    /// @param secret of the login that searches
    /// @throws Unanswered if nobody looked at it
    Said ask(Directory directory, String secret, String username, String password) {
        if (password.isEmpty()) {
            // a sign-in without a password succeeds for everybody (RFC 4513, 5.1.2)
            return new Said.Wrong("empty-password");
        }
        return connected(
                directory,
                connection -> {
                    signIn(connection, directory, secret);
                    var found = search(connection, directory, username);
                    return found.size() == 1
                            ? known(connection, directory, found.getFirst(), password)
                            : new Said.Wrong(found.isEmpty() ? "no-entry" : "two-entries");
                });
    }

    /// Whether it answers, takes our login, and has people below the base.
    ///
    /// @throws Unanswered if not
    void tried(Directory directory, String secret) {
        connected(
                directory,
                connection -> {
                    signIn(connection, directory, secret);
                    if (connection.getEntry(directory.base(), "1.1") == null) {
                        throw new Unanswered(Why.BASE);
                    }
                    return search(connection, directory, "a");
                });
    }

    private interface Talk<T> {
        T over(LDAPConnection connection) throws LDAPException;
    }

    private <T> T connected(Directory directory, Talk<T> talk) {
        try {
            if (!few.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unanswered(Why.UNREACHABLE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered(Why.UNREACHABLE);
        }
        try (var connection = connect(directory)) {
            return talk.over(connection);
        } catch (LDAPException failed) {
            // the code alone: messages may repeat what was sent
            LOG.warn("directory {}: {}", directory.id(), failed.getResultCode().getName());
            throw new Unanswered(why(failed));
        } finally {
            few.release();
        }
    }

    private static Why why(LDAPException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException || cause instanceof SSLException) {
                return Why.CERTIFICATE;
            }
        }
        if (failed.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
                || failed.getResultCode().equals(ResultCode.INVALID_DN_SYNTAX)) {
            return Why.BASE;
        }
        return failed.getResultCode().isConnectionUsable() ? Why.TROUBLE : Why.UNREACHABLE;
    }

    private static LDAPConnection connect(Directory directory) throws LDAPException {
        var isOpen = directory.encryption() == Encryption.NONE;
        if (isOpen && !Safe.isLoopback(directory.host())) {
            throw new Unanswered(Why.CERTIFICATE);
        }
        var sockets =
                directory.encryption() == Encryption.LDAPS
                        ? encryption(directory).getSocketFactory()
                        : SocketFactory.getDefault();
        var connection = new LDAPConnection(sockets, options(), directory.host(), directory.port());
        try {
            if (directory.encryption() == Encryption.STARTTLS) {
                encrypt(connection, directory);
            }
            return connection;
        } catch (LDAPException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static void encrypt(LDAPConnection connection, Directory directory)
            throws LDAPException {
        var answer =
                connection.processExtendedOperation(
                        new StartTLSExtendedRequest(encryption(directory)));
        if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
            throw new Unanswered(Why.CERTIFICATE);
        }
    }

    private static LDAPConnectionOptions options() {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(ANSWER_MILLIS);
        options.setUseSynchronousMode(true);
        options.setFollowReferrals(false);
        options.setAutoReconnect(false);
        options.setBindWithDNRequiresPassword(true);
        options.setMaxMessageSize(LARGEST);
        options.setSSLSocketVerifier(new Named());
        options.setNameResolver(new Judged());
        return options;
    }

    /// With the machine's trust, or that of the certificates which were pasted.
    private static SSLContext encryption(Directory directory) {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(directory.trusted().isEmpty() ? null : trusted(directory.trusted()));
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new Unanswered(Why.CERTIFICATE);
        }
    }

    /// @throws GeneralSecurityException if the text holds no certificate
    static KeyStore trusted(String pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var text = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
            store.setCertificateEntry(Integer.toString(store.size()), certificate);
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("no certificate");
        }
        return store;
    }

    private static void signIn(LDAPConnection connection, Directory directory, String secret)
            throws LDAPException {
        if (directory.login().isEmpty()) {
            return;
        }
        try {
            connection.bind(new SimpleBindRequest(directory.login(), secret));
        } catch (LDAPException refused) {
            if (wasLookedAt(refused)) {
                LOG.warn("directory {} does not take our login", directory.id());
                throw new Unanswered(Why.LOGIN);
            }
            throw refused;
        }
    }

    /// Those whom the filter finds, two at most.
    private static List<SearchResultEntry> search(
            LDAPConnection connection, Directory directory, String username) throws LDAPException {
        var search =
                new SearchRequest(
                        directory.base(),
                        SearchScope.SUB,
                        DereferencePolicy.NEVER,
                        2,
                        ANSWER_MILLIS / 1_000,
                        false,
                        filter(directory, username),
                        directory.identifier(),
                        directory.groups());
        try {
            return connection.search(search).getSearchEntries();
        } catch (com.unboundid.ldap.sdk.LDAPSearchException more) {
            if (more.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return more.getSearchEntries();
            }
            throw more;
        }
    }

    /// The directory's filter with the username in it, which can be nothing but a value there (RFC
    /// 4515).
    static Filter filter(Directory directory, String username) throws LDAPException {
        return Filter.create(
                directory.filter().replace(Directory.USERNAME, Filter.encodeValue(username)));
    }

    private static Said known(
            LDAPConnection connection,
            Directory directory,
            SearchResultEntry found,
            String password)
            throws LDAPException {
        var id = found.getAttributeValueBytes(directory.identifier());
        if (id == null || id.length == 0) {
            return new Said.Wrong("no-identifier");
        }
        var groups = groups(found.getAttributeValues(directory.groups()));
        try {
            connection.bind(new SimpleBindRequest(found.getDN(), password));
            return new Said.Right(id, groups);
        } catch (LDAPException refused) {
            if (wasLookedAt(refused)) {
                return new Said.Wrong("wrong");
            }
            throw refused;
        }
    }

    private static boolean wasLookedAt(LDAPException refused) {
        return refused.getResultCode().isConnectionUsable()
                && !NOT_LOOKED_AT.contains(refused.getResultCode());
    }

    private static Set<DN> groups(String @Nullable [] names) throws LDAPException {
        var groups = new HashSet<DN>();
        for (var name : names == null ? new String[0] : names) {
            groups.add(new DN(name));
        }
        return groups;
    }

    /// The certificate is that server's; another's is told apart from a line that broke.
    private static final class Named extends SSLSocketVerifier {
        private final SSLSocketVerifier names = new HostNameSSLSocketVerifier(true);

        @Override
        public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
            try {
                names.verifySSLSocket(host, port, socket);
            } catch (LDAPException anothers) {
                var cause = new SSLPeerUnverifiedException("another server's");
                throw new LDAPException(ResultCode.CONNECT_ERROR, cause.getMessage(), cause);
            }
        }
    }

    /// As [th.sala.network.Fetch] does: what is connected to is what was judged.
    private static final class Judged extends NameResolver {
        @Override
        public InetAddress getByName(@Nullable String host) throws UnknownHostException {
            return judged(InetAddress.getByName(host));
        }

        @Override
        public InetAddress[] getAllByName(@Nullable String host) throws UnknownHostException {
            var found = InetAddress.getAllByName(host);
            for (var address : found) {
                judged(address);
            }
            return Arrays.copyOf(found, found.length);
        }

        private static InetAddress judged(InetAddress address) throws UnknownHostException {
            if (!Reach.PRIVATE.allows(address)) {
                throw new UnknownHostException("out of reach");
            }
            return address;
        }

        @Override
        public void toString(StringBuilder text) {
            text.append("Judged");
        }
    }
}
