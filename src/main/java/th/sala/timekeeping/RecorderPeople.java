package th.sala.timekeeping;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import th.sala.agencies.Official;
import th.sala.thai.Digits;
import th.sala.thai.ThaiText;

/// Whom a recorder means by what stands in its column of persons.
final class RecorderPeople {
    private static final Pattern TITLE =
            Pattern.compile("^(?:นางสาว|นาง|นาย|น\\.ส\\.|ดร\\.|ว่าที่ร้อยตรี(?:หญิง)?)\\s*");
    private static final Pattern ZEROS = Pattern.compile("^0+(?=.)");

    /// The owners by the day on which they became it.
    private final Map<String, NavigableMap<LocalDate, UUID>> known = new HashMap<>();

    private final Set<String> twice = new HashSet<>();
    private final RecorderLayout.KnownBy by;

    /// @param numbers of the recorder
    RecorderPeople(
            RecorderLayout.KnownBy by, List<Official> officials, List<Recorders.Owned> numbers) {
        this.by = by;
        switch (by) {
            case NUMBER -> numbers.forEach(one -> put(one.number(), one.fromDay(), one.official()));
            case NAME -> officials.forEach(one -> put(one.name(), Recorders.Owned.EVER, one.id()));
            case MAIL -> officials.forEach(one -> put(one.mail(), Recorders.Owned.EVER, one.id()));
        }
    }

    private void put(String typed, LocalDate from, UUID official) {
        var word = word(by, typed);
        if (word.isEmpty()) {
            return;
        }
        var before = known.computeIfAbsent(word, _ -> new TreeMap<>()).putIfAbsent(from, official);
        if (before != null && !before.equals(official)) {
            twice.add(word);
        }
    }

    /// Leading zeros of numbers, titles of names and capitals say nothing.
    static String word(RecorderLayout.KnownBy by, String typed) {
        var plain = Digits.ARABIC.in(ThaiText.normalise(typed)).toLowerCase(Locale.ROOT);
        return switch (by) {
            case NUMBER -> ZEROS.matcher(plain).replaceFirst("");
            case NAME -> TITLE.matcher(plain).replaceFirst("");
            case MAIL -> plain;
        };
    }

    boolean isAmbiguous(String typed) {
        return twice.contains(word(by, typed));
    }

    /// Whether it is anybody's on any day.
    boolean isKnown(String typed) {
        return known.containsKey(word(by, typed));
    }

    /// Whose it is on a day.
    Optional<UUID> find(String typed, LocalDate day) {
        var owners = known.get(word(by, typed));
        return owners == null || isAmbiguous(typed)
                ? Optional.empty()
                : Optional.ofNullable(owners.floorEntry(day)).map(Map.Entry::getValue);
    }
}
