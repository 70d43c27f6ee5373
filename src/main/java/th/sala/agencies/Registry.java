package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return agencies(List.of(id)).values().stream().findFirst();
    }

    /// As [#agency]; those that there never were are left out.
    public Map<UUID, Agency> agencies(Collection<UUID> ids) {
        var found = new HashMap<UUID, Agency>();
        agencies.latest(ids, today()).forEach(agency -> found.put(agency.id(), agency));
        return found;
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
        return authorised(List.of(mail), day).values().stream().findFirst();
    }

    /// As [#authorised(String, LocalDate)]; in the order of the addresses, by these as they were
    /// given, those left out that nobody authorised has.
    public Map<String, AuthorisedPerson> authorised(Collection<String> mails, LocalDate day) {
        var lines = new HashMap<String, List<RegisteredAuthority>>();
        authorities
                .byMail(mails.stream().map(CleanText::address).distinct().toList())
                .forEach(line ->
                        lines.computeIfAbsent(line.mail(), _ -> new ArrayList<>()).add(line));
        var held = new ArrayList<RegisteredAuthority>();
        lines.values().forEach(held::addAll);
        var names = names(held);
        var persons = new LinkedHashMap<String, AuthorisedPerson>();
        for (var mail : mails) {
            var own = lines.getOrDefault(CleanText.address(mail), List.of());
            RegisteredAuthority.persons(RegisteredAuthority.on(day, own), names).stream()
                    .findFirst()
                    .ifPresent(person -> persons.put(mail, person));
        }
        return persons;
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
        return exchanges(sender, List.of(receiver)).values().iterator().next();
    }

    /// As [#exchange], by receivers.
    ///
    /// @throws java.util.NoSuchElementException if there is no such agency
    public Map<UUID, Exchange> exchanges(UUID sender, Collection<UUID> receivers) {
        var known = new HashMap<UUID, Agency>();
        var wanted = new HashSet<>(receivers);
        wanted.add(sender);
        var asked = new HashSet<UUID>();
        while (asked.addAll(wanted)) {
            known.putAll(agencies(wanted));
            wanted =
                    known.values().stream()
                            .flatMap(agency -> Stream.ofNullable(agency.parent()))
                            .collect(Collectors.toCollection(HashSet::new));
            wanted.removeAll(asked);
        }
        var own = line(sender, known);
        var exchanges = new HashMap<UUID, Exchange>();
        for (var receiver : receivers) {
            exchanges.put(receiver, Exchange.between(own, line(receiver, known)));
        }
        return exchanges;
    }

    /// The agency and all that it belongs to, upwards.
    private static List<Agency> line(UUID id, Map<UUID, Agency> known) {
        var line = new ArrayList<Agency>();
        for (@Nullable UUID next = id; next != null; ) {
            var agency = Optional.ofNullable(known.get(next)).orElseThrow();
            if (line.stream().anyMatch(below -> below.id().equals(agency.id()))) {
                break;
            }
            line.add(agency);
            next = agency.parent();
        }
        return line;
    }

    private List<AuthorisedPerson> persons(List<RegisteredAuthority> lines) {
        return RegisteredAuthority.persons(lines, names(lines));
    }

    private Function<UUID, String> names(List<RegisteredAuthority> lines) {
        var known = agencies(lines.stream().map(RegisteredAuthority::agency).distinct().toList());
        return id -> Optional.ofNullable(known.get(id)).map(Agency::name).orElse("");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
