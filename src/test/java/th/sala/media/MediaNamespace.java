package th.sala.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;
import th.sala.installation.SystemUser;

/// A network of the test's own, in which media servers and browsers find each other and nobody
/// else: what devices send never leaves it. One cable leads to the test's process, for asking the
/// media servers and hearing them.
public final class MediaNamespace implements AutoCloseable {
    private static final int NETWORKS = 250;

    private final String name;
    private final int network;
    private final String near;
    private final String inside;
    private final String outside;

    private MediaNamespace(String name, int network) {
        this.name = name;
        this.near = "sm-out-" + network;
        this.network = network;
        this.outside = "10.77.%d.1".formatted(network);
        this.inside = "10.77.%d.2".formatted(network);
    }

    /// Made anew. Tests of media are left out on machines without Janus, and nowhere else.
    public static MediaNamespace make() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/janus")),
                "Janus is not installed; .ci/run does it");
        var number = (int) (ProcessHandle.current().pid() % NETWORKS);
        var made = new MediaNamespace("sala-media-" + number, number);
        var far = "sm-in-" + number;
        made.close();
        must("ip", "netns", "add", made.name);
        must(
                "ip", "link", "add", made.near, "type", "veth", "peer", "name", far, "netns",
                made.name);
        must("ip", "address", "add", made.outside + "/30", "dev", made.near);
        must("ip", "link", "set", made.near, "up");
        made.within("ip", "address", "add", made.inside + "/30", "dev", far);
        made.within("ip", "link", "set", far, "up");
        made.within("ip", "link", "set", "lo", "up");
        return made;
    }

    void within(String... command) throws IOException, InterruptedException {
        must(within(List.of(command)).toArray(String[]::new));
    }

    /// The command as it runs in there.
    List<String> within(List<String> command) {
        return within(name, command);
    }

    static List<String> within(String namespace, List<String> command) {
        var words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        words.addAll(command);
        return words;
    }

    static void must(String... command) throws IOException, InterruptedException {
        SystemUser.must(SystemUser.run(List.of(command)), String.join(" ", command));
    }

    String name() {
        return name;
    }

    /// Tells it from others on this machine, and is part of all its addresses.
    int network() {
        return network;
    }

    String inside() {
        return inside;
    }

    /// Where programs outside listen to those in here.
    public String outside() {
        return outside;
    }

    /// For `./sala run`: media servers in here.
    public List<String> options() {
        return List.of(
                "--sala.media.namespace=" + name,
                "--sala.media.addresses=" + inside,
                "--sala.media.control=" + inside,
                "--sala.media.listener=" + outside);
    }

    /// Settings with as many media servers as asked for.
    MediaSettings settings(int servers) {
        return settings(servers, new MediaSettings.Turn(List.of(), ""));
    }

    MediaSettings settings(int servers, MediaSettings.Turn turn) {
        return new MediaSettings(
                Path.of("/usr/bin/janus"),
                Path.of("/usr/bin/janus-pp-rec"),
                java.util.Collections.nCopies(servers, inside),
                MediaSettings.PortRange.valueOf("20000-20999"),
                70,
                name,
                inside,
                outside,
                DataSize.ofMegabytes(1),
                turn);
    }

    /// A program to start instead of Chromium: Chromium in there.
    public Path chromium(Path folder) throws IOException {
        return chromium(name, folder);
    }

    static Path chromium(String namespace, Path folder) throws IOException {
        var chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
        var script =
                Files.writeString(
                        folder.resolve("chromium-" + namespace),
                        "#!/bin/sh\nexec %s \"$@\"\n"
                                .formatted(String.join(" ", within(namespace, List.of(chromium)))));
        script.toFile().setExecutable(true);
        return script;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // the kernel takes a namespace's cables away in its own time, and another test may be next
        if (Files.exists(Path.of("/sys/class/net", near))) {
            must("ip", "link", "delete", near);
        }
        delete(name);
    }

    static void delete(String name) throws IOException, InterruptedException {
        if (SystemUser.run(List.of("ip", "netns", "list"))
                .output()
                .lines()
                .anyMatch(line -> line.split(" ")[0].equals(name))) {
            must("ip", "netns", "delete", name);
        }
    }

    /// For what comes late on a machine with much to do.
    static final Duration PATIENCE = Duration.ofSeconds(30);
}
