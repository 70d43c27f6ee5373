package th.sala.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Official;
import th.sala.agencies.Organisation;
import th.sala.agencies.Position;
import th.sala.leave.ApproverTable.Level;
import th.sala.leave.FiscalYear;
import th.sala.leave.LeaveDays;
import th.sala.leave.LeaveDesk;
import th.sala.leave.LeaveKind;
import th.sala.leave.LeaveLedger;
import th.sala.leave.LeaveOffice;
import th.sala.leave.Petition;
import th.sala.leave.PetitionDesk;
import th.sala.leave.VacationRight;
import th.sala.thai.ThaiText;

/// The leave of the fictional people, as far as `leave.tsv` says: levels of positions, an officer,
/// rights to vacation, one leave that is approved and one that waits, and somebody who asks to go
/// abroad.
@Component
@ConditionalOnBooleanProperty("sala.demo")
class DemoLeave {
    /// Among so many days to come there is one on which leave can begin.
    private static final int DAYS_AHEAD = 60;

    private static final String IDENTIFIED = "demonstration";
    private static final String ORDER = "คำสั่ง%s เรื่อง มอบอำนาจการอนุญาตการลาพักผ่อน";

    private final LeaveOffice office;
    private final LeaveLedger ledger;
    private final LeaveDesk desk;
    private final PetitionDesk petitions;
    private final Organisation organisation;
    private final Accounts accounts;
    private final Clock clock;

    DemoLeave(
            LeaveOffice office,
            LeaveLedger ledger,
            LeaveDesk desk,
            PetitionDesk petitions,
            Organisation organisation,
            Accounts accounts,
            Clock clock) {
        this.office = office;
        this.ledger = ledger;
        this.desk = desk;
        this.petitions = petitions;
        this.organisation = organisation;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// One person's line.
    private record Person(Official official, SignedIn who, Table.Line line) {}

    /// To be called in the scope of the agency, once its accounts are open; again it does nothing.
    void fill(DemoAgency agency) {
        var people =
                Table.read("leave.tsv").stream()
                        .flatMap(line -> person(agency, line).stream())
                        .toList();
        var administrator =
                accounts.of(agency.id()).stream()
                        .filter(one -> one.roles().contains(Role.ADMINISTRATOR))
                        .findFirst();
        if (people.isEmpty() || administrator.isEmpty() || office.isKept(agency.id())) {
            return;
        }
        var order = ORDER.formatted(agency.name());
        var by = administrator.get().signedIn(IDENTIFIED);
        office.empower(by, Level.DIVISION_DIRECTOR, LeaveKind.VACATION, null, order);
        people.forEach(one -> level(by, one));
        people.stream()
                .filter(one -> one.line().text("officer").equals("yes"))
                .forEach(one -> {
                    office.nameOfficer(by, one.official().id(), order);
                    people.stream()
                            .filter(other -> other != one)
                            .forEach(other -> right(one.who(), other));
                });
        people.forEach(this::asks);
        people.forEach(this::goesAbroad);
    }

    /// On the weekend after next, if the person asks for it.
    private void goesAbroad(Person person) {
        var country = person.line().text("abroad");
        if (!country.isEmpty()) {
            var saturday =
                    LocalDate.now(clock)
                            .plusWeeks(1)
                            .with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
            var days = new LeaveDays(saturday, false, saturday.plusDays(1), false);
            petitions.ask(
                    person.who(),
                    new PetitionDesk.Typed(
                            Petition.Matter.ABROAD,
                            days,
                            null,
                            ThaiText.normalise(country),
                            "ไปเยี่ยมญาติ"));
        }
    }

    private Optional<Person> person(DemoAgency agency, Table.Line line) {
        return organisation.officials(agency.id()).stream()
                .filter(one -> one.mail().equals(line.text("mail")))
                .findFirst()
                .flatMap(official ->
                        accounts.byOfficial(official.id())
                                .map(account ->
                                        new Person(official, account.signedIn(IDENTIFIED), line)));
    }

    private void level(SignedIn by, Person person) {
        var level = person.line().text("level");
        if (!level.isEmpty()) {
            organisation.positions(by.agency()).stream()
                    .filter(one -> one.title().equals(person.official().position()))
                    .map(Position::id)
                    .forEach(position -> office.setLevel(by, position, Level.valueOf(level)));
        }
    }

    private void right(SignedIn officer, Person person) {
        var appointed = person.line().text("appointed");
        if (appointed.isEmpty()) {
            return;
        }
        var day = LocalDate.of(Integer.parseInt(appointed), Month.OCTOBER, 1);
        var service =
                new VacationRight.Service(
                        day, VacationRight.Entry.FIRST_APPOINTMENT, day, false, false);
        var year = FiscalYear.of(LocalDate.now(clock));
        var left = 2 * person.line().number("left");
        ledger.enter(officer, person.official().id(), year, service, left);
    }

    private void asks(Person person) {
        var asks = person.line().list("asks");
        if (asks.isEmpty()) {
            return;
        }
        var kind = LeaveKind.valueOf(asks.get(0));
        var days = lawful(person.who(), kind, Integer.parseInt(asks.get(1)));
        if (days.isEmpty()) {
            return;
        }
        var wish =
                new LeaveDesk.Wish(
                        kind,
                        days.get(),
                        ThaiText.normalise(person.line().text("reason")),
                        "",
                        person.official().telephone(),
                        null);
        var id = desk.ask(person.who(), wish);
        if (asks.get(2).equals("APPROVED")) {
            approve(person.who(), id);
        }
    }

    private Optional<LeaveDays> lawful(SignedIn who, LeaveKind kind, int length) {
        var today = LocalDate.now(clock);
        for (int ahead = 1; ahead < DAYS_AHEAD; ahead++) {
            var first = today.plusDays(ahead);
            var days = new LeaveDays(first, false, first.plusDays(length - 1), false);
            var outlook = desk.look(who, kind, days);
            if (outlook.refusal() == null && outlook.off() == 0) {
                return Optional.of(days);
            }
        }
        return Optional.empty();
    }

    /// By everybody it comes to.
    private void approve(SignedIn applicant, UUID id) {
        var with = desk.see(applicant, id).request().with();
        while (with != null) {
            var superior = accounts.byOfficial(with.official());
            if (superior.isEmpty()) {
                return;
            }
            var who = superior.get().signedIn(IDENTIFIED);
            desk.decide(who, id, desk.see(who, id).seen(), true, "");
            with = desk.see(applicant, id).request().with();
        }
    }
}
