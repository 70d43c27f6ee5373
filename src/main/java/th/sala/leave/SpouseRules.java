package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import th.sala.law.Clause;

/// การลาติดตามคู่สมรส
final class SpouseRules {
    private static final int YEARS_OF_ONE = 2;
    private static final int YEARS_TOGETHER = 4;

    private SpouseRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        var breaches = EnumSet.noneOf(Breach.class);
        var from = paper.facts().known(PaperFact.SPOUSE_FROM);
        var until = paper.facts().known(PaperFact.SPOUSE_UNTIL);
        if (!mayApprove(paper.office(), paper.power())) {
            breaches.add(Breach.SPOUSE_POWER);
        }
        if (!isPosting(from, until)) {
            breaches.add(Breach.SPOUSE_POSTED_SHORTLY);
        }
        if (!isDuring(paper.days(), from, until)) {
            breaches.add(Breach.SPOUSE_NOT_POSTED);
        }
        if (isBeyond(List.of(paper.days()), YEARS_OF_ONE)) {
            breaches.add(Breach.SPOUSE_RUN_TOO_LONG);
        }
        var all = ofPosting(paper);
        if (isBeyond(all, YEARS_TOGETHER)) {
            breaches.add(Breach.SPOUSE_TOO_LONG);
        } else if (isBeyond(all, YEARS_OF_ONE)) {
            breaches.add(Breach.SPOUSE_EXTENSION);
        }
        return breaches;
    }

    /// The permanent secretary or the head of a directly reporting agency; of them, the minister.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 36 วรรคหนึ่ง")
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 36 วรรคสอง")
    static boolean mayApprove(PaperOffice office, PaperPower power) {
        return switch (power) {
            case DIRECT_HEAD, PERMANENT_SECRETARY -> office != PaperOffice.DIRECT_HEAD;
            case MINISTER -> true;
            case TABLE,
                    HEAD,
                    GOVERNOR,
                    DEPUTY_PRIME_MINISTER,
                    PRIME_MINISTER,
                    BANGKOK_GOVERNOR,
                    BANGKOK_COUNCIL_CHAIR ->
                    false;
        };
    }

    /// A spouse is followed who is sent abroad for a year or longer.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 5")
    static boolean isPosting(LocalDate from, LocalDate until) {
        return !until.isBefore(from.plusYears(1).minusDays(1));
    }

    /// Only while the spouse is abroad.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 37")
    static boolean isDuring(LeaveDays days, LocalDate from, LocalDate until) {
        return !days.first().isBefore(from) && !days.last().isAfter(until);
    }

    /// Two years, and in necessity two more; in one run or several, never more than four.
    ///
    /// @param all leaves that count together
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 36 วรรคหนึ่ง")
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 37")
    static boolean isBeyond(List<LeaveDays> all, int years) {
        var first = all.stream().map(LeaveDays::first).min(Comparator.naturalOrder()).orElseThrow();
        var most = 2 * ChronoUnit.DAYS.between(first, first.plusYears(years));
        return all.stream().mapToLong(Counting::span).sum() > most;
    }

    /// This one and all others between which the spouse did not return to work in Thailand: who had
    /// them all has a right anew only once the spouse was back and is sent again. From one country
    /// to the next, or with a gap between two orders, it is one time abroad.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 37")
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 38")
    static List<LeaveDays> ofPosting(PaperCase paper) {
        var returns = new ArrayList<LocalDate>();
        addReturn(returns, paper.facts());
        paper.same().forEach(other -> addReturn(returns, other.facts()));
        var all = new ArrayList<LeaveDays>();
        all.add(paper.days());
        for (var other : paper.same()) {
            if (returns.stream().noneMatch(back -> liesBetween(back, paper.days(), other.days()))) {
                all.add(other.days());
            }
        }
        return all;
    }

    /// A return is one only before the spouse is sent again.
    private static void addReturn(List<LocalDate> returns, PaperFacts facts) {
        var back = facts.day(PaperFact.SPOUSE_BACK);
        if (back != null && back.isBefore(facts.known(PaperFact.SPOUSE_FROM))) {
            returns.add(back);
        }
    }

    private static boolean liesBetween(LocalDate back, LeaveDays one, LeaveDays other) {
        var isOneFirst = one.first().isBefore(other.first());
        var before = isOneFirst ? one : other;
        var after = isOneFirst ? other : one;
        return before.last().isBefore(back) && !after.first().isBefore(back);
    }
}
