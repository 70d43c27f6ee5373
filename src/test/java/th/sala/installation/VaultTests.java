package th.sala.installation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy of the data alone opens nothing; the key alone brings everything back.
class VaultTests {
    private static final byte[] SECRET = "a secret of an agency".getBytes(US_ASCII);

    @TempDir Path folder;
    private Path data;
    private Path keyFile;

    @BeforeEach
    void names() {
        data = folder.resolve("data");
        keyFile = TestVault.keyFile(data);
    }

    private Vault vault() {
        return TestVault.of(data);
    }

    private static byte[] none() {
        throw new AssertionError("it was there before");
    }

    private Path secret(String name) {
        return data.resolve("secrets").resolve(name);
    }

    private record Told(int status, String text) {}

    private Told key(String typed, String... words) {
        return keyOf(data, typed, words);
    }

    private Told keyOf(Path data, String typed, String... words) {
        var out = new ByteArrayOutputStream();
        var args = new ArrayList<>(List.of(words));
        args.add("--sala.data=" + data);
        var status =
                KeyCommand.run(
                        args.toArray(String[]::new),
                        Map.of("SALA_MASTER_KEY_FILE", keyFile.toString()),
                        new ByteArrayInputStream(typed.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8));
        return new Told(status, out.toString(UTF_8));
    }

