package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Accounts;
import th.sala.accounts.LeavesEvidence;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// Agencies of this installation come to be and change.
@Service
@LeavesEvidence
@Transactional
public class Founding {
    /// Refusal: it concerns another agency, which has not agreed, or everybody.
    static final class ConsentNeeded extends Refusal {
        ConsentNeeded() {
            super("agencies.refused.consent");
        }
    }

    private final Agencies agencies;
    private final Addresses domains;
    private final RegisteredAddresses addresses;
    private final Accounts accounts;
    private final Clock clock;

    Founding(
            Agencies agencies,
            Addresses domains,
            RegisteredAddresses addresses,
            Accounts accounts,
            Clock clock) {
        this.agencies = agencies;
        this.domains = domains;
        this.accounts = accounts;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// Founds the agency with its central account. To be called in the scope of its id.
    ///
    /// @throws AddressTaken if the central address or the domain is somebody else's
    /// @throws Invalid if the central address is not in the domain, or the parent is unknown
    public Agency found(NewAgency typed) {
        var fresh = typed.clean();
        agencies.add(fresh.id(), null);
        begin(
                new AgencyVersion(
                        UUID.randomUUID(),
                        fresh.id(),
                        fresh.from(),
                        null,
                        fresh.name(),
                        fresh.englishName(),
                        fresh.code(),
                        fresh.juristicPerson(),
                        fresh.parent(),
                        fresh.domain(),
                        fresh.centralAddress(),
                        fresh.postalAddress(),
                        fresh.telephone()));
        return agencies.latest(fresh.id(), today()).orElseThrow();
    }

    /// Founds an agency that belongs to the administrator's own. To be called in the scope of its
    /// id.
    ///
    /// @throws ConsentNeeded if it is to belong to another, or to live in another's domain
    Agency foundBelow(SignedIn by, NewAgency typed) {
        var own = agencies.latest(by.agency(), today()).orElseThrow();
        if (!by.is(Role.INSTALLATION)) {
            mustConsent(own.id().equals(typed.parent()));
            mayUseDomain(typed.clean(), own.domain());
        }
        return found(typed);
    }

    /// Changes the agency's facts as of today; what was stays in its history. The day in `changed`
    /// is not looked at.
    ///
    /// @throws AddressTaken if the central address or the domain is somebody else's
    /// @throws ConsentNeeded if the agency alone cannot decide it
    public void change(SignedIn by, NewAgency changed) {
        var fresh = changed.clean();
        agencies.lock(fresh.id());
        if (!by.is(Role.INSTALLATION)) {
            var before = agencies.latest(fresh.id(), today()).orElseThrow();
            var parent = fresh.parent();
            mustConsent(parent == null || parent.equals(before.parent()));
            mustConsent(fresh.juristicPerson() == before.juristicPerson());
            mayUseDomain(fresh, before.domain());
        }
        var versions = agencies.versions(fresh.id());
        var now =
                versions.stream()
                        .filter(version -> version.untilDay() == null)
                        .findFirst()
                        .orElseThrow();
        var next =
                new AgencyVersion(
                        UUID.randomUUID(),
                        fresh.id(),
                        now.term().earliestEnd(today()),
                        null,
                        fresh.name(),
                        fresh.englishName(),
                        fresh.code(),
                        fresh.juristicPerson(),
                        fresh.parent(),
                        fresh.domain(),
                        fresh.centralAddress(),
                        fresh.postalAddress(),
                        fresh.telephone());
        agencies.close(now, next.fromDay());
        addresses.release(fresh.id(), fresh.id(), next.fromDay());
        domains.releaseDomain(fresh.id(), next.fromDay());
        begin(next);
        accounts.renameAgency(fresh.id(), fresh.name());
    }

    private static void mustConsent(boolean others) {
        if (!others) {
            throw new ConsentNeeded();
        }
    }

    /// An agency has the domain that it is in already, or one that nobody else is in.
    private void mayUseDomain(NewAgency agency, String known) {
        mustConsent(
                agency.domain().equals(known)
                        || !agencies.isDomainOfOthers(agency.id(), agency.domain(), today()));
    }

    private void begin(AgencyVersion version) {
        if (!MailText.isIn(version.domain(), version.centralAddress())) {
            throw new Invalid("agencies.refused.central-not-in-domain", version.domain());
        }
        if (version.parent() != null) {
            checkParent(version.agency(), version.parent());
        }
        var owner = domains.domainOwner(version.domain(), version.fromDay());
        if (owner.isEmpty()) {
            domains.claimDomain(version.agency(), version.domain(), version.fromDay());
        } else if (!isAbove(owner.get(), version.parent())) {
            throw new AddressTaken(version.domain());
        }
        agencies.add(version);
        addresses.claim(
                version.agency(),
                version.centralAddress(),
                version.agency(),
                version.fromDay(),
                null);
    }

    private void checkParent(UUID agency, UUID parent) {
        if (agencies.latest(parent, today()).filter(Agency::local).isEmpty()) {
            throw new Invalid("agencies.refused.unknown-parent");
        }
        if (isAbove(agency, parent)) {
            throw new Invalid("agencies.refused.parent-below");
        }
    }

    /// Whether `above` is `below` or one it belongs to.
    private boolean isAbove(UUID above, @Nullable UUID below) {
        for (var next = below; next != null; ) {
            if (next.equals(above)) {
                return true;
            }
            next = agencies.latest(next, today()).map(Agency::parent).orElse(null);
        }
        return false;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
