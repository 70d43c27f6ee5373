package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Delegation;
import th.sala.law.Clause;

/// ผู้บังคับบัญชาของผู้ปฏิบัติงาน: who stands above somebody on one day.
record Superiors(ChainOfCommand chain) {
    /// From the supervisor up, one of each level. Authority that is delegated is for letters: a
    /// level where nobody has more is passed over.
    List<ChainOfCommand.Superior> above(UUID official) {
        var all = new ArrayList<ChainOfCommand.Superior>();
        var next = chain.nextAbove(official);
        while (!next.superiors().isEmpty()) {
            var one = first(next);
            one.ifPresent(all::add);
            var at = one.orElse(next.superiors().getFirst()).position();
            next = chain.nextAbove(official, at.id());
        }
        return all;
    }

    private static Optional<ChainOfCommand.Superior> first(ChainOfCommand.Next next) {
        return next.superiors().stream()
                .filter(one -> one.capacity() != Delegation.Kind.DELEGATED)
                .findFirst();
    }

    /// ผู้บังคับบัญชาชั้นต้น
    @Clause(id = "T5", of = MANUAL_63, value = "ข้อ 6")
    Optional<ChainOfCommand.Superior> supervisor(UUID official) {
        return above(official).stream().findFirst();
    }

    /// ผู้อำนวยการสำนัก/กอง/ศูนย์/กลุ่ม: the first one above who leads a unit.
    @Clause(id = "T4", of = MANUAL_63, value = "ภาคผนวก 2")
    Optional<ChainOfCommand.Superior> director(UUID official) {
        return above(official).stream().filter(one -> chain.leads(one.official().id())).findFirst();
    }

    /// Whether somebody stands above the official, the supervisor or higher.
    @Clause(id = "T6", of = MANUAL_63, value = "ข้อ 9.2(6)")
    Optional<ChainOfCommand.Superior> asAbove(UUID who, UUID official) {
        return chain.nextAbove(official).superiors().stream()
                .filter(one -> one.capacity() != Delegation.Kind.DELEGATED)
                .filter(one -> one.official().id().equals(who))
                .findFirst()
                .or(() ->
                        above(official).stream()
                                .filter(one -> one.official().id().equals(who))
                                .findFirst());
    }

    /// Whether somebody may act on what is before a superior: that one while they do the position's
    /// duty, who deputises for them, and, once they are gone, whoever fills it.
    Optional<ChainOfCommand.Superior> inDutyOf(UUID who, Agreement.With with, UUID official) {
        if (who.equals(official)) {
            return Optional.empty();
        }
        var there = chain.at(with.position());
        var isFilled = there.stream().anyMatch(one -> one.official().id().equals(with.official()));
        return there.stream()
                .filter(one -> one.capacity() != Delegation.Kind.DELEGATED)
                .filter(one -> one.official().id().equals(who))
                .filter(one -> who.equals(with.official()) || one.capacity() != null || !isFilled)
                .findFirst();
    }
}
