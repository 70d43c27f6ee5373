package th.sala.leave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.ChainOfCommand;
import th.sala.agencies.Delegation;
import th.sala.agencies.Official;
import th.sala.agencies.Position;
import th.sala.agencies.Unit;

/// Whose leave somebody may see on one day: that people of their own unit are away, and of those
/// below them also why. Who keeps the agency's leave sees all.
final class Team {
    /// The key of those who stand outside of all units.
    static final String NO_UNIT = "-";

    /// People of a unit.
    ///
    /// @param unit null for those outside of all units
    /// @param people by name
    record Group(@Nullable Unit unit, List<Official> people) {
        Group {
            people = List.copyOf(people);
        }

        public String key() {
            return unit == null ? NO_UNIT : unit.id().toString();
        }
    }

    private final @Nullable UUID viewer;
    private final boolean keeps;
    private final Set<UUID> below;
    private final List<Group> groups;

    private Team(@Nullable UUID viewer, boolean keeps, Set<UUID> below, List<Group> groups) {
        this.viewer = viewer;
        this.keeps = keeps;
        this.below = below;
        this.groups = groups;
    }

    /// @param viewer null for whom nobody is registered
    /// @param keeps whether they keep the agency's leave
    /// @param holders who holds each position
    /// @param officials all, by name
    static Team of(
            @Nullable UUID viewer,
            boolean keeps,
            ChainOfCommand chain,
            List<Unit> units,
            List<Position> positions,
            Map<UUID, List<Official>> holders,
            List<Official> officials) {
        var below = new HashSet<UUID>();
        if (viewer != null) {
            var duties = duties(viewer, chain);
            var all = new HashMap<UUID, Position>();
            positions.forEach(position -> all.put(position.id(), position));
            positions.stream()
                    .filter(one -> isBelow(one, duties, all))
                    .forEach(one -> below.addAll(ids(holders, one.id())));
            // who stands above in one position is not below in another
            for (var duty : duties) {
                above(all, duty).forEach(one -> below.removeAll(ids(holders, one)));
            }
            below.remove(viewer);
        }
        var own = officials.stream().filter(one -> one.id().equals(viewer)).findFirst();
        var groups = new ArrayList<Group>();
        for (var unit : units) {
            var people = in(unit.id(), officials);
            var isOwn = own.map(Official::unit).filter(unit.id()::equals).isPresent();
            var seen =
                    people.stream()
                            .filter(one -> keeps || isOwn || below.contains(one.id()))
                            .toList();
            if (!seen.isEmpty()) {
                groups.add(isOwn ? 0 : groups.size(), new Group(unit, seen));
            }
        }
        var isOutside = own.isPresent() && own.get().unit() == null;
        var outside =
                in(null, officials).stream()
                        .filter(one -> keeps || isOutside || below.contains(one.id()))
                        .toList();
        if (!outside.isEmpty()) {
            groups.add(isOutside ? 0 : groups.size(), new Group(null, outside));
        }
        return new Team(viewer, keeps, below, List.copyOf(groups));
    }

    private static List<Official> in(@Nullable UUID unit, List<Official> officials) {
        return officials.stream().filter(one -> Objects.equals(one.unit(), unit)).toList();
    }

    /// The positions whose duty the viewer does; delegated authority is for letters.
    private static Set<UUID> duties(UUID viewer, ChainOfCommand chain) {
        var duties = new HashSet<UUID>();
        for (var duty : chain.dutiesOf(viewer)) {
            chain.at(duty.id()).stream()
                    .filter(one -> one.official().id().equals(viewer))
                    .filter(one -> one.capacity() != Delegation.Kind.DELEGATED)
                    .forEach(_ -> duties.add(duty.id()));
        }
        return duties;
    }

    private static List<UUID> ids(Map<UUID, List<Official>> holders, UUID position) {
        return holders.getOrDefault(position, List.of()).stream().map(Official::id).toList();
    }

    private static Set<UUID> above(Map<UUID, Position> byId, UUID position) {
        var above = new HashSet<UUID>();
        var at = byId.get(position);
        while (at != null && at.superior() != null && above.add(at.superior())) {
            at = byId.get(at.superior());
        }
        return above;
    }

    private static boolean isBelow(Position one, Set<UUID> duties, Map<UUID, Position> byId) {
        var seen = new HashSet<UUID>();
        var at = one;
        while (at != null && at.superior() != null && seen.add(at.id())) {
            if (duties.contains(at.superior())) {
                return true;
            }
            at = byId.get(at.superior());
        }
        return false;
    }

    /// Those that the viewer may choose of, their own unit first.
    List<Group> groups() {
        return groups;
    }

    /// The same with those only whose leave the viewer keeps or stands above.
    List<Group> groupsKnown() {
        var known = new ArrayList<Group>();
        for (var group : groups) {
            var people =
                    group.people().stream()
                            .filter(one -> keeps || below.contains(one.id()))
                            .toList();
            if (!people.isEmpty()) {
                known.add(new Group(group.unit(), people));
            }
        }
        return known;
    }

    /// The group of the key, or the first one.
    Optional<Group> group(String key) {
        return groups.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .or(() -> groups.stream().findFirst());
    }

    /// Whether the viewer may know why the official is away.
    boolean knowsWhy(UUID official) {
        return keeps || official.equals(viewer) || below.contains(official);
    }

    /// Whether the viewer may open the official's requests, whatever becomes of them.
    boolean opens(UUID official) {
        return keeps || official.equals(viewer);
    }

    /// Whether the viewer may know of what the official asks for.
    boolean knowsOfRequests(UUID official) {
        return official.equals(viewer) || below.contains(official);
    }
}
