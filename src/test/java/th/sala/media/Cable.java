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

    /// All ends meet in one switch: a media server answers where it was asked, and that must be the
    /// one interface that it listens at.
    private void lay() throws IOException, InterruptedException {
        var number = network.network();
        var address = "10.77.%d.5".formatted(number);
        var plug = "sm-plug-" + number;
        var hub = "sm-switch-" + number;
        var near = "sm-in-" + number;
        network.within("ip", "link", "add", hub, "type", "bridge");
        network.within("ip", "address", "flush", "dev", near);
        network.within("ip", "link", "set", near, "master", hub);
        network.within("ip", "address", "add", network.inside() + "/29", "dev", hub);
        network.within("ip", "link", "set", hub, "up");
        MediaNamespace.must("ip", "netns", "add", device);
        network.within(
                "ip", "link", "add", socket, "type", "veth", "peer", "name", plug, "netns", device);
        network.within("ip", "link", "set", socket, "master", hub);
        network.within("ip", "link", "set", socket, "up");
        within("ip", "address", "add", address + "/29", "dev", plug);
        within("ip", "link", "set", plug, "up");
        within("ip", "link", "set", "lo", "up");
        MediaNamespace.must("ip", "route", "replace", address, "dev", "sm-out-" + number);
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
