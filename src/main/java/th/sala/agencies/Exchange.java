package th.sala.agencies;

import static th.sala.law.Instrument.ETDA_63;

import java.util.List;
import java.util.Optional;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// Whether letters may go from one agency to another by electronic correspondence.
///
/// ETDA-63 is for agencies that are juristic persons (นิติบุคคล). A province is one, a district
/// generally is none: its letters go out through its province, and between the two, or between
/// districts of one province, they stay inside.
public sealed interface Exchange {
    /// Between two juristic persons, each for itself.
    record Direct() implements Exchange {}

    /// Inside one juristic person.
    record Inside(Agency juristicPerson) implements Exchange {}

    /// Refused: the sender is no juristic person; `by` may send for it.
    record SenderThrough(Agency sender, Agency by) implements Exchange {}

    /// Refused: the receiver is no juristic person; the letter is addressed to `to`.
    record ReceiverThrough(Agency receiver, Agency to) implements Exchange {}

    /// Refused: the agency neither is a juristic person nor belongs to one.
    record NoJuristicPerson(Agency agency) implements Exchange {}

    /// @param sender the sending agency, then what it belongs to, upwards
    /// @param receiver the same of the receiving one
    @Clause(id = "C0", of = ETDA_63, value = "ข้อ 1")
    static Exchange between(List<Agency> sender, List<Agency> receiver) {
        var from = juristicPerson(sender);
        var to = juristicPerson(receiver);
        if (from.isEmpty()) {
            return new NoJuristicPerson(sender.getFirst());
        }
        if (to.isEmpty()) {
            return new NoJuristicPerson(receiver.getFirst());
        }
        if (from.get().id().equals(to.get().id())) {
            return new Inside(from.get());
        }
        if (!sender.getFirst().juristicPerson()) {
            return new SenderThrough(sender.getFirst(), from.get());
        }
        if (!receiver.getFirst().juristicPerson()) {
            return new ReceiverThrough(receiver.getFirst(), to.get());
        }
        return new Direct();
    }

    private static Optional<Agency> juristicPerson(List<Agency> line) {
        return line.stream().filter(Agency::juristicPerson).findFirst();
    }

    default boolean isAllowed() {
        return refusal().isEmpty();
    }

    /// Why not, and what to do instead.
    default Optional<Refusal> refusal() {
        return switch (this) {
            case Direct _, Inside _ -> Optional.empty();
            case SenderThrough(var sender, var by) ->
                    Optional.of(
                            new NotAllowed(
                                    "agencies.refused.sender-through", sender.name(), by.name()));
            case ReceiverThrough(var receiver, var to) ->
                    Optional.of(
                            new NotAllowed(
                                    "agencies.refused.receiver-through",
                                    receiver.name(),
                                    to.name()));
            case NoJuristicPerson(var agency) ->
                    Optional.of(
                            new NotAllowed("agencies.refused.no-juristic-person", agency.name()));
        };
    }

    /// Refusal: the letter cannot go this way.
    final class NotAllowed extends Refusal {
        private NotAllowed(String key, Object... arguments) {
            super(new Citation("C0", ETDA_63, "ข้อ 1"), key, arguments);
        }
    }
}
