package th.sala.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import th.sala.mail.TestCertificate;

/// An agency's own mail service: Debian's Postfix and Dovecot in a private folder, on free ports of
/// loopback. Both must be started by root, so where a test is not, it says so and ends.
final class MailPeer implements AutoCloseable {
    static final String PASSWORD = "peer-p4ssw0rd-ลับ";

    private static final Duration START = Duration.ofSeconds(30);
    private static final List<String> PROGRAMS =
            List.of("/usr/sbin/postfix", "/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp");

    private final Path folder;
    private final TestCertificate certificate = certificate();
    private final int smtp = freePort();
    private final int submission = freePort();
    private final int imap = freePort();
    private final int lmtp = freePort();
    private final int auth = freePort();

    private MailPeer() {
        try {
            folder = Files.createTempDirectory("sala-peer");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @param central the account that may send as all of them
    /// @param domain another agency's, reached at a port of loopback
    static MailPeer start(String central, String person, String domain, int port) {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "starts Postfix and Dovecot, which only root may");
        for (var program : PROGRAMS) {
            assumeTrue(
                    Files.isExecutable(Path.of(program)),
                    "apt-get install postfix dovecot-imapd dovecot-lmtpd: no " + program);
        }
        var peer = new MailPeer();
        try {
            peer.write(central, person, domain, port);
            peer.run("dovecot", "/usr/sbin/dovecot", "-c", peer.dovecot());
            peer.run("postfix", "/usr/sbin/postfix", "-c", peer.postfix(), "start");
            for (var door : List.of(peer.smtp, peer.submission, peer.imap)) {
                Installation.await("port " + door, START, () -> isOpen(door));
            }
            return peer;
        } catch (IOException | RuntimeException | AssertionError failed) {
            peer.close();
            throw new AssertionError("see " + peer.folder, failed);
        }
    }

    int smtp() {
        return smtp;
    }

    int submission() {
        return submission;
    }

    int imap() {
        return imap;
    }

    /// What a client must trust.
    String pem() {
        try {
            return certificate.pem();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// The names of the files that keep the messages of a mailbox; flags stand at their ends.
    List<String> messages(String address) {
        var maildir = folder.resolve("mail").resolve(address).resolve("Maildir");
        return Stream.of("new", "cur")
                .flatMap(part -> files(maildir.resolve(part)))
                .sorted()
                .toList();
    }

    private static Stream<String> files(Path part) {
        try (var files = Files.list(part)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    /// Gives the messages of a mailbox new numbers, as after a move to another machine.
    void rebuild(String address) {
        var maildir = folder.resolve("mail").resolve(address).resolve("Maildir");
        try (var files = Files.list(maildir)) {
            for (var file :
                    files.filter(one -> one.getFileName().toString().startsWith("dovecot"))
                            .toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        run("kick", "/usr/bin/doveadm", "-c", dovecot(), "kick", address);
    }

    private String dovecot() {
        return folder.resolve("dovecot.conf").toString();
    }

    private String postfix() {
        return folder.resolve("postfix").toString();
    }

    private void write(String central, String person, String domain, int port) throws IOException {
        for (var name : List.of("postfix", "spool", "data", "mail", "run")) {
            Files.createDirectory(folder.resolve(name));
        }
        owned("postfix", folder.resolve("data"));
        owned("mail", folder.resolve("mail"));
        Files.writeString(folder.resolve("cert.pem"), pem());
        Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        for (var name : List.of("postfix-files", "dynamicmaps.cf")) {
            Files.copy(Path.of("/etc/postfix", name), folder.resolve("postfix").resolve(name));
        }
        Files.writeString(
                folder.resolve("users"),
                Stream.of(central, person)
                        .map(user -> user + ":{PLAIN}" + PASSWORD + "\n")
                        .collect(Collectors.joining()));
        Files.writeString(folder.resolve("dovecot.conf"), dovecotConf());
        Files.writeString(folder.resolve("postfix/main.cf"), mainCf(central, person, domain, port));
        Files.writeString(folder.resolve("postfix/master.cf"), masterCf());
    }

    private static void owned(String user, Path path) throws IOException {
        Files.setOwner(
                path,
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private String dovecotConf() {
        return """
        base_dir = %1$s/run/dovecot
        state_dir = %1$s/run/dovecot-state
        log_path = %1$s/dovecot.log
        protocols = imap lmtp
        listen = 127.0.0.1
        ssl = required
        ssl_cert = <%1$s/cert.pem
        ssl_key = <%1$s/key.pem
        auth_mechanisms = plain login
        passdb {
          driver = passwd-file
          args = username_format=%%u %1$s/users
        }
        userdb {
          driver = static
          args = uid=mail gid=mail home=%1$s/mail/%%u
        }
        mail_location = maildir:~/Maildir
        first_valid_uid = 1
        service imap-login {
          inet_listener imap {
            port = 0
          }
          inet_listener imaps {
            port = %2$d
            ssl = yes
          }
        }
        service lmtp {
          inet_listener lmtp {
            address = 127.0.0.1
            port = %3$d
          }
        }
        service auth {
          inet_listener {
            address = 127.0.0.1
            port = %4$d
          }
        }
        """
                .formatted(folder, imap, lmtp, auth);
    }

    private String mainCf(String central, String person, String domain, int port) {
        return """
        compatibility_level = 3.6
        queue_directory = %1$s/spool
        data_directory = %1$s/data
        maillog_file = %1$s/postfix.log
        maillog_file_prefixes = %1$s
        myhostname = mail.peer.example
        mydestination =
        mynetworks =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        alias_maps =
        alias_database =
        local_recipient_maps =
        virtual_mailbox_domains = %2$s
        virtual_mailbox_maps = inline:{ %3$s=x, %4$s=x }
        virtual_transport = lmtp:inet:127.0.0.1:%5$d
        transport_maps = inline:{ { %6$s = smtp:[127.0.0.1]:%7$d } }
        default_transport = error:no other mail from this peer
        smtpd_tls_security_level = may
        smtpd_tls_cert_file = %1$s/cert.pem
        smtpd_tls_key_file = %1$s/key.pem
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = inet:127.0.0.1:%8$d
        smtpd_sasl_auth_enable = yes
        smtpd_tls_auth_only = yes
        smtpd_sender_login_maps = inline:{ %3$s=%3$s, %4$s=%3$s }
        smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtputf8_enable = yes
        """
                .formatted(
                        folder,
                        central.substring(central.indexOf('@') + 1),
                        central,
                        person,
                        lmtp,
                        domain,
                        port,
                        auth);
    }

    private String masterCf() {
        return """
        127.0.0.1:%d inet n - n - - smtpd
        127.0.0.1:%d inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sender_restrictions=reject_sender_login_mismatch
          -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd
        """
                .formatted(smtp, submission);
    }

    /// The daemons keep what they are given as output, so that is a file.
    private void run(String name, String... command) {
        var output = folder.resolve(name + ".out").toFile();
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                            .start();
            assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).as(name).isTrue();
            assertThat(process.exitValue())
                    .as(name + ": " + Files.readString(output.toPath()))
                    .isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TestCertificate certificate() {
        try {
            return TestCertificate.of("localhost");
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        for (var command :
                List.of(
                        List.of("/usr/sbin/postfix", "-c", postfix(), "stop"),
                        List.of("/usr/bin/doveadm", "-c", dovecot(), "stop"))) {
            try {
                run("stop", command.toArray(String[]::new));
            } catch (AssertionError notRunning) {
                System.err.println("not stopped: " + notRunning.getMessage());
            }
        }
        try {
            org.springframework.util.FileSystemUtils.deleteRecursively(folder);
        } catch (IOException leftBehind) {
            System.err.println("cannot clear " + folder + ": " + leftBehind);
        }
    }
}
