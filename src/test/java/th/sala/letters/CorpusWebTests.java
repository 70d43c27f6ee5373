package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.mail.Corpus;
import th.sala.mail.CorpusTests;
import th.sala.mail.MailPorts;
import th.sala.mail.SmtpHandIn;

/// What becomes of the mails of `mail/corpus.tsv` when they come by SMTP: which letter waits to be
/// registered, with which proposals and which file, or why a person is asked.
@SalaTest
class CorpusWebTests {
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired IncomingDesk desk;
    @Autowired MailPorts ports;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Srisamut own;

    @BeforeEach
    void foundAProvince() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
    }

    @Test
    void eachBecomesItsLetterOrAQuestion() throws Exception {
        var ids = new HashMap<UUID, Corpus.Kind>();
        for (var kind : Corpus.all()) {
            var known = received();
            SmtpHandIn.send(ports.inbound(), kind.sender(), kind.raw(), "saraban@" + own.domain);
            var now = received();
            now.removeAll(known);
            ids.put(now.getFirst(), kind);
        }
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> sorted() == ids.size());

        var letters = new HashMap<UUID, IncomingLetter>();
        within(() -> desk.waiting(own.id, 200)).forEach(letter -> letters.put(letter.id(), letter));
        var asked = new HashMap<UUID, String>();
        within(() -> desk.unsorted(own.id)).forEach(mail -> asked.put(mail.mail(), mail.reason()));
        var softly = new SoftAssertions();
        ids.forEach((mail, kind) -> expect(softly, kind, letters.get(mail), asked, mail));
        softly.assertAll();
    }

    private void expect(
            SoftAssertions softly,
            Corpus.Kind kind,
            @Nullable IncomingLetter letter,
            Map<UUID, String> asked,
            UUID mail) {
        softly.assertThat(asked.getOrDefault(mail, "")).as(kind.toString()).isEqualTo(kind.asked());
        if (letter == null || !kind.asked().isEmpty()) {
            softly.assertThat(letter == null)
                    .as(kind.toString())
                    .isEqualTo(!kind.asked().isEmpty());
            return;
        }
        var head = letter.head();
        softly.assertThat(head.subject()).as(kind.toString()).isEqualTo(kind.title());
        softly.assertThat(head.urgency().name()).as(kind.toString()).isEqualTo(kind.urgency());
        softly.assertThat(head.number()).as(kind.toString()).isEqualTo(kind.number());
        softly.assertThat(letter.sender().address()).as(kind.toString()).isEqualTo(kind.sender());
        var files = within(() -> desk.files(own.id, letter.id()));
        softly.assertThat(files)
                .filteredOn(LetterFile::main)
                .as(kind.toString())
                .singleElement()
                .satisfies(file ->
                        assertThat(CorpusTests.isMeant(file.name(), kind.file()))
                                .as(file.name())
                                .isTrue());
    }

    private java.util.List<UUID> received() {
        return within(() ->
                transaction.execute(
                        _ -> db.sql("SELECT id FROM mail.received").query(UUID.class).list()));
    }

    private int sorted() {
        return within(() -> desk.waiting(own.id, 200).size() + desk.unsorted(own.id).size());
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
