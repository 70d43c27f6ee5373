package th.sala.letters;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The sendings of one letter as its page shows them: counted by how they stand, some at a time.
///
/// @param only those that stand like this; null for all
/// @param from how many of these are left out before the first that is shown
public record Sendings(List<Addressee> all, @Nullable Standing only, int from) {
    static final int ROWS = 50;

    /// Fewer than these are seen at a glance.
    private static final int FEW = 10;

    /// How far a sending is, in the words of who sent it.
    public enum Standing {
        ON_ITS_WAY,
        TROUBLE,
        UNANSWERED,
        ACKNOWLEDGED,
        NOT_TAKEN;

        static Standing of(Addressee addressee) {
            return switch (addressee.answer()) {
                case Addressee.Answer.Acknowledged _ -> ACKNOWLEDGED;
                case Addressee.Answer.Returned _,
                        Addressee.Answer.Forwarded _,
                        Addressee.Answer.Refused _ ->
                        NOT_TAKEN;
                case null ->
                        switch (addressee.progress()) {
                            case WAITING, QUEUED -> ON_ITS_WAY;
                            case BOUNCED, IN_DOUBT -> TROUBLE;
                            case SENT, DELIVERED -> UNANSWERED;
                        };
            };
        }

        public String key() {
            return "letters.standing." + name().toLowerCase(Locale.ROOT);
        }
    }

    public Sendings {
        all = List.copyOf(all);
        from = Math.max(0, from);
    }

    /// The first of them.
    static Sendings of(List<Addressee> all) {
        return new Sendings(all, null, 0);
    }

    /// Those among which this mail's is shown.
    static Sendings around(List<Addressee> all, UUID mail) {
        var place = all.stream().map(Addressee::mail).toList().indexOf(mail);
        return new Sendings(all, null, Math.max(0, place) / ROWS * ROWS);
    }

    private List<Addressee> chosen() {
        return all.stream()
                .filter(addressee -> only == null || Standing.of(addressee) == only)
                .toList();
    }

    public List<Addressee> shown() {
        return chosen().stream().skip(from).limit(ROWS).toList();
    }

    /// What stands behind those shown begins here; null if nothing does.
    public @Nullable Integer next() {
        return from + ROWS < chosen().size() ? from + ROWS : null;
    }

    public boolean areMany() {
        return all.size() > FEW;
    }

    /// How many stand like this, without those that are none.
    public Map<Standing, Integer> counts() {
        var counts = new EnumMap<Standing, Integer>(Standing.class);
        all.forEach(addressee -> counts.merge(Standing.of(addressee), 1, Integer::sum));
        return counts;
    }
}
