package th.sala.demo;

import static java.util.stream.Collectors.toCollection;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.accounts.Role;
import th.sala.agencies.Authority;
import th.sala.agencies.Delegation;
import th.sala.agencies.NewAgency;

/// One of the fictional agencies, with all that is in it. Its id is the same in every installation.
///
/// @param part which part of the demo it belongs to: `province`, `neighbour`, `department`
record DemoAgency(
        String key,
        String name,
        String englishName,
        String code,
        boolean juristicPerson,
        @Nullable UUID parent,
        String domain,
        String centralAddress,
        String postalAddress,
        String telephone,
        String part,
        List<Unit> units,
        List<Person> people,
        List<Entrusted> delegations) {

    /// @param parent the owner code of the unit it is in; empty at the top
    record Unit(String code, String name, String parent) {}

    /// @param unit the owner code; empty for those above all units
    /// @param supervisor the address of the next above; empty at the top
    record Person(
            String mail,
            String name,
            String position,
            String unit,
            String supervisor,
            Set<Authority> authorities,
            Set<Role> roles,
            String telephone) {
        String username() {
            return mail.substring(0, mail.indexOf('@'));
        }
    }

    /// One person entrusted with another's duty, from `first` days after the founding on.
    record Entrusted(
            Delegation.Kind kind,
            String principal,
            String official,
            Set<Authority> authorities,
            int first,
            int days,
            String source) {}

    UUID id() {
        return idOf(key);
    }

    NewAgency founding(LocalDate from) {
        return new NewAgency(
                id(),
                name,
                englishName,
                code,
                juristicPerson,
                parent,
                domain,
                centralAddress,
                postalAddress,
                telephone,
                from);
    }

    /// All of them, each after the one it belongs to.
    static List<DemoAgency> all() {
        return Table.read("agencies.tsv").stream().map(DemoAgency::read).toList();
    }

    private static DemoAgency read(Table.Line line) {
        var key = line.text("key");
        var parent = line.text("parent");
        return new DemoAgency(
                key,
                line.text("name"),
                line.text("english"),
                line.text("code"),
                line.text("juristic").equals("yes"),
                parent.isEmpty() ? null : idOf(parent),
                line.text("domain"),
                line.text("central"),
                line.text("postal"),
                line.text("telephone"),
                line.text("part"),
                linesOf(key, "units.tsv").map(DemoAgency::unit).toList(),
                linesOf(key, "people.tsv").map(DemoAgency::person).toList(),
                linesOf(key, "delegations.tsv").map(DemoAgency::entrusted).toList());
    }

    private static java.util.stream.Stream<Table.Line> linesOf(String key, String table) {
        return Table.read(table).stream().filter(line -> line.text("agency").equals(key));
    }

    private static Unit unit(Table.Line line) {
        return new Unit(line.text("code"), line.text("name"), line.text("parent"));
    }

    private static Person person(Table.Line line) {
        return new Person(
                line.text("mail"),
                line.text("name"),
                line.text("position"),
                line.text("unit"),
                line.text("supervisor"),
                authorities(line),
                line.list("roles").stream()
                        .map(Role::valueOf)
                        .collect(toCollection(() -> EnumSet.noneOf(Role.class))),
                line.text("telephone"));
    }

    private static Entrusted entrusted(Table.Line line) {
        return new Entrusted(
                Delegation.Kind.valueOf(line.text("kind")),
                line.text("principal"),
                line.text("official"),
                authorities(line),
                line.number("first"),
                line.number("days"),
                line.text("source"));
    }

    private static Set<Authority> authorities(Table.Line line) {
        return line.list("authority").stream()
                .map(Authority::valueOf)
                .collect(toCollection(() -> EnumSet.noneOf(Authority.class)));
    }

    private static UUID idOf(String key) {
        return UUID.nameUUIDFromBytes(("sala demo " + key).getBytes(StandardCharsets.UTF_8));
    }
}
