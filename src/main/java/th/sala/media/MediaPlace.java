package th.sala.media;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import th.sala.installation.Installation;

/// Where one media server of the pool stands.
///
/// @param number of it, from 0
/// @param address that devices send to
/// @param ports for audio and video
record MediaPlace(
        int number,
        String address,
        MediaSettings.PortRange ports,
        JanusFolder folder,
        MediaSettings settings) {

    /// All of them, as the settings say.
    ///
    /// @throws Installation.Unusable if an address is not this machine's: Janus would silently use
    ///   all that there are instead
    static List<MediaPlace> all(Path data, MediaSettings settings) {
        var addresses = settings.addresses().isEmpty() ? List.of(found()) : settings.addresses();
        if (settings.namespace().isEmpty()) {
            addresses.forEach(MediaPlace::mustBeHere);
        }
        var ports = settings.ports().parts(addresses.size());
        return IntStream.range(0, addresses.size())
                .mapToObj(number ->
                        new MediaPlace(
                                number,
                                addresses.get(number),
                                ports.get(number),
                                new JanusFolder(data.resolve("media/" + number)),
                                settings))
                .toList();
    }

    private static String found() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(MediaPlace::carries)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address)
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(address -> address.getHostAddress())
                    .findFirst()
                    .orElse("127.0.0.1");
        } catch (SocketException failed) {
            throw new Installation.Unusable("this machine's addresses cannot be read: " + failed);
        }
    }

    private static boolean carries(NetworkInterface one) {
        try {
            return one.isUp() && !one.isLoopback() && !one.isVirtual();
        } catch (SocketException unknown) {
            return false;
        }
    }

    private static void mustBeHere(String address) {
        try {
            var isHere =
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .anyMatch(here -> here.getHostAddress().equals(address));
            if (!isHere) {
                throw new Installation.Unusable(
                        "no interface of this machine has the address " + address);
            }
        } catch (SocketException failed) {
            throw new Installation.Unusable("this machine's addresses cannot be read: " + failed);
        }
    }

    void prepare(Path data) throws IOException, InterruptedException {
        folder.make(data);
    }
}
