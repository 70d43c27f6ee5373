package th.sala.leave;

import static th.sala.law.Instrument.LEAVE_55;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// What the clauses say of a leave on paper: the rules of its kind, and those of all.
final class PaperRules {
    private PaperRules() {}

    /// What is not as it should be, in the order of [Breach].
    ///
    /// @param seconded whether the person is here from another agency
    static Set<Breach> breaches(PaperCase paper, boolean seconded) {
        var breaches = EnumSet.noneOf(Breach.class);
        if (isLate(paper)) {
            breaches.add(Breach.HANDED_LATE);
        }
        if (isAfterReturn(paper)) {
            breaches.add(Breach.HANDED_AFTER_RETURN);
        }
        if (seconded && !SecondmentRules.isForHost(paper.kind())) {
            breaches.add(Breach.HOME_AGENCY);
        }
        if (!PoliticalRules.mayApprove(paper.office(), paper.power())) {
            breaches.add(Breach.POLITICAL_POWER);
        }
        breaches.addAll(ofKind(paper));
        if (PoliticalRules.isPolitical(paper.office())) {
            // who may approve is said for all kinds at once
            breaches.removeAll(
                    EnumSet.of(Breach.STUDY_POWER, Breach.ORGANISATION_POWER, Breach.SPOUSE_POWER));
        }
        return breaches;
    }

    private static Set<Breach> ofKind(PaperCase paper) {
        return switch (paper.kind()) {
            case MATERNITY -> MaternityRules.breaches(paper);
            case PATERNITY -> PaternityRules.breaches(paper);
            case CHILD_RAISING -> ChildRaisingRules.breaches(paper);
            case ORDINATION -> OrdinationRules.breaches(paper);
            case CALL_UP -> CallUpRules.breaches(paper);
            case STUDY -> StudyRules.breaches(paper);
            case ORGANISATION -> OrganisationRules.breaches(paper);
            case SPOUSE -> SpouseRules.breaches(paper);
            case REHABILITATION -> RehabilitationRules.breaches(paper);
            case SICK, INJURED, PERSONAL, VACATION -> EnumSet.noneOf(Breach.class);
        };
    }

    /// Handed in after the leave had begun: in necessity or urgency, until the first day back.
    /// Kinds with a time of their own are not judged by this.
    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคหนึ่ง")
    static boolean isLate(PaperCase paper) {
        var hasOwnTime =
                switch (paper.kind()) {
                    case ORDINATION, CALL_UP -> true;
                    case MATERNITY -> MaternityRules.mayBeLate(paper.facts());
                    case SICK,
                            INJURED,
                            PATERNITY,
                            PERSONAL,
                            CHILD_RAISING,
                            VACATION,
                            STUDY,
                            ORGANISATION,
                            SPOUSE,
                            REHABILITATION ->
                            false;
                };
        return !hasOwnTime && paper.handedIn().isAfter(paper.first());
    }

    /// Necessity and urgency reach until the first day back.
    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคหนึ่ง")
    static boolean isAfterReturn(PaperCase paper) {
        return isLate(paper) && paper.handedIn().isAfter(formDue(paper));
    }

    /// What is to be done after it was approved.
    ///
    /// @param returned when the person reported back; null if they did not
    static List<Duty.Due> duties(PaperCase paper, @Nullable LocalDate returned) {
        var facts = paper.facts();
        var duties = new ArrayList<Duty.Due>();
        if (facts.has(PaperFact.INCOMPLETE)) {
            duties.add(new Duty.Due(Duty.FULL_FORM, formDue(paper)));
        } else if (paper.kind() == LeaveKind.MATERNITY && MaternityRules.mayBeLate(facts)) {
            // as soon as they can sign: no day is known
            duties.add(new Duty.Due(Duty.FULL_FORM, null));
        }
        switch (paper.kind()) {
            case ORDINATION ->
                    duties.add(
                            new Duty.Due(
                                    Duty.RETURN,
                                    OrdinationRules.due(paper.last(), facts.day(PaperFact.LEFT))));
            case CALL_UP ->
                    duties.add(
                            new Duty.Due(
                                    Duty.RETURN,
                                    CallUpRules.due(
                                            facts.day(PaperFact.RELEASED),
                                            facts.day(PaperFact.EXTENDED))));
            case STUDY -> {
                if (StudyRules.isReportedAbove(paper.power())) {
                    duties.add(new Duty.Due(Duty.REPORT_ABOVE, null));
                }
            }
            case ORGANISATION -> {
                if (OrganisationRules.isShort(paper.days())) {
                    duties.add(new Duty.Due(Duty.RETURN, OrganisationRules.due(paper.last())));
                    duties.add(new Duty.Due(Duty.RESULT, OrganisationRules.resultDue(returned)));
                }
            }
            case SICK,
                    INJURED,
                    MATERNITY,
                    PATERNITY,
                    PERSONAL,
                    CHILD_RAISING,
                    VACATION,
                    SPOUSE,
                    REHABILITATION -> {}
        }
        if (PoliticalRules.isToldToTheCabinet(paper.office())) {
            duties.add(new Duty.Due(Duty.TELL_CABINET, null));
        }
        return duties;
    }

    /// The first day on which something can have been done after a leave.
    static LocalDate earliest(Duty duty, PaperLeave paper) {
        return switch (duty) {
            case RETURN, RESULT -> paper.request().days().first();
            case FULL_FORM -> paper.handedIn();
            case REPORT_ABOVE, TELL_CABINET -> paper.approval().on();
        };
    }

    /// Whose paper was incomplete hands in the full form on the first day back.
    @Clause(id = "L1", of = LEAVE_55, value = "ข้อ 12 วรรคหนึ่ง")
    static LocalDate formDue(PaperCase paper) {
        return paper.working().after(paper.days());
    }
}
