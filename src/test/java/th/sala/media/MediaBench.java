package th.sala.media;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import th.sala.media.Devices.Device;

/// `./sala bench room`: how long after a cut the last packet comes to the receiver's browser, for
/// each kind of cut; and the processor's time that the media server and Sala take for what is
/// forwarded. Real media server, real browsers, a network of their own; both ends of a measurement
/// read the same clock, to the millisecond.
///
/// `-Dcuts=20` makes as many of each kind instead of two hundred.
public final class MediaBench {
    private static final int CUTS = Integer.getInteger("cuts", 200);
    private static final long BITRATE = 500_000;
    private static final Duration STEADY = Duration.ofSeconds(20);
    private static final double PER_MEGABIT = 1_000_000.0 / Byte.SIZE;

    private final LiveMedia media;
    private final Device receives;
    private final List<String> sound;
    private final List<String> picture;
    private final UUID room;
    private final UUID malee;
    private final UUID somchai;

    private MediaBench(
            LiveMedia media,
            Device receives,
            List<Subscription.Track> tracks,
            UUID room,
            UUID malee,
            UUID somchai) {
        this.media = media;
        this.receives = receives;
        this.sound = mids(tracks, "audio");
        this.picture = mids(tracks, "video");
        this.room = room;
        this.malee = malee;
        this.somchai = somchai;
    }

    private static List<String> mids(List<Subscription.Track> tracks, String kind) {
        return tracks.stream()
                .filter(track -> track.kind().equals(kind))
                .map(Subscription.Track::mid)
                .toList();
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("sala-bench");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
        try (var namespace = MediaNamespace.make();
                var devices = Devices.in(namespace, folder);
                var pool = new MediaPool(folder, namespace.settings(1), events::add, _ -> {})) {
            var media = new LiveMedia(folder, pool, namespace.settings(1), Clock.systemUTC());
            var room = UUID.randomUUID();
            var malee = UUID.randomUUID();
            var somchai = UUID.randomUUID();
            media.open(new RoomPlan(UUID.randomUUID(), room, 2, BITRATE, true));
            var sends = devices.device("{}");
            var receives = devices.device("{}");
            sends.answered("both", media.publish(room, malee, sends.offer("both")));
            while (!(events.take() instanceof MediaEvent.Published)) {
                // until it arrives
            }
            var subscription = media.subscribe(room, somchai, List.of(new Feed(malee, false)));
            media.answer(room, somchai, receives.receive(subscription));
            var bench =
                    new MediaBench(media, receives, subscription.tracks(), room, malee, somchai);
            bench.processor();
            bench.cuts();
        }
        System.exit(0);
    }

    private void cuts() {
        System.out.printf(
                "%d cuts of each kind; milliseconds from our call to the last packet%n", CUTS);
        cuts("sound", malee, Cut.AUDIO, sound);
        cuts("picture", malee, Cut.VIDEO, picture);
        var both = new ArrayList<>(sound);
        both.addAll(picture);
        cuts("all to one device", somchai, Cut.INCOMING, both);
    }

    private void cuts(String name, UUID whose, Cut cut, List<String> mids) {
        var packets = new ArrayList<Double>();
        var answers = new ArrayList<Double>();
        for (int i = 0; i < CUTS; i++) {
            receives.awaitsFlow(mids);
            var called = System.currentTimeMillis();
            var answer = media.cut(room, whose, Set.of(cut));
            answers.add(answer.toNanos() / 1e6);
            // a packet from before the call is none after it
            packets.add(Math.max(0, receives.awaitsEnd(mids) - called));
            media.cut(room, whose, Set.of());
        }
        System.out.printf(
                "%-18s last packet p50 %.0f p99 %.0f worst %.0f; answer p50 %.1f p99 %.1f%n",
                name,
                at(packets, 50),
                at(packets, 99),
                at(packets, 100),
                at(answers, 50),
                at(answers, 99));
    }

    private static double at(List<Double> values, int percent) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private void processor() {
        var both = new ArrayList<>(sound);
        both.addAll(picture);
        receives.awaitsFlow(both);
        var janus = ProcessHandle.of(media.pids().getFirst()).orElseThrow();
        var sala = ProcessHandle.current();
        var janusBefore = used(janus);
        var salaBefore = used(sala);
        var bytesBefore = receives.bytes(both);
        receives.page().waitForTimeout(STEADY.toMillis());
        var megabits = (receives.bytes(both) - bytesBefore) / PER_MEGABIT;
        System.out.printf(
                "forwarded %.1f Mbit in %s: media server %.2f ms a Mbit, Sala beside it %.2f ms a Mbit%n",
                megabits,
                STEADY,
                (used(janus) - janusBefore) / megabits,
                (used(sala) - salaBefore) / megabits);
    }

    /// Milliseconds of a processor.
    private static double used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }
}
