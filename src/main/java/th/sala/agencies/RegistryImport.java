package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;

/// Takes over another installation's registry, whole or not at all. Its dated rows become ours as
/// they are: what once stood in them may be closed later, never altered.
///
/// To be called in [th.sala.database.AgencyScope#everywhere]: the registries belong to nobody here.
@Service
@LeavesEvidence
class RegistryImport {
    private final Peers peers;
    private final Agencies agencies;
    private final Addresses addresses;
    private final Authorities authorities;
    private final Officials officials;
    private final RegistryKey key;
    private final Clock clock;

    RegistryImport(
            Peers peers,
            Agencies agencies,
            Addresses addresses,
            Authorities authorities,
            Officials officials,
            RegistryKey key,
            Clock clock) {
        this.peers = peers;
        this.agencies = agencies;
        this.addresses = addresses;
        this.authorities = authorities;
        this.officials = officials;
        this.key = key;
        this.clock = clock;
    }

    /// Reads the file and checks that it is signed with the key it names. Whether this is the key
    /// that was confirmed, the answer says.
    ///
    /// @return the file, and the installation if it is known already
    /// @throws RegistryFile.Unusable if not
    @Transactional(readOnly = true)
    public Looked look(byte[] body, byte[] signature) {
        var file = RegistryFile.read(body);
        if (!RegistryKey.isSigned(body, signature, file.publicKey())) {
            throw new RegistryFile.Unusable("agencies.registries.not-signed");
        }
        if (file.installation().equals(key.identity().id())) {
            throw new RegistryFile.Unusable("agencies.registries.our-own");
        }
        var known = peers.find(file.installation());
        if (known.filter(peer -> file.made().isBefore(peer.made())).isPresent()) {
            throw new RegistryFile.Unusable("agencies.registries.older");
        }
        return new Looked(file, known);
    }

    /// @param known the installation, if a key of it was confirmed before
    record Looked(RegistryFile.Read file, Optional<Peers.Peer> known) {
        /// The installation, if the file is signed with another key than the confirmed one.
        Optional<Peers.Peer> withOtherKey() {
            return known.filter(peer -> !peer.hasKey(file.publicKey()));
        }
    }

    /// Imports a file that was looked at; of an unknown installation, its key is confirmed with it.
    ///
    /// @param from where it came from; empty if it was uploaded
    /// @param confirmedBy who did so
    /// @throws RegistryFile.Unusable if it cannot be, also if the key is another than the confirmed
    ///   one; nothing has changed then
    @Transactional
    public RegistryFile.Read take(byte[] body, byte[] signature, String from, String confirmedBy) {
        peers.lock();
        var looked = look(body, signature);
        looked.withOtherKey()
                .ifPresent(peer -> {
                    throw new RegistryFile.Unusable(
                            "agencies.registries.other-key", peer.fingerprint());
                });
        return take(looked, from, confirmedBy);
    }

    /// Imports a file that is signed with another key than the confirmed one, which this key
    /// replaces.
    ///
    /// @param replaced the fingerprint of the key that was shown as the confirmed one
    /// @throws RegistryFile.Unusable if it cannot be, also if meanwhile another key was confirmed
    @Transactional
    public RegistryFile.Read takeWithOtherKey(
            byte[] body, byte[] signature, String from, String confirmedBy, String replaced) {
        peers.lock();
        var looked = look(body, signature);
        var peer =
                looked.withOtherKey()
                        .filter(known -> known.fingerprint().equals(replaced))
                        .orElseThrow(() ->
                                new RegistryFile.Unusable("agencies.registries.key.moved-on"));
        peers.replaceKey(peer.id(), looked.file().publicKey(), confirmedBy, clock.instant());
        return take(looked, from, confirmedBy);
    }

    private RegistryFile.Read take(Looked looked, String from, String confirmedBy) {
        var file = looked.file();
        var now = clock.instant();
        if (looked.known().isEmpty()) {
            peers.add(file.installation(), file.publicKey(), from, confirmedBy, now, file.made());
        }
        for (var agency : file.agencies()) {
            mustBeTheirs(file.installation(), agency);
        }
        var claims = domains(file);
        for (var agency : file.agencies()) {
            if (peers.ownerOf(agency.id()).isEmpty()) {
                agencies.add(agency.id(), file.installation());
            }
        }
        file.agencies().forEach(this::releaseAddresses);
        claimDomains(file, claims);
        file.agencies().forEach(this::takeAgency);
        peers.imported(file.installation(), from, now, file.made());
        return file;
    }

    private void mustBeTheirs(UUID installation, RegistryFile.Foreign agency) {
        var owner = peers.ownerOf(agency.id());
        if (owner.isPresent() && !owner.get().equals(installation.toString())) {
            throw new RegistryFile.Unusable(
                    "agencies.registries.taken", agency.versions().getLast().name());
        }
        var seen = new HashSet<UUID>();
        for (var line : agency.authorised()) {
            if (seen.add(line.official()) && peers.isOfAnother(line.official(), agency.id())) {
                throw new RegistryFile.Unusable("agencies.registries.taken", line.name());
            }
        }
    }

