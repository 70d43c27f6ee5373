package th.sala.letters;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.agencies.Unit;
import th.sala.files.Previews;
import th.sala.routing.Routing;
import th.sala.search.Document;
import th.sala.search.LaterTexts;
import th.sala.search.Reach;
import th.sala.search.Search;
import th.sala.search.Source;

/// Letters as they can be found: put into the index by the transaction that changes them, as their
/// pages say who may read them.
@Component
class LetterSearch implements Reach {
    /// What letters are in the index.
    static final String KIND = "letters.search.letter";

    private static final String ALL_IN = "letters.in";
    private static final String ALL_OUT = "letters.out";

    private final Search search;
    private final LaterTexts texts;
    private final IncomingLetters incoming;
    private final OutgoingLetters outgoing;
    private final Addressees addressees;
    private final InsideLetters inside;
    private final LetterFiles files;
    private final Previews previews;
    private final PassedLetters passed;
    private final UnitDesk units;
    private final Organisation organisation;
    private final Routing routing;

    LetterSearch(
            Search search,
            LaterTexts texts,
            IncomingLetters incoming,
            OutgoingLetters outgoing,
            Addressees addressees,
            InsideLetters inside,
            LetterFiles files,
            Previews previews,
            PassedLetters passed,
            UnitDesk units,
            Organisation organisation,
            Routing routing) {
        this.search = search;
        this.texts = texts;
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.addressees = addressees;
        this.inside = inside;
        this.files = files;
        this.previews = previews;
        this.passed = passed;
        this.units = units;
        this.organisation = organisation;
        this.routing = routing;
    }

    /// Letters out are open to all who work with letters; letters in to those who read all of them,
    /// to the units that they were passed to, and to those before whom they were.
    @Override
    public Set<String> of(SignedIn who) {
        var scopes = new HashSet<String>();
        var readsAll = UnitDesk.mayReadAll(who);
        if (readsAll) {
            scopes.add(ALL_IN);
        }
        if (readsAll || who.is(Role.OFFICIAL)) {
            scopes.add(ALL_OUT);
        }
        if (who.is(Role.OFFICIAL)) {
            units.ownUnit(who).map(Unit::id).map(LetterSearch::ofUnit).ifPresent(scopes::add);
        }
        if (who.official() != null) {
            scopes.add(ofOfficial(who.official()));
        }
        return scopes;
    }

    private static String ofOfficial(UUID official) {
        return "letters.before." + official;
    }

    private static String ofUnit(UUID unit) {
        return "letters.unit." + unit;
    }

    /// The letter in is found as it stands now.
    void putIncoming(UUID agency, UUID id) {
        var letter = incoming.find(agency, id).orElseThrow();
        if (letter.secrecy() != null) {
            search.removeFiles(agency, KIND, id);
        }
        search.put(document(letter));
    }

    /// The letter out is found as it stands now; one that was thrown away no more.
    void putOutgoing(UUID agency, UUID id) {
        var letter = outgoing.find(agency, id).orElseThrow();
        if (letter.stage() instanceof OutgoingLetter.Stage.Discarded) {
            search.remove(agency, KIND, id);
            return;
        }
        if (isClassified(letter)) {
            search.removeFiles(agency, KIND, id);
        } else {
            wantTexts(agency, id);
        }
        search.put(document(letter));
    }

    /// A letter that declares a class no more is found by its files' texts again.
    private void wantTexts(UUID agency, UUID id) {
        files.of(agency, id).stream()
                .filter(LetterFile::isPdf)
                .filter(pdf -> !texts.isThere(pdf.sha256(), place(agency, id, pdf)))
                .forEach(pdf -> previews.want(agency, pdf.sha256()));
    }

    /// Before [#putLater] of a letter that is not in the index as it is, in a transaction of its
    /// own.
    void learn(UUID agency, UUID id) {
        incoming.find(agency, id)
                .map(this::document)
                .or(() -> outgoing.find(agency, id).map(this::document))
                .ifPresent(search::learn);
    }

