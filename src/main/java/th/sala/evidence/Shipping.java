package th.sala.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import th.sala.jobs.RecurringJob;
import th.sala.proof.Checkpoint;
import th.sala.proof.KeptNotes;
import th.sala.proof.NoteKey;
import th.sala.proof.SignedNote;

/// Carries checkpoints to a place out of reach of whoever may alter this machine: a file that can
/// only be appended to, on another host.
@Component
class Shipping {
    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Optional<Path> target;
    private final EvidenceLog log;
    private @Nullable SignedNote shipped;

    /// @param target the file; empty for none
    Shipping(@Value("${sala.evidence.ship:}") String target, EvidenceLog log) {
        this.target = Optional.of(target).filter(path -> !path.isBlank()).map(Path::of);
        this.log = log;
    }

    /// Appends the newest checkpoint, if it is another than the last one shipped.
    synchronized void ship() {
        var head = log.head();
        if (target.isEmpty() || head.isEmpty() || head.get().note().equals(shipped)) {
            return;
        }
        try (var channel =
                FileChannel.open(
                        target.get(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            // whatever was cut off before it, it begins on a line of its own
            var text = "\n\n" + head.get().note();
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(false);
            shipped = head.get().note();
        } catch (IOException away) {
            LOG.error("checkpoints cannot be shipped to {}: {}", target.get(), away.toString());
        }
    }

    /// The largest checkpoint of this log at the far place; nothing if that has none.
    ///
    /// @throws UncheckedIOException if the place cannot be read: then nothing may be signed
    Optional<Checkpoint> newest(String origin) {
        if (target.isEmpty() || !Files.exists(target.get())) {
            return Optional.empty();
        }
        try {
            var key = log.key(origin);
            var kept = KeptNotes.parse(Files.readString(target.get()));
            if (kept.unreadable() > 0) {
                LOG.warn("{} has {} pieces that are no notes", target.get(), kept.unreadable());
            }
            return kept.notes().stream()
                    .map(note -> own(note, key))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparingLong(Checkpoint::size));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "shipped checkpoints cannot be read: " + target.get(), unreadable);
        }
    }

    /// What others wrote there hides nothing of ours.
    private static Optional<Checkpoint> own(SignedNote note, NoteKey key) {
        try {
            var checkpoint = Checkpoint.of(note);
            var isOurs = checkpoint.origin().equals(key.name()) && note.isSignedBy(key);
            return isOurs ? Optional.of(checkpoint) : Optional.empty();
        } catch (IllegalArgumentException other) {
            LOG.warn("a signed note that is no checkpoint, where they are shipped", other);
            return Optional.empty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob shippingJob(Shipping shipping) {
            return new RecurringJob("evidence.shipping", PERIOD, shipping::ship);
        }
    }
}
