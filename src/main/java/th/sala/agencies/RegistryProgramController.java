package th.sala.agencies;

import static th.sala.accounts.TokenScope.REGISTRY_READ;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import th.sala.api.ApiCall;
import th.sala.api.Cursor;
import th.sala.api.Listing;

/// The public registries for programs: whom letters can go to.
@RestController
@RequestMapping(path = "/api/v1/registry", produces = MediaType.APPLICATION_JSON_VALUE)
class RegistryProgramController {
    private static final UUID NOBODY = new UUID(0, 0);

    /// An agency and, in its own answer, the persons authorised on the day.
    record AgencyView(
            UUID id,
            String name,
            String englishName,
            String code,
            boolean juristicPerson,
            @Nullable UUID parent,
            String domain,
            String centralAddress,
            String postalAddress,
            String telephone,
            boolean local,
            List<PersonView> authorised) {
        static AgencyView of(Agency agency, List<AuthorisedPerson> persons) {
            return new AgencyView(
                    agency.id(),
                    agency.name(),
                    agency.englishName(),
                    agency.code(),
                    agency.juristicPerson(),
                    agency.parent(),
                    agency.domain(),
                    agency.centralAddress(),
                    agency.postalAddress(),
                    agency.telephone(),
                    agency.local(),
                    persons.stream().map(PersonView::of).toList());
        }
    }

    /// A person of the registry; `official` is the signer of a letter.
    record PersonView(
            UUID official,
            String name,
            String position,
            String mail,
            String telephone,
            Set<Authority> authorities) {
        static PersonView of(AuthorisedPerson person) {
            return new PersonView(
                    person.official(),
                    person.name(),
                    person.position(),
                    person.mail(),
                    person.telephone(),
                    person.authorities());
        }
    }

    private final Registry registry;
    private final Clock clock;

    RegistryProgramController(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @GetMapping("/agencies")
    @ApiCall(
            scope = REGISTRY_READ,
            says = "Agencies whose name, code or domain contain every word of `find`, by name.")
    Listing<AgencyView> agencies(
            @RequestParam(defaultValue = "") String find,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var rows = Cursor.limit(limit) + 1;
        var place = Cursor.read(cursor).orElse(NOBODY + " ").split(" ", 2);
        var id = Check.typedId(place[0]);
        if (id.isEmpty() || place.length != 2) {
            throw Cursor.wrong("cursor");
        }
        return Listing.of(
                registry.agenciesAfter(find, place[1], id.get(), rows),
                limit,
                agency -> agency.id() + " " + agency.name(),
                agency -> AgencyView.of(agency, List.of()));
    }

    @GetMapping("/agencies/{id}")
    @ApiCall(scope = REGISTRY_READ, says = "One agency, and who is authorised there today.")
    AgencyView agency(@PathVariable UUID id) {
        var agency =
                registry.agency(id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return AgencyView.of(agency, registry.authorisedOf(id, LocalDate.now(clock)));
    }
}
