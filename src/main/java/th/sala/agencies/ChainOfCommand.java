package th.sala.agencies;

import static th.sala.law.Instrument.ETDA_63;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// สายการบังคับบัญชา, as it stands on one day: who fills which position, by their own post, acting
/// for somebody or by delegated authority, and which position is next above which.
public final class ChainOfCommand {
    private final LocalDate day;
    private final Map<UUID, Position> positions = new HashMap<>();
    private final Map<UUID, Official> officials = new LinkedHashMap<>();
    private final Map<UUID, List<Official>> holders;
    private final List<Delegation> delegations;

    /// @param holders who holds each position on the day
    /// @param delegations of any days
    ChainOfCommand(
            LocalDate day,
            List<Position> positions,
            List<Official> officials,
            Map<UUID, List<Official>> holders,
            List<Delegation> delegations) {
        this.day = day;
        positions.forEach(position -> this.positions.put(position.id(), position));
        officials.forEach(official -> this.officials.put(official.id(), official));
        this.holders = Map.copyOf(holders);
        this.delegations = delegations.stream().filter(one -> one.term().contains(day)).toList();
    }

    /// Somebody who does the duty of a position on the day.
    ///
    /// @param capacity null by their own post
    /// @param insteadOf whose duty it is; null by their own post, and where nobody holds it
    public record Superior(
            Official official,
            Position position,
            Delegation.@Nullable Kind capacity,
            @Nullable Official insteadOf) {
        /// As it stands under a name: the position, or the person's own and for which they act.
        public String title() {
            if (capacity == null) {
                return position.title();
            }
            return official.position() + " " + capacity.words + " " + position.title();
        }

        boolean is(UUID who, UUID at) {
            return official.id().equals(who) && position.id().equals(at);
        }

        /// Whether the level is theirs: one to whom authority is delegated still has the principal
        /// above.
        boolean fillsAs(UUID who) {
            return official.id().equals(who) && capacity != Delegation.Kind.DELEGATED;
        }
    }

    /// The level next above.
    ///
    /// @param superiors of one position, in the order in which they are proposed: who acts, who
    ///   holds it, who has its authority delegated
    /// @param vacant positions between, whose duty nobody does on the day
    public record Next(List<Superior> superiors, List<Position> vacant) {
        public static final Next NOBODY = new Next(List.of(), List.of());

        public Next {
            superiors = List.copyOf(superiors);
            vacant = List.copyOf(vacant);
        }

        /// @param at the position; the same person may be there for another one, too
        public Optional<Superior> find(UUID official, UUID at) {
            return superiors.stream().filter(one -> one.is(official, at)).findFirst();
        }
    }

    public LocalDate day() {
        return day;
    }

    /// The official as on the day; nobody who is not registered inside the agency (I1).
    @Clause(id = "I1", of = ETDA_63, value = "ข้อ 5(3)")
    public Optional<Official> registered(UUID official) {
        return Optional.ofNullable(officials.get(official));
    }

    /// The positions whose duty the official does, in whatever capacity.
    public List<Position> dutiesOf(UUID official) {
        return positions.values().stream()
                .filter(post -> at(post.id()).stream().anyMatch(one -> one.is(official, post.id())))
                .sorted(Comparator.comparing(Position::title).thenComparing(Position::id))
                .toList();
    }

    /// Whether the official does the duty of a position that nobody in the same unit stands above:
    /// they lead a unit, or stand outside of all.
    public boolean leads(UUID official) {
        return dutiesOf(official).stream().anyMatch(this::isAtTheTop);
    }

    /// The same of one unit.
    public boolean leads(UUID official, UUID unit) {
        return dutiesOf(official).stream()
                .anyMatch(post -> unit.equals(post.unit()) && isAtTheTop(post));
    }

    private boolean isAtTheTop(Position post) {
        var above = post.superior() == null ? null : positions.get(post.superior());
        return post.unit() == null || above == null || !post.unit().equals(above.unit());
    }

    private boolean isFilledBy(UUID official, UUID position) {
        return at(position).stream().anyMatch(one -> one.fillsAs(official));
    }

