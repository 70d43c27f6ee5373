package th.sala.agencies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the public registry says of a mandate: a line for every run of days in which the person is
/// called the same and reached the same way.
final class Publication {
    /// What is known of a person: facts and positions in time.
    record Person(
            List<Officials.Fact> facts,
            List<Positions.Holding> holdings,
            List<Positions.Title> titles) {

        /// The title of the position held longest on the day; empty if none is held.
        String position(LocalDate day) {
            return holdings.stream()
                    .filter(holding -> holding.term().contains(day))
                    .flatMap(holding -> title(holding.position(), day))
                    .findFirst()
                    .orElse("");
        }

        private Stream<String> title(UUID position, LocalDate day) {
            return titles.stream()
                    .filter(title -> title.position().equals(position))
                    .filter(title -> title.term().contains(day))
                    .map(Positions.Title::title);
        }

        Stream<Term> terms() {
            return Stream.of(
                            facts.stream().map(Officials.Fact::term),
                            holdings.stream().map(Positions.Holding::term),
                            titles.stream().map(Positions.Title::term))
                    .flatMap(Function.identity());
        }
    }

    /// For whom it is done: the words to put after the person's own position.
    record Principal(Delegation.Kind kind, Person person) {
        String after(String own, LocalDate day) {
            var title = person.position(day);
            return (own + " " + kind.words + title).strip();
        }
    }

    private Publication() {}

    /// Days on which the person has no address are left out: they cannot be written to.
    static List<RegisteredAuthority> of(
            Mandate mandate, Person person, @Nullable Principal principal) {
        var lines = new ArrayList<RegisteredAuthority>();
        var starts = starts(mandate.term(), person, principal).toArray(LocalDate[]::new);
        for (int i = 0; i < starts.length; i++) {
            var until = i + 1 < starts.length ? starts[i + 1] : mandate.untilDay();
            line(mandate, person, principal, new Term(starts[i], until), lines);
        }
        return List.copyOf(lines);
    }

    private static TreeSet<LocalDate> starts(
            Term mandate, Person person, @Nullable Principal principal) {
        var starts = new TreeSet<LocalDate>();
        if (mandate.isEmpty()) {
            return starts;
        }
        starts.add(mandate.from());
        var others = principal == null ? Stream.<Term>empty() : principal.person().terms();
        Stream.concat(person.terms(), others)
                .flatMap(term -> Stream.of(Stream.of(term.from()), Stream.ofNullable(term.until())))
                .flatMap(Function.identity())
                .filter(mandate::contains)
                .forEach(starts::add);
        return starts;
    }

    private static void line(
            Mandate mandate,
            Person person,
            @Nullable Principal principal,
            Term days,
            List<RegisteredAuthority> lines) {
        var fact =
                person.facts().stream()
                        .filter(one -> one.term().contains(days.from()) && !one.mail().isEmpty())
                        .findFirst();
        if (fact.isEmpty()) {
            return;
        }
        var own = person.position(days.from());
        var position = principal == null ? own : principal.after(own, days.from());
        var kind =
                principal == null
                        ? RegisteredAuthority.Kind.OWN
                        : switch (principal.kind()) {
                            case DELEGATED -> RegisteredAuthority.Kind.DELEGATED;
                            case ACTING -> RegisteredAuthority.Kind.ACTING;
                        };
        var line =
                new RegisteredAuthority(
                        UUID.randomUUID(),
                        mandate.id(),
                        mandate.agency(),
                        mandate.official(),
                        mandate.authority(),
                        kind,
                        days.from(),
                        days.until(),
                        fact.get().name(),
                        position,
                        fact.get().mail(),
                        fact.get().telephone(),
                        mandate.source());
        var before = lines.isEmpty() ? null : lines.getLast();
        if (before != null && line.saysTheSameAs(before) && days.from().equals(before.untilDay())) {
            lines.set(lines.size() - 1, before.until(days.until()));
        } else {
            lines.add(line);
        }
    }
}
