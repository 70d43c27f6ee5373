package th.sala.letters;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A version of a letter out on its way inside the agency, as it was.
///
/// @param changes what was edited, as who edited it says; empty of the first
public record LetterVersion(
        UUID letter, int number, Kept kept, String changes, Instant at, String by) {

    /// All that a version is made of.
    ///
    /// @param to the addressees' addresses, and the names of units of the own agency
    /// @param coSigners names and titles; null in versions from before there were any
    public record Kept(
            Content content,
            List<String> to,
            List<KeptFile> files,
            @Nullable List<String> coSigners) {
        static Kept of(
                Content content,
                List<Addressee> to,
                List<UnitAddressee> units,
                List<LetterFile> files,
                List<CoSigner> coSigners) {
            return new Kept(
                    content,
                    Stream.concat(
                                    to.stream().map(Addressee::address),
                                    units.stream().map(UnitAddressee::name))
                            .toList(),
                    files.stream().map(KeptFile::of).toList(),
                    coSigners.stream().map(one -> one.name() + " " + one.title()).toList());
        }

        /// In the order in which they sign; older versions say nothing of any.
        List<String> others() {
            return coSigners == null ? List.of() : coSigners;
        }
    }

    /// A file; its bytes are in the file store.
    public record KeptFile(boolean main, String name, String mediaType, String sha256, long size) {
        static KeptFile of(LetterFile file) {
            return new KeptFile(
                    file.main(), file.name(), file.mediaType(), file.sha256(), file.size());
        }

        /// The same as a file of the letter at a place.
        LetterFile file(int place) {
            return new LetterFile(place, main, name, mediaType, sha256, size, "", null, "");
        }
    }
}
