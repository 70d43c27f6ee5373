package th.sala.media;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/// How to talk to one run of a media server: its door, and secrets that nobody else ever had.
///
/// @param port of its WebSocket
/// @param api must come along with each request
/// @param admin opens what only administrators see; nobody uses it, so nobody knows it
/// @param rooms makes rooms
/// @param events by which its events are known to be its own
record JanusAccess(
        String address, int port, String api, String admin, String rooms, String events) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    static JanusAccess fresh(String address, int port) {
        return new JanusAccess(address, port, secret(), secret(), secret(), secret());
    }

    static String secret() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    URI socket() {
        return URI.create("ws://%s:%d".formatted(address, port));
    }

    @Override
    public String toString() {
        return "JanusAccess[" + socket() + "]";
    }
}
