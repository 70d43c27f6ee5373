package th.sala.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.letters.IncomingDesk;
import th.sala.mail.MailPorts;
import th.sala.mail.SmtpHandIn;
import th.sala.registers.Book;
import th.sala.registers.Registers;

@SalaTest
@TestPropertySource(properties = "sala.demo=true")
class DemoCorrespondenceStoreTests {
    @Autowired DemoCorrespondence correspondence;
    @Autowired Registers registers;
    @Autowired IncomingDesk desk;
    @Autowired MailPorts ports;
    @Autowired FileStore store;
    @Autowired JdbcClient db;
    @Autowired PlatformTransactionManager transactions;
    @Autowired Clock clock;

    /// None is refused by the lint, nor is one that only sounds secret (X1).
    @Test
    void allFortyLettersAreSentOnceWithTheirNumbers() {
        correspondence.work();
        correspondence.work();

        var sent = new ArrayList<String>();
        for (var agency : DemoAgency.all()) {
            AgencyScope.within(agency.id(), () -> sent.addAll(sentBy(agency)));
        }
        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        DemoLetter.all().stream()
                                .map(letter -> letter.number() + " " + letter.subject())
                                .toList());
    }

    @Test
    void whatArrivesIsRegisteredButForTheLatest() {
        correspondence.work();
        var due = DemoLetter.all().stream().mapToInt(letter -> letter.to().size()).sum();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> queued().size() == due);
        // what the outbox does meanwhile is recognised as the same
        queued().forEach(this::handIn);

        for (var agency : DemoAgency.all()) {
            var registered = to(agency, letter -> letter.id().compareTo("31") < 0);
            var left = to(agency, letter -> letter.id().compareTo("31") >= 0);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> {
                        correspondence.work();
                        AgencyScope.within(
                                agency.id(),
                                () -> {
                                    assertThat(received(agency))
                                            .containsExactlyInAnyOrderElementsOf(registered);
                                    assertThat(waiting(agency))
                                            .containsExactlyInAnyOrderElementsOf(left);
                                });
                    });
        }
    }

    private record Queued(String sender, String recipients, String sha256) {}

    private static final String QUEUED =
            """
            SELECT sender, sha256, string_agg(recipient, ' ') AS recipients
              FROM mail.outgoing JOIN mail.delivery ON delivery.mail = outgoing.id
             WHERE outgoing.id IN (SELECT mail_id FROM letters.addressee)
             GROUP BY sender, sha256
            """;

    private List<Queued> queued() {
        return AgencyScope.everywhere(() -> {
            var all =
                    new TransactionTemplate(transactions)
                            .execute(_ -> db.sql(QUEUED).query(Queued.class).list());
            return java.util.Objects.requireNonNull(all);
        });
    }

    private void handIn(Queued mail) {
        try {
            SmtpHandIn.send(
                    ports.inbound(),
                    mail.sender(),
                    store.bytes(mail.sha256()),
                    mail.recipients().split(" "));
        } catch (java.io.IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private static List<String> to(DemoAgency agency, Predicate<DemoLetter> wanted) {
        return DemoLetter.all().stream()
                .filter(wanted)
                .filter(letter ->
                        letter.to().stream()
                                .anyMatch(address -> address.endsWith("@" + agency.domain())))
                .map(DemoLetter::number)
                .toList();
    }

    private List<String> received(DemoAgency agency) {
        var book = registers.receiving(agency.id());
        return registers.page(book, thisYear(), null, 100).stream()
                .map(entry -> entry.letterNumber())
                .toList();
    }

    private List<String> waiting(DemoAgency agency) {
        return desk.waiting(agency.id(), 100).stream()
                .map(letter -> letter.head().number())
                .toList();
    }

    private Registers.Period thisYear() {
        var year = LocalDate.now(clock).getYear();
        return new Registers.Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    private List<String> sentBy(DemoAgency agency) {
        return registers.books(agency.id()).stream()
                .filter(book -> book.direction() == Book.Direction.SEND)
                .flatMap(book ->
                        registers.page(book, thisYear(), null, 100).stream()
                                .map(entry ->
                                        "%s/%s%d %s"
                                                .formatted(
                                                        book.ownerCode(),
                                                        book.isCircular() ? "ว " : "",
                                                        entry.number(),
                                                        entry.subject())))
                .toList();
    }
}
