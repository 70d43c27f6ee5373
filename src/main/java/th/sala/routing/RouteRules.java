package th.sala.routing;

import static th.sala.law.Instrument.ETDA_63;

import java.time.ZonedDateTime;
import java.util.List;
import th.sala.agencies.ChainOfCommand;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;
import th.sala.worktime.WorkCalendar;

/// What the law asks of a letter's way inside an agency, clause by clause.
final class RouteRules {
    private RouteRules() {}

    /// Refusal: who is named is not of the level next above.
    static final class NotTheNext extends Refusal {
        NotTheNext() {
            super(new Citation("I2", ETDA_63, "ข้อ 6(1.1)"), "routing.refused.not-the-next");
        }
    }

    /// Refusal: nobody is named, and nobody stands above who could be.
    static final class NobodyAbove extends Refusal {
        NobodyAbove() {
            super(new Citation("I2", ETDA_63, "ข้อ 6(1.1)"), "routing.refused.nobody-above");
        }
    }

    /// Refusal: what the receiver is to consider is not said.
    static final class NothingProposed extends Refusal {
        NothingProposed() {
            super(new Citation("I3", ETDA_63, "ข้อ 6(1.2.1)"), "routing.refused.nothing-proposed");
        }
    }

    /// Refusal: the register has no way to reach the sender.
    static final class NoContact extends Refusal {
        NoContact() {
            super(new Citation("I3", ETDA_63, "ข้อ 6(1.2.2)"), "routing.refused.no-contact");
        }
    }

    /// Refusal: a result that must be explained is not.
    static final class NoReason extends Refusal {
        NoReason() {
            super(new Citation("I4", ETDA_63, "ข้อ 6(2.1)"), "routing.refused.no-reason");
        }
    }

    /// Refusal: the letter was edited, or not, and the result says otherwise.
    static final class NotAsEdited extends Refusal {
        NotAsEdited(boolean isEdited) {
            super(
                    new Citation("I5", ETDA_63, "ข้อ 6(2.2)"),
                    isEdited ? "routing.refused.edited" : "routing.refused.not-edited");
        }
    }

    /// Refusal: what was edited is not said.
    static final class NoSummary extends Refusal {
        NoSummary() {
            super(new Citation("I5", ETDA_63, "ข้อ 6(2.2)"), "routing.refused.no-summary");
        }
    }

    /// Only the level next above.
    ///
    /// @throws NobodyAbove if there is none
    /// @throws NotTheNext if it is somebody else
    @Clause(id = "I2", of = ETDA_63, value = "ข้อ 6(1.1)")
    static ChainOfCommand.Superior next(ChainOfCommand.Next next, To to) {
        if (next.superiors().isEmpty()) {
            throw new NobodyAbove();
        }
        return next.find(to.official(), to.position()).orElseThrow(NotTheNext::new);
    }

    /// @throws NothingProposed if nothing is
    @Clause(id = "I3", of = ETDA_63, value = "ข้อ 6(1.2.1)")
    static void somethingIsProposed(String proposal) {
        if (proposal.isBlank()) {
            throw new NothingProposed();
        }
    }

    /// @throws NoContact if the sender names no way to be reached
    @Clause(id = "I3", of = ETDA_63, value = "ข้อ 6(1.2.2)")
    static void senderCanBeReached(String contact) {
        if (contact.isBlank()) {
            throw new NoContact();
        }
    }

    /// Whoever had it before them is told, if it is somebody else; the central account sees all.
    ///
    /// @throws NoReason if it goes back without a word
    @Clause(id = "I4", of = ETDA_63, value = "ข้อ 6(2.1)")
    static void resultIsStated(Result result, String endorsement) {
        if (result.sendsBack() && endorsement.isBlank()) {
            throw new NoReason();
        }
    }

    /// @param received the version that was sent to them
    /// @param left the version that they leave
    /// @param changes what was edited
    /// @throws NotAsEdited if the result does not say that they edited it, or says so of nothing
    /// @throws NoSummary if they do not say what
    @Clause(id = "I5", of = ETDA_63, value = "ข้อ 6(2.2)")
    static void editsAreStated(Result result, int received, int left, String changes) {
        var isEdited = received != left;
        if (isEdited && (result == Result.AGREED || result == Result.NOTED)) {
            throw new NotAsEdited(true);
        }
        if (!isEdited && result == Result.CHANGED) {
            throw new NotAsEdited(false);
        }
        if (isEdited) {
            changesAreSaid(changes);
        }
    }

    /// @throws NoSummary if they are not
    @Clause(id = "I5", of = ETDA_63, value = "ข้อ 6(2.2)")
    static void changesAreSaid(String changes) {
        if (changes.isBlank()) {
            throw new NoSummary();
        }
    }

    /// Whether enough of those who were asked aside have answered: of each question all, or any
    /// one. Not from the law.
    static boolean isAnswered(List<Step> asides) {
        var open = asides.stream().filter(Step::isOpen).toList();
        return open.stream()
                .allMatch(one ->
                        one.kind() instanceof Step.Kind.Aside(_, var needs)
                                && needs == Step.Needs.ANY
                                && asides.stream()
                                        .filter(other -> other.sentAt().equals(one.sentAt()))
                                        .anyMatch(other -> other.decided() != null));
    }

    /// From when a step is overdue. The law names no time; Sala says: when the office closes on the
    /// last of so many working days.
    ///
    /// @param days 0 for the same one; the next if the office is closed already
    static ZonedDateTime due(ZonedDateTime sent, int days, WorkCalendar calendar) {
        var day = sent.toLocalDate();
        var isOver =
                !calendar.isWorkingDay(day)
                        || !sent.toLocalTime().isBefore(calendar.hoursOn(day).closing());
        for (int left = days + (isOver ? 1 : 0); left > 0; ) {
            day = day.plusDays(1);
            if (calendar.isWorkingDay(day)) {
                left--;
            }
        }
        return day.atTime(calendar.hoursOn(day).closing()).atZone(sent.getZone());
    }
}
