package th.sala.search;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Words to be kept, in the order in which they first stand in a text, as many as there is room
/// for: PostgreSQL refuses a record whose words are larger than a megabyte together.
final class Words {
    /// Bytes for the words of a record's own texts, and of all that it is narrowed by.
    static final int OF_RECORD = 400_000;

    /// Bytes for the words of all of a record's files together.
    static final int OF_FILES = 500_000;

    private final Set<String> all = new LinkedHashSet<>();
    private final int most;
    private int bytes;
    private boolean cut;

    /// @param most bytes that there is room for
    Words(int most) {
        this.most = most;
    }

    /// Nothing is kept any more after the first that there was no room for.
    void add(String word) {
        if (cut || all.contains(word)) {
            return;
        }
        int size = word.getBytes(StandardCharsets.UTF_8).length;
        cut = bytes + size > most;
        if (!cut) {
            all.add(word);
            bytes += size;
        }
    }

    void addAll(Collection<String> words) {
        words.forEach(this::add);
    }

    /// What was left out there is left out here.
    void addAll(Words other) {
        addAll(other.all);
        cut |= other.cut;
    }

    /// The first of them.
    ///
    /// @param room bytes
    Words within(int room) {
        var fewer = new Words(room);
        fewer.addAll(this);
        return fewer;
    }

    void leaveOutTheRest() {
        cut = true;
    }

    Set<String> all() {
        return all;
    }

    int bytes() {
        return bytes;
    }

    /// Whether any were left out.
    boolean isCut() {
        return cut;
    }
}
