package th.sala.agencies;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.Account;
import th.sala.accounts.AccountOpened;
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

    /// To be called in the agency's scope. Nobody is a correspondence officer who is not named as
    /// one (C2); accounts of people to whom the registers never gave authority keep that role as
    /// the administrator set it.
    @Transactional
    void follow(UUID agency) {
        addresses.follow(agency);
        roles(agency);
    }

    /// Gives the roles that follow from what is registered, at once.
    @EventListener
    void opened(AccountOpened account) {
        roles(account.agency());
    }

    void roles(UUID agency) {
        var today = LocalDate.now(clock);
        var officers = mandates.officers(agency);
        // also those that were ended before their first day: they say that the registers decide
        var authorised = mandates.all(agency);
        for (var account : accounts.of(agency)) {
            if (!account.isOpen()) {
                continue;
            }
            var official = account.official();
            var roles = EnumSet.noneOf(Role.class);
            roles.addAll(account.roles());
            var isOfficer =
                    officers.stream()
                            .filter(one -> one.official().equals(official))
                            .anyMatch(one -> one.term().contains(today));
            set(roles, Role.CORRESPONDENCE_OFFICER, isOfficer);
            var mandated =
                    authorised.stream().filter(one -> one.official().equals(official)).toList();
            if (!mandated.isEmpty()) {
                var isAuthorised = mandated.stream().anyMatch(one -> one.term().contains(today));
                set(roles, Role.AUTHORISED_PERSON, isAuthorised);
            }
            change(account, roles);
        }
    }

    private static void set(Set<Role> roles, Role role, boolean has) {
        if (has) {
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
