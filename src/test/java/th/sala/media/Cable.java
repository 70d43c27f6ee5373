package th.sala.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A device's own cable to a [MediaNamespace]: it can be pulled, and plugged in again.
public final class Cable implements AutoCloseable {
    private final MediaNamespace network;
    private final String device;
    private final String socket;

    private Cable(MediaNamespace network) {
        this.network = network;
        this.device = network.name() + "-device";
        this.socket = "sm-cable-" + network.network();
    }

    public static Cable into(MediaNamespace network) throws IOException, InterruptedException {
        var cable = new Cable(network);
        cable.close();
        cable.lay();
        return cable;
    }

    private void lay() throws IOException, InterruptedException {
        var near = "10.78.%d.1".formatted(network.network());
        var far = "10.78.%d.2".formatted(network.network());
        var plug = "sm-plug-" + network.network();
        MediaNamespace.must("ip", "netns", "add", device);
        MediaNamespace.must(
                "ip",
                "-n",
                network.name(),
                "link",
                "add",
                socket,
                "type",
                "veth",
                "peer",
                "name",
                plug,
                "netns",
                device);
        network.within("ip", "address", "add", near + "/30", "dev", socket);
        network.within("ip", "link", "set", socket, "up");
        network.within("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        within("ip", "address", "add", far + "/30", "dev", plug);
        within("ip", "link", "set", plug, "up");
        within("ip", "link", "set", "lo", "up");
        within("ip", "route", "add", "default", "via", near);
        MediaNamespace.must("ip", "route", "replace", far, "via", network.inside());
    }

    private void within(String... command) throws IOException, InterruptedException {
        MediaNamespace.must(MediaNamespace.within(device, List.of(command)).toArray(String[]::new));
    }

    /// A program to start instead of Chromium: Chromium at the end of the cable.
    public Path chromium(Path folder) throws IOException {
        return MediaNamespace.chromium(device, folder);
    }

    public void pull() throws IOException, InterruptedException {
        network.within("ip", "link", "set", socket, "down");
    }

    public void plugIn() throws IOException, InterruptedException {
        network.within("ip", "link", "set", socket, "up");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        MediaNamespace.delete(device);
    }
}
