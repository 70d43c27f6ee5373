package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;

/// An agency of 1,203 people whose last fiscal year is closed.
@SalaTest
class YearlyClosingWebTests {
    private static final String PASSWORD = "a password to close with";
    private static final int MANY = 1200;

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;
    @Autowired LeaveOffice office;
    @Autowired LeaveLedger ledger;
    @Autowired YearlyClosing closing;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Srisamut own;
    private SignedIn deputy;
    private FiscalYear year;

    @BeforeEach
    void people() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "year-" + mark + ".example");
        deputy =
                within(() ->
                        SignedInAs.opened(
                                accounts, own.id, own.deputy, "นายสมชาย", PASSWORD, Role.OFFICIAL));
        year = new FiscalYear(FiscalYear.of(LocalDate.now(clock)).year() - 1);
        within(() -> {
            var administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);
            office.nameOfficer(administrator, own.deputy, "คำสั่งที่ 1");
            return ClosingPeople.enrol(db, own.id, MANY, year);
        });
    }

    private <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private MockMvcRequestBuilder page(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who));
    }

    private MockMvcRequestBuilder closed(SignedIn who, FiscalYear which, String password) {
        return web.post()
                .uri("/leave/closing")
                .with(SignedInAs.as(who))
                .with(csrf())
                .param("year", Integer.toString(which.year()))
                .param("password", password);
    }

    private int count(String sql) {
        return within(() ->
                db.sql(sql)
                        .param("agency", own.id)
                        .param("next", year.next().year())
                        .query(Integer.class)
                        .single());
    }

    private int lines() {
        return count(
                "SELECT count(*)::int FROM leave.line WHERE agency_id = :agency AND year = :next");
    }

    private int carried() {
        return count(
                """
                SELECT coalesce(sum(halves), 0)::int FROM leave.line
                 WHERE agency_id = :agency AND year = :next AND entry = 'CARRIED'
                """);
    }

    @Test
    @DisplayName("L11 ข้อ 24: the preview changes nothing, the closing enters what it showed, once")
    void previewThenClosing() {
        assertThat(page(SignedInAs.person(own.id, own.officer, Role.OFFICIAL), "/leave/closing"))
                .hasStatus(HttpStatus.NOT_FOUND);
        var outlook = within(() -> closing.look(own.id, year));
        // the province's own three have no service recorded
        assertThat(outlook.left())
                .hasSize(3)
                .allMatch(one -> one.why() == ClosingRules.Why.NO_SERVICE);
        assertThat(page(deputy, "/leave/closing"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "data-entered>๑๒๐๐", "data-left>๓", "ยังไม่ได้บันทึกวันบรรจุ", "นางพิมพ์");
        assertThat(lines()).isZero();
        assertThat(closed(deputy, year, "wrong")).hasStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(closed(deputy, year.next(), PASSWORD))
                .hasStatus(HttpStatus.UNPROCESSABLE_ENTITY)
                .bodyText()
                .contains("ยังไม่สิ้นสุด");
        assertThat(closed(deputy, year, PASSWORD))
                .hasRedirectedUrl("/leave/closing?year=" + year.year());
        close();
        var done = within(() -> closing.latest(own.id, year).orElseThrow());
        assertThat(done.isUnderWay()).isFalse();
        assertThat(List.of(done.entered(), done.kept(), done.missing()))
                .containsExactly(outlook.entered(), outlook.kept(), outlook.left().size());
        assertThat(done.carried()).isEqualTo(outlook.carried()).isEqualTo(carried());
        assertThat(page(deputy, "/leave/closing"))
                .bodyText()
                .contains("data-closed", "data-entered>๑๒๐๐");
        assertThat(page(deputy, "/me/notices"))
                .bodyText()
                .contains("ปิดปีงบประมาณแล้ว", "เหลือให้ท่านตรวจ ๓ คน");
        assertThat(acts(done.id()))
                .containsExactly(
                        "leave.closing-begun",
                        "leave.closing-step",
                        "leave.closing-step",
                        "leave.closing-step",
                        "leave.closed");
    }

    @Test
    void whatWaitsIsCountedBeforeTheClosing() {
        var person = within(() -> closing.everybody(own.id)).getFirst();
        assertThat(within(() -> closing.look(own.id, year)).waiting()).isZero();
        within(() -> asked(person));
        assertThat(within(() -> closing.look(own.id, year)).waiting()).isEqualTo(1);
        assertThat(page(deputy, "/leave/closing")).bodyText().contains("data-waiting>๑<");
    }

    private int asked(UUID person) {
        return db.sql(
                        """
                        INSERT INTO leave.request (agency_id, id, account, official, name, title, kind, first_day, from_noon,
                               last_day, until_noon, reason, necessity, contact, asked_at, state, to_official, to_position,
                               to_name, to_title, sent_at)
                        VALUES (:agency, :id, :id, :official, 'x', '', 'VACATION', :last, false, :last, false, '', '', '', now(),
                               'WAITING', :deputy, :post, 'x', '', now())
                        """)
                .param("agency", own.id)
                .param("id", UUID.randomUUID())
                .param("official", person)
                .param("last", year.last())
                .param("deputy", own.deputy)
                .param("post", own.deputyPost)
                .update();
    }

    @Test
    @DisplayName("L11 ข้อ 24: whoever the closed year has changed for since is listed")
    void changedSince() {
        var people = within(() -> closing.everybody(own.id));
        within(() -> begun(people.size()));
        close();
        assertThat(page(deputy, "/leave/closing")).bodyText().doesNotContain("data-changed");
        var closed = people.stream().filter(this::carriesLittle).limit(3).toList();
        within(() -> give(closed.getFirst(), 2));
        within(() -> give(closed.get(1), -40));
        var outlook = within(() -> closing.look(own.id, year));
        assertThat(outlook.changed()).extracting(Official::id).containsExactly(closed.getFirst());
        assertThat(outlook.left())
                .filteredOn(one -> one.official().id().equals(closed.get(1)))
                .singleElement()
                .returns(ClosingRules.Why.CHANGED_SINCE, YearlyClosing.Left::why);
        assertThat(page(deputy, "/leave/closing"))
                .bodyText()
                .contains("data-changed", "ข้อมูลเปลี่ยนไปตั้งแต่ปิดปี ๑ คน");
        for (var i = 0; i < 2; i++) {
            within(() -> {
                closing.tellOfChanges(own.id);
                return true;
            });
        }
        assertThat(page(deputy, "/"))
                .bodyText()
                .containsOnlyOnce("ปีงบประมาณที่ปิดแล้วมีข้อมูลเปลี่ยนไป ๒ คน");
        within(() -> give(closed.getFirst(), -2));
        within(() -> give(closed.getLast(), 2));
        within(() -> {
            closing.tellOfChanges(own.id);
            return true;
        });
        assertThat(page(deputy, "/"))
                .as("as many as before, and others")
                .bodyText()
                .containsPattern("(?s)มีข้อมูลเปลี่ยนไป ๒ คน.*มีข้อมูลเปลี่ยนไป ๒ คน");
        within(() -> begun(people.size()));
        close();
        assertThat(within(() -> closing.look(own.id, year)).changed()).isEmpty();
    }

    private int give(UUID official, int halves) {
        return db.sql(
                        """
                        INSERT INTO leave.line (agency_id, id, official, kind, year, entry, halves, at, by)
                        VALUES (:agency, :id, :official, 'VACATION', :year, 'GRANTED', :halves, now(), 'x')
                        """)
                .param("agency", own.id)
                .param("id", UUID.randomUUID())
                .param("official", official)
                .param("year", year.year())
                .param("halves", halves)
                .update();
    }

    @Test
    void whileItIsUnderWayItsProgressAloneIsAskedFor() {
        within(() -> begun(1));
        assertThat(page(deputy, "/leave/closing?year=" + (year.year() - 1)))
                .hasStatusOk()
                .bodyText()
                .contains("hx-get=\"/leave/closing/progress\"", "ปิดปีงบประมาณ")
                .doesNotContain("data-entered", "<form method=\"post\" action=\"/leave/closing\"");
        assertThat(page(deputy, "/leave/closing/progress"))
                .hasStatusOk()
                .doesNotContainHeader("HX-Refresh")
                .bodyText()
                .contains("data-progress")
                .doesNotContain("<html");
        close();
        assertThat(page(deputy, "/leave/closing/progress")).hasHeader("HX-Refresh", "true");
        var clerk = SignedInAs.person(own.id, own.officer, Role.OFFICIAL);
        assertThat(page(clerk, "/leave/closing/progress")).hasStatus(HttpStatus.NOT_FOUND);
    }

    private List<String> acts(UUID record) {
        return within(() ->
                db.sql("SELECT act FROM evidence.entry WHERE record_id = :id ORDER BY at, id")
                        .param("id", record)
                        .query(String.class)
                        .list());
    }

    private void close() {
        AgencyScope.within(own.id, () -> LeaveWork.close(closing, own.id));
    }

    @Test
    @DisplayName("L11 ข้อ 24: killed between batches it goes on, and each is entered once")
    void interrupted() {
        var outlook = within(() -> closing.look(own.id, year));
        var people = within(() -> closing.everybody(own.id));
        // begun without waking the job, as if its machine had died at once
        var id = within(() -> begun(people.size()));
        within(() -> closing.step(own.id, id, people));
        var some = lines();
        assertThat(some).isBetween(1, 2 * MANY - 1);
        within(() -> {
            assertThat(closing.underWay(own.id).orElseThrow().done()).isBetween(500, 1000);
            return true;
        });
        assertThat(acts(id)).containsExactly("leave.closing-step");
        // a batch whose transaction dies leaves nothing
        transactionThatDies(id, people);
        assertThat(acts(id)).containsExactly("leave.closing-step");
        assertThat(lines()).isEqualTo(some);

        close();
        var done = within(() -> closing.latest(own.id, year).orElseThrow());
        assertThat(done.isUnderWay()).isFalse();
        assertThat(done.done()).isEqualTo(people.size());
        assertThat(carried()).isEqualTo(outlook.carried());
        var all = lines();
        close();
        assertThat(lines()).as("it is over").isEqualTo(all);

        // closed again after one of them gave back a day: the difference alone
        var one = people.stream().filter(this::carriesLittle).findFirst().orElseThrow();
        within(() -> give(one, 2));
        within(() -> begun(people.size()));
        close();
        assertThat(lines()).isEqualTo(all + 1);
        assertThat(carried()).isEqualTo(outlook.carried() + 2);
    }

    private UUID begun(int people) {
        var id = UUID.randomUUID();
        db.sql(
                        """
                        INSERT INTO leave.closing
                               (agency_id, id, year, account, by, at, people, entered, kept, missing, carried)
                        VALUES (:agency, :id, :year, :id, 'นายสมชาย', now(), :people, 0, 0, 0, 0)
                        """)
                .param("agency", own.id)
                .param("id", id)
                .param("year", year.year())
                .param("people", people)
                .update();
        return id;
    }

    private void transactionThatDies(UUID id, List<UUID> people) {
        AgencyScope.within(
                own.id,
                () ->
                        transaction.executeWithoutResult(status -> {
                            closing.step(own.id, id, people);
                            status.setRollbackOnly();
                        }));
    }

    private boolean carriesLittle(UUID official) {
        return within(() -> {
            var lines = ledger.lines(own.id, official, year);
            return !lines.isEmpty() && LeaveLedger.sum(lines, LeaveKind.VACATION) < 10;
        });
    }
}
