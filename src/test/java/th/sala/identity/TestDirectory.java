package th.sala.identity;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import th.sala.identity.Directory.Encryption;
import th.sala.installation.TestVault;
import th.sala.installation.TlsCertificate;

/// A directory over loopback: open with StartTLS on one port, LDAPS on the other, with a
/// certificate that nobody trusts who was not given it.
final class TestDirectory implements AutoCloseable {
    static final String LOGIN = "cn=sala,dc=example";
    static final String LOGIN_PASSWORD = "a directory's own password";
    static final String PEOPLE = "ou=people,dc=example";
    static final String OFFICIALS = "cn=officials,ou=groups,dc=example";
    static final String AUDITORS = "cn=auditors,ou=groups,dc=example";
    static final String FILTER = "(&(objectClass=person)(uid={username}))";

    private final InMemoryDirectoryServer server;
    private final String certificate;

    /// @param host in the certificate
    TestDirectory(Path folder, String host)
            throws GeneralSecurityException, LDAPException, LDIFException {
        var store =
                TlsCertificate.own(TestVault.of(folder), "directory.pem", List.of(host)).store();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        var config = new InMemoryDirectoryServerConfig("dc=example");
        config.setSchema(null);
        config.addAdditionalBindCredentials(LOGIN, LOGIN_PASSWORD);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("open", null, 0, tls.getSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "closed", null, 0, tls.getServerSocketFactory(), null));
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example", "objectClass: domain", "dc: example");
        server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        server.startListening();
        var first = store.getCertificate(store.aliases().nextElement());
        certificate =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(first.getEncoded())
                        + "\n-----END CERTIFICATE-----";
    }

    String certificate() {
        return certificate;
    }

    int port(Encryption encryption) {
        return server.getListenPort(encryption == Encryption.LDAPS ? "closed" : "open");
    }

    Directory directory(Encryption encryption, String trusted) {
        return new Directory(
                UUID.randomUUID(),
                "TestAD",
                "localhost",
                port(encryption),
                encryption,
                trusted,
                LOGIN,
                PEOPLE,
                FILTER,
                "entryUUID",
                "memberOf",
                true);
    }

    void hire(String uid, String password, String... groups) throws LDAPException, LDIFException {
        named("uid=" + uid, uid, password, groups);
    }

    void named(String rdn, String uid, String password, String... groups)
            throws LDAPException, LDIFException {
        var dn = rdn + "," + PEOPLE;
        server.add(
                "dn: " + dn,
                "objectClass: person",
                "uid: " + uid,
                "cn: " + uid,
                "sn: " + uid,
                "userPassword: " + password);
        join(rdn, groups);
    }

    void join(String rdn, String... groups) throws LDAPException {
        server.modify(
                rdn + "," + PEOPLE, new Modification(ModificationType.REPLACE, "memberOf", groups));
    }

    void dismiss(String rdn) throws LDAPException {
        server.delete(rdn + "," + PEOPLE);
    }

    void shutDown() {
        server.shutDown(true);
    }

    void startAgain() throws LDAPException {
        server.startListening();
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
