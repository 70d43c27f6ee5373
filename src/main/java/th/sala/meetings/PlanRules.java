package th.sala.meetings;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Instrument;
import th.sala.law.Refusal;
import th.sala.thai.ThaiText;

/// What a meeting's plan must be like. Pure rules.
final class PlanRules {
    static final int LONGEST_TITLE = 200;
    static final int LONGEST_CHANNEL = 120;
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");
    private static final Duration LONGEST = Duration.ofHours(24);

    /// Refusal: it has no title, or too long a one.
    static final class NoTitle extends Refusal {
        NoTitle() {
            super("meetings.refused.no-title", LONGEST_TITLE);
        }
    }

    /// Refusal: it ends before it begins, or goes on for days.
    static final class NoTime extends Refusal {
        NoTime() {
            super("meetings.refused.no-time", LONGEST.toHours());
        }
    }

    /// Refusal: these rules are not stricter than those of the day, or were not in force.
    static final class NotTheseRules extends Refusal {
        NotTheseRules() {
            super("meetings.refused.not-these-rules");
        }
    }

    /// Refusal: it has attendees who cannot sign in.
    static final class GuestsByLink extends Refusal {
        GuestsByLink(RuleSet rules) {
            super(
                    rules.own(new Citation("M4", Instrument.NCPO_74, "ข้อ 6(1)")),
                    "meetings.refused.guests-by-link");
        }
    }

    private PlanRules() {}

    static MeetingPlan checked(MeetingPlan plan) {
        var rules = rules(plan.kind(), dayOf(plan), plan.rules());
        var title = title(plan.title(), plan.kind(), rules);
        var lasts = Duration.between(plan.begins(), plan.ends());
        if (!lasts.isPositive() || lasts.compareTo(LONGEST) > 0) {
            throw new NoTime();
        }
        plan.matter().mustBeAllowed(plan.kind(), rules);
        return new MeetingPlan(
                title,
                plan.begins(),
                plan.ends(),
                plan.kind(),
                plan.matter(),
                rules,
                plan.secret(),
                new BackupChannel(
                        channel(plan.backup().telephone()), channel(plan.backup().mail())));
    }

    /// A title of a meeting or an item, which says nothing of a secrecy class.
    static String title(String typed, MeetingKind kind, RuleSet rules) {
        var title = ThaiText.normalise(typed).strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            throw new NoTitle();
        }
        if (Matter.isMarked(title)) {
            Matter.CLASSIFIED.mustBeAllowed(kind, rules);
        }
        return title;
    }

    private static String channel(String typed) {
        var text = ThaiText.normalise(typed).strip();
        return text.substring(0, Math.min(text.length(), LONGEST_CHANNEL));
    }

    private static LocalDate dayOf(MeetingPlan plan) {
        return LocalDate.ofInstant(plan.begins(), BANGKOK);
    }

    private static RuleSet rules(MeetingKind kind, LocalDate day, @Nullable RuleSet chosen) {
        if (chosen == null) {
            return RuleSet.of(kind, day);
        }
        if (!RuleSet.choices(kind, day).contains(chosen)) {
            throw new NotTheseRules();
        }
        return chosen;
    }

    /// Whether the rules were chosen in place of what the day and the kind say.
    static boolean areChosen(Meeting meeting) {
        return meeting.rules()
                != RuleSet.of(meeting.kind(), LocalDate.ofInstant(meeting.begins(), BANGKOK));
    }

    static void mustAllow(RuleSet rules, Iterable<Attendee> attendees) {
        for (var one : attendees) {
            if (one.isByLink() && !rules.allowsVouching()) {
                throw new GuestsByLink(rules);
            }
        }
    }
}
