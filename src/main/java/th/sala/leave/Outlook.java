package th.sala.leave;

import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// What a leave would come to: its counts, what is left after it, whose power it is, and why. Half
/// days throughout.
///
/// @param span holidays included
/// @param charged in all fiscal years together
/// @param chain the whole leave that it is part of
/// @param rest the days without work that it makes one with the days off around it
/// @param way up to whoever may decide
/// @param handing when it is handed in
/// @param refusal why it cannot be asked for; null if it can
public record Outlook(
        LeaveKind kind,
        LeaveDays days,
        int span,
        int charged,
        List<Year> years,
        Chain chain,
        LeaveDays rest,
        List<Approvers.Stop> way,
        AskingRules.Handing handing,
        @Nullable Refusal refusal) {
    /// One fiscal year's share.
    ///
    /// @param before left of vacation, or taken of another kind, without this leave
    public record Year(FiscalYear year, int charged, int before, boolean isBalance) {
        public int after() {
            return isBalance ? before - charged : before + charged;
        }
    }

    public Outlook {
        years = List.copyOf(years);
        way = List.copyOf(way);
    }

    /// Half days off within it that are not charged.
    public int off() {
        return span - charged;
    }

    /// Whether days off before or behind it make the absence longer.
    public boolean isBridge() {
        return Counting.span(rest) > span;
    }

    public int restSpan() {
        return Counting.span(rest);
    }

    public boolean needsCertificate() {
        return AskingRules.needsCertificate(kind, chain.span());
    }

    /// Who decides; null if nobody of this agency may.
    public Approvers.@Nullable Stop approver() {
        return way.isEmpty() || !way.getLast().decides() ? null : way.getLast();
    }
}
