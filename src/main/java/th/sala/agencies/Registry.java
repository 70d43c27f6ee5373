package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The public registries: agencies with their central accounts (บัญชีกลาง), and the persons who may
/// make letters or give directions on them; our own and those of other installations. Readable by
/// everybody, in any scope and in none.
@Service
@Transactional(readOnly = true)
public class Registry {
    private final Agencies agencies;
    private final Authorities authorities;
    private final Clock clock;

    Registry(Agencies agencies, Authorities authorities, Clock clock) {
        this.agencies = agencies;
        this.authorities = authorities;
        this.clock = clock;
    }

    /// The agency as it is today, or as it was last if it is no more.
    public Optional<Agency> agency(UUID id) {
        return agencies.latest(id, today());
    }

    /// The agencies of this installation, by name.
    public List<Agency> local() {
        return agencies.local(today());
    }

    /// Persons of other agencies than the sender's who may give directions on the day and whose
    /// name, position, agency or address contain every word typed, by agency and name.
    public List<AuthorisedPerson> addressees(String part, UUID sender, LocalDate day, int limit) {
        return persons(authorities.addressees(new Words(part), sender, day, limit));
    }

    /// Who has this registered address, if they are authorised on the day.
    public Optional<AuthorisedPerson> authorised(String mail, LocalDate day) {
        var lines = authorities.byMail(CleanText.address(mail));
        return persons(RegisteredAuthority.on(day, lines)).stream().findFirst();
    }

    public List<AuthorisedPerson> authorisedOf(UUID agency, LocalDate day) {
        return persons(RegisteredAuthority.on(day, authorities.of(agency)));
    }

    /// The lines that give a person this authority on the day.
    public List<RegisteredAuthority> rights(
            UUID agency, UUID official, Authority authority, LocalDate day) {
        return RegisteredAuthority.on(day, registeredOf(agency, official)).stream()
                .filter(line -> line.authority() == authority)
                .toList();
    }

    /// All that the registry says of one person, also of other days.
    List<RegisteredAuthority> registeredOf(UUID agency, UUID official) {
        return authorities.of(agency).stream()
                .filter(line -> line.official().equals(official))
                .toList();
    }

    List<AgencyVersion> versions(UUID agency) {
        return agencies.versions(agency).stream()
                .filter(version -> !version.term().isEmpty())
                .toList();
    }

    /// The agencies that belong to this one.
    List<Agency> children(UUID agency) {
        return agencies.children(agency, today());
    }

    /// All agencies, ours first, whose name, code or domain contain every word typed.
    List<Agency> agencies(String part, int limit, int skip) {
        return agencies.search(new Words(part), today(), limit, skip);
    }

    /// All agencies whose name, code or domain contain every word typed, by name, behind a place.
    List<Agency> agenciesAfter(String part, String name, UUID agency, int limit) {
        return agencies.after(new Words(part), today(), name, agency, limit);
    }

    int countAgencies(String part) {
        return agencies.count(new Words(part), today());
    }

    /// The ids of all agencies there ever were in this installation.
    List<UUID> everyLocal() {
        return agencies.everyLocal();
    }

    List<RegisteredAuthority> registeredOf(UUID agency) {
        return authorities.of(agency);
    }

    /// Whose central account this is today.
    public Optional<Agency> byCentralAddress(String address) {
        return agencies.byCentralAddress(address.strip().toLowerCase(Locale.ROOT), today());
    }

    /// The key of the installation that hosts the agency, as its registry was confirmed; ours if we
    /// do.
    ///
    /// @return nothing if the agency is unknown
    public Optional<HostKey> hostKey(UUID agency) {
        return agencies.hostKey(agency);
    }

    /// @param installation that hosts an agency
    /// @param x509 its key as SubjectPublicKeyInfo
    public record HostKey(UUID installation, byte[] x509) {}

    /// How letters may go from one agency to another.
    ///
    /// @throws java.util.NoSuchElementException if there is no such agency
    public Exchange exchange(UUID sender, UUID receiver) {
        return Exchange.between(line(sender), line(receiver));
    }

    /// The agency and all that it belongs to, upwards.
    List<Agency> line(UUID id) {
        var line = new java.util.ArrayList<Agency>();
        for (@Nullable UUID next = id; next != null; ) {
            var agency = agency(next).orElseThrow();
            if (line.stream().anyMatch(below -> below.id().equals(agency.id()))) {
                break;
            }
            line.add(agency);
            next = agency.parent();
        }
        return line;
    }

    private List<AuthorisedPerson> persons(List<RegisteredAuthority> lines) {
        var names = new HashMap<UUID, String>();
        Function<UUID, String> name =
                id -> names.computeIfAbsent(id, _ -> agency(id).map(Agency::name).orElse(""));
        return RegisteredAuthority.persons(lines, name);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
