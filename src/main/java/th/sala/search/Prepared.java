package th.sala.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A record whose words are found already: what is slow is done. Made before a book is locked, put
/// after its number is known.
public final class Prepared {
    private final Document document;
    private final Set<String> ofText;

    private Prepared(Document document, Set<String> ofText) {
        this.document = document;
        this.ofText = ofText;
    }

    static Prepared of(Document document) {
        var words = new TreeSet<>(Lexemes.ofHead(document.title()));
        words.addAll(Lexemes.ofHead(String.join("\n", document.people())));
        words.addAll(Lexemes.ofText(document.body()));
        return new Prepared(document, words);
    }

    /// The same with what the act brings that gives the number: only these are looked at again.
    public Prepared numbered(String number, LocalDate day, Instant at, String state) {
        return new Prepared(
                new Document(
                        document.agency(),
                        document.kind(),
                        document.id(),
                        at,
                        document.scopes(),
                        document.direction(),
                        document.urgency(),
                        state,
                        document.places(),
                        number,
                        day,
                        document.title(),
                        document.party(),
                        document.people(),
                        document.path(),
                        document.texts()),
                ofText);
    }

    Document document() {
        return document;
    }

    /// The words that people look for.
    Set<String> ofText() {
        return ofText;
    }

    /// All words, also those by which it is narrowed and kept from others.
    List<String> lexemes() {
        var all = new TreeSet<>(ofText);
        all.addAll(Lexemes.ofHead(document.number()));
        if (document.day() != null) {
            all.addAll(Lexemes.inHead(Set.copyOf(Lexemes.ofDay(document.day()))));
        }
        var received = document.at().atZone(Lexemes.BANGKOK).toLocalDate();
        all.addAll(Lexemes.inHead(Set.copyOf(Lexemes.ofDay(received))));
        all.addAll(Lexemes.inHead(Set.of(Lexemes.id(document.id()))));
        all.addAll(Lexemes.slices(document.agency(), document.at()));
        document.scopes().forEach(scope -> all.add(Lexemes.scope(scope)));
        all.add(Lexemes.facet(Facet.KIND, document.kind()));
        all.add(Lexemes.facet(Facet.DIRECTION, document.direction()));
        all.add(Lexemes.facet(Facet.YEAR, Integer.toString(received.getYear())));
        if (!document.urgency().isEmpty()) {
            all.add(Lexemes.facet(Facet.URGENCY, document.urgency()));
        }
        all.add(Lexemes.facet(Facet.STATE, document.state()));
        document.places().forEach(place -> all.add(Lexemes.facet(Facet.PLACE, place)));
        return List.copyOf(all);
    }
}