    /// The letter is found as it stands now, some time after it changed: whoever changes it
    /// meanwhile puts it after this.
    void putLater(UUID agency, UUID id) {
        search.lock(agency, KIND, id);
        if (incoming.find(agency, id).isPresent()) {
            putIncoming(agency, id);
        } else {
            putOutgoing(agency, id);
        }
    }

    /// The letter is no longer found by this file's text once it is put again.
    void removeFile(UUID agency, UUID letter, int position) {
        search.removeFile(agency, KIND, letter, source(position));
    }

    private static String source(int position) {
        return "file " + position;
    }

    /// Where a file's text is looked for: in letters that name it, unless they declare a class.
    LaterTexts.Place place(UUID agency, UUID letter, int position, String sha256) {
        return new LaterTexts.Place(
                agency,
                KIND,
                letter,
                source(position),
                () -> {
                    var has = files.find(agency, letter, position);
                    return has.filter(file -> file.sha256().equals(sha256)).isPresent()
                            && !isClassified(agency, letter);
                });
    }

    private LaterTexts.Place place(UUID agency, UUID letter, LetterFile file) {
        return place(agency, letter, file.position(), file.sha256());
    }

    /// All pages' text of a file, as far as it was read.
    String text(UUID agency, String sha256) {
        return String.join("\n", previews.texts(agency, sha256));
    }

    private boolean isClassified(UUID agency, UUID letter) {
        return incoming.find(agency, letter)
                .map(found -> found.secrecy() != null)
                .or(() -> outgoing.find(agency, letter).map(this::isClassified))
                .orElse(true);
    }

    private List<Source.File> files(Document document) {
        var agency = document.agency();
        if (isClassified(agency, document.id())) {
            return List.of();
        }
        return files.of(agency, document.id()).stream()
                .filter(LetterFile::isPdf)
                .map(file ->
                        new Source.File(
                                place(agency, document.id(), file),
                                file.sha256(),
                                () -> text(agency, file.sha256())))
                .toList();
    }

    private Document document(IncomingLetter letter) {
        var sender = letter.sender();
        var head = letter.head();
        var party = sender.agency().isBlank() ? sender.name() : sender.agency();
        // officers find one from inside as it was sent, not once for each unit
        var scopes = new HashSet<String>();
        if (!letter.isInside()) {
            scopes.add(ALL_IN);
        }
        routing.way(letter.agency(), letter.id()).stream()
                .flatMap(way -> way.steps().stream())
                .forEach(step -> {
                    scopes.add(ofOfficial(step.from().official()));
                    scopes.add(ofOfficial(step.to().official()));
                });
        var places = new ArrayList<>(List.of(sender.agency()));
        var having = passed.unitsOf(letter.agency(), letter.id());
        having.forEach(unit -> scopes.add(ofUnit(unit)));
        if (!having.isEmpty()) {
            organisation.units(letter.agency()).stream()
                    .filter(unit -> having.contains(unit.id()))
                    .forEach(unit -> places.add(unit.name()));
        }
        var secrecy = letter.secrecy() == null ? "" : letter.secrecy().marking;
        return new Document(
                letter.agency(),
                KIND,
                letter.id(),
                letter.arrivedAt(),
                scopes,
                Document.IN,
                head.urgency().key(),
                state(letter.stage()),
                places,
                head.number(),
                head.date(),
                head.subject(),
                party,
                List.of(sender.agency(), sender.name(), sender.address(), head.receiver()),
                "/letters/in/" + letter.id(),
                letter.secrecy() == null
                        ? texts(letter.agency(), letter.id(), letter.body())
                        : List.of(secrecy));
    }

    private static String state(IncomingLetter.Stage stage) {
        return switch (stage) {
            case IncomingLetter.Stage.Arrived _ -> "letters.search.arrived";
            case IncomingLetter.Stage.Registered _ -> "letters.search.registered";
            case IncomingLetter.Stage.Returned _ -> "letters.search.returned";
            case IncomingLetter.Stage.Forwarded _ -> "letters.search.forwarded";
        };
    }

