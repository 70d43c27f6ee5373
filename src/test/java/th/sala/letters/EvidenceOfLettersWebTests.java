package th.sala.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.database.TestOwner;
import th.sala.evidence.EvidenceLog;
import th.sala.files.FileStore;
import th.sala.proof.Finding;
import th.sala.proof.SignedNote;
import th.sala.proof.Verifier;
import th.sala.registers.Registers;

/// An outsider with bundles of a letter that went from one agency to another, and a superuser of
/// the database and an intruder in the file store who alter what the bundles are made of.
@SalaTest
class EvidenceOfLettersWebTests {
    @Autowired Environment environment;
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired OutgoingDesk outgoing;
    @Autowired IncomingDesk incoming;
    @Autowired GivenFiles given;
    @Autowired Registers registers;
    @Autowired EvidenceLog log;
    @Autowired FileStore store;
    @Autowired Accounts accounts;

    @Value("${spring.datasource.url}")
    String url;

    @Value("${spring.flyway.user}")
    String owner;

    @Value("${spring.flyway.password}")
    String ownerPassword;

    @TempDir Path folder;

    private Srisamut own;
    private Srisamut other;
    private SignedIn governor;
    private SignedIn officer;
    private UUID sent;
    private UUID received;

    @BeforeEach
    void aLetterIsSentAndAcknowledged() throws IOException {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        other = new Srisamut(founding, organisation, powers, "other-" + mark + ".example");
        governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON, Role.HEAD);
        officer =
                SignedInAs.person(
                        other.id,
                        other.officer,
                        Role.CORRESPONDENCE_OFFICER,
                        Role.AUDITOR,
                        Role.INSTALLATION);
        sent = send("ขอเชิญประชุม");
        received = arrived();
        register(received);
        await().until(() ->
                within(own.id, () -> outgoing.addressees(own.id, sent)).getFirst().answer()
                        != null);
        everythingHasItsPlace(own.id, sent, 4);
        everythingHasItsPlace(other.id, received, 3);
    }

    // ---- nothing was altered

    @Test
    @DisplayName("X5 ข้อ 8: a letter's bundle is checked with nothing but its files")
    void aLettersBundleHolds() throws IOException {
        var out = bundle(governor, "/letters/out/" + sent + "/evidence");
        assertThat(broken(out)).isEmpty();
        assertThat(keys(out)).contains("record.compared", "stored.same", "entry.proven");
        assertThat(names(out))
                .contains("index.html", "manifest", "key", "checkpoint")
                .anyMatch(name -> name.endsWith(".pdf"))
                .anyMatch(name -> name.endsWith(".eml"));
        assertThat(text(out, "index.html"))
                .contains("ขอเชิญประชุม", "ส่งหนังสือ", "ได้รับการตอบรับ");

        var in = bundle(officer, "/letters/in/" + received + "/evidence");
        assertThat(broken(in)).isEmpty();
        assertThat(text(in, "index.html")).contains("หนังสือเข้า", "ลงทะเบียน");
    }

    @Test
    @DisplayName("X5 ข้อ 8: so is a register's, a person's, and everything for an inspector")
    void otherBundlesHold() throws IOException {
        var account = accountOf();
        officer = known(officer, account);
        register(arrivedAfter(send("เรื่องที่สอง"), received));
        var register = registerBundle();
        assertThat(broken(register)).isEmpty();
        assertThat(keys(register)).contains("number.row");

        var today = LocalDate.now();
        var person =
                bundle(
                        officer,
                        "/people/evidence/person?account=%s&from=%s&until=%s"
                                .formatted(account, today.minusDays(1), today.plusDays(1)));
        assertThat(broken(person)).isEmpty();
        assertThat(text(person, "index.html")).contains("เรื่องที่สอง");
        assertThat(
                        web.get()
                                .uri("/people/evidence/person")
                                .param("account", account.toString())
                                .param("from", "๑/๑๑/๒๕๖๙")
                                .param("until", "เมื่อวาน")
                                .with(SignedInAs.as(officer)))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("อ่านวันที่ไม่ได้", "value=\"๑/๑๑/๒๕๖๙\"", "value=\"เมื่อวาน\"");

        var all = all();
        assertThat(broken(all)).isEmpty();
        assertThat(keys(all)).contains("log.root", "number.row", "record.compared");

        var sender = SignedInAs.person(own.id, own.officer, Role.AUDITOR, Role.INSTALLATION);
        var sendersAll = bundle(sender, "/people/evidence/all");
        assertThat(broken(sendersAll)).isEmpty();
        assertThat(keys(sendersAll)).contains("log.root", "number.row", "record.compared");
    }

    private static SignedIn known(SignedIn who, UUID account) {
        return new SignedIn(
                account,
                who.agency(),
                who.official(),
                who.username(),
                who.name(),
                who.agencyName(),
                who.roles(),
                who.display(),
                who.keys(),
                who.identified(),
                who.held());
    }

    @Test
    @DisplayName(
            "X2 ภาคผนวก ข้อ 1: the other side of an exchange is a witness: its checkpoint fits the log")
    void acknowledgementsMakeWitnesses() throws IOException {
        var notes = text("/evidence/witnessed");
        var witness = SignedNote.parse(notes);
        assertThat(witness.isSignedBy(log.key())).isTrue();

        var in = bundle(officer, "/letters/in/" + received + "/evidence");
        assertThat(keys(verified(in, List.of(witness)))).contains("witness.agrees");
        assertThat(keys(verified(all(), List.of(witness)))).contains("witness.agrees");
    }

    // ---- somebody with all rights over the database, or the file store

    @Test
    void anEditedSubjectIsNamed() throws IOException {
        TestOwner.execute(
                environment,
                "UPDATE registers.entry SET subject = 'เรื่องอื่น' WHERE letter_id = '%s'"
                        .formatted(received));
        assertThat(keys(registerBundle())).contains("record.changed");
        assertThat(keys(all())).contains("record.changed");
    }

    @Test
    void aBackdatedLineIsNamed() throws IOException {
        TestOwner.execute(
                environment,
                "UPDATE registers.entry SET entered_at = entered_at - interval '2 hours' WHERE letter_id = '%s'"
                        .formatted(received));
        assertThat(keys(all())).contains("record.changed");
    }

    @Test
    void aDeletedLineIsNamed() throws IOException {
        register(arrivedAfter(send("เรื่องที่สอง"), received));
        TestOwner.execute(
                environment,
                "DELETE FROM registers.entry WHERE letter_id = '%s'".formatted(received));
        assertThat(keys(all())).contains("record.missing");
    }

    @Test
    void anInsertedLineIsNamed() throws IOException {
        TestOwner.execute(
                environment,
                """
                INSERT INTO registers.entry (agency_id, book_id, year, number, kind, letter_id, entered_at, entered_by, subject)
                SELECT agency_id, book_id, year, number + 1, 'USED', gen_random_uuid(), entered_at, entered_by, 'แทรก'
                  FROM registers.entry WHERE letter_id = '%s'
                """
                        .formatted(received));
        assertThat(keys(all())).contains("record.unknown");
    }

    @Test
    void swappedLinesAreNamed() throws IOException {
        var second = arrivedAfter(send("เรื่องที่สอง"), received);
        register(second);
        TestOwner.execute(
                environment,
                """
                UPDATE registers.entry SET number = 1000 WHERE letter_id = '%1$s';
                UPDATE registers.entry SET number = 1 WHERE letter_id = '%2$s';
                UPDATE registers.entry SET number = 2 WHERE letter_id = '%1$s'
                """
                        .formatted(received, second));
        assertThat(keys(all())).contains("record.changed");
    }

    @Test
    void aRolledBackSequenceIsNamed() throws IOException {
        TestOwner.execute(
                environment,
                """
                DELETE FROM registers.entry WHERE letter_id = '%s';
                UPDATE registers.series SET last_number = 0 WHERE agency_id = '%s' AND last_number = 1
                """
                        .formatted(received, other.id));
        register(arrivedAfter(send("เลขซ้ำ"), received));
        assertThat(keys(all())).contains("number.double");
    }

    @Test
    void anEditedLetterIsNamed() throws IOException {
        TestOwner.execute(
                environment,
                "UPDATE letters.outgoing SET body = 'ข้อความอื่น' WHERE id = '%s'".formatted(sent));
        assertThat(keys(bundle(governor, "/letters/out/" + sent + "/evidence")))
                .contains("record.changed");
    }

    @Test
    void anEditedEntryIsNamed() throws IOException {
        TestOwner.execute(
                environment,
                "UPDATE evidence.entry SET leaf = replace(leaf, 'outcome done', 'outcome refused X') WHERE record_id = '%s'"
                        .formatted(received));
        assertThat(keys(bundle(officer, "/letters/in/" + received + "/evidence")))
                .contains("entry.not-in-log");
        assertThat(keys(all())).contains("entry.not-in-log");
    }

    @Test
    void anEditedStatementIsNamed() throws IOException {
        TestOwner.execute(
                environment,
                """
                UPDATE registers.entry SET subject = 'เรื่องอื่น' WHERE letter_id = '%1$s';
                UPDATE evidence.entry SET statement = replace(statement, 'ขอเชิญประชุม', 'เรื่องอื่น') WHERE record_id = '%1$s'
                """
                        .formatted(received));
        assertThat(keys(registerBundle())).contains("entry.statement");
    }

    @Test
    void aReplacedFileIsNamed() throws IOException {
        var file = within(other.id, () -> incoming.files(other.id, received)).getFirst().sha256();
        var path = store.path(file);
        var content = Files.readAllBytes(path);
        try {
            Files.write(path, "another letter".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(keys(bundle(officer, "/letters/in/" + received + "/evidence")))
                    .contains("stored.changed");
        } finally {
            Files.write(path, content);
        }
    }

    @Test
    @DisplayName("X2 ภาคผนวก ข้อ 1: what is refused a person is evidence, too")
    void refusalsAreEvidence() throws IOException {
        assertThat(
                        web.post()
                                .uri("/letters/in/" + received + "/register")
                                .param("subject", "เรื่อง")
                                .param("urgency", "NORMAL")
                                .with(SignedInAs.as(officer))
                                .with(csrf()))
                .hasStatus(409);
        everythingHasItsPlace(other.id, received, 4);
        assertThat(text(bundle(officer, "/letters/in/" + received + "/evidence"), "index.html"))
                .contains("refused", "incoming-desk.register");
    }

    // ---- the way there

    private UUID send(String subject) throws IOException {
        var content = Invitation.by(own.governor).subject(subject).brought();
        var pdf = new ByteArrayInputStream(OutgoingWebTests.pdf());
        var file = given.keep(true, "หนังสือ.pdf", "application/pdf", pdf);
        var to = List.of("malee@" + other.domain);
        return within(
                own.id,
                () -> {
                    var id = outgoing.begin(governor, content, to, List.of(file));
                    outgoing.send(governor, id, 1, null);
                    return id;
                });
    }

    private UUID arrived() {
        await().until(() -> !within(other.id, () -> incoming.waiting(other.id, 10)).isEmpty());
        return within(other.id, () -> incoming.waiting(other.id, 10)).getFirst().id();
    }

    private UUID arrivedAfter(UUID letter, UUID before) {
        assertThat(letter).isNotEqualTo(before);
        return arrived();
    }

    private void register(UUID letter) {
        within(
                other.id,
                () -> {
                    var head = incoming.letter(other.id, letter).head();
                    return incoming.register(officer, letter, "จังหวัดศรีสมุทร", head);
                });
        everythingHasItsPlace(other.id, letter, 2);
    }

    /// The last entries get their place within a second.
    private void everythingHasItsPlace(UUID agency, UUID letter, int atLeast) {
        await().until(() -> placed(agency, letter) >= atLeast && waiting() == 0);
    }

    private long placed(UUID agency, UUID letter) {
        return ask(
                "SELECT count(*) FROM evidence.entry JOIN evidence.place ON entry = id WHERE agency_id = '%s' AND record_id = '%s'"
                        .formatted(agency, letter));
    }

    private long waiting() {
        return ask("SELECT count(*) FROM evidence.waiting");
    }

    private UUID accountOf() {
        var account =
                new NewAccount(
                        other.id,
                        other.officer,
                        "officer." + other.domain,
                        officer.name(),
                        officer.agencyName(),
                        "ทุ่งนา 74 ควาย ลุยน้ำ",
                        Set.of(Role.OFFICIAL));
        return within(other.id, () -> accounts.open(account));
    }

    private Path registerBundle() throws IOException {
        var book = within(other.id, () -> registers.receiving(other.id));
        var year = LocalDate.now().getYear();
        return bundle(
                officer,
                "/letters/registers/%s/evidence?from=%s-01-01&until=%s-12-31"
                        .formatted(book.id(), year, year));
    }

    private Path all() throws IOException {
        return bundle(officer, "/people/evidence/all");
    }

    private Path bundle(SignedIn who, String path) throws IOException {
        var answer = web.get().uri(path).with(SignedInAs.as(who)).exchange();
        assertThat(answer).as(path).hasStatusOk();
        var file = Files.createTempFile(folder, "bundle", ".zip");
        Files.write(file, answer.getResponse().getContentAsByteArray());
        return file;
    }

    private String text(String path) throws IOException {
        return web.get()
                .uri(path)
                .exchange()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String text(Path bundle, String name) throws IOException {
        try (var zip = FileSystems.newFileSystem(bundle)) {
            return Files.readString(zip.getPath(name));
        }
    }

    private static List<String> names(Path bundle) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(Files.newInputStream(bundle))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private List<Finding> verified(Path bundle, List<SignedNote> witnesses) throws IOException {
        try (var zip = FileSystems.newFileSystem(bundle, Map.of())) {
            return Verifier.verify(zip.getPath("/"), Optional.of(log.key()), witnesses);
        }
    }

    private List<Finding> broken(Path bundle) throws IOException {
        return verified(bundle, List.of()).stream()
                .filter(finding -> finding.level() == Finding.Level.BROKEN)
                .toList();
    }

    private List<String> keys(Path bundle) throws IOException {
        return keys(verified(bundle, List.of()));
    }

    private static List<String> keys(List<Finding> findings) {
        return findings.stream().map(Finding::key).toList();
    }

    private long ask(String query) {
        try (var connection = DriverManager.getConnection(url, owner, ownerPassword);
                var ask = connection.createStatement()) {
            ask.execute("SET sala.agency = '*'");
            try (var row = ask.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static <T> T within(UUID agency, Supplier<T> work) {
        return AgencyScope.within(agency, work);
    }
}
