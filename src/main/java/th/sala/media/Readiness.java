package th.sala.media;

import java.util.List;

/// Whether there can be live audio and video here (M15).
public sealed interface Readiness {
    /// No media server on this machine; all else works without.
    ///
    /// @param install one line for whoever keeps this machine
    record NotInstalled(String install) implements Readiness {}

    /// It is there and does not run.
    record Down(String why) implements Readiness {}

    /// @param relay whether devices are told of a TURN server
    /// @param diskFree bytes that recordings may still take
    record Ready(List<Server> servers, boolean relay, long diskFree) implements Readiness {
        public Ready {
            servers = List.copyOf(servers);
        }

        /// Whether one server has as much to spare as the room was planned with. If not the room is
        /// opened all the same, and whoever holds the meeting is to be warned.
        public boolean carries(RoomPlan plan) {
            return servers.stream()
                    .filter(Server::up)
                    .anyMatch(server -> server.free() >= plan.load());
        }
    }

    /// One media server of the pool.
    ///
    /// @param address that devices send to
    /// @param load bits a second that its rooms were planned with
    /// @param capacity bits a second that it should carry at most
    record Server(String address, boolean up, int rooms, long load, long capacity) {
        public long free() {
            return Math.max(0, capacity - load);
        }
    }
}
