package th.sala.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// A record of another module as it can be found.
///
/// @param kind the key of the message that names what it is; with the id it names the record
/// @param at when it came, went or was last changed: results are in this order
/// @param scopes who may find it: whoever has one of these, see [Reach]
/// @param direction [#IN] or [#OUT]
/// @param urgency as state the key of the message that says it; may be empty
/// @param places agencies and units that have to do with it
/// @param number as it stands on the letter or in the book; may be empty
/// @param day the letter's own date
/// @param title the subject
/// @param party from whom it came or to whom it goes, as it is shown
/// @param people all who stand in its head
/// @param path of its page
/// @param texts all else in which words are looked for
public record Document(
        UUID agency,
        String kind,
        UUID id,
        Instant at,
        Set<String> scopes,
        String direction,
        String urgency,
        String state,
        List<String> places,
        String number,
        @Nullable LocalDate day,
        String title,
        String party,
        List<String> people,
        String path,
        List<String> texts) {
    public static final String IN = "search.direction.in";
    public static final String OUT = "search.direction.out";

    public Document {
        scopes = Set.copyOf(scopes);
        places = places.stream().filter(place -> !place.isBlank()).distinct().toList();
        people = List.copyOf(people);
        texts = List.copyOf(texts);
    }

    /// Stands for all by which words are made and results shown, except the state, which changes
    /// alone.
    byte[] fingerprint() {
        var all = new ArrayList<String>();
        all.addAll(List.of(Integer.toString(Lexemes.VERSION), at.toString(), direction, urgency));
        all.addAll(List.of(number, String.valueOf(day), title, party, path));
        for (var list : List.of(new TreeSet<>(scopes), places, people, texts)) {
            all.add(Integer.toString(list.size()));
            all.addAll(list);
        }
        var digest = DigestUtils.getSha256Digest();
        for (var one : all) {
            var bytes = one.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    /// The text in which words are marked.
    String body() {
        return String.join("\n", texts);
    }
}
