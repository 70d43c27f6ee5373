package th.sala.media;

import static th.sala.law.Instrument.MICT_57;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.Act;
import th.sala.evidence.Actor;
import th.sala.evidence.Evidence;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.law.Clause;
import th.sala.proof.Fields;
import th.sala.proof.Hash;
import th.sala.proof.RecordingWindow;

/// Takes down what is recorded, in rows and in evidence: both, or neither.
@Service
@Transactional
class RecordingRegister {
    private final Tracks tracks;
    private final Evidence evidence;
    private final SecretBox box;
    private final Clock clock;

    RecordingRegister(Tracks tracks, Evidence evidence, Vault vault, Clock clock) {
        this.tracks = tracks;
        this.evidence = evidence;
        this.box = new SecretBox(vault, "media-recordings");
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Track> find(UUID agency, UUID track) {
        return tracks.find(agency, track);
    }

    @Transactional(readOnly = true)
    public List<Track> ofRoom(UUID agency, UUID room) {
        return tracks.ofRoom(agency, room);
    }

    /// The key of the track's file.
    @Transactional(readOnly = true)
    public byte[] key(UUID agency, UUID track) {
        var closed = tracks.secret(agency, track).orElseThrow(() -> new NoSuchTrack(track));
        return java.util.Base64.getDecoder().decode(box.open(closed));
    }

    public Track begin(RecordedFile file, Instant started) {
        var key = java.util.Base64.getEncoder().encodeToString(SealedFile.freshKey());
        tracks.begin(file, started, box.close(key));
        return tracks.find(file.agency(), file.track()).orElseThrow();
    }

    /// Stretches of a room's tracks that came since the last time.
    @Clause(id = "M11", of = MICT_57, value = "ภาคผนวก ข้อ 1")
    public void closed(UUID agency, UUID room, List<RecordingWindow> windows) {
        var now = clock.instant();
        windows.forEach(window -> tracks.add(agency, window, now));
        var lines = windows.stream().map(RecordingWindow::line).collect(Collectors.joining("\n"));
        take(agency, room, "media.recorded", Fields.none().with("windows", lines), now);
    }

    /// Nothing more comes of the track.
    public void ended(UUID agency, Track track, Instant ended, Hash sha256) {
        tracks.end(agency, track.id(), ended, sha256);
        var said =
                Fields.none()
                        .with("track", track.id())
                        .with("feed", track.feed().name())
                        .with("medium", track.kind())
                        .with("begun", track.started())
                        .with("ended", ended)
                        .with("file", sha256.hex() + " " + track.id() + ".mjr");
        take(agency, track.room(), "media.track-ended", said, clock.instant());
    }

    private void take(UUID agency, UUID room, String act, Fields said, Instant at) {
        evidence.record(Actor.program(agency), Act.done(act, "room", room, at, said));
    }
}
