package th.sala.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import th.sala.thai.Digits;
import th.sala.thai.Display;
import th.sala.thai.ThaiText;
import th.sala.thai.TypedDay;

/// A meeting's plan as it is typed.
///
/// @param day as people write it
/// @param from `9:30` or `09.30`
/// @param rules a rule set's name, or empty for what the day and the kind say
/// @param secret `true`, or anything else
/// @param version how often it was changed when the form was made
record MeetingForm(
        String title,
        String day,
        String from,
        String until,
        String kind,
        String matter,
        String rules,
        String secret,
        String telephone,
        String mail,
        String version) {
    private static final String SECRET = "true";
    private static final LocalTime OVERNIGHT = LocalTime.of(6, 0);
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    /// What binding leaves out is nothing typed.
    MeetingForm {
        title = Objects.requireNonNullElse(title, "");
        day = Objects.requireNonNullElse(day, "");
        from = Objects.requireNonNullElse(from, "");
        until = Objects.requireNonNullElse(until, "");
        kind = Objects.requireNonNullElse(kind, "");
        matter = Objects.requireNonNullElse(matter, "");
        rules = Objects.requireNonNullElse(rules, "");
        secret = Objects.requireNonNullElse(secret, "");
        version = Objects.requireNonNullElse(version, "");
        telephone = Objects.requireNonNullElse(telephone, "");
        mail = Objects.requireNonNullElse(mail, "");
    }

    static MeetingForm empty(LocalDate day, BackupChannel backup, Display show) {
        return new MeetingForm(
                "",
                show.typed(day),
                "09:30",
                "12:00",
                MeetingKind.LEGAL.name(),
                Matter.ORDINARY.name(),
                "",
                "",
                backup.telephone(),
                backup.mail(),
                "");
    }

    static MeetingForm of(Meeting meeting, Display show) {
        var begins = meeting.begins().atZone(BANGKOK);
        return new MeetingForm(
                meeting.title(),
                show.typed(begins.toLocalDate()),
                begins.toLocalTime().toString(),
                meeting.ends().atZone(BANGKOK).toLocalTime().toString(),
                meeting.kind().name(),
                Matter.ORDINARY.name(),
                PlanRules.areChosen(meeting) ? meeting.rules().name() : "",
                meeting.secret() ? SECRET : "",
                meeting.backup().telephone(),
                meeting.backup().mail(),
                Integer.toString(meeting.version()));
    }

    /// The plan, once day and times can be read. What ends before it begins goes on until the next
    /// day if that is by [#OVERNIGHT]; otherwise somebody mistyped.
    Optional<MeetingPlan> plan() {
        var on = date();
        var begins = time(from);
        var ends = time(until);
        if (on.isEmpty() || begins.isEmpty() || ends.isEmpty()) {
            return Optional.empty();
        }
        var isOvernight = ends.get().isBefore(begins.get()) && !ends.get().isAfter(OVERNIGHT);
        var last = isOvernight ? on.get().plusDays(1) : on.get();
        return Optional.of(
                new MeetingPlan(
                        title,
                        at(on.get(), begins.get()),
                        at(last, ends.get()),
                        read(MeetingKind.class, kind, MeetingKind.LEGAL),
                        read(Matter.class, matter, Matter.ORDINARY),
                        rules.isEmpty() ? null : read(RuleSet.class, rules, RuleSet.NCPO_74),
                        isSecret(),
                        new BackupChannel(telephone, mail)));
    }

    public boolean isSecret() {
        return secret.equals(SECRET);
    }

    /// As the person had it before them; 0 is none.
    int seen() {
        return version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0;
    }

    Optional<LocalDate> date() {
        return TypedDay.read(day);
    }

    boolean isFromReadable() {
        return time(from).isPresent();
    }

    boolean isUntilReadable() {
        return time(until).isPresent();
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return LocalDateTime.of(day, time).atZone(BANGKOK).toInstant();
    }

    private static Optional<LocalTime> time(String typed) {
        var text =
                Digits.ARABIC
                        .in(ThaiText.normalise(typed))
                        .replace("น.", "")
                        .strip()
                        .replace('.', ':');
        try {
            return Optional.of(LocalTime.parse(text.length() == 4 ? "0" + text : text));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> E read(Class<E> type, @Nullable String name, E otherwise) {
        for (var one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return otherwise;
    }
}
