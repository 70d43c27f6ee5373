package th.sala.search;

import static th.sala.accounts.TokenScope.SEARCH_READ;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import th.sala.accounts.SignedIn;
import th.sala.api.ApiCall;
import th.sala.api.Cursor;
import th.sala.api.Version;
import th.sala.law.Refusal;

/// Search for programs: what the page finds for the token's person, and no more.
@RestController
class SearchProgramController {
    /// A piece of what was found, and how much there is.
    ///
    /// @param next as of any list
    /// @param total how many there are, at most a thousand
    /// @param more whether there are more than that
    /// @param loosened whether what is only like the words was found, too
    /// @param similar the cursor of what is also like the words; null unless little was found
    /// @param cut whether more was asked for than was looked for
    /// @param rebuilding whether older records may be missing for now
    record Answer(
            List<ItemView> items,
            @Nullable String next,
            int total,
            boolean more,
            boolean loosened,
            @Nullable String similar,
            boolean cut,
            boolean rebuilding,
            List<FacetView> facets) {}

    /// A record that was found.
    ///
    /// @param excerpt of its text, around what was found
    /// @param partly whether it has words by which it is not found
    record ItemView(
            String kind,
            UUID id,
            String path,
            OffsetDateTime at,
            String direction,
            String urgency,
            String state,
            String number,
            @Nullable LocalDate day,
            String title,
            String party,
            String excerpt,
            boolean partly) {
        static ItemView of(Finder.Result result) {
            var card = result.card();
            return new ItemView(
                    card.kind(),
                    card.id(),
                    card.path(),
                    Version.at(card.at()),
                    card.direction(),
                    card.urgency(),
                    card.state(),
                    card.number(),
                    card.day(),
                    card.title(),
                    card.party(),
                    result.excerpt().stream().map(Marks.Piece::text).collect(Collectors.joining()),
                    card.cut());
        }
    }

    /// By what the result can be narrowed.
    ///
    /// @param name of the parameter that does it
    record FacetView(String name, List<ValueView> values) {}

    /// @param value of the parameter
    /// @param count how many of the newest thousand have it
    record ValueView(String value, int count) {
        static ValueView of(Records.Count count) {
            return new ValueView(count.value(), count.number());
        }
    }

    /// Refusal: all records are no answer.
    static final class NothingAsked extends Refusal {
        NothingAsked() {
            super("search.nothing-asked");
        }
    }

    /// Each brings some pages of text to be marked, so fewer at once than of other lists.
    private static final int MOST_RESULTS = 50;

    private final Finder finder;

    SearchProgramController(Finder finder) {
        this.finder = finder;
    }

    @GetMapping(path = "/api/v1/search", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiCall(
            scope = SEARCH_READ,
            says =
                    "What the person finds of letters and register lines: what stands in the head"
                            + " first, then the newest. Of classified letters only the head.")
    Answer search(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String urgency,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var rows = Math.min(MOST_RESULTS, Cursor.limit(limit));
        var after = Cursor.read(cursor).orElse(null);
        var asked =
                new SearchPage(q, kind, direction, year, place, urgency, state, from, until, after);
        var wanted = asked.wanted();
        asked.tooLong()
                .ifPresent(facet -> {
                    throw Cursor.wrong(facet.parameter());
                });
        if (asked.isWrong(from)) {
            throw Cursor.wrong("from");
        }
        if (asked.isWrong(until)) {
            throw Cursor.wrong("until");
        }
        if (after != null && wanted.after() == null) {
            throw Cursor.wrong("cursor");
        }
        if (!asked.isAsked()) {
            throw new NothingAsked();
        }
        return answer(finder.find(who, wanted, rows));
    }

    private static Answer answer(Finder.Found found) {
        var facets =
                found.counts().entrySet().stream()
                        .map(one ->
                                new FacetView(
                                        one.getKey().parameter(),
                                        one.getValue().stream().map(ValueView::of).toList()))
                        .toList();
        var next = found.next();
        var similar = found.similar();
        return new Answer(
                found.results().stream().map(ItemView::of).toList(),
                next == null ? null : Cursor.write(next.toString()),
                found.total(),
                found.isMore(),
                found.loosened(),
                similar == null ? null : Cursor.write(similar.toString()),
                found.isCut(),
                found.isRebuilding(),
                facets);
    }
}
