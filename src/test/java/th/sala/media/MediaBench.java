package th.sala.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import th.sala.media.Devices.Device;

/// What forwarding costs: the processor's time of a media server as Sala runs it, with its events
/// and Sala between it and the browsers, and of a bare one, by turns, for the same browsers all to
/// all; both record. A part of `./sala bench room`.
public final class MediaBench {
    private static final int ROUNDS = 3;
    private static final int PEOPLE = 4;
    private static final long BITRATE = 500_000;
    private static final Duration STEADY = Duration.ofSeconds(15);
    private static final double PER_MEGABIT = 1_000_000.0 / Byte.SIZE;

    private MediaBench() {}

    /// Milliseconds of a processor for each forwarded megabit, the middle of all rounds.
    ///
    /// @param sala of the media server under Sala
    /// @param bare of the bare one
    /// @param beside of Sala's own process beside it
    /// @param rate megabits a second
    public record Compared(int rounds, double sala, double bare, double beside, double rate) {}

    /// @param server of a processor, for each megabit
    private record Cost(double server, double beside, double rate) {}

    /// @param isTime whether another round may begin
    public static Compared compare(MediaNamespace namespace, BooleanSupplier isTime)
            throws Exception {
        var folder = Files.createTempDirectory("sala-bench");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var with = new ArrayList<Cost>();
        var bare = new ArrayList<Cost>();
        try (var devices = Devices.in(namespace, folder)) {
            for (int round = 0; round < ROUNDS && (round == 0 || isTime.getAsBoolean()); round++) {
                with.add(withSala(namespace, devices, place(folder, "sala", round)));
                bare.add(bare(namespace, devices, place(folder, "bare", round)));
            }
        }
        return new Compared(
                with.size(),
                middle(with.stream().map(Cost::server).toList()),
                middle(bare.stream().map(Cost::server).toList()),
                middle(with.stream().map(Cost::beside).toList()),
                middle(with.stream().map(Cost::rate).toList()));
    }

    private static Path place(Path folder, String name, int round) throws Exception {
        return Files.createDirectory(folder.resolve(name + round));
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Cost withSala(MediaNamespace namespace, Devices devices, Path data)
            throws Exception {
        BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
        var settings = namespace.settings(1);
        try (var pool = new MediaPool(data, settings, events::add, _ -> {})) {
            var media = new LiveMedia(data, pool, settings, Clock.systemUTC());
            var room = UUID.randomUUID();
            media.open(new RoomPlan(UUID.randomUUID(), room, PEOPLE, BITRATE, true));
            var people = new ArrayList<UUID>();
            var all = new ArrayList<Device>();
            for (int i = 0; i < PEOPLE; i++) {
                var who = UUID.randomUUID();
                var device = devices.device("{}");
                device.answered("both", media.publish(room, who, device.offer("both")));
                while (!(events.take() instanceof MediaEvent.Published)) {
                    // until it arrives
                }
                people.add(who);
                all.add(device);
            }
            var shown = new ArrayList<List<String>>();
            for (int i = 0; i < PEOPLE; i++) {
                var feeds = people.stream().map(who -> new Feed(who, false)).toList();
                var subscription = media.subscribe(room, people.get(i), feeds);
                media.answer(room, people.get(i), all.get(i).receive(subscription));
                shown.add(mids(subscription));
            }
            var cost = measure(media.pids().getFirst(), all, shown);
            all.forEach(Device::close);
            media.close(room);
            return cost;
        }
    }

    private static Cost bare(MediaNamespace namespace, Devices devices, Path data)
            throws Exception {
        try (var janus = BareJanus.start(namespace, data)) {
            janus.open(PEOPLE, BITRATE);
            var all = new ArrayList<Device>();
            for (int i = 0; i < PEOPLE; i++) {
                var device = devices.device("{}");
                device.answered("both", janus.publish("person" + i, device.offer("both")));
                all.add(device);
            }
            var shown = new ArrayList<List<String>>();
            for (int i = 0; i < PEOPLE; i++) {
                var offered = janus.subscribe("person" + i);
                offered.answer(all.get(i).receive(offered.subscription()));
                shown.add(mids(offered.subscription()));
            }
            var cost = measure(janus.pid(), all, shown);
            all.forEach(Device::close);
            return cost;
        }
    }

    private static List<String> mids(Subscription subscription) {
        return subscription.tracks().stream().map(Subscription.Track::mid).toList();
    }

    private static Cost measure(long pid, List<Device> all, List<List<String>> shown) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).awaitsFlow(shown.get(i));
        }
        // until all send as much as they will
        all.getFirst().page().waitForTimeout(Duration.ofSeconds(5).toMillis());
        var server = ProcessHandle.of(pid).orElseThrow();
        var sala = ProcessHandle.current();
        var serverBefore = used(server);
        var salaBefore = used(sala);
        var bytesBefore = bytes(all, shown);
        all.getFirst().page().waitForTimeout(STEADY.toMillis());
        var megabits = (bytes(all, shown) - bytesBefore) / PER_MEGABIT;
        return new Cost(
                (used(server) - serverBefore) / megabits,
                (used(sala) - salaBefore) / megabits,
                megabits / STEADY.toSeconds());
    }

    private static long bytes(List<Device> all, List<List<String>> shown) {
        var bytes = 0L;
        for (int i = 0; i < all.size(); i++) {
            bytes += all.get(i).bytes(shown.get(i));
        }
        return bytes;
    }

    /// Milliseconds of a processor.
    private static double used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }
}
