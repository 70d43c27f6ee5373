package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps the lines of the public registry as an agency's mandates, people and positions make them.
/// What stood in the registry until today is not touched.
@Component
class PublicRegister {
    private final Mandates mandates;
    private final Authorities authorities;
    private final Officials officials;
    private final Positions positions;
    private final Clock clock;

    PublicRegister(
            Mandates mandates,
            Authorities authorities,
            Officials officials,
            Positions positions,
            Clock clock) {
        this.mandates = mandates;
        this.authorities = authorities;
        this.officials = officials;
        this.positions = positions;
        this.clock = clock;
    }

    /// To be called in the transaction of every change that the registry may show.
    void publish(UUID agency) {
        var people = new HashMap<UUID, Publication.Person>();
        var delegations =
                mandates.delegations(agency).stream()
                        .collect(Collectors.toMap(Delegation::id, one -> one));
        var published =
                authorities.of(agency).stream()
                        .collect(Collectors.groupingBy(RegisteredAuthority::mandate));
        for (var mandate : mandates.all(agency)) {
            var lines =
                    Publication.of(
                            mandate,
                            person(agency, mandate.official(), people),
                            principal(agency, mandate, delegations, people));
            replace(published.getOrDefault(mandate.id(), List.of()), lines);
        }
    }

    private void replace(List<RegisteredAuthority> published, List<RegisteredAuthority> wanted) {
        var today = LocalDate.now(clock);
        var missing = new ArrayList<RegisteredAuthority>();
        for (var line : wanted) {
            if (published.isEmpty()) {
                missing.add(line);
            } else if (line.untilDay() == null || line.untilDay().isAfter(today)) {
                missing.add(line.in(line.term().earliestEnd(today), line.untilDay()));
            }
        }
        for (var line : published) {
            if (line.untilDay() == null || line.untilDay().isAfter(today)) {
                keepOrClose(line, missing, today);
            }
        }
        missing.forEach(authorities::add);
    }

    private void keepOrClose(
            RegisteredAuthority line, List<RegisteredAuthority> missing, LocalDate today) {
        var start = line.term().earliestEnd(today);
        for (var wanted : missing) {
            if (wanted.fromDay().equals(start)
                    && wanted.saysTheSameAs(line)
                    && line.term().covers(new Term(start, wanted.untilDay()))) {
                if (!Objects.equals(wanted.untilDay(), line.untilDay())) {
                    authorities.close(line, Objects.requireNonNull(wanted.untilDay()));
                }
                missing.remove(wanted);
                return;
            }
        }
        authorities.close(line, start);
    }

    private Publication.@Nullable Principal principal(
            UUID agency,
            Mandate mandate,
            Map<UUID, Delegation> delegations,
            Map<UUID, Publication.Person> people) {
        var delegation =
                mandate.delegation() == null ? null : delegations.get(mandate.delegation());
        if (delegation == null) {
            return null;
        }
        if (delegation.principalOfficial() != null) {
            var person = person(agency, delegation.principalOfficial(), people);
            return new Publication.Principal(delegation.kind(), person);
        }
        var position = Objects.requireNonNull(delegation.principalPosition());
        var always =
                new Positions.Holding(
                        delegation.id(),
                        agency,
                        delegation.official(),
                        position,
                        delegation.fromDay(),
                        null);
        var titles = positions.titles(agency, List.of(position));
        return new Publication.Principal(
                delegation.kind(), new Publication.Person(List.of(), List.of(always), titles));
    }

    private Publication.Person person(
            UUID agency, UUID official, Map<UUID, Publication.Person> people) {
        return people.computeIfAbsent(
                official,
                _ -> {
                    var holdings = positions.holdingsOf(agency, official);
                    var held =
                            holdings.stream().map(Positions.Holding::position).distinct().toList();
                    return new Publication.Person(
                            officials.facts(agency, official),
                            holdings,
                            positions.titles(agency, held));
                });
    }
}
