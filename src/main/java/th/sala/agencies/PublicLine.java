package th.sala.agencies;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Lines of the public registry that differ in nothing but what may be done, as a page shows them.
record PublicLine(
        String name,
        String position,
        String mail,
        String telephone,
        Term term,
        String source,
        Set<Authority> authorities) {

    static List<PublicLine> of(Collection<RegisteredAuthority> lines) {
        var together = new LinkedHashMap<PublicLine, Set<Authority>>();
        for (var line : lines) {
            var alone =
                    new PublicLine(
                            line.name(),
                            line.position(),
                            line.mail(),
                            line.telephone(),
                            line.term(),
                            line.source(),
                            Set.of());
            together.computeIfAbsent(alone, _ -> EnumSet.noneOf(Authority.class))
                    .add(line.authority());
        }
        return together.entrySet().stream().map(one -> one.getKey().may(one.getValue())).toList();
    }

    private PublicLine may(Set<Authority> all) {
        return new PublicLine(name, position, mail, telephone, term, source, all);
    }
}
