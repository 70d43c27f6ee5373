package th.sala.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.unboundid.ldap.sdk.DN;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.identity.Directory.Encryption;
import th.sala.identity.DirectoryTalk.Said;
import th.sala.identity.Unanswered.Why;

class DirectoryTalkTests {
    private static final String PASSWORD = "somying's password there";

    @TempDir Path folder;

    private final DirectoryTalk talk = new DirectoryTalk();
    private TestDirectory there;

    @BeforeEach
    void open() throws Exception {
        there = new TestDirectory(folder.resolve("directory"), "localhost");
        there.hire("somying", PASSWORD, TestDirectory.OFFICIALS);
    }

    @AfterEach
    void close() {
        there.close();
    }

    private Said ask(Directory directory, String username, String password) {
        return talk.ask(directory, TestDirectory.LOGIN_PASSWORD, username, password);
    }

    private Directory plain() {
        return there.directory(Encryption.NONE, "");
    }

    private void assertUnanswered(Directory directory, Why why) {
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> ask(directory, "somying", PASSWORD))
                .extracting(Unanswered::why)
                .isEqualTo(why);
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void knowsWhoHasThePassword(Encryption encryption) throws Exception {
        var directory = there.directory(encryption, there.certificate());
        assertThat(ask(directory, "somying", PASSWORD))
                .isInstanceOfSatisfying(
                        Said.Right.class,
                        right -> {
                            assertThat(right.id()).hasSize(36);
                            assertThat(right.groups())
                                    .containsExactly(dn("CN=Officials, OU=Groups, DC=Example"));
                        });
        assertThat(ask(directory, "somying", PASSWORD + "x")).isEqualTo(new Said.Wrong("wrong"));
        assertThat(ask(directory, "nobody", PASSWORD)).isEqualTo(new Said.Wrong("no-entry"));
        talk.tried(directory, TestDirectory.LOGIN_PASSWORD);
    }

    private static DN dn(String text) {
        try {
            return new DN(text);
        } catch (com.unboundid.ldap.sdk.LDAPException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Many directories let an empty password in as nobody, and say that it went well.
    @Test
    void takesNoEmptyPassword() {
        there.shutDown();
        assertThat(ask(plain(), "somying", "")).isEqualTo(new Said.Wrong("empty-password"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "som*",
                "somying)(objectClass=*",
                "*)(uid=*))(|(uid=*",
                "somying)(|(uid=*)",
                "somying\0",
                "\\2a",
                ")",
                "("
            })
    void aUsernameIsNothingButAName(String typed) throws Exception {
        assertThat(ask(plain(), typed, PASSWORD)).isEqualTo(new Said.Wrong("no-entry"));
        assertThat(DirectoryTalk.filter(plain(), typed).getComponents()).hasSize(2);
    }

    @Test
    void takesOneEntryOnly() throws Exception {
        there.named("cn=another", "somying", PASSWORD);
        assertThat(ask(plain(), "somying", PASSWORD)).isEqualTo(new Said.Wrong("two-entries"));
        there.named("cn=third", "somying", PASSWORD);
        assertThat(ask(plain(), "somying", PASSWORD)).isEqualTo(new Said.Wrong("two-entries"));
    }

    @Test
    void takesNoEntryThatNothingNamesForEver() {
        var directory = with(plain(), "employeeNumber", TestDirectory.PEOPLE, TestDirectory.LOGIN);
        assertThat(ask(directory, "somying", PASSWORD)).isEqualTo(new Said.Wrong("no-identifier"));
    }

    private static Directory with(Directory from, String identifier, String base, String login) {
        return new Directory(
                UUID.randomUUID(),
                from.name(),
                from.host(),
                from.port(),
                from.encryption(),
                from.trusted(),
                login,
                base,
                from.filter(),
                identifier,
                from.groups(),
                true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"LDAPS", "STARTTLS"})
    void saysNothingToACertificateThatIsNotTrusted(Encryption encryption) throws Exception {
        assertUnanswered(there.directory(encryption, ""), Why.CERTIFICATE);
        try (var other = new TestDirectory(folder.resolve("other"), "localhost")) {
            assertUnanswered(there.directory(encryption, other.certificate()), Why.CERTIFICATE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"LDAPS", "STARTTLS"})
    void saysNothingToAnothersCertificate(Encryption encryption) throws Exception {
        try (var other = new TestDirectory(folder.resolve("other"), "ad.example")) {
            other.hire("somying", PASSWORD);
            assertUnanswered(other.directory(encryption, other.certificate()), Why.CERTIFICATE);
        }
    }

    @Test
    void speaksInTheOpenOnThisMachineOnly() {
        var far =
                new Directory(
                        UUID.randomUUID(),
                        "far",
                        "ad.example",
                        389,
                        Encryption.NONE,
                        "",
                        "",
                        TestDirectory.PEOPLE,
                        TestDirectory.FILTER,
                        "entryUUID",
                        "memberOf",
                        true);
        assertUnanswered(far, Why.CERTIFICATE);
    }

    /// The address that means any of this machine: somebody listens there, but it is not asked.
    @Test
    void goesNotWhereNoServerShould() {
        var any =
                new Directory(
                        UUID.randomUUID(),
                        "any",
                        "0.0.0.0",
                        there.port(Encryption.LDAPS),
                        Encryption.LDAPS,
                        there.certificate(),
                        "",
                        TestDirectory.PEOPLE,
                        TestDirectory.FILTER,
                        "entryUUID",
                        "memberOf",
                        true);
        assertUnanswered(any, Why.UNREACHABLE);
    }

    @Test
    void saysWhichPartIsWrong() {
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> talk.ask(plain(), "not it", "somying", PASSWORD))
                .extracting(Unanswered::why)
                .isEqualTo(Why.LOGIN);
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() ->
                        talk.tried(
                                with(
                                        plain(),
                                        "entryUUID",
                                        "ou=nobody,dc=example",
                                        TestDirectory.LOGIN),
                                TestDirectory.LOGIN_PASSWORD))
                .extracting(Unanswered::why)
                .isEqualTo(Why.BASE);
        there.shutDown();
        assertUnanswered(plain(), Why.UNREACHABLE);
    }

    @Test
    void doesNotWaitForOneThatNeverAnswers() throws Exception {
        try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var directory =
                    new Directory(
                            UUID.randomUUID(),
                            "mute",
                            "localhost",
                            mute.getLocalPort(),
                            Encryption.NONE,
                            "",
                            TestDirectory.LOGIN,
                            TestDirectory.PEOPLE,
                            TestDirectory.FILTER,
                            "entryUUID",
                            "memberOf",
                            true);
            assertThatExceptionOfType(Unanswered.class)
                    .isThrownBy(() -> ask(directory, "somying", PASSWORD));
        }
    }
}
