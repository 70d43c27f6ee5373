package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import th.sala.mail.Mailbox;
import th.sala.mail.Mailboxes;

/// The addresses of our agencies and their people, each with a mailbox on the days it is theirs.
@Component
class RegisteredAddresses {
    private final Addresses addresses;
    private final Mailboxes mailboxes;
    private final Clock clock;

    RegisteredAddresses(Addresses addresses, Mailboxes mailboxes, Clock clock) {
        this.addresses = addresses;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /// @param owner the official, or the agency itself for its central account
    /// @throws AddressTaken if somebody else has it on one of the days
    void claim(UUID agency, String address, UUID owner, LocalDate from, @Nullable LocalDate until) {
        addresses.claim(agency, address, owner, from, until);
        if (!from.isAfter(LocalDate.now(clock))) {
            open(agency, address, owner);
        }
    }

    void release(UUID agency, UUID owner, LocalDate day) {
        for (var claim : addresses.of(agency, owner)) {
            if (Organisation.runsOn(claim.term(), day) && !day.isAfter(LocalDate.now(clock))) {
                mailboxes.close(claim.address());
            }
        }
        addresses.release(agency, owner, day);
    }

    /// Lets the mailboxes be those whose addresses somebody has today, in the scope of the agency,
    /// however long nobody looked. May be repeated; an address that comes over from another agency
    /// is opened once that one has closed it.
    void follow(UUID agency) {
        var today = addresses.on(agency, LocalDate.now(clock));
        var claimed = today.stream().map(Addresses.Claim::address).collect(Collectors.toSet());
        for (var mailbox : mailboxes.of(agency)) {
            if (!claimed.contains(mailbox.address())) {
                mailboxes.close(mailbox.address());
            }
        }
        for (var claim : today) {
            var there = mailboxes.find(claim.address());
            if (there.isEmpty() || there.get().agency().equals(agency)) {
                open(agency, claim.address(), claim.owner());
            }
        }
    }

    private void open(UUID agency, String address, UUID owner) {
        var kind = owner.equals(agency) ? Mailbox.Kind.CENTRAL : Mailbox.Kind.PERSON;
        mailboxes.open(agency, address, kind);
    }
}
