package th.sala.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How this machine carries live media.
///
/// @param janus the media server's program
/// @param converter the program that makes files for players of what it recorded
/// @param addresses of this machine that devices send to, one for each media server of the pool;
///   none: one server at the address that is found
/// @param ports for audio and video, shared evenly by the servers
/// @param capacity megabits a second that one server should send at most
/// @param namespace a network namespace (`ip netns`) in which the servers run; empty: this
///   machine's
/// @param control address at which the servers listen to Sala; in a namespace not the loopback
/// @param listener address at which Sala listens to the servers
/// @param leastFree bytes on the disk below which recordings are in danger
@ConfigurationProperties("sala.media")
record MediaSettings(
        @DefaultValue("/usr/bin/janus") Path janus,
        @DefaultValue("/usr/bin/janus-pp-rec") Path converter,
        @DefaultValue List<String> addresses,
        @DefaultValue("20000-20999") PortRange ports,
        @DefaultValue("70") int capacity,
        @DefaultValue("") String namespace,
        @DefaultValue("127.0.0.1") String control,
        @DefaultValue("127.0.0.1") String listener,
        @DefaultValue("2GB") DataSize leastFree,
        @DefaultValue Turn turn) {

    /// A relay, if there is one.
    ///
    /// @param urls such as `turn:turn.example:3478?transport=udp`
    /// @param secret shared with it (coturn's `static-auth-secret`)
    record Turn(@DefaultValue List<String> urls, @DefaultValue("") String secret) {
        @Override
        public String toString() {
            return "Turn" + urls;
        }
    }

    /// Ports from the first to the last one, such as `20000-20999`.
    record PortRange(int first, int last) {
        private static final int LOWEST = 1024;
        private static final int HIGHEST = 65_535;

        PortRange {
            if (first < LOWEST || last > HIGHEST || first >= last) {
                throw new IllegalArgumentException("no range of ports: " + first + "-" + last);
            }
        }

        /// As a setting names it; Spring calls this.
        public static PortRange valueOf(String range) {
            var ends = range.strip().split("-", -1);
            if (ends.length != 2) {
                throw new IllegalArgumentException("no range of ports: " + range);
            }
            return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        }

        /// The same ports in as many equal parts.
        List<PortRange> parts(int count) {
            var each = (last - first + 1) / count;
            var parts = new ArrayList<PortRange>();
            for (int part = 0; part < count; part++) {
                var from = first + part * each;
                parts.add(new PortRange(from, from + each - 1));
            }
            return parts;
        }

        @Override
        public String toString() {
            return first + "-" + last;
        }
    }
}
