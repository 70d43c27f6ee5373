package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import th.sala.accounts.SignedIn;
import th.sala.agencies.ChainOfCommand;
import th.sala.law.Citation;
import th.sala.law.Refusal;
import th.sala.letters.OutgoingDesk;
import th.sala.letters.OutgoingLetter;
import th.sala.proof.Fields;
import th.sala.thai.ThaiText;
import th.sala.worktime.WorkCalendar;
import th.sala.worktime.WorkCalendars;

/// การสั่งของหัวหน้าส่วนราชการ: the head alone orders that people work outside, one or many at a
/// time, and that they come back. Every call is made in the agency's scope.
@Service
@Transactional
public class OrderDesk {
    static final int MOST = 200;
    private static final Comparator<Agreement> BY_PERSON =
            Comparator.comparing((Agreement one) -> one.by().official())
                    .thenComparing(Agreement::id);
    private static final int LONGEST_NUMBER = 100;

    /// Refusal: nobody was ticked.
    public static final class NobodyChosen extends Refusal {
        NobodyChosen() {
            super("telework.refused.nobody-chosen", MOST);
        }
    }

    /// Refusal: back before today.
    public static final class BackInThePast extends Refusal {
        BackInThePast() {
            super("telework.refused.back-in-the-past");
        }
    }

    /// Refusal: no number, or no date.
    public static final class NoNumber extends Refusal {
        NoNumber() {
            super(
                    new Citation("T3", MANUAL_63, "ข้อ 5"),
                    "telework.refused.no-number",
                    LONGEST_NUMBER);
        }
    }

    /// An agreement as somebody had it before them.
    public record Seen(UUID agreement, int version) {}

    /// One person's line of an order.
    public record Line(Agreement agreement, List<Goal> goals, List<LocalDate> days) {}

    private final WorkOrders orders;
    private final Agreements agreements;
    private final AgreementDesk desk;
    private final OutsideDayRows days;
    private final DayChanges changes;
    private final Breaches breaches;
    private final TeleworkOffice office;
    private final TeleworkEvidence evidence;
    private final TeleworkNotices notices;
    private final WorkCalendars calendars;
    private final OutgoingDesk letters;
    private final Clock clock;