    /// Which agency answers for each domain of today: of those that share one, the highest.
    private Map<String, UUID> domains(RegistryFile.Read file) {
        var today = LocalDate.now(clock);
        var owners = new HashMap<String, UUID>();
        var parents = new HashMap<UUID, @Nullable UUID>();
        var own = new HashMap<UUID, String>();
        for (var agency : file.agencies()) {
            AgencyVersion.on(today, agency.versions())
                    .ifPresent(version -> {
                        own.put(agency.id(), version.domain());
                        parents.put(agency.id(), version.parent());
                    });
        }
        own.forEach((agency, domain) -> {
            var above = parents.get(agency);
            if (above == null || !domain.equals(own.get(above))) {
                var other = owners.put(domain, agency);
                if (other != null) {
                    throw new RegistryFile.Unusable("agencies.registries.taken", domain);
                }
            }
        });
        var ids =
                file.agencies().stream().map(RegistryFile.Foreign::id).collect(Collectors.toSet());
        for (var agency : file.agencies()) {
            for (var domain : domainsOf(agency, today)) {
                var owner = addresses.domainOwner(domain, today);
                if (owner.isPresent() && !ids.contains(owner.get())) {
                    throw new RegistryFile.Unusable("agencies.registries.taken", domain);
                }
            }
        }
        return owners;
    }

    /// All domains that the agency uses today or will: its own and those of its people.
    private static Set<String> domainsOf(RegistryFile.Foreign agency, LocalDate today) {
        var domains = new HashSet<String>();
        for (var version : agency.versions()) {
            if (Organisation.runsOn(version.term(), today)) {
                domains.add(version.domain());
            }
        }
        for (var line : agency.authorised()) {
            if (Organisation.runsOn(line.term(), today)) {
                domains.add(MailText.domainOf(line.mail()));
            }
        }
        return domains;
    }

    private void claimDomains(RegistryFile.Read file, Map<String, UUID> claims) {
        var today = LocalDate.now(clock);
        for (var agency : file.agencies()) {
            var claimed = addresses.domainOf(agency.id());
            if (claimed.isPresent() && !agency.id().equals(claims.get(claimed.get()))) {
                addresses.releaseDomain(agency.id(), today);
            }
        }
        claims.forEach((domain, agency) -> {
            if (addresses.domainOwner(domain, today).isEmpty()) {
                addresses.claimDomain(agency, domain, today);
            }
        });
    }

    private void takeAgency(RegistryFile.Foreign agency) {
        takeVersions(agency);
        takeLines(agency);
        claimAddresses(agency);
    }

    private void takeVersions(RegistryFile.Foreign agency) {
        var today = LocalDate.now(clock);
        var theirs = byId(agency.versions(), AgencyVersion::id);
        var held = byId(agencies.versions(agency.id()), AgencyVersion::id);
        for (var ours : held.values()) {
            var fresh = theirs.get(ours.id());
            if (fresh == null) {
                if (Organisation.runsOn(ours.term(), today)) {
                    agencies.close(ours, ours.term().earliestEnd(today));
                }
            } else {
                mustBeUnaltered(ours.until(fresh.untilDay()).equals(fresh));
                close(ours.term(), fresh.untilDay(), day -> agencies.close(ours, day));
            }
        }
        for (var version : agency.versions()) {
            if (!held.containsKey(version.id())) {
                agencies.add(version);
            }
        }
    }

    private void takeLines(RegistryFile.Foreign agency) {
        var today = LocalDate.now(clock);
        var theirs = byId(agency.authorised(), RegisteredAuthority::id);
        var held = byId(authorities.every(agency.id()), RegisteredAuthority::id);
        for (var ours : held.values()) {
            var fresh = theirs.get(ours.id());
            if (fresh == null) {
                if (Organisation.runsOn(ours.term(), today)) {
                    authorities.close(ours, ours.term().earliestEnd(today));
                }
            } else {
                mustBeUnaltered(ours.until(fresh.untilDay()).equals(fresh));
                close(ours.term(), fresh.untilDay(), day -> authorities.close(ours, day));
            }
        }
        for (var line : agency.authorised()) {
            if (!held.containsKey(line.id())) {
                officials.add(agency.id(), line.official());
                authorities.add(line);
            }
        }
    }

    private static void mustBeUnaltered(boolean unaltered) {
        if (!unaltered) {
            throw new RegistryFile.Unusable("agencies.registries.altered");
        }
    }

    /// Closes ours as theirs is closed; what is closed is not opened again.
    private static void close(
            Term ours, @Nullable LocalDate until, java.util.function.Consumer<LocalDate> close) {
        if (Objects.equals(ours.until(), until)) {
            return;
        }
        var opens = until == null || (ours.until() != null && until.isAfter(ours.until()));
        mustBeUnaltered(!opens);
        close.accept(Objects.requireNonNull(until));
    }

    private void releaseAddresses(RegistryFile.Foreign agency) {
        addresses.releaseAll(agency.id(), LocalDate.now(clock));
    }

    /// Holds from today on the addresses that are in use or will be.
    private void claimAddresses(RegistryFile.Foreign agency) {
        var today = LocalDate.now(clock);
        var owners = new HashMap<String, UUID>();
        for (var version : agency.versions()) {
            if (Organisation.runsOn(version.term(), today) && !version.term().isEmpty()) {
                owners.put(version.centralAddress(), agency.id());
            }
        }
        for (var line : agency.authorised()) {
            if (Organisation.runsOn(line.term(), today) && !line.term().isEmpty()) {
                var other = owners.put(line.mail(), line.official());
                if (other != null && !other.equals(line.official())) {
                    throw new RegistryFile.Unusable("agencies.registries.taken", line.mail());
                }
            }
        }
        owners.forEach((address, owner) -> {
            try {
                addresses.claim(agency.id(), address, owner, today, null);
            } catch (AddressTaken taken) {
                throw new RegistryFile.Unusable("agencies.registries.taken", address);
            }
        });
    }

    private static <T> Map<UUID, T> byId(List<T> rows, java.util.function.Function<T, UUID> id) {
        return rows.stream().collect(Collectors.toMap(id, row -> row));
    }
}
