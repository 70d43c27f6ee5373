package th.sala.demo;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.agencies.Organisation;
import th.sala.files.FileStore;
import th.sala.timekeeping.RecorderDesk;
import th.sala.timekeeping.RecorderLayout;
import th.sala.timekeeping.TimekeepingOffice;
import th.sala.worktime.WorkCalendars;

/// The timekeeping register of the fictional people, as far as `time.tsv` says: rules, who keeps
/// it, and the file of a time recorder with the last weeks, some of them late and some missing.
@Component
@ConditionalOnBooleanProperty("sala.demo")
class DemoTime {
    private static final String IDENTIFIED = "demonstration";
    private static final int DAYS_BACK = 21;
    private static final int GRACE = 5;
    private static final long MOST_BYTES = 1L << 20;

    /// Of so many days somebody is missing on one.
    private static final int MISSING = 23;

    private static final int MINUTES = 13;
    private static final LocalTime NOON = LocalTime.NOON;

    private final TimekeepingOffice office;
    private final RecorderDesk recorders;
    private final FileStore store;
    private final Organisation organisation;
    private final Accounts accounts;
    private final WorkCalendars calendars;
    private final Clock clock;

    DemoTime(
            TimekeepingOffice office,
            RecorderDesk recorders,
            FileStore store,
            Organisation organisation,
            Accounts accounts,
            WorkCalendars calendars,
            Clock clock) {
        this.office = office;
        this.recorders = recorders;
        this.store = store;
        this.organisation = organisation;
        this.accounts = accounts;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// To be called in the scope of the agency, once its accounts are open; again it does nothing.
    void fill(DemoAgency agency) {
        var lines = Table.read("time.tsv");
        var mails = agency.people().stream().map(DemoAgency.Person::mail).toList();
        var theirs = lines.stream().filter(line -> mails.contains(line.text("mail"))).toList();
        var administrator =
                accounts.of(agency.id()).stream()
                        .filter(one -> one.roles().contains(Role.ADMINISTRATOR))
                        .findFirst();
        if (theirs.isEmpty() || administrator.isEmpty() || office.isKept(agency.id())) {
            return;
        }
        var by = administrator.get().signedIn(IDENTIFIED);
        var order = "คำสั่ง%s เรื่อง การลงเวลาปฏิบัติราชการ".formatted(agency.name());
        var from = LocalDate.now(clock).minusDays(DAYS_BACK);
        office.decide(by, from, GRACE, true, NOON, NOON.plusHours(1), false, order);
        for (var line : theirs) {
            if (line.text("keeper").equals("yes")) {
                var keeper = keeper(agency.id(), line.text("mail"));
                office.nameKeeper(by, official(keeper), order);
                recorded(keeper, file(agency.id(), theirs, from));
            }
        }
    }

    private SignedIn keeper(UUID agency, String mail) {
        return organisation.officials(agency).stream()
                .filter(one -> one.mail().equals(mail))
                .flatMap(one -> accounts.byOfficial(one.id()).stream())
                .findFirst()
                .orElseThrow()
                .signedIn(IDENTIFIED);
    }

    private static UUID official(SignedIn who) {
        return java.util.Objects.requireNonNull(who.official());
    }

    private void recorded(SignedIn keeper, String content) {
        var layout =
                new RecorderLayout(
                        true,
                        1,
                        RecorderLayout.KnownBy.MAIL,
                        2,
                        null,
                        null,
                        "",
                        "",
                        RecorderLayout.DayOrder.DAY_FIRST);
        var recorder = recorders.add(keeper, "เครื่องหน้าศาลากลาง", layout);
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var kept = store.keep(new ByteArrayInputStream(bytes), MOST_BYTES);
        recorders.take(keeper, recorders.hold(keeper, recorder, "ศาลากลาง.csv", kept));
    }

    /// Nothing in it is ahead.
    private String file(UUID agency, List<Table.Line> people, LocalDate from) {
        var now = LocalDateTime.now(clock);
        var calendar = calendars.of(agency, from.getYear(), now.getYear());
        var file = new StringBuilder("mail,time\n");
        from.datesUntil(now.toLocalDate().plusDays(1))
                .filter(calendar::isWorkingDay)
                .forEach(day -> {
                    for (int i = 0; i < people.size(); i++) {
                        add(file, people.get(i), i, day, now);
                    }
                });
        return file.toString();
    }

    private static void add(
            StringBuilder file, Table.Line person, int row, LocalDate day, LocalDateTime now) {
        var number = day.toEpochDay() + 5L * row;
        if (number % MISSING == 0) {
            return;
        }
        var shift = number * (row + 3) % MINUTES;
        for (var column : List.of("comes", "goes")) {
            var at = day.atTime(LocalTime.parse(person.text(column)).plusMinutes(shift));
            if (at.isBefore(now)) {
                file.append("%s,%s\n".formatted(person.text("mail"), at));
            }
        }
    }
}
