package th.sala.letters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.evidence.LogPlaces;
import th.sala.proof.Fields;

/// The signed letters that left here, for whoever holds one.
@Service
class KnownSheets {
    private final SheetSignatures signatures;
    private final OutgoingLetters letters;
    private final LogPlaces places;

    KnownSheets(SheetSignatures signatures, OutgoingLetters letters, LogPlaces places) {
        this.signatures = signatures;
        this.letters = letters;
        this.places = places;
    }

    /// A letter as whoever holds its PDF may know it: all this stands in it.
    ///
    /// @param kind what it is called by
    /// @param bytes how much of the file it is, from its beginning
    /// @param place nothing while its evidence has none
    record Known(
            LetterKind kind,
            String number,
            LocalDate date,
            String agencyName,
            long bytes,
            LogPlaces.@Nullable Place place) {}

    /// The content of a file, and of what its signatures saw of it.
    ///
    /// @param all SHA-256 by length
    record Contents(TreeMap<Long, String> all) {
        /// @param ends lengths; those longer than the file are left out
        static Contents of(Path file, List<Long> ends) throws IOException {
            var size = Files.size(file);
            var wanted = new TreeSet<>(ends);
            wanted.add(size);
            var all = new TreeMap<Long, String>();
            var digest = DigestUtils.getSha256Digest();
            try (var in = Files.newInputStream(file)) {
                long read = 0;
                for (long end : wanted.headSet(size, true)) {
                    update(digest, in, end - read);
                    read = end;
                    all.put(end, HexFormat.of().formatHex(copy(digest).digest()));
                }
            }
            return new Contents(all);
        }

        private static void update(MessageDigest digest, InputStream in, long bytes)
                throws IOException {
            var buffer = new byte[8192];
            for (long left = bytes; left > 0; ) {
                var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }

        private static MessageDigest copy(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        String whole() {
            return all.lastEntry().getValue();
        }
    }

    /// The largest part of the file that is a letter of this installation, whichever agency sent
    /// it. To be called with the scope of all.
    @Transactional(readOnly = true)
    Optional<Known> find(Contents contents) {
        var found = signatures.withContent(contents.all().values());
        return contents.all().descendingMap().entrySet().stream()
                .flatMap(part ->
                        found.stream()
                                .filter(one -> one.sha256().equals(part.getValue()))
                                .map(one -> known(one, part)))
                .findFirst();
    }

    private Known known(SheetSignatures.Found found, Map.Entry<Long, String> part) {
        var letter = letters.find(found.agency(), found.letter()).orElseThrow();
        var given = Objects.requireNonNull(letter.given());
        var place =
                places.find(found.agency(), found.letter(), said -> names(said, found.sha256()));
        return new Known(
                letter.content().kind(),
                given.number(),
                given.date(),
                Objects.requireNonNull(given.signatory()).agencyName(),
                part.getKey(),
                place.orElse(null));
    }

    private static boolean names(Fields said, String sha256) {
        return said.values().values().stream()
                .anyMatch(value -> value.equals(sha256) || value.startsWith(sha256 + " "));
    }
}