    OrderDesk(
            WorkOrders orders,
            Agreements agreements,
            AgreementDesk desk,
            OutsideDayRows days,
            DayChanges changes,
            Breaches breaches,
            TeleworkOffice office,
            TeleworkEvidence evidence,
            TeleworkNotices notices,
            WorkCalendars calendars,
            OutgoingDesk letters,
            Clock clock) {
        this.orders = orders;
        this.agreements = agreements;
        this.desk = desk;
        this.days = days;
        this.changes = changes;
        this.breaches = breaches;
        this.office = office;
        this.evidence = evidence;
        this.notices = notices;
        this.calendars = calendars;
        this.letters = letters;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    // ---- looking

    /// Whether the person may see all orders: the head and personnel.
    @Transactional(readOnly = true)
    public boolean seesAll(SignedIn who) {
        return office.headship(who).isPresent() || office.has(who, TeleworkOffice.Duty.PERSONNEL);
    }

    private void mustSeeAll(SignedIn who) {
        if (!seesAll(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /// Those proposed to the head.
    @Transactional(readOnly = true)
    List<Line> proposed(SignedIn who) {
        mustSeeAll(who);
        return lines(who.agency(), agreements.byState(who.agency(), "HEAD", MOST, 0));
    }

    /// Those who work outside today or later.
    @Transactional(readOnly = true)
    List<Agreement> outside(SignedIn who, int rows, int skip) {
        mustSeeAll(who);
        return agreements.outside(who.agency(), today(), rows, skip);
    }

    @Transactional(readOnly = true)
    List<WorkOrder> newest(SignedIn who, int rows, int skip) {
        mustSeeAll(who);
        return orders.newest(who.agency(), rows, skip).stream()
                .map(order -> numbered(who.agency(), order))
                .toList();
    }

    /// @throws AccessDeniedException to whom neither sees all nor stands in it
    @Transactional(readOnly = true)
    public WorkOrder order(SignedIn who, UUID id) {
        var order = find(who.agency(), id);
        if (!seesAll(who) && lines(who, order).isEmpty()) {
            throw new AccessDeniedException("not theirs");
        }
        return order;
    }

    private WorkOrder find(UUID agency, UUID id) {
        return orders.find(agency, id)
                .map(order -> numbered(agency, order))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// With the number that its letter got, if it has one by now, and without a letter that was
    /// thrown away.
    private WorkOrder numbered(UUID agency, WorkOrder order) {
        var id = order.letter();
        if (id == null) {
            return order;
        }
        var letter = letters.letter(agency, id);
        if (letter.stage() instanceof OutgoingLetter.Stage.Discarded) {
            return order.withLetter(null);
        }
        var given = letter.given();
        return given == null ? order : order.numbered(given.number(), given.date());
    }

    /// Whom it is about: all of them to the head and personnel, to others themselves and those
    /// below them (X6).
    @Transactional(readOnly = true)
    public List<Line> lines(SignedIn who, WorkOrder order) {
        var found = agreements.ofOrder(who.agency(), order.id());
        return lines(who.agency(), seesAll(who) ? found : theirs(who, found));
    }

    private List<Agreement> theirs(SignedIn who, List<Agreement> found) {
        var official = who.official();
        if (official == null) {
            return List.of();
        }
        var superiors = desk.superiors(who.agency());
        return found.stream()
                .filter(one ->
                        one.by().official().equals(official)
                                || superiors.asAbove(official, one.by().official()).isPresent())
                .toList();
    }

    private List<Line> lines(UUID agency, List<Agreement> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        var ids = found.stream().map(Agreement::id).toList();
        var goals = agreements.goals(agency, ids);
        var given = days.of(agency, ids);
        var terms = found.stream().map(Agreement::terms).toList();
        var from = terms.stream().mapToInt(one -> one.first().getYear()).min().orElseThrow();
        var until = terms.stream().mapToInt(one -> one.last().getYear()).max().orElseThrow();
        var calendar = calendars.of(agency, from, until);
        return found.stream()
                .map(one ->
                        new Line(
                                one,
                                goals.getOrDefault(one.id(), List.of()),
                                one.wasOrdered()
                                        ? given.getOrDefault(one.id(), List.of())
                                        : planned(one, calendar)))
                .toList();
    }

    private List<LocalDate> planned(Agreement agreement) {
        var terms = agreement.terms();
        return planned(
                agreement,
                calendars.of(agreement.agency(), terms.first().getYear(), terms.last().getYear()));
    }

    private static List<LocalDate> planned(Agreement agreement, WorkCalendar calendar) {
        var terms = agreement.terms();
        return DayRules.planned(
                terms.form(), terms.pattern(), terms.first(), terms.last(), calendar);
    }

    // ---- ordering

    /// Orders all of them, or none.
    ///
    /// @return the order's id
    /// @throws OrderingRules.OnlyTheHead if somebody else would
    public UUID order(SignedIn who, List<Seen> seen, String words) {
        var head = office.mustHead(who);
        mustBeSome(seen);
        var order = order(head, WorkOrder.Kind.OUTSIDE, AgreementDesk.plain(words), null);
        orders.add(who.agency(), order);
        var people = new ArrayList<String>();
        for (var one : inOrder(who.agency(), seen)) {
            var agreement = desk.locked(who.agency(), one.agreement());
            if (agreement.version() != one.version()) {
                throw new Agreement.MovedOn();
            }
            OrderingRules.isOfAnother(agreement.by().official(), order.by());
            order(who, agreement, order);
            orders.name(who.agency(), order.id(), agreement.id());
            people.add(agreement.by().name());
        }
        evidence.order(
                who,
                "telework.ordered",
                order.id(),
                Fields.none()
                        .with("position", head.title())
                        .with("words", order.words())
                        .with("names", String.join("\n", people)));
        return order.id();
    }

    /// Everybody locks people in the same order.
    private List<Seen> inOrder(UUID agency, List<Seen> seen) {
        var people =
                seen.stream()
                        .map(Seen::agreement)
                        .distinct()
                        .collect(Collectors.toMap(id -> id, id -> desk.find(agency, id)));
        return seen.stream()
                .distinct()
                .sorted(Comparator.comparing(one -> people.get(one.agreement()), BY_PERSON))
                .toList();
    }

    private static void mustBeSome(List<?> chosen) {
        if (chosen.isEmpty() || chosen.size() > MOST) {
            throw new NobodyChosen();
        }
    }

    private WorkOrder order(
            ChainOfCommand.Superior head,
            WorkOrder.Kind kind,
            String words,
            @Nullable LocalDate back) {
        return new WorkOrder(
                UUID.randomUUID(),
                kind,
                words,
                back,
                head.official().id(),
                head.official().name(),
                head.title(),
                clock.instant(),
                null,
                "",
                null);
    }

    private void order(SignedIn who, Agreement agreement, WorkOrder order) {
        var today = today();
        OrderingRules.isInTime(agreement.terms().last(), today);
        var ordered = agreement.ordered(order.id(), order.at());
        agreements.keep(ordered);
        var given = OrderingRules.from(planned(agreement), today);
        var worker = agreement.by().official();
        try {
            given.forEach(day -> days.add(who.agency(), worker, day, agreement.id()));
        } catch (DuplicateKeyException twice) {
            throw new AgreementDesk.Overlaps();
        }
        var list = given.stream().map(LocalDate::toString).collect(Collectors.joining(" "));
        evidence.agreement(
                who,
                "telework.outside",
                agreement.id(),
                Fields.none().with("order", order.id()).with("days", list));
        notices.ordered(ordered, order.name());
    }

    /// The head orders none of it, and says why: over, or back to the person.
    ///
    /// @param again whether the person may put it right and confirm it anew
    public void refuse(SignedIn who, List<Seen> seen, String words, boolean again) {
        office.mustHead(who);
        mustBeSome(seen);
        var why = AgreementDesk.plain(words);
        if (why.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        for (var one : inOrder(who.agency(), seen)) {
            var agreement = desk.locked(who.agency(), one.agreement());
            if (agreement.version() != one.version()) {
                throw new Agreement.MovedOn();
            }
            if (again) {
                desk.sendBack(who, agreement, why);
                continue;
            }
            var refused = agreement.refused(clock.instant(), why);
            agreements.keep(refused);
            evidence.agreement(
                    who, "telework.refused", agreement.id(), Fields.none().with("words", why));
            notices.refused(refused, who.name());
        }
    }

    /// Orders everybody back who is outside on a day or later, however many they are.
    ///
    /// @return the order's id
    public UUID recallAll(SignedIn who, LocalDate back, String words) {
        var head = office.mustHead(who);
        var all = agreements.outside(who.agency(), back, null, 0);
        if (all.isEmpty()) {
            throw new NobodyChosen();
        }
        return recall(who, head, all, back, words);
    }

    /// Orders people back to the office from a day on.
    ///
    /// @param chosen their agreements
    /// @return the order's id
    public UUID recall(SignedIn who, List<UUID> chosen, LocalDate back, String words) {
        var head = office.mustHead(who);
        mustBeSome(chosen);
        var found = chosen.stream().distinct().map(id -> desk.find(who.agency(), id)).toList();
        return recall(who, head, found, back, words);
    }

    private UUID recall(
            SignedIn who,
            ChainOfCommand.Superior head,
            List<Agreement> chosen,
            LocalDate back,
            String words) {
        if (back.isBefore(today())) {
            throw new BackInThePast();
        }
        var why = AgreementDesk.plain(words);
        if (why.isEmpty()) {
            throw new AgreementDesk.NothingSaid();
        }
        var order = order(head, WorkOrder.Kind.RECALL, why, back);
        orders.add(who.agency(), order);
        var people = new ArrayList<String>();
        for (var id : chosen.stream().sorted(BY_PERSON).map(Agreement::id).toList()) {
            var agreement = desk.locked(who.agency(), id);
            var recalled = agreement.recalled(back, clock.instant(), why);
            end(recalled, back, who.name());
            orders.name(who.agency(), order.id(), id);
            people.add(agreement.by().name());
            evidence.agreement(
                    who,
                    "telework.recalled",
                    id,
                    Fields.none()
                            .with("order", order.id())
                            .with("back-day", back)
                            .with("words", why));
            notices.ended(recalled, "telework.notice.recalled", order.name());
        }
        evidence.order(
                who,
                "telework.recall-ordered",
                order.id(),
                Fields.none()
                        .with("position", head.title())
                        .with("back-day", back)
                        .with("words", why)
                        .with("names", String.join("\n", people)));
        return order.id();
    }

    /// Keeps an agreement that ended; its days from then on are none any more, and what waited for
    /// somebody to decide waits no more.
    void end(Agreement ended, LocalDate back, String by) {
        agreements.keep(ended);
        changes.lapse(ended.agency(), ended.id(), back, by, ended.since());
        breaches.lapse(ended.agency(), ended.id(), by, ended.since());
        days.of(ended.agency(), ended.id()).stream()
                .filter(day -> !OrderingRules.isStillOutside(day, back))
                .forEach(day -> days.remove(ended.agency(), ended.id(), day, day));
    }

    /// Personnel begins the letter (คำสั่ง) by which the head signs the order, with everybody in
    /// it; it goes its way as any other. Done again it is the same letter, unless that was thrown
    /// away.
    ///
    /// @return the letter's id
    public UUID letter(SignedIn who, UUID id) {
        office.mustHave(who, TeleworkOffice.Duty.PERSONNEL);
        var order =
                orders.locked(who.agency(), id)
                        .map(found -> numbered(who.agency(), found))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var former = order.letter();
        if (former != null) {
            return former;
        }
        var content = OrderText.of(order, lines(who, order));
        var letter = letters.begin(who, content, List.of(), List.of());
        orders.letter(who.agency(), id, letter);
        evidence.order(who, "telework.order-drafted", id, Fields.none().with("letter", letter));
        return letter;
    }

    /// Personnel enters under which number the order was signed among the letters.
    public void number(SignedIn who, UUID id, String typed, @Nullable LocalDate dated) {
        office.mustHave(who, TeleworkOffice.Duty.PERSONNEL);
        var number = ThaiText.normalise(typed).strip();
        if (number.isEmpty() || number.length() > LONGEST_NUMBER || dated == null) {
            throw new NoNumber();
        }
        find(who.agency(), id);
        orders.number(who.agency(), id, number, dated);
        evidence.order(
                who,
                "telework.order-numbered",
                id,
                Fields.none().with("letter-number", number).with("letter-date", dated));
    }
}
