package th.sala.letters;

import static th.sala.law.Instrument.ETDA_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.SignedIn;
import th.sala.agencies.AuthorisedPerson;
import th.sala.agencies.Authority;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.ChainOfCommand.Superior;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Registry;
import th.sala.law.Clause;

/// Who may sign letters: authorised persons by the public registry; memoranda to units of the own
/// agency also whoever leads a unit (ข้อ 4(2): by the agency's own system), if they have a
/// registered address.
@Component
@Transactional(readOnly = true)
class Signers {
    private final Registry registry;
    private final Organisation organisation;
    private final Clock clock;

    Signers(Registry registry, Organisation organisation, Clock clock) {
        this.registry = registry;
        this.organisation = organisation;
        this.clock = clock;
    }

    /// The official with what the registry lets them do today: nothing, if it does not name them
    /// and they sign inside alone. Only addresses that are registered are used there.
    @Clause(id = "I1", of = ETDA_63, value = "ข้อ 5(3)")
    Optional<AuthorisedPerson> find(UUID agency, UUID official) {
        return registry.authorisedOf(agency, LocalDate.now(clock)).stream()
                .filter(person -> person.official().equals(official))
                .findFirst()
                .or(() -> registered(agency, official));
    }

    /// Who signs a letter that says this. Who wrote a report of a meeting down signs it, whoever of
    /// the agency's registered officials that is.
    Optional<AuthorisedPerson> of(UUID agency, Content content) {
        return content.kind().isOfItsWriter()
                ? beside(agency, content.signer())
                : find(agency, content.signer());
    }

    private Optional<AuthorisedPerson> registered(UUID agency, UUID official) {
        var name = registry.agency(agency).orElseThrow().name();
        var chain = organisation.chain(agency);
        return chain.registered(official)
                .filter(one -> signsInside(chain, one))
                .map(one -> person(one, name));
    }

    private static boolean signsInside(ChainOfCommand chain, Official official) {
        return !official.mail().isBlank() && chain.leads(official.id());
    }

    private static AuthorisedPerson person(Official official, String agencyName) {
        return new AuthorisedPerson(
                official.id(),
                official.agency(),
                agencyName,
                official.name(),
                official.position(),
                official.mail(),
                official.telephone(),
                Set.of());
    }

    /// Any official of the agency who has a registered address, as they would sign beside others.
    Optional<AuthorisedPerson> beside(UUID agency, UUID official) {
        var name = registry.agency(agency).orElseThrow().name();
        return find(agency, official)
                .or(() ->
                        organisation
                                .chain(agency)
                                .registered(official)
                                .filter(one -> !one.mail().isBlank())
                                .map(one -> person(one, name)));
    }

    /// Who is offered to a writer: those who may make letters, then the writer, who signs reports
    /// of meetings and, leading a unit, inside, and who stands next above.
    List<AuthorisedPerson> offeredTo(SignedIn who) {
        var offered = new LinkedHashMap<UUID, AuthorisedPerson>();
        registry.authorisedOf(who.agency(), LocalDate.now(clock)).stream()
                .filter(person -> person.may(Authority.MAKE))
                .forEach(person -> offered.put(person.official(), person));
        var self = who.official();
        if (self == null) {
            return List.copyOf(offered.values());
        }
        var chain = organisation.chain(who.agency());
        Stream.concat(
                        chain.registered(self).stream().filter(one -> !one.mail().isBlank()),
                        chain.nextAbove(self).superiors().stream()
                                .map(Superior::official)
                                .filter(one -> signsInside(chain, one)))
                .forEach(one -> offered.putIfAbsent(one.id(), person(one, who.agencyName())));
        return List.copyOf(offered.values());
    }
}
