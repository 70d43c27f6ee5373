package th.sala.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import th.sala.installation.Installation;
import th.sala.installation.SystemUser;

/// What one media server finds on the disk: a configuration of our own, written anew for each run,
/// and the place of its recordings. The machine's own configuration of Janus is never looked at.
record JanusFolder(Path folder) {
    static final SystemUser USER = new SystemUser("sala-media");

    private static final Set<PosixFilePermission> THROUGH =
            PosixFilePermissions.fromString("rwx--x--x");

    /// Where Debian, and those who build it themselves, put its parts.
    private static final Path[] LIBRARIES = {
        Path.of("/usr/lib/x86_64-linux-gnu/janus"),
        Path.of("/usr/lib/aarch64-linux-gnu/janus"),
        Path.of("/usr/lib/janus"),
        Path.of("/opt/janus/lib/janus")
    };

    private static final String MAIN =
            """
            general: {
              configs_folder = "%1$s"
              plugins_folder = "%2$s/plugins"
              transports_folder = "%2$s/transports"
              events_folder = "%2$s/events"
              loggers_folder = "%2$s/loggers"
              debug_level = 3
              debug_colors = false
              server_name = "sala"
              api_secret = "%3$s"
              admin_secret = "%4$s"
              session_timeout = 60
              recordings_tmp_ext = "part"
              hide_dependencies = true
              protected_folders = ["/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/root", "/sbin", "/sys", "/usr"]
            }
            media: {
              ipv6 = false
              rtp_port_range = "%5$s"
              no_media_timer = 2
              slowlink_threshold = 20
            }
            nat: {
              ice_enforce_list = "%6$s"
              ignore_mdns = true
              full_trickle = false
              ice_lite = true
            }
            plugins: { disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so" }
            transports: { disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so" }
            loggers: { disable = "libjanus_jsonlog.so" }
            events: {
              broadcast = true
              combine_media_stats = true
              stats_period = 5
              disable = "libjanus_gelfevh.so,libjanus_mqttevh.so,libjanus_nanomsgevh.so,libjanus_rabbitmqevh.so,libjanus_wsevh.so"
            }
            """;

    private static final String SOCKET =
            """
            general: {
              json = "compact"
              ws = true
              ws_port = %1$d
              ws_ip = "%2$s"
              wss = false
            }
            admin: { admin_ws = false }
            """;

    private static final String ROOMS =
            """
            general: {
              admin_key = "%s"
              lock_rtp_forward = true
              string_ids = true
            }
            """;

    private static final String EVENTS =
            """
            general: {
              enabled = true
              events = "webrtc,media,core"
              grouping = true
              json = "compact"
              backend = "%s"
              backend_user = "janus"
              backend_pwd = "%s"
              max_retransmissions = 8
            }
            """;

    Path recordings() {
        return folder.resolve("recordings");
    }

    Path log() {
        return folder.resolve("janus.log");
    }

    private Path configuration() {
        return folder.resolve("etc");
    }

    /// @param data the data folder, which the server's user may then pass through
    void make(Path data) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        USER.prepare(data);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectories(configuration());
        Files.setPosixFilePermissions(
                configuration(), PosixFilePermissions.fromString("rwx------"));
        giveAway(configuration());
        Files.createDirectories(recordings());
        Files.setOwner(recordings(), Files.getOwner(folder));
        Files.setPosixFilePermissions(recordings(), THROUGH);
    }

    /// Where a run of the server records a room: the one place below [#recordings] that is the
    /// server's own, so that nothing it does there is taken for another room's.
    Path recordings(String run, UUID agency, UUID room) throws IOException {
        var place = recordings();
        for (var name : List.of(run, agency.toString(), room.toString())) {
            place = Files.createDirectories(place.resolve(name));
            Files.setPosixFilePermissions(place, THROUGH);
        }
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        giveAway(place);
        return place;
    }

    /// @param events where the server tells what happens
    void write(JanusAccess access, String address, MediaSettings.PortRange ports, String events)
            throws IOException {
        var files =
                Map.of(
                        "janus.jcfg",
                        MAIN.formatted(
                                configuration(),
                                libraries(),
                                access.api(),
                                access.admin(),
                                ports,
                                address),
                        "janus.transport.websockets.jcfg",
                        SOCKET.formatted(access.port(), access.address()),
                        "janus.plugin.videoroom.jcfg",
                        ROOMS.formatted(access.rooms()),
                        "janus.eventhandler.sampleevh.jcfg",
                        EVENTS.formatted(events, access.events()));
        for (var file : files.entrySet()) {
            write(configuration().resolve(file.getKey()), file.getValue());
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
        giveAway(file);
    }

    /// The beginning of the server's command line.
    String configured() {
        return "--configs-folder=" + configuration();
    }

    private static Path libraries() {
        for (var library : LIBRARIES) {
            if (Files.isDirectory(library)) {
                return library;
            }
        }
        throw new Installation.Unusable("Janus is there without its plugins: reinstall janus");
    }

    static void giveAway(Path path) throws IOException {
        if (Installation.isRoot()) {
            var users = path.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(path, users.lookupPrincipalByName(USER.name()));
        }
    }

    /// Whether it is what the server's user made, or was given: no link, and nothing of others.
    static boolean isOwn(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return false;
        }
        return !Installation.isRoot()
                || Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName().equals(USER.name());
    }
}
