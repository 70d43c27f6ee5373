package th.sala.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// What the address of the search page says, and addresses of the pages next to it.
///
/// @param q what was typed
/// @param from a day as it was typed; also `until`
/// @param after where the page before ended
public record SearchPage(
        @Nullable String q,
        @Nullable String kind,
        @Nullable String direction,
        @Nullable String year,
        @Nullable String place,
        @Nullable String urgency,
        @Nullable String state,
        @Nullable String from,
        @Nullable String until,
        @Nullable String after) {
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_VALUE = 300;

    String text() {
        var text = ThaiText.normalise(q == null ? "" : q);
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    /// By what the result is narrowed.
    public Map<Facet, String> chosen() {
        var chosen = typed();
        chosen.values().removeIf(value -> value.length() > LONGEST_VALUE);
        return chosen;
    }

    /// By what it should be narrowed and is not: no value is so long.
    Optional<Facet> tooLong() {
        var typed = typed();
        typed.keySet().removeAll(chosen().keySet());
        return typed.keySet().stream().findFirst();
    }

    private Map<Facet, String> typed() {
        var typed = new EnumMap<Facet, String>(Facet.class);
        put(typed, Facet.KIND, kind);
        put(typed, Facet.DIRECTION, direction);
        put(typed, Facet.YEAR, year);
        put(typed, Facet.PLACE, place);
        put(typed, Facet.URGENCY, urgency);
        put(typed, Facet.STATE, state);
        return typed;
    }

    private static void put(Map<Facet, String> typed, Facet facet, @Nullable String value) {
        var plain = value == null ? "" : ThaiText.normalise(value);
        if (!plain.isEmpty()) {
            typed.put(facet, plain);
        }
    }

    /// Whether anything is looked for: signs alone are nothing.
    public boolean isAsked() {
        return !Asked.read(text()).wishes().isEmpty()
                || !chosen().isEmpty()
                || day(from).isPresent()
                || day(until).isPresent();
    }

    /// Whether a day was typed that cannot be read.
    public boolean isWrong(@Nullable String typed) {
        return typed != null && !typed.isBlank() && day(typed).isEmpty();
    }

    Wanted wanted() {
        return new Wanted(
                text(),
                chosen(),
                day(from).orElse(null),
                day(until).orElse(null),
                Wanted.Cursor.read(after).orElse(null));
    }

    private static Optional<LocalDate> day(@Nullable String typed) {
        return typed == null || typed.isBlank() ? Optional.empty() : TypedDay.read(typed);
    }

    /// The first page of the same, narrowed by one more value.
    public String with(Facet facet, String value) {
        var other = chosen();
        other.put(facet, value);
        return address(other, true, null);
    }

    /// The first page of the same, without what narrows it by this.
    public String without(Facet facet) {
        var other = chosen();
        other.remove(facet);
        return address(other, true, null);
    }

    /// The first page of the same words, narrowed by nothing.
    public String wider() {
        return address(Map.of(), false, null);
    }

    /// The page that follows.
    public String next(Object cursor) {
        return address(chosen(), true, cursor.toString());
    }

    /// What a kept search keeps.
    public String query() {
        return address(chosen(), true, null).substring("/search".length());
    }

    private String address(Map<Facet, String> narrowed, boolean withDays, @Nullable String cursor) {
        var values = new ArrayList<String>();
        var address = UriComponentsBuilder.fromPath("/search");
        add(address, values, "q", text());
        narrowed.forEach((facet, value) -> add(address, values, facet.parameter(), value));
        add(address, values, "from", withDays ? from : null);
        add(address, values, "until", withDays ? until : null);
        add(address, values, "after", cursor);
        return address.encode().buildAndExpand(values.toArray()).toUriString();
    }

    private static void add(
            UriComponentsBuilder address,
            List<String> values,
            String name,
            @Nullable String value) {
        if (value != null && !value.isBlank()) {
            address.queryParam(name, "{" + name + "}");
            values.add(value);
        }
    }
}