    private Document document(OutgoingLetter letter) {
        var content = letter.content();
        var given = letter.given();
        var signatory = given == null ? null : given.signatory();
        var receivers = addressees.of(letter.agency(), letter.id());
        var places = new ArrayList<>(receivers.stream().map(Addressee::agencyName).toList());
        var units = inside.units(letter.agency(), letter.id());
        units.forEach(unit -> places.add(unit.name()));
        var named = Addressee.line(receivers, units);
        var party = named.isEmpty() ? content.salutation() : named;
        places.add(content.ownerUnit());
        var people = new ArrayList<String>();
        receivers.forEach(one ->
                people.addAll(List.of(one.agencyName(), one.name(), one.title(), one.address())));
        units.forEach(unit -> people.add(unit.name()));
        people.add(content.salutation());
        people.add(signatory == null ? "" : signatory.name());
        people.add(content.ownerUnit());
        var state =
                letter.isPaper()
                        ? "letters.search.paper"
                        : given == null ? "letters.search.draft" : "letters.search.sent";
        return new Document(
                letter.agency(),
                KIND,
                letter.id(),
                given == null ? letter.changedAt() : given.signedAt(),
                Set.of(ALL_OUT),
                Document.OUT,
                content.urgency().key(),
                state,
                places,
                given == null ? "" : given.number(),
                given == null ? null : given.date(),
                content.subject(),
                party,
                people,
                "/letters/out/" + letter.id(),
                isClassified(letter)
                        ? List.of(content.secrecy())
                        : texts(
                                letter.agency(),
                                letter.id(),
                                content.proposal(),
                                content.words(),
                                content.citations(),
                                content.enclosures(),
                                content.contact(),
                                content.reported().people(),
                                content.reported().place()));
    }

    /// Of a letter that declares a class only the head is found: results show what stands around a
    /// word, and reading is an act (X6).
    private boolean isClassified(OutgoingLetter letter) {
        var pages = files.of(letter.agency(), letter.id()).stream().map(LetterFile::pageText);
        return letter.content().declared(pages).isPresent();
    }

    /// What is not empty, then the first pages of its files and their names.
    private List<String> texts(UUID agency, UUID id, String... own) {
        var ofFiles =
                files.of(agency, id).stream()
                        .flatMap(file -> Stream.of(file.pageText(), file.name()));
        return Stream.concat(Stream.of(own), ofFiles).filter(text -> !text.isBlank()).toList();
    }

    /// All letters, for the index to be made again.
    @Configuration(proxyBeanMethods = false)
    static class Sources {
        @Bean
        Source incomingLettersToFind(LetterSearch letters, IncomingLetters store) {
            return new Letters<>(
                    "letters.incoming",
                    store::next,
                    letters::document,
                    IncomingLetter::id,
                    letters::files);
        }

        @Bean
        Source outgoingLettersToFind(LetterSearch letters, OutgoingLetters store) {
            return new Letters<>(
                    "letters.outgoing",
                    store::next,
                    letters::document,
                    OutgoingLetter::id,
                    letters::files);
        }
    }

    private interface Next<T> {
        List<T> after(@Nullable UUID last, int rows);
    }

    private record Letters<T>(
            String name,
            Next<T> letters,
            Function<T, Document> document,
            Function<T, UUID> id,
            Function<Document, List<File>> texts)
            implements Source {
        @Override
        public Batch next(@Nullable String after, int rows) {
            var found = letters.after(after == null ? null : UUID.fromString(after), rows);
            var end = found.size() < rows ? null : id.apply(found.getLast()).toString();
            return new Batch(found.stream().map(this::later).toList(), end);
        }

        private Supplier<Document> later(T letter) {
            return () -> document.apply(letter);
        }

        @Override
        public List<File> files(Document document) {
            return texts.apply(document);
        }
    }
}