    /// Who does the duty of the position on the day.
    public List<Superior> at(UUID position) {
        var post = positions.get(position);
        if (post == null) {
            return List.of();
        }
        var found = new LinkedHashMap<UUID, Superior>();
        var held = holders.getOrDefault(position, List.of());
        deputies(post, held, Delegation.Kind.ACTING, found);
        held.forEach(
                holder -> found.putIfAbsent(holder.id(), new Superior(holder, post, null, null)));
        deputies(post, held, Delegation.Kind.DELEGATED, found);
        return List.copyOf(found.values());
    }

    private void deputies(
            Position post, List<Official> held, Delegation.Kind kind, Map<UUID, Superior> found) {
        for (var delegation : delegations) {
            var deputy = officials.get(delegation.official());
            if (delegation.kind() != kind || deputy == null) {
                continue;
            }
            if (post.id().equals(delegation.principalPosition())) {
                var holder = held.isEmpty() ? null : held.getFirst();
                found.putIfAbsent(deputy.id(), new Superior(deputy, post, kind, holder));
            }
            held.stream()
                    .filter(holder -> holder.id().equals(delegation.principalOfficial()))
                    .forEach(holder ->
                            found.putIfAbsent(
                                    deputy.id(), new Superior(deputy, post, kind, holder)));
        }
    }

    /// The level next above a position, and none above that: positions whose duty nobody does are
    /// passed over and named, and nobody goes up to themselves.
    ///
    /// @param sender who sends it up
    @Clause(id = "I2", of = ETDA_63, value = "ข้อ 6(1.1)")
    public Next nextAbove(UUID sender, UUID position) {
        return above(sender, position, false);
    }

    /// All levels above a position, the nearest first: an agency's own rules may let a letter pass
    /// some of them over.
    @Clause(id = "I2", of = ETDA_63, value = "ข้อ 4(2)")
    public Next anyAbove(UUID sender, UUID position) {
        return above(sender, position, true);
    }

    private Next above(UUID sender, UUID position, boolean isAny) {
        var found = new ArrayList<Superior>();
        var vacant = new ArrayList<Position>();
        var seen = new HashSet<UUID>(List.of(position));
        var at = positions.get(position);
        while (at != null && at.superior() != null && seen.add(at.superior())) {
            at = positions.get(at.superior());
            if (at == null) {
                break;
            }
            var others =
                    at(at.id()).stream()
                            .filter(one -> !one.official().id().equals(sender))
                            .toList();
            if (isFilledBy(sender, at.id())) {
                continue;
            }
            found.addAll(others);
            if (!found.isEmpty() && !isAny) {
                break;
            }
            if (found.isEmpty()) {
                vacant.add(at);
            }
        }
        return new Next(found, vacant);
    }

    /// The same of all positions that the sender fills, without those that stand above another of
    /// the sender's.
    @Clause(id = "I2", of = ETDA_63, value = "ข้อ 6(1.1)")
    public Next nextAbove(UUID sender) {
        return above(sender, false);
    }

    /// The same of [#anyAbove].
    @Clause(id = "I2", of = ETDA_63, value = "ข้อ 4(2)")
    public Next anyAbove(UUID sender) {
        return above(sender, true);
    }

    private Next above(UUID sender, boolean isAny) {
        var superiors = new LinkedHashMap<List<UUID>, Superior>();
        var vacant = new LinkedHashMap<UUID, Position>();
        for (var position : dutiesOf(sender)) {
            if (!isFilledBy(sender, position.id())) {
                continue;
            }
            var next = above(sender, position.id(), isAny);
            next.superiors()
                    .forEach(one ->
                            superiors.putIfAbsent(
                                    List.of(one.official().id(), one.position().id()), one));
            next.vacant().forEach(one -> vacant.putIfAbsent(one.id(), one));
        }
        return superiors.isEmpty() && vacant.isEmpty()
                ? Next.NOBODY
                : new Next(List.copyOf(superiors.values()), List.copyOf(vacant.values()));
    }
}
