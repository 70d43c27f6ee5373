package th.sala.agencies;

import static th.sala.law.Instrument.ETDA_63;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.law.Clause;

/// One line of the public registry: who may do what, in which days, by which order, with all that
/// is public of the person as it was then.
///
/// @param id of the line
/// @param mandate of the act it publishes; lines of one act follow each other in time
/// @param source the order or law that gives the authority
public record RegisteredAuthority(
        UUID id,
        UUID mandate,
        UUID agency,
        UUID official,
        Authority authority,
        Kind kind,
        LocalDate fromDay,
        @Nullable LocalDate untilDay,
        String name,
        String position,
        String mail,
        String telephone,
        String source) {

    /// How a person comes to the authority.
    public enum Kind {
        /// by their own post
        OWN,
        /// ปฏิบัติราชการแทน
        DELEGATED,
        /// รักษาราชการแทน
        ACTING
    }

    public Term term() {
        return new Term(fromDay, untilDay);
    }

    /// Whether nothing but the days and the lines' own ids differ.
    boolean saysTheSameAs(RegisteredAuthority other) {
        return mandate.equals(other.mandate)
                && kind == other.kind
                && name.equals(other.name)
                && position.equals(other.position)
                && mail.equals(other.mail)
                && telephone.equals(other.telephone)
                && source.equals(other.source);
    }

    RegisteredAuthority in(LocalDate from, @Nullable LocalDate until) {
        return new RegisteredAuthority(
                id, mandate, agency, official, authority, kind, from, until, name, position, mail,
                telephone, source);
    }

    RegisteredAuthority until(@Nullable LocalDate until) {
        return in(fromDay, until);
    }

    /// Who is authorised on the day, each with all they may do then. Delegation and acting-for give
    /// authority in their own days only.
    @Clause(id = "C3", of = ETDA_63, value = "ข้อ 3(3)")
    static List<RegisteredAuthority> on(LocalDate day, Collection<RegisteredAuthority> registered) {
        return registered.stream().filter(line -> line.term().contains(day)).toList();
    }

    /// The lines by person. Where lines differ in what they call the person, the own post leads.
    static List<AuthorisedPerson> persons(
            List<RegisteredAuthority> lines, java.util.function.Function<UUID, String> agencyName) {
        var byPerson = new LinkedHashMap<UUID, List<RegisteredAuthority>>();
        for (var line : lines) {
            byPerson.computeIfAbsent(line.official(), _ -> new ArrayList<>()).add(line);
        }
        return byPerson.values().stream().map(all -> person(all, agencyName)).toList();
    }

    private static AuthorisedPerson person(
            List<RegisteredAuthority> lines, java.util.function.Function<UUID, String> agencyName) {
        var main =
                lines.stream()
                        .min(
                                Comparator.comparing(RegisteredAuthority::kind)
                                        .thenComparing(RegisteredAuthority::fromDay))
                        .orElseThrow();
        var authorities = EnumSet.noneOf(Authority.class);
        lines.forEach(line -> authorities.add(line.authority()));
        return new AuthorisedPerson(
                main.official(),
                main.agency(),
                agencyName.apply(main.agency()),
                main.name(),
                main.position(),
                main.mail(),
                main.telephone(),
                authorities);
    }
}
