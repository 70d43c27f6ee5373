package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import th.sala.law.Clause;

/// การลาไปฟื้นฟูสมรรถภาพด้านอาชีพ
final class RehabilitationRules {
    private static final int MONTHS = 12;

    private RehabilitationRules() {}

    static Set<Breach> breaches(PaperCase paper) {
        var breaches = EnumSet.noneOf(Breach.class);
        var facts = paper.facts();
        if (isTooLong(paper.days())) {
            breaches.add(Breach.REHABILITATION_TOO_LONG);
        }
        if (isBeyondCourse(
                paper.days(),
                facts.known(PaperFact.COURSE_FROM),
                facts.known(PaperFact.COURSE_UNTIL))) {
            breaches.add(Breach.REHABILITATION_BEYOND_COURSE);
        }
        if (!isDuringCourse(
                paper.days(),
                facts.known(PaperFact.COURSE_FROM),
                facts.known(PaperFact.COURSE_UNTIL))) {
            breaches.add(Breach.REHABILITATION_ELSEWHEN);
        }
        if (needsAbility(facts) && !facts.has(PaperFact.ABILITY)) {
            breaches.add(Breach.REHABILITATION_WITHOUT_ABILITY);
        }
        if (!isRecognised(facts)) {
            breaches.add(Breach.REHABILITATION_ORGANISER);
        }
        if (!isApprovedFirst(paper.first(), paper.approved())) {
            breaches.add(Breach.REHABILITATION_BEFORE_APPROVAL);
        }
        return breaches;
    }

    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 39 วรรคหนึ่ง")
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 39 วรรคสอง")
    static boolean isTooLong(LeaveDays days) {
        return !days.last().isBefore(days.first().plusMonths(MONTHS));
    }

    /// No longer than the course.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 39 วรรคหนึ่ง")
    static boolean isBeyondCourse(LeaveDays days, LocalDate from, LocalDate until) {
        return Counting.span(days) > 2 * (ChronoUnit.DAYS.between(from, until) + 1);
    }

    /// For the course: a day of it lies in the leave.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 39 วรรคหนึ่ง")
    static boolean isDuringCourse(LeaveDays days, LocalDate from, LocalDate until) {
        return !days.last().isBefore(from) && !days.first().isAfter(until);
    }

    /// Who was not hurt in service needs to be found able to go on serving.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 39 วรรคสอง")
    static boolean needsAbility(PaperFacts facts) {
        return facts.is(PaperFact.CAUSE, "OTHER");
    }

    /// An agency, another body of the state, a public charity or an accredited institution holds
    /// the course.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 39 วรรคสาม")
    static boolean isRecognised(PaperFacts facts) {
        return !facts.is(PaperFact.ORGANISER, "ANOTHER");
    }

    /// Nobody goes before the permission.
    @Clause(id = "L14", of = LEAVE_55, value = "ข้อ 40")
    static boolean isApprovedFirst(LocalDate first, LocalDate approved) {
        return !approved.isAfter(first);
    }
}
