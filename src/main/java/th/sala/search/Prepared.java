package th.sala.search;

import java.util.Set;

/// A record whose words are found already: what is slow is done.
///
/// @param words also those by which it is narrowed and kept from others
record Prepared(Document document, Words words) {
    static Prepared of(Document document) {
        var words = new Words(Words.OF_RECORD);
        narrowing(document, words);
        words.addAll(Lexemes.ofHead(document.number()));
        if (document.day() != null) {
            words.addAll(Lexemes.inHead(Lexemes.ofDay(document.day())));
        }
        words.addAll(Lexemes.ofHead(document.title()));
        words.addAll(Lexemes.ofHead(String.join("\n", document.people())));
        words.addAll(Lexemes.ofText(document.body(), Words.OF_RECORD));
        return new Prepared(document, words);
    }

    /// There is always room for these: without them nobody would find the record, or everybody. The
    /// state is not among them, because it changes alone.
    private static void narrowing(Document document, Words words) {
        document.scopes().forEach(scope -> words.add(Lexemes.scope(scope)));
        words.addAll(Lexemes.slices(document.agency(), document.at()));
        words.addAll(Lexemes.inHead(Set.of(Lexemes.id(document.id()))));
        var received = document.at().atZone(Lexemes.BANGKOK).toLocalDate();
        words.addAll(Lexemes.inHead(Lexemes.ofDay(received)));
        words.add(Lexemes.facet(Facet.KIND, document.kind()));
        words.add(Lexemes.facet(Facet.DIRECTION, document.direction()));
        words.add(Lexemes.facet(Facet.YEAR, Integer.toString(received.getYear())));
        if (!document.urgency().isEmpty()) {
            words.add(Lexemes.facet(Facet.URGENCY, document.urgency()));
        }
        document.places().forEach(place -> words.add(Lexemes.facet(Facet.PLACE, place)));
    }
}
