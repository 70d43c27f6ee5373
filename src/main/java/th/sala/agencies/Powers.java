package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;

/// Who acts for an agency: authority to make letters and to give directions, delegation and
/// acting-for, correspondence officers. Every call is made in the agency's scope.
@Service
@LeavesEvidence
@Transactional
public class Powers {
    private final Agencies agencies;
    private final Officials officials;
    private final Mandates mandates;
    private final PublicRegister publicRegister;
    private final Standing standing;
    private final Clock clock;

    Powers(
            Agencies agencies,
            Officials officials,
            Mandates mandates,
            PublicRegister publicRegister,
            Standing standing,
            Clock clock) {
        this.agencies = agencies;
        this.officials = officials;
        this.mandates = mandates;
        this.publicRegister = publicRegister;
        this.standing = standing;
        this.clock = clock;
    }

    /// Registers the person as one who may do these things by their own post.
    ///
    /// @param until the first day without; null if no end is known
    /// @param source the order or law that gives the authority
    /// @throws AlreadyAuthorised if they may already on one of the days
    /// @throws Invalid if they have no address: it is what the registry is for
    public void grant(
            UUID agency,
            UUID official,
            Set<Authority> authorities,
            LocalDate from,
            @Nullable LocalDate until,
            String source) {
        agencies.lock(agency);
        Organisation.mustNotEndBefore(from, until);
        mustHaveAddress(agency, official);
        for (var authority : authorities) {
            mandates.add(
                    new Mandate(
                            UUID.randomUUID(),
                            agency,
                            official,
                            authority,
                            null,
                            from,
                            until,
                            CleanText.of(source)));
        }
        publicRegister.publish(agency);
        standing.roles(agency);
    }

    /// Ends an authority on the day, today at the earliest, and with it what the person has
    /// delegated of it.
    public void end(UUID agency, UUID mandate, LocalDate day) {
        agencies.lock(agency);
        var all = mandates.of(agency);
        for (var one : all) {
            if (one.id().equals(mandate)) {
                var end = end(one.term(), day);
                if (Organisation.runsOn(one.term(), end)) {
                    mandates.close(one, end);
                    endWhatDependsOn(one, end);
                }
            }
        }
        publicRegister.publish(agency);
        standing.roles(agency);
    }

    private void endWhatDependsOn(Mandate ended, LocalDate end) {
        for (var delegation : mandates.delegations(ended.agency())) {
            if (delegation.kind() != Delegation.Kind.DELEGATED
                    || !ended.official().equals(delegation.principalOfficial())) {
                continue;
            }
            for (var mandate : mandates.of(ended.agency())) {
                if (delegation.id().equals(mandate.delegation())
                        && mandate.authority() == ended.authority()
                        && Organisation.runsOn(mandate.term(), end)) {
                    mandates.close(mandate, Organisation.latest(end, mandate.fromDay()));
                }
            }
        }
    }

    /// Lets one person do another's duty, or that of whoever holds a position.
    ///
    /// @param principalOfficial for whom, or null
    /// @param principalPosition for whose holder, or null; one of the two
    /// @param authorities what of the public registry goes with it; empty for duties inside only
    /// @throws Invalid if a person gives away what they do not have on the first day
    public UUID delegate(
            UUID agency,
            Delegation.Kind kind,
            @Nullable UUID principalOfficial,
            @Nullable UUID principalPosition,
            UUID official,
            Set<Authority> authorities,
            LocalDate from,
            @Nullable LocalDate until,
            String source) {
        agencies.lock(agency);
        Organisation.mustNotEndBefore(from, until);
        if ((principalOfficial == null) == (principalPosition == null)) {
            throw new Invalid("agencies.refused.one-principal");
        }
        if (official.equals(principalOfficial)) {
            throw new Invalid("agencies.refused.own-principal");
        }
        if (authorities.isEmpty()) {
            mustBeHere(agency, official);
        } else {
            mustHaveAddress(agency, official);
        }
        if (kind == Delegation.Kind.DELEGATED && principalOfficial != null) {
            mustHave(agency, principalOfficial, authorities, from);
        }
        var delegation =
                new Delegation(
                        UUID.randomUUID(),
                        agency,
                        kind,
                        principalOfficial,
                        principalPosition,
                        official,
                        from,
                        until,
                        CleanText.of(source));
        mandates.add(delegation);
        for (var authority : authorities) {
            mandates.add(
                    new Mandate(
                            UUID.randomUUID(),
                            agency,
                            official,
                            authority,
                            delegation.id(),
                            from,
                            until,
                            delegation.source()));
        }
        publicRegister.publish(agency);
        standing.roles(agency);
        return delegation.id();
    }

