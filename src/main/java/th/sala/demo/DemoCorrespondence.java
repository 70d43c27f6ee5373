package th.sala.demo;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Account;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Registry;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.law.Refusal;
import th.sala.letters.Content;
import th.sala.letters.GivenFiles;
import th.sala.letters.IncomingDesk;
import th.sala.letters.IncomingLetter;
import th.sala.letters.LetterFile;
import th.sala.letters.OutgoingDesk;
import th.sala.letters.Urgency;
import th.sala.registers.Registers;

/// Has the people of the demo write their letters and register those that arrive. The latest are
/// left for whoever tries Sala.
///
/// A letter whose addressees are in no registry here, because their agency is not hosted, goes out
/// on paper: so the numbers are those on the letters.
@Component
@ConditionalOnBooleanProperty("sala.demo")
class DemoCorrespondence {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCorrespondence.class);

    /// The mail of the demo arrives in this time after the start, or people have taken over.
    private static final Duration WATCH = Duration.ofMinutes(15);

    /// Letters from this one on are left to be registered.
    private static final String FIRST_LEFT = "31";

    private static final int MOST = 200;

    /// As on the PDFs of all of them.
    private static final String CLOSING = "ขอแสดงความนับถือ";

    private final OutgoingDesk outgoing;
    private final GivenFiles given;
    private final IncomingDesk incoming;
    private final Registers registers;
    private final Registry registry;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final List<DemoLetter> letters;
    private final Instant until;
    private boolean sent;

    DemoCorrespondence(
            OutgoingDesk outgoing,
            GivenFiles given,
            IncomingDesk incoming,
            Registers registers,
            Registry registry,
            Accounts accounts,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${sala.demo.letters:40}") int count) {
        this.outgoing = outgoing;
        this.given = given;
        this.incoming = incoming;
        this.registers = registers;
        this.registry = registry;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.letters = DemoLetter.all().stream().limit(count).toList();
        this.until = clock.instant().plus(WATCH);
    }

    /// What is to be done now; to be repeated, also after a start that was cut off.
    synchronized void work() {
        if (letters.isEmpty() || clock.instant().isAfter(until)) {
            return;
        }
        if (!sent) {
            send();
            sent = true;
        }
        for (var agency : here()) {
            AgencyScope.within(agency.id(), () -> register(agency));
        }
    }

    private List<DemoAgency> here() {
        return DemoAgency.all().stream()
                .filter(agency ->
                        registry.agency(agency.id()).filter(one -> one.local()).isPresent())
                .toList();
    }

    private void send() {
        var hosted = here();
        var count = 0;
        for (var letter : letters) {
            for (var agency : hosted) {
                if (letter.from().endsWith("@" + agency.domain())
                        && AgencyScope.within(agency.id(), () -> sendOnce(agency, letter))) {
                    count++;
                }
            }
        }
        if (count > 0) {
            LOG.info("--demo: {} letters on their way", count);
        }
    }

    private boolean sendOnce(DemoAgency agency, DemoLetter letter) {
        var signer = account(agency, one -> letter.from().startsWith(one.username() + "@"));
        if (signer.isEmpty() || isInBook(agency, letter)) {
            return false;
        }
        try {
            var pdf = new ByteArrayInputStream(letter.pdf());
            var file = given.keep(true, letter.fileName(), "application/pdf", pdf);
            transaction.executeWithoutResult(_ -> send(agency, letter, signer.get(), file));
            return true;
        } catch (Refusal refused) {
            LOG.warn("--demo: letter {} was refused: {}", letter.id(), refused.key());
            return false;
        }
    }

    private boolean isInBook(DemoAgency agency, DemoLetter letter) {
        var year = LocalDate.now(clock).getYear();
        var period = new Registers.Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        var book = registers.sending(agency.id(), letter.ownerCode(), letter.isCircular());
        return registers.page(book, period, null, MOST).stream()
                .anyMatch(entry -> entry.subject().equals(letter.subject()));
    }

    private void send(DemoAgency agency, DemoLetter letter, SignedIn signer, LetterFile file) {
        var today = LocalDate.now(clock);
        var known =
                letter.to().stream()
                        .filter(address -> registry.authorised(address, today).isPresent())
                        .toList();
        var official = java.util.Objects.requireNonNull(signer.official());
        var content = content(agency, letter, official);
        var id = outgoing.begin(signer, content, known, List.of(file));
        var version = outgoing.letter(agency.id(), id).version();
        if (known.isEmpty()) {
            outgoing.sendOnPaper(signer, id, version, null);
        } else {
            outgoing.send(signer, id, version, null);
        }
    }

    private static Content content(DemoAgency agency, DemoLetter letter, UUID signer) {
        return new Content(
                signer,
                letter.isCircular(),
                urgency(letter),
                "",
                letter.ownerCode(),
                letter.subject(),
                letter.addressee(),
                letter.proposal(),
                letter.text(),
                String.join("\n", letter.references()),
                String.join("\n", letter.enclosures()),
                "โทร. %s ไปรษณีย์อิเล็กทรอนิกส์ %s"
                        .formatted(letter.telephone(), agency.centralAddress()),
                CLOSING,
                ownerUnit(agency, letter));
    }

    private static String ownerUnit(DemoAgency agency, DemoLetter letter) {
        return agency.units().stream()
                .filter(unit -> unit.code().equals(letter.ownerCode()))
                .findFirst()
                .map(DemoAgency.Unit::name)
                .orElse("");
    }

    private static Urgency urgency(DemoLetter letter) {
        var marking = letter.urgency().orElse("");
        for (var urgency : Urgency.values()) {
            if (urgency.marking.equals(marking)) {
                return urgency;
            }
        }
        throw new IllegalStateException(marking);
    }

    private void register(DemoAgency agency) {
        var officer = account(agency, one -> one.is(Role.CORRESPONDENCE_OFFICER));
        if (officer.isEmpty()) {
            return;
        }
        for (var arrived : ours(incoming.waiting(agency.id(), MOST))) {
            try {
                incoming.register(
                        officer.get(), arrived.id(), arrived.sender().agency(), arrived.head());
            } catch (Refusal refused) {
                LOG.info("--demo: somebody registered a letter first: {}", refused.key());
            }
        }
    }

    /// Those of the demo that are not left for people, in the order in which they were sent.
    private List<IncomingLetter> ours(List<IncomingLetter> waiting) {
        var ours = new ArrayList<IncomingLetter>();
        var taken = new HashSet<UUID>();
        for (var letter : letters) {
            for (var arrived : waiting) {
                if (letter.id().compareTo(FIRST_LEFT) < 0
                        && arrived.sender().address().equalsIgnoreCase(letter.from())
                        && arrived.head().subject().equals(letter.subject())
                        && taken.add(arrived.id())) {
                    ours.add(arrived);
                }
            }
        }
        return ours;
    }

    private Optional<SignedIn> account(DemoAgency agency, Predicate<Account> wanted) {
        return accounts.of(agency.id()).stream()
                .filter(Account::isOpen)
                .filter(wanted)
                .map(one -> signedIn(one, agency))
                .findFirst();
    }

    private static SignedIn signedIn(Account account, DemoAgency agency) {
        return new SignedIn(
                account.id(),
                agency.id(),
                account.official(),
                account.username(),
                account.name(),
                account.agencyName(),
                Set.copyOf(account.roles()),
                account.display(),
                account.keys(),
                "demonstration",
                account.held());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("sala.demo")
    static class Work {
        @Bean
        RecurringJob demoJob(DemoCorrespondence correspondence) {
            return new RecurringJob("demo.letters", Duration.ofSeconds(5), correspondence::work);
        }
    }
}
