package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;
import static th.sala.law.Instrument.TELE_65;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.Agency;
import th.sala.agencies.Delegation;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// Who may order work outside, and from when on it holds.
final class OrderingRules {
    private OrderingRules() {}

    static final Citation HEAD_ALONE = new Citation("T3", MANUAL_63, "ข้อ 5");

    /// Refusal: somebody else than the head.
    static final class OnlyTheHead extends Refusal {
        OnlyTheHead() {
            super(HEAD_ALONE, "telework.refused.only-the-head");
        }
    }

    /// Refusal: the days are over before they are ordered.
    static final class TooLate extends Refusal {
        TooLate() {
            super(new Citation("T3", MANUAL_63, "ข้อ 9.2(3)"), "telework.refused.too-late");
        }
    }

    /// Refusal: of oneself.
    static final class OwnOrder extends Refusal {
        OwnOrder() {
            super(HEAD_ALONE, "telework.refused.own-order");
        }
    }

    /// Whether the head of such an agency is one of a ministry or a department, or a governor. A
    /// district is part of a department or a province and is no legal person; without being one
    /// nobody is of that level, whether the agency belongs to another or not.
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 5")
    static boolean isOfLevel(Agency agency) {
        return agency.juristicPerson();
    }

    /// Whether somebody has the head's power: by their own post at the top, or acting for whoever
    /// has it. Authority that is delegated is for letters, and does not reach so far.
    ///
    /// @param isTop whether nobody stands above the position whose duty they do
    /// @param capacity in which they do it; null by their own post
    /// @param isHead whether the one whose post it is heads the agency; true where nobody holds it
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 5")
    static boolean mayOrder(
            boolean isOfLevel, boolean isTop, Delegation.@Nullable Kind capacity, boolean isHead) {
        return isOfLevel && isTop && isHead && capacity != Delegation.Kind.DELEGATED;
    }

    /// The supervisor proposes somebody to the head: nobody orders themselves, who acts for the
    /// head neither.
    ///
    /// @throws OwnOrder if they would
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 5")
    static void isOfAnother(UUID worker, UUID head) {
        if (worker.equals(head)) {
            throw new OwnOrder();
        }
    }

    /// The head orders what is proposed: what is over cannot be ordered any more.
    ///
    /// @throws TooLate if none is left
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 9.2(3)")
    static void isInTime(LocalDate last, LocalDate orderedOn) {
        if (last.isBefore(orderedOn)) {
            throw new TooLate();
        }
    }

    /// From when on an order of a day holds: not before itself.
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 9.2(3)")
    static LocalDate firstOf(LocalDate first, LocalDate orderedOn) {
        return first.isBefore(orderedOn) ? orderedOn : first;
    }

    /// The days that an order of a day can still give.
    @Clause(id = "T3", of = MANUAL_63, value = "ข้อ 9.2(3)")
    static List<LocalDate> from(Collection<LocalDate> planned, LocalDate orderedOn) {
        return planned.stream().filter(day -> !day.isBefore(orderedOn)).sorted().toList();
    }

    /// Whether a day is left to somebody who was ordered back, or whose work outside was ended.
    ///
    /// @param back the first day at the office
    @Clause(
            id = "T9",
            of = TELE_65,
            value = "การสั่งให้กลับเข้าปฏิบัติงานในสถานที่ตั้ง",
            from = "2022-10-07")
    static boolean isStillOutside(LocalDate day, LocalDate back) {
        return day.isBefore(back);
    }
}
