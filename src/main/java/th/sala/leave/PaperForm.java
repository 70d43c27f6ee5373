package th.sala.leave;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Digits;
import th.sala.thai.Display;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// What an officer typed from a paper, and what of it cannot be read. A fact is typed into a field
/// of its own name, the time of a moment into another with `-time` behind.
public final class PaperForm {
    static final String TIME = "-time";

    private static final String NEEDED = "leave.needed";
    private static final String UNREAD = "leave.unread";
    private static final Pattern CLOCK = Pattern.compile("([01]?[0-9]|2[0-3])[:.]([0-5][0-9])");

    public final LeaveKind kind;
    private final Map<String, String> typed;
    private final Map<String, String> wrong = new HashMap<>();
    private final @Nullable LeaveDays days;
    private final Map<PaperFact, String> facts = new EnumMap<>(PaperFact.class);
    private final @Nullable LocalDate handedIn;
    private final @Nullable LocalDate approvedOn;

    PaperForm(LeaveKind kind, Map<String, String> typed) {
        this.kind = kind;
        this.typed = Map.copyOf(typed);
        this.days = readDays();
        kind.facts().forEach(this::readFact);
        this.handedIn = readDay("handedIn");
        this.approvedOn = readDay("approvedOn");
    }

    /// As it was recorded.
    static PaperForm of(PaperLeave paper, Display show) {
        var typed = new HashMap<String, String>();
        var request = paper.request();
        var days = request.days();
        typed.put("first", show.typed(days.first()));
        typed.put("last", show.typed(days.last()));
        typed.put("fromNoon", Boolean.toString(days.fromNoon()));
        typed.put("untilNoon", Boolean.toString(days.untilNoon()));
        paper.facts()
                .all()
                .forEach((fact, value) -> {
                    switch (fact.form) {
                        case DAY -> typed.put(fact.name(), show.typed(paper.facts().day(fact)));
                        case MOMENT -> {
                            var moment = paper.facts().knownMoment(fact);
                            typed.put(fact.name(), show.typed(moment.toLocalDate()));
                            typed.put(
                                    fact.name() + TIME, show.text(moment.toLocalTime().toString()));
                        }
                        case TEXT, CHOICE, FLAG -> typed.put(fact.name(), value);
                    }
                });
        typed.put("office", paper.office().name());
        typed.put("power", paper.approval().power().name());
        typed.put("approver", paper.approval().name());
        typed.put("approverTitle", paper.approval().title());
        typed.put("approvedOn", show.typed(paper.approval().on()));
        typed.put("approval", paper.approval().paper());
        typed.put("handedIn", show.typed(paper.handedIn()));
        typed.put("reason", request.reason());
        typed.put("contact", request.contact());
        typed.put("explanation", paper.explanation());
        return new PaperForm(request.kind(), typed);
    }

    /// As typed; empty for nothing.
    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /// The message that says what is wrong with a field; null if nothing is.
    public @Nullable String wrong(String field) {
        return wrong.get(field);
    }

    public boolean isChecked(String field) {
        return value(field).equals("true");
    }

    /// What the kind's papers say.
    public List<PaperFact> facts() {
        return kind.facts();
    }

    /// The fields that cannot be read, or are missing, in no order.
    boolean isRead() {
        return wrong.isEmpty();
    }

    /// The days alone; null as long as they make no run.
    @Nullable LeaveDays days() {
        return days;
    }

    /// All of it, once nothing is wrong.
    Optional<PaperLeaveDesk.Typed> read(UUID official, LeaveRequest.@Nullable Paper scan) {
        if (!isRead() || days == null || handedIn == null || approvedOn == null) {
            return Optional.empty();
        }
        var approval =
                new PaperLeave.Approval(
                        power(),
                        value("approver"),
                        value("approverTitle"),
                        approvedOn,
                        value("approval"));
        return Optional.of(
                new PaperLeaveDesk.Typed(
                        official,
                        kind,
                        days,
                        new PaperFacts(facts),
                        office(),
                        approval,
                        handedIn,
                        value("reason"),
                        value("contact"),
                        value("explanation"),
                        scan));
    }

    PaperOffice office() {
        return Arrays.stream(PaperOffice.values())
                .filter(one -> one.name().equals(value("office")))
                .findFirst()
                .orElse(PaperOffice.OFFICIAL);
    }

    private PaperPower power() {
        return Arrays.stream(PaperPower.values())
                .filter(one -> one.name().equals(value("power")))
                .findFirst()
                .orElse(PaperPower.TABLE);
    }

    private @Nullable LeaveDays readDays() {
        var first = readDay("first");
        var last = value("last").isBlank() ? first : readDay("last");
        if (first == null || last == null) {
            return null;
        }
        var fromNoon = isChecked("fromNoon");
        var untilNoon = isChecked("untilNoon");
        if (!LeaveDays.isRun(first, fromNoon, last, untilNoon)) {
            wrong.put("last", "leave.ends-before");
            return null;
        }
        return new LeaveDays(first, fromNoon, last, untilNoon);
    }

    private @Nullable LocalDate readDay(String field) {
        var text = value(field);
        if (text.isBlank()) {
            wrong.put(field, NEEDED);
            return null;
        }
        var day = TypedDay.read(text);
        if (day.isEmpty()) {
            wrong.put(field, UNREAD);
        }
        return day.orElse(null);
    }

    private void readFact(PaperFact fact) {
        var text = ThaiText.normalise(value(fact.name())).strip();
        if (text.isEmpty()) {
            if (fact.needed) {
                wrong.put(fact.name(), NEEDED);
            }
            return;
        }
        switch (fact.form) {
            case DAY -> Optional.ofNullable(readDay(fact.name())).ifPresent(day -> keep(fact, day));
            case MOMENT -> {
                var day = readDay(fact.name());
                var time = readTime(value(fact.name() + TIME));
                if (time == null) {
                    wrong.put(fact.name(), "leave.unread-time");
                } else if (day != null) {
                    keep(fact, day.atTime(time));
                }
            }
            case TEXT -> {
                if (text.length() > LeaveDesk.LONGEST) {
                    wrong.put(fact.name(), "leave.too-long");
                } else {
                    keep(fact, text);
                }
            }
            case CHOICE -> {
                if (fact.choices.contains(text)) {
                    keep(fact, text);
                } else {
                    wrong.put(fact.name(), NEEDED);
                }
            }
            case FLAG -> {
                if (isChecked(fact.name())) {
                    keep(fact, text);
                }
            }
        }
    }

    private void keep(PaperFact fact, Object value) {
        facts.put(fact, Objects.toString(value));
    }

    private static @Nullable LocalTime readTime(String typed) {
        var time = CLOCK.matcher(Digits.ARABIC.in(typed).strip());
        return time.matches()
                ? LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)))
                : null;
    }
}