    public void endDelegation(UUID agency, UUID id, LocalDate day) {
        agencies.lock(agency);
        mandates.delegation(agency, id)
                .filter(one -> Organisation.runsOn(one.term(), end(one.term(), day)))
                .ifPresent(one -> mandates.endWithItsMandates(one, end(one.term(), day)));
        publicRegister.publish(agency);
        standing.roles(agency);
    }

    /// Makes the person a correspondence officer (เจ้าหน้าที่สารบรรณ).
    public UUID nameOfficer(
            UUID agency, UUID official, LocalDate from, @Nullable LocalDate until, String source) {
        agencies.lock(agency);
        Organisation.mustNotEndBefore(from, until);
        mustBeHere(agency, official);
        var fresh =
                new CorrespondenceOfficer(
                        UUID.randomUUID(), agency, official, from, until, CleanText.of(source));
        var twice =
                mandates.officers(agency).stream()
                        .filter(officer -> officer.official().equals(official))
                        .anyMatch(officer -> officer.term().overlaps(fresh.term()));
        if (twice) {
            throw new Invalid("agencies.refused.officer-already");
        }
        mandates.add(fresh);
        standing.roles(agency);
        return fresh.id();
    }

    /// @throws CorrespondenceOfficer.LastOne if nobody would be responsible from that day
    public void endOfficer(UUID agency, UUID id, LocalDate day) {
        agencies.lock(agency);
        for (var officer : mandates.officers(agency)) {
            var end = end(officer.term(), day);
            if (officer.id().equals(id) && Organisation.runsOn(officer.term(), end)) {
                mandates.close(officer, end);
                if (!CorrespondenceOfficer.isNamed(end, mandates.officers(agency))) {
                    throw new CorrespondenceOfficer.LastOne();
                }
            }
        }
        standing.roles(agency);
    }

    /// All authority there was, is and will be, oldest first.
    @Transactional(readOnly = true)
    public List<Mandate> mandates(UUID agency) {
        return mandates.of(agency);
    }

    @Transactional(readOnly = true)
    public List<Delegation> delegations(UUID agency) {
        return mandates.delegations(agency);
    }

    @Transactional(readOnly = true)
    public List<CorrespondenceOfficer> officers(UUID agency) {
        return mandates.officers(agency);
    }

    private void mustHave(UUID agency, UUID principal, Set<Authority> authorities, LocalDate day) {
        for (var authority : authorities) {
            var has =
                    mandates.of(agency).stream()
                            .filter(mandate -> mandate.official().equals(principal))
                            .filter(mandate -> mandate.authority() == authority)
                            .filter(mandate -> mandate.delegation() == null)
                            .anyMatch(mandate -> mandate.term().contains(day));
            if (!has) {
                throw new Invalid("agencies.refused.principal-has-not");
            }
        }
    }

    private void mustHaveAddress(UUID agency, UUID official) {
        if (mustBeHere(agency, official).mail().isEmpty()) {
            throw new Invalid("agencies.refused.no-address");
        }
    }

    private Officials.Fact mustBeHere(UUID agency, UUID official) {
        return officials.facts(agency, official).stream()
                .filter(fact -> fact.untilDay() == null)
                .findFirst()
                .orElseThrow(() -> new Invalid("agencies.refused.not-here"));
    }

    private LocalDate end(Term term, LocalDate day) {
        return Organisation.latest(Organisation.latest(day, LocalDate.now(clock)), term.from());
    }
}