    @Test
    void whatItKeepsIsThereAgainAndLiesInNoFileAsItIs() throws IOException {
        assertThat(vault().kept("x", () -> SECRET)).isEqualTo(SECRET);

        assertThat(vault().kept("x", VaultTests::none)).isEqualTo(SECRET);
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("secret of an agency");
            }
        }
    }

    @Test
    void isForTheOwnerOnly() throws IOException {
        vault().kept("x", () -> SECRET);

        for (var file : List.of(keyFile, secret("x"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aChangedSecretAndOneUnderAnothersNameDoNotOpen() throws IOException {
        vault().kept("x", () -> SECRET);
        Files.copy(secret("x"), secret("y"));
        assertThatIllegalStateException().isThrownBy(() -> vault().kept("y", VaultTests::none));

        var line = Files.readString(secret("x"));
        var at = line.length() - 10;
        var other = line.charAt(at) == 'A' ? 'B' : 'A';
        Files.writeString(secret("x"), line.substring(0, at) + other + line.substring(at + 1));
        assertThatIllegalStateException().isThrownBy(() -> vault().kept("x", VaultTests::none));
        assertThat(key("", "check"))
                .matches(told -> told.status() == 1 && told.text().contains("DOES NOT OPEN"));
    }

    @Test
    void aFolderFromBeforeTheMasterKeyIsClosedOnceAndNothingOpenIsTakenAfterwards()
            throws IOException {
        Files.createDirectories(data.resolve("secrets"));
        Files.write(secret("registry-key"), SECRET);

        // the place of a key that was just made may be gone tomorrow
        assertThat(vault().kept("registry-key", VaultTests::none)).isEqualTo(SECRET);
        assertThat(Files.readAllBytes(secret("registry-key"))).isEqualTo(SECRET);

        assertThat(vault().kept("registry-key", VaultTests::none)).isEqualTo(SECRET);
        assertThat(Files.readString(secret("registry-key"))).startsWith("sala-sealed-1 ");

        Files.write(secret("planted"), SECRET);
        assertThatExceptionOfType(Installation.Unusable.class)
                .isThrownBy(this::vault)
                .withMessageContaining("planted");
    }

    @Test
    void aKeyThatIsGoneAfterTheFirstStartCostsAFolderFromBeforeNothing() throws IOException {
        Files.createDirectories(data.resolve("secrets"));
        Files.write(secret("registry-key"), SECRET);
        vault().kept("made meanwhile", () -> SECRET);
        Files.delete(keyFile);

        var again = vault();

        assertThat(again.kept("registry-key", VaultTests::none)).isEqualTo(SECRET);
        assertThat(again.kept("made meanwhile", VaultTests::none)).isEqualTo(SECRET);
    }

    @Test
    void withoutTheKeyNothingStartsAndNoOtherKeyIsMade() throws IOException {
        vault().kept("x", () -> SECRET);
        var paper = key("", "show").text().strip();
        Files.delete(keyFile);

        assertThatExceptionOfType(Installation.Unusable.class)
                .isThrownBy(this::vault)
                .withMessageContaining("./sala key put");
        assertThat(keyFile).doesNotExist();

        var wrong = paper.substring(0, paper.length() - 1) + (paper.endsWith("0") ? "1" : "0");
        assertThat(key(wrong, "put").status()).isEqualTo(2);
        assertThat(keyFile).doesNotExist();

        var byHand = paper.toUpperCase(Locale.ROOT).replaceFirst("-(.{14})", "-$1\n ");
        assertThat(key(byHand, "put").status()).isZero();
        assertThat(vault().kept("x", VaultTests::none)).isEqualTo(SECRET);
    }

    @Test
    void anotherInstallationsKeyDoesNotDo() throws IOException {
        vault().kept("x", () -> SECRET);
        Files.writeString(keyFile, MasterKey.fresh().text());

        assertThatExceptionOfType(Installation.Unusable.class).isThrownBy(this::vault);
        assertThat(key("", "check").status()).isEqualTo(1);
    }

    @Test
    void afterARotationTheNewKeyAloneOpensEverythingAndTheOldOneABackup() throws IOException {
        var running = vault();
        running.kept("x", () -> SECRET);
        var old = key("", "show").text().strip();
        var backup = Files.readString(secret("x"));

        assertThat(key("", "rotate").status()).isZero();

        var both = Files.readAllLines(keyFile);
        assertThat(both).hasSize(2).element(1).isEqualTo(old);
        assertThat(Files.readString(secret("x"))).isNotEqualTo(backup);
        assertThat(running.kept("x", VaultTests::none)).isEqualTo(SECRET);
        assertThat(key("", "check"))
                .matches(told ->
                        told.status() == 0 && told.text().contains("not used in this folder"));

        Files.writeString(keyFile, both.getFirst());
        assertThat(vault().kept("x", VaultTests::none)).isEqualTo(SECRET);

        Files.writeString(secret("x"), backup);
        assertThatExceptionOfType(Installation.Unusable.class).isThrownBy(this::vault);
        assertThat(key(old, "put").status()).isZero();
        assertThat(vault().kept("x", VaultTests::none)).isEqualTo(SECRET);
        assertThat(Files.readString(secret("x"))).contains(id(both.getFirst()));
    }

    @Test
    void whatIsMadeAfterARotationIsClosedWithTheNewKey() throws IOException {
        var running = vault();
        key("", "rotate");

        running.kept("later", () -> SECRET);

        var fresh = Files.readAllLines(keyFile).getFirst();
        assertThat(Files.readString(secret("later"))).contains(id(fresh));
    }

    @Test
    void rotatesNothingWhereSomethingDoesNotOpen() throws IOException {
        vault().kept("x", () -> SECRET);
        var line = Files.readString(secret("x")).strip();
        Files.writeString(secret("x"), line.substring(0, line.length() - 8) + "AAAAAAA=");
        var before = Files.readString(keyFile);

        assertThat(key("", "rotate"))
                .matches(told -> told.status() == 2 && told.text().contains("./sala key check"));
        assertThat(Files.readString(keyFile)).isEqualTo(before);
    }

    @Test
    void severalKeysComeBackFromPaperInWhateverOrder() throws IOException {
        vault().kept("x", () -> SECRET);
        key("", "rotate");
        var keys = Files.readAllLines(keyFile);
        Files.delete(keyFile);

        assertThat(key(keys.getLast(), "put"))
                .matches(told -> told.status() == 2 && told.text().contains(id(keys.getFirst())));
        assertThat(keyFile).doesNotExist();
        assertThat(key(keys.getLast() + keys.getFirst(), "put").status()).isZero();

        assertThat(Files.readAllLines(keyFile)).isEqualTo(keys);
        assertThat(vault().kept("x", VaultTests::none)).isEqualTo(SECRET);
    }

    @Test
    void ofTwoRotationsAtOnceNeitherLosesTheOthersKey() throws Exception {
        var other = folder.resolve("other");
        vault().kept("x", () -> SECRET);
        Vault.open(sharing(other)).kept("y", () -> SECRET);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work =
                    IntStream.range(0, 16)
                            .<Callable<Integer>>mapToObj(n ->
                                    () -> keyOf(n % 2 == 0 ? data : other, "", "rotate").status())
                            .toList();
            for (var one : threads.invokeAll(work)) {
                assertThat(one.get()).isZero();
            }
        }

        assertThat(Files.readAllLines(keyFile)).hasSize(17).doesNotHaveDuplicates();
        assertThat(vault().kept("x", VaultTests::none)).isEqualTo(SECRET);
        assertThat(Vault.open(sharing(other)).kept("y", VaultTests::none)).isEqualTo(SECRET);
    }

    private Installation sharing(Path other) {
        return Installation.from(
                new String[] {"--sala.data=" + other},
                Map.of("SALA_MASTER_KEY_FILE", keyFile.toString()));
    }

    private static String id(String text) {
        return MasterKey.read(text).orElseThrow().id();
    }

    @Test
    void aKeyFileInTheDataFolderOrOpenToOthersIsRefused() throws IOException {
        assertThatExceptionOfType(Installation.Unusable.class)
                .isThrownBy(() ->
                        Installation.from(
                                new String[] {"--sala.data=" + data},
                                Map.of("SALA_MASTER_KEY_FILE", data + "/keys/../master")))
                .withMessageContaining("outside the data folder");

        vault();
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
        assertThatExceptionOfType(Installation.Unusable.class)
                .isThrownBy(this::vault)
                .withMessageContaining("chmod 600");
    }

    @Test
    void theEnvironmentMayGiveTheKeyAndASystemdCredentialToo() throws IOException {
        vault().kept("x", () -> SECRET);
        var text = Files.readString(keyFile);
        Files.delete(keyFile);
        var args = new String[] {"--sala.data=" + data};
        var given = Installation.from(args, Map.of("SALA_MASTER_KEY", text));
        assertThat(Vault.open(given).kept("x", VaultTests::none)).isEqualTo(SECRET);

        var credentials = Files.createDirectory(folder.resolve("credentials"));
        var credential = credentials.resolve("sala-master-key");
        SecretFile.write(credential, text.getBytes(US_ASCII));
        Files.setPosixFilePermissions(credential, PosixFilePermissions.fromString("r--r-----"));
        var systemd =
                Installation.from(args, Map.of("CREDENTIALS_DIRECTORY", credentials.toString()));
        assertThat(Vault.open(systemd).kept("x", VaultTests::none)).isEqualTo(SECRET);
    }

    @Test
    void installationsThatStartAtOnceShareOneKeyAndOneSecret() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work =
                    IntStream.range(0, 40)
                            .<Callable<byte[]>>mapToObj(n ->
                                    () ->
                                            vault().kept(
                                                            "x",
                                                            () ->
                                                                    Integer.toString(n)
                                                                            .getBytes(US_ASCII)))
                            .toList();
            var found = threads.invokeAll(work);
            var first = found.getFirst().get();
            for (var one : found) {
                assertThat(one.get()).isEqualTo(first);
            }
        }
        assertThat(Files.readAllLines(keyFile)).hasSize(1);
    }

    @Test
    void childrenOfTheProcessLearnNoKey() {
        var child = new ProcessBuilder("true");
        child.environment().put("SALA_MASTER_KEY", MasterKey.fresh().text());

        Installation.keepApart(child);

        assertThat(child.environment().keySet()).noneMatch(name -> name.startsWith("SALA_"));
        assertThat(Objects.requireNonNull(child.environment().get("PATH"))).isNotEmpty();
    }
}
