package th.sala.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/// A PKCS#11 token of SoftHSM, in a folder of its own.
public final class SoftToken {
    public static final String LABEL = "sala test";
    public static final String PIN = "271828";
    private static final String OPERATOR_PIN = "31415926";
    private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");
    private static final List<Path> PLACES =
            List.of(
                    Path.of("/usr/lib/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
                    Path.of("/usr/lib64/softhsm/libsofthsm2.so"));

    private final Path folder;
    private String slot;

    public SoftToken() {
        assumeInstalled();
        try {
            folder = Files.createTempDirectory("sala-token");
            Files.createDirectory(tokens());
            Files.writeString(
                    conf(),
                    """
                    directories.tokendir = %s
                    objectstore.backend = file
                    log.level = ERROR
                    """
                            .formatted(tokens()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        begin(PIN);
    }

    public static boolean isInstalled() {
        return PLACES.stream().anyMatch(Files::exists);
    }

    public static void assumeInstalled() {
        assumeTrue(isInstalled(), "SoftHSM is not installed: apt-get install softhsm2");
    }

    public static String library() {
        return PLACES.stream().filter(Files::exists).findFirst().orElseThrow().toString();
    }

    /// As `sala.pkcs11.environment` says it.
    public String environment() {
        return "SOFTHSM2_CONF=" + conf();
    }

    Path folder() {
        return folder;
    }

    private Path tokens() {
        return folder.resolve("tokens");
    }

    private Path conf() {
        return folder.resolve("softhsm2.conf");
    }

    /// An empty token with that label.
    public void begin(String pin) {
        var said =
                run(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        LABEL,
                        "--pin",
                        pin,
                        "--so-pin",
                        OPERATOR_PIN);
        var found = SLOT.matcher(said);
        assertThat(found.find()).as(said).isTrue();
        slot = found.group(1);
    }

    String slot() {
        return slot;
    }

    /// Takes it out of the machine, with all that is in it.
    public void remove() {
        try {
            FileSystemUtils.deleteRecursively(tokens());
            Files.createDirectory(tokens());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void delete() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void put(Authorities.Held... keys) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Path.of("target", "test-classes").toAbsolutePath().toString(),
                                TokenFiller.class.getName(),
                                file("fill.cfg", config()).toString(),
                                PIN));
        for (var i = 0; i < keys.length; i++) {
            command.add(file("key" + i + ".p12", keys[i].file("x")).toString());
        }
        run(command.toArray(String[]::new));
    }

    private byte[] config() {
        return """
        name = Fill
        library = %s
        slot = %s
        attributes(*, CKO_PRIVATE_KEY, *) = {
          CKA_SIGN = true
        }
        """
                .formatted(library(), slot)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// A private key to which there is no certificate.
    void putAlone(KeyPair pair) {
        var pem =
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(
                                Base64.getMimeEncoder()
                                        .encodeToString(pair.getPrivate().getEncoded()));
        run(
                "softhsm2-util",
                "--import",
                file("alone.pem", pem.getBytes(StandardCharsets.US_ASCII)).toString(),
                "--token",
                LABEL,
                "--label",
                "alone",
                "--id",
                "AA",
                "--pin",
                PIN);
    }

    public Path pinFile(String pin) {
        var file = file("pin", (pin + "\n").getBytes(StandardCharsets.UTF_8));
        permit(file, "rw-------");
        return file;
    }

    static void permit(Path file, String permissions) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String run(String... command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", conf().toString());
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
