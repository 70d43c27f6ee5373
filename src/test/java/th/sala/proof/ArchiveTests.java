package th.sala.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives that mean harm.
class ArchiveTests {
    private static final byte[] ZEROS = new byte[1 << 20];

    @TempDir Path folder;
    private Path archive;

    @BeforeEach
    void name() {
        archive = folder.resolve("bundle.zip");
    }

    private List<Finding> verify() throws IOException {
        try (var open = Archive.open(archive)) {
            return Verifier.verify(open.bundle(), Optional.empty(), List.of());
        }
    }

    private static List<Finding> broken(List<Finding> findings) {
        return findings.stream().filter(found -> found.level() == Finding.Level.BROKEN).toList();
    }

    @Test
    void isReadLikeAFolder() throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency()).seal();
        bundle.zip(archive);
        var root = bundle.write(Files.createDirectory(folder.resolve("bundle")));
        assertThat(verify())
                .isEqualTo(Verifier.verify(root, Optional.empty(), List.of()))
                .isNotEmpty();
        assertThat(broken(verify())).isEmpty();
    }

    /// Programs differ in which of two files of one name they unpack.
    @Test
    void namesNoFileTwice() throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency());
        bundle.put("index.htmL", "<title>another page</title>");
        bundle.seal().zip(archive);
        var bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
        Files.writeString(
                archive, bytes.replace("index.htmL", "index.html"), StandardCharsets.ISO_8859_1);
        assertThat(verify()).containsExactly(Finding.broken("file.ambiguous", "index.html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "index.html/more", "//x"})
    void hidesNoFile(String name) throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency()).seal();
        bundle.put(name, "x");
        bundle.zip(archive);
        assertThat(verify()).containsExactly(Finding.broken("file.ambiguous", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "./x"})
    void leadsNowhereElse(String name) throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency()).seal();
        bundle.put(name, "x");
        bundle.zip(archive);
        assertThatThrownBy(this::verify).isInstanceOf(IOException.class);
    }

    @Test
    void mayNameFolders() throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency()).seal();
        bundle.put("files/", "");
        bundle.zip(archive);
        assertThat(broken(verify())).isEmpty();
    }

    /// Zeros pack a thousandfold: a small archive of them would keep the reader busy for hours.
    @Test
    void isGivenUpIfItUnpacksToFarMoreThanItsOwnSize() throws IOException {
        var bundle = TestBundle.withLog(TestLog.ofAgency());
        var hashes = new java.util.TreeMap<String, Hash>();
        bundle.seal();
        bundle.files.forEach((path, bytes) -> hashes.put(path, Hash.sha256(bytes)));
        hashes.remove(Manifest.PATH);
        hashes.put("zeros", Hash.sha256("zeros"));
        var manifest = new Manifest("audit", "", TestLog.START, TestLog.ORIGIN, hashes);
        bundle.put(Manifest.PATH, bundle.log.sign(manifest.text()).toString());
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var file : bundle.files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
            zip.putNextEntry(new ZipEntry("zeros"));
            for (int i = 0; i < 1100; i++) {
                zip.write(ZEROS);
            }
        }
        assertThat(Files.size(archive)).isLessThan(20 << 20);
        assertThatThrownBy(this::verify)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("far more than its own size");
    }

    @Test
    void isAnArchive() throws IOException {
        for (var text : List.of("", "PK", "PK\u0003\u0004 and so on", "hello")) {
            Files.writeString(archive, text);
            assertThatThrownBy(this::verify)
                    .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
        }
        Files.delete(archive);
        assertThatThrownBy(this::verify).isInstanceOf(IOException.class);
        var text = Files.writeString(folder.resolve("bundle.txt"), "hello");
        assertThatThrownBy(() -> Archive.open(text))
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    }

    /// A changed byte leaves all files as they were, is found, or makes the archive unreadable.
    @Test
    void changesInNoByteUnseen() throws IOException {
        var random = new Random(7);
        var good = Files.readAllBytes(TestBundle.withLog(TestLog.ofAgency()).seal().zip(archive));
        var untouched = verify();
        var seen = 0;
        for (int round = 0; round < 1_500; round++) {
            var bytes = good.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(archive, bytes);
            try {
                var findings = verify();
                assertThat(broken(findings).isEmpty()).isEqualTo(findings.equals(untouched));
                seen += broken(findings).isEmpty() ? 0 : 1;
            } catch (IOException | IllegalArgumentException unreadable) {
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(1_000);
    }

    /// A text longer than memory is given up before it is read.
    @Test
    void givesUpAFileTooLongForMemory() throws IOException {
        var root = TestBundle.withLog(TestLog.ofAgency()).seal().write(folder.resolve("b"));
        try (var file =
                Files.newByteChannel(
                        root.resolve("manifest"), java.nio.file.StandardOpenOption.WRITE)) {
            file.position(1L << 40);
            file.write(java.nio.ByteBuffer.wrap(new byte[1]));
        }
        assertThatThrownBy(() -> Verifier.verify(root, Optional.empty(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest");
    }
}
