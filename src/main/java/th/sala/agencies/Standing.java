package th.sala.agencies;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.database.AgencyScope;

/// Lets mailboxes and accounts follow what is registered with dates: a mailbox opens on the first
/// day of its address, and who is authorised or a correspondence officer gets that role on the
/// first day and loses it after the last.
@Component
class Standing {
    private static final Duration PERIOD = Duration.ofMinutes(15);

    private final RegisteredAddresses addresses;
    private final Mandates mandates;
    private final Accounts accounts;
    private final Clock clock;

    Standing(RegisteredAddresses addresses, Mandates mandates, Accounts accounts, Clock clock) {
        this.addresses = addresses;
        this.mandates = mandates;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// To be called in the agency's scope. Accounts of people whom the registers never named keep
    /// their roles as the administrator set them.
    @Transactional
    void follow(UUID agency) {
        addresses.follow(agency);
        roles(agency);
    }

    void roles(UUID agency) {
        var officers = mandates.officers(agency);
        var authorised = mandates.of(agency);
        for (var account : accounts.of(agency)) {
            var official = account.official();
            if (official == null || !account.isOpen()) {
                continue;
            }
            var named =
                    officers.stream()
                            .filter(one -> one.official().equals(official))
                            .map(CorrespondenceOfficer::term)
                            .toList();
            var mandated =
                    authorised.stream()
                            .filter(one -> one.official().equals(official))
                            .map(Mandate::term)
                            .toList();
            var roles = EnumSet.noneOf(Role.class);
            roles.addAll(account.roles());
            follow(roles, Role.CORRESPONDENCE_OFFICER, named);
            follow(roles, Role.AUTHORISED_PERSON, mandated);
            change(account, roles);
        }
    }

    private void follow(Set<Role> roles, Role role, List<Term> terms) {
        if (terms.isEmpty()) {
            return;
        }
        if (terms.stream().anyMatch(term -> term.contains(LocalDate.now(clock)))) {
            roles.add(role);
        } else {
            roles.remove(role);
        }
    }

    private void change(Account account, Set<Role> roles) {
        if (!roles.equals(account.roles())) {
            accounts.roles(account.id(), roles);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        th.sala.jobs.RecurringJob standingJob(Standing standing, Registry registry) {
            return new th.sala.jobs.RecurringJob(
                    "agencies.standing",
                    PERIOD,
                    () -> {
                        for (var agency : registry.local()) {
                            AgencyScope.within(agency.id(), () -> standing.follow(agency.id()));
                        }
                    });
        }
    }
}
