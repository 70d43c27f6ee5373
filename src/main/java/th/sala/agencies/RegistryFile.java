package th.sala.agencies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// The public registry of an installation as a file, `agencies.json`: every dated row of its own
/// agencies and of their authorised persons. The field names are stable; new ones may be added.
///
/// @param format [#FORMAT]
/// @param made when this edition was made, ISO 8601 with a time zone
record RegistryFile(
        String format, Installation installation, String made, List<AgencyRows> agencies) {
    static final String FORMAT = "sala-registry/1";

    /// The most bytes of a file that we import.
    static final int LARGEST = 5 << 20;

    private static final int MOST_AGENCIES = 2_000;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_DEPTH = 12;
    private static final int LONGEST = 500;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .maxStringLength(LARGEST)
                                                    .build())
                                    .build())
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// @param publicKey Ed25519, X.509 SubjectPublicKeyInfo in Base64
    record Installation(String id, String publicKey, String fingerprint) {}

    /// All rows of one agency.
    record AgencyRows(String id, List<VersionRow> versions, List<AuthorisedRow> authorised) {}

    /// What the agency was called and where it was reached from one day until another, the last day
    /// not included; `until` is null while no end is known.
    record VersionRow(
            String id,
            String from,
            @Nullable String until,
            String name,
            String englishName,
            String code,
            boolean juristicPerson,
            @Nullable String parent,
            String domain,
            String centralAddress,
            String postalAddress,
            String telephone) {}

    /// Who may make letters (`MAKE`) or give directions on them (`DIRECT`), by the own post
    /// (`OWN`), by delegation (`DELEGATED`) or acting for somebody (`ACTING`).
    record AuthorisedRow(
            String id,
            String mandate,
            String official,
            String authority,
            String kind,
            String from,
            @Nullable String until,
            String name,
            String position,
            String mail,
            String telephone,
            String source) {}

    /// An agency elsewhere, looked through.
    record Foreign(UUID id, List<AgencyVersion> versions, List<RegisteredAuthority> authorised) {}

    /// A file looked through: nothing in it contradicts itself.
    record Read(UUID installation, byte[] publicKey, Instant made, List<Foreign> agencies) {
        String fingerprint() {
            return RegistryKey.fingerprint(publicKey);
        }

        long persons() {
            return agencies.stream()
                    .flatMap(agency -> agency.authorised().stream())
                    .map(RegisteredAuthority::official)
                    .distinct()
                    .count();
        }
    }

    // ---- writing

    static AgencyRows rows(
            UUID agency, List<AgencyVersion> versions, List<RegisteredAuthority> authorised) {
        return new AgencyRows(
                agency.toString(),
                versions.stream().map(RegistryFile::row).toList(),
                authorised.stream().map(RegistryFile::row).toList());
    }

    private static VersionRow row(AgencyVersion version) {
        return new VersionRow(
                version.id().toString(),
                version.fromDay().toString(),
                text(version.untilDay()),
                version.name(),
                version.englishName(),
                version.code(),
                version.juristicPerson(),
                text(version.parent()),
                version.domain(),
                version.centralAddress(),
                version.postalAddress(),
                version.telephone());
    }

    private static AuthorisedRow row(RegisteredAuthority line) {
        return new AuthorisedRow(
                line.id().toString(),
                line.mandate().toString(),
                line.official().toString(),
                line.authority().name(),
                line.kind().name(),
                line.fromDay().toString(),
                text(line.untilDay()),
                line.name(),
                line.position(),
                line.mail(),
                line.telephone(),
                line.source());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    byte[] json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    // ---- reading what somebody else wrote

    /// Reads and looks through a whole file.
    ///
    /// @throws Unusable if anything in it is not as it must be; nothing of it may be used then
    static Read read(byte[] body) {
        if (body.length > LARGEST) {
            throw new Unusable("agencies.registries.too-large");
        }
        RegistryFile file;
        try {
            file = JSON.readValue(body, RegistryFile.class);
        } catch (JacksonException | IllegalArgumentException broken) {
            throw new Unusable("agencies.registries.not-json");
        }
        try {
            return file.checked();
        } catch (NullPointerException | DateTimeException | IllegalArgumentException broken) {
            throw new Unusable("agencies.registries.malformed");
        }
    }

    private Read checked() {
        if (!FORMAT.equals(format)) {
            throw new Unusable("agencies.registries.other-format");
        }
        long rows =
                agencies.stream()
                        .mapToLong(one -> one.versions().size() + one.authorised().size())
                        .sum();
        if (agencies.size() > MOST_AGENCIES || rows > MOST_ROWS) {
            throw new Unusable("agencies.registries.too-large");
        }
        var seen = new HashSet<UUID>();
        var read = new ArrayList<Foreign>();
        for (var agency : agencies) {
            read.add(checked(agency, seen));
        }
        var ids = read.stream().map(Foreign::id).collect(Collectors.toSet());
        read.forEach(agency -> mustKnowParents(agency, ids));
        return new Read(
                id(installation.id()),
                Base64.getDecoder().decode(installation.publicKey()),
                Instant.parse(made),
                List.copyOf(read));
    }

    private static void mustKnowParents(Foreign agency, Set<UUID> ids) {
        for (var version : agency.versions()) {
            var parent = version.parent();
            if (parent != null && (!ids.contains(parent) || parent.equals(agency.id()))) {
                throw new Unusable("agencies.registries.malformed");
            }
        }
    }

    private static Foreign checked(AgencyRows rows, Set<UUID> seen) {
        var id = id(rows.id());
        mustBeNew(id, seen);
        var versions = rows.versions().stream().map(row -> version(id, row)).toList();
        versions.forEach(version -> mustBeNew(version.id(), seen));
        if (versions.isEmpty() || !AgencyVersion.haveOneCentralAccountADay(versions)) {
            throw new Unusable("agencies.registries.central-accounts", rows.versions().size());
        }
        var domains = versions.stream().map(AgencyVersion::domain).collect(Collectors.toSet());
        var lines = rows.authorised().stream().map(row -> line(id, row, domains)).toList();
        lines.forEach(line -> mustBeNew(line.id(), seen));
        return new Foreign(id, versions, lines);
    }

    private static void mustBeNew(UUID id, Set<UUID> seen) {
        if (!seen.add(id)) {
            throw new Unusable("agencies.registries.malformed");
        }
    }

    private static AgencyVersion version(UUID agency, VersionRow row) {
        var term = term(row.from(), row.until());
        var domain = CleanText.address(row.domain());
        var central = CleanText.address(row.centralAddress());
        if (!MailText.isDomain(domain) || !MailText.isIn(domain, central)) {
            throw new Unusable("agencies.registries.address-outside", shown(central));
        }
        return new AgencyVersion(
                id(row.id()),
                agency,
                term.from(),
                term.until(),
                named(row.name()),
                line(row.englishName()),
                CleanText.code(named(row.code())),
                row.juristicPerson(),
                row.parent() == null ? null : id(row.parent()),
                domain,
                central,
                CleanText.lines(limited(row.postalAddress())),
                line(row.telephone()));
    }

    private static RegisteredAuthority line(UUID agency, AuthorisedRow row, Set<String> domains) {
        var term = term(row.from(), row.until());
        var mail = CleanText.address(row.mail());
        if (!MailText.isAddress(mail) || !domains.contains(MailText.domainOf(mail))) {
            throw new Unusable("agencies.registries.address-outside", shown(mail));
        }
        return new RegisteredAuthority(
                id(row.id()),
                id(row.mandate()),
                agency,
                id(row.official()),
                Authority.valueOf(row.authority()),
                RegisteredAuthority.Kind.valueOf(row.kind()),
                term.from(),
                term.until(),
                named(row.name()),
                line(row.position()),
                mail,
                line(row.telephone()),
                line(row.source()));
    }

    private static Term term(String from, @Nullable String until) {
        return new Term(day(from), until == null ? null : day(until));
    }

    private static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new DateTimeException("no likely year");
        }
        return day;
    }

    private static UUID id(String text) {
        return UUID.fromString(text);
    }

    private static String named(String text) {
        var name = line(text);
        if (name.isEmpty()) {
            throw new Unusable("agencies.registries.malformed");
        }
        return name;
    }

    private static String line(String text) {
        return CleanText.of(limited(text));
    }

    private static String limited(String text) {
        if (text.length() > LONGEST) {
            throw new Unusable("agencies.registries.malformed");
        }
        return text;
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(Check.NAME, text.length()));
    }

    /// Refusal: the file is not a registry that can be used; nothing of it was.
    static final class Unusable extends th.sala.law.Refusal {
        Unusable(String key, Object... arguments) {
            super(key, arguments);
        }
    }
}
