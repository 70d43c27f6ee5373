package th.sala.files;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import th.sala.installation.Installation;
import th.sala.installation.SystemUser;

/// A reader's program as it lies below the data folder, where its user can read it: its parts,
/// nothing else of Sala. And the command that starts it with as little right as this machine can
/// give.
final class ReaderProgram {
    private static final SystemUser USER = new SystemUser("sala-pdf");

    private final List<String> command;
    private final Confinement confinement;

    private ReaderProgram(List<String> command, Confinement confinement) {
        this.command = List.copyOf(command);
        this.confinement = confinement;
    }

    /// @throws Installation.Unusable if this is root and cannot give the reader a user of its own
    static ReaderProgram install(Path data, ReaderParts parts, ReaderLimits limits)
            throws IOException, InterruptedException {
        var confinement = Confinement.ofThisMachine(USER, data);
        var classPath = unpack(data.resolve(parts.name()), parts);
        return new ReaderProgram(java(parts, limits, classPath), confinement);
    }

    private static List<String> java(ReaderParts parts, ReaderLimits limits, String classPath) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heap() + "m",
                "-Xss2m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-UseContainerSupport",
                "-XX:+DisableAttachMechanism",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-cp",
                classPath,
                parts.program().getName(),
                Long.toString(limits.time().toMillis()));
    }

    /// A process of it, in an empty environment.
    ///
    /// The kernel ends it with the thread that calls this.
    Process start() throws IOException {
        return confinement
                .builder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Takes from a reader that has loaded everything what it no longer needs: opening files or
    /// connections, writing files, starting programs or threads. Nobody can give it back.
    void seal(Process reader) throws IOException, InterruptedException {
        if (!confinement.limited()) {
            return;
        }
        // its own user may; root may not where it lacks CAP_SYS_RESOURCE, as in containers
        var words = new ArrayList<>(Installation.isRoot() ? USER.command("") : List.<String>of());
        words.addAll(List.of("prlimit", "--pid=" + reader.pid()));
        words.addAll(List.of("--nofile=0", "--nproc=0", "--fsize=0"));
        var sealed = SystemUser.run(words);
        if (sealed.status() != 0) {
            throw new IOException("cannot seal the reader: " + sealed.output());
        }
    }

    private static String unpack(Path folder, ReaderParts parts) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var paths = new ArrayList<String>();
        var own = folder.resolve("reader.jar");
        put(own, out -> packClasses(parts, out));
        paths.add(own.toString());
        for (var library : parts.libraries()) {
            var jar = placeOf(library);
            var copy = folder.resolve(Objects.requireNonNull(jar.getFileName()));
            put(copy, out -> Files.copy(jar, out));
            paths.add(copy.toString());
        }
        return String.join(System.getProperty("path.separator"), paths);
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /// Whole or not at all, for everybody to read.
    private static void put(Path target, Content content) throws IOException {
        var fresh = Files.createTempFile(target.getParent(), "jar", "");
        try (var out = Files.newOutputStream(fresh)) {
            content.write(out);
        }
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The program's packages, from the folder or the jar that this program runs from.
    private static void packClasses(ReaderParts parts, OutputStream out) throws IOException {
        var jar = new JarOutputStream(out);
        for (var one : parts.own()) {
            var place = placeOf(one);
            var folder = one.getPackageName().replace('.', '/');
            if (Files.isDirectory(place)) {
                pack(place, folder, jar);
            } else {
                try (var here = FileSystems.newFileSystem(place)) {
                    pack(here.getPath("/"), folder, jar);
                }
            }
        }
        jar.finish();
    }

    private static void pack(Path root, String folder, JarOutputStream jar) throws IOException {
        for (var file : files(root.resolve(folder))) {
            jar.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
            Files.copy(file, jar);
            jar.closeEntry();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toList());
        }
    }

    private static Path placeOf(Class<?> type) {
        try {
            var place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            if (!place.getScheme().equals("file") || !Files.exists(Path.of(place))) {
                throw new IllegalStateException(
                        "Sala runs from an unpacked jar, not from within " + place);
            }
            return Path.of(place);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
