package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.accounts.LeavesEvidence;
import th.sala.database.AgencyScope;

/// Takes over a list of people: first looked through row by row, then the good rows together or
/// none of them.
@Service
@LeavesEvidence
class OfficialsImport {
    /// What is wrong with a row, as a message.
    record Problem(String key, List<Object> arguments) {
        static Problem of(String key, Object... arguments) {
            return new Problem("agencies.import.problem." + key, List.of(arguments));
        }

        public Object[] args() {
            return arguments.toArray();
        }
    }

    /// A row and what is wrong with it; nothing if it is good.
    ///
    /// @param unit the unit that is meant
    /// @param makesPosition whether the position is not there yet and is made with it
    record Looked(
            OfficialsFile.Line line,
            @Nullable UUID unit,
            boolean makesPosition,
            List<Problem> problems) {
        public boolean isGood() {
            return problems.isEmpty();
        }
    }

    /// A file that was looked through.
    ///
    /// @param sha256 of its bytes
    record LookedThrough(String sha256, List<Looked> rows) {
        List<Looked> good() {
            return rows.stream().filter(Looked::isGood).toList();
        }

        List<Looked> wrong() {
            return rows.stream().filter(row -> !row.isGood()).toList();
        }

        /// What evidence says of it: the people are in it one by one, as they are enrolled.
        @Override
        public String toString() {
            return "%s: %d of %d rows".formatted(sha256, good().size(), rows.size());
        }
    }

    private final Organisation organisation;
    private final Addresses addresses;
    private final Agencies agencies;
    private final InScope inScope;
    private final Clock clock;

    OfficialsImport(
            Organisation organisation,
            Addresses addresses,
            Agencies agencies,
            InScope inScope,
            Clock clock) {
        this.organisation = organisation;
        this.addresses = addresses;
        this.agencies = agencies;
        this.inScope = inScope;
        this.clock = clock;
    }

    /// The dry run: changes nothing.
    LookedThrough look(UUID agency, byte[] content) {
        var lines = OfficialsFile.read(content);
        var mails = lines.stream().map(OfficialsFile.Line::mail).collect(Collectors.toSet());
        // an address of the shared domain may be that of another agency, whose rows we do not see
        var taken =
                AgencyScope.everywhere(
                        () -> inScope.call(() -> addresses.taken(mails, LocalDate.now(clock))));
        var look = new Look(agency, taken);
        return new LookedThrough(
                DigestUtils.sha256Hex(content), lines.stream().map(look::at).toList());
    }

    /// Enrols the people of the good rows, all or none.
    ///
    /// @param name of the file, for evidence
    /// @return how many
    @Transactional
    public int take(UUID agency, String name, LookedThrough file) {
        var good = file.good();
        var positions = new HashMap<String, UUID>();
        organisation
                .positions(agency)
                .forEach(one -> positions.putIfAbsent(place(one.title(), one.unit()), one.id()));
        var people = new ArrayList<Organisation.NewOfficial>();
        for (var row : good) {
            var line = row.line();
            var position =
                    line.position().isEmpty()
                            ? null
                            : positions.computeIfAbsent(
                                    place(line.position(), row.unit()),
                                    _ ->
                                            organisation.addPosition(
                                                    agency,
                                                    line.position(),
                                                    row.unit(),
                                                    null,
                                                    LocalDate.now(clock)));
            people.add(
                    new Organisation.NewOfficial(
                            line.name(), line.mail(), line.telephone(), position));
        }
        organisation.enrolAll(agency, people);
        return good.size();
    }

    private static String place(String title, @Nullable UUID unit) {
        return title + "\n" + (unit == null ? "" : unit);
    }

    /// Looks at one row after the other and remembers those before.
    private final class Look {
        private final String domain;
        private final Set<String> taken;
        private final Map<String, UUID> units = new HashMap<>();
        private final Set<String> places = new HashSet<>();
        private final Set<String> people = new HashSet<>();
        private final Map<String, Long> mails = new HashMap<>();

        Look(UUID agency, Set<String> taken) {
            this.taken = taken;
            this.domain = agencies.latest(agency, LocalDate.now(clock)).orElseThrow().domain();
            for (var unit : organisation.units(agency)) {
                units.put(unit.name().toLowerCase(Locale.ROOT), unit.id());
                if (!unit.ownerCode().isEmpty()) {
                    units.put(unit.ownerCode().toLowerCase(Locale.ROOT), unit.id());
                }
            }
            organisation
                    .positions(agency)
                    .forEach(one -> places.add(place(one.title(), one.unit())));
            organisation
                    .officials(agency)
                    .forEach(one -> people.add(person(one.name(), one.position())));
        }

        Looked at(OfficialsFile.Line line) {
            var problems = new ArrayList<Problem>();
            line.computed().forEach(column -> problems.add(Problem.of("formula", column.header())));
            name(line, problems);
            letters(OfficialsFile.Column.NAME, line.name(), problems);
            letters(OfficialsFile.Column.POSITION, line.position(), problems);
            tooLong(OfficialsFile.Column.POSITION, line.position(), Check.NAME, problems);
            tooLong(OfficialsFile.Column.TELEPHONE, line.telephone(), Check.TELEPHONE, problems);
            mail(line, problems);
            var unit = units.get(CleanText.code(line.unit()).toLowerCase(Locale.ROOT));
            if (unit == null) {
                unit = units.get(line.unit().toLowerCase(Locale.ROOT));
            }
            if (unit == null && !line.unit().isEmpty()) {
                problems.add(Problem.of("unit", shown(line.unit())));
            }
            var makesPosition =
                    problems.isEmpty()
                            && !line.position().isEmpty()
                            && places.add(place(line.position(), unit));
            return new Looked(line, unit, makesPosition, List.copyOf(problems));
        }

        private void name(OfficialsFile.Line line, List<Problem> problems) {
            if (line.name().isEmpty()) {
                problems.add(Problem.of("no-name"));
            } else if (line.name().length() > Check.NAME) {
                tooLong(OfficialsFile.Column.NAME, line.name(), Check.NAME, problems);
            } else if (!people.add(person(line.name(), line.position()))) {
                problems.add(Problem.of("person", line.name()));
            }
        }

        private void mail(OfficialsFile.Line line, List<Problem> problems) {
            var mail = line.mail();
            if (mail.isEmpty()) {
                return;
            }
            if (!MailText.isAddress(mail)) {
                problems.add(Problem.of("mail", shown(mail)));
            } else if (!MailText.isIn(domain, mail)) {
                problems.add(Problem.of("domain", mail, domain));
            } else if (taken.contains(mail)) {
                problems.add(Problem.of("taken", mail));
            } else {
                var before = mails.putIfAbsent(mail, line.number());
                if (before != null) {
                    problems.add(Problem.of("twice", mail, before.toString()));
                }
            }
        }

        private static void letters(
                OfficialsFile.Column column, String text, List<Problem> problems) {
            if (!text.isEmpty() && text.codePoints().noneMatch(Character::isLetter)) {
                problems.add(Problem.of("no-letters", column.header(), shown(text)));
            }
        }

        private static void tooLong(
                OfficialsFile.Column column, String text, int longest, List<Problem> problems) {
            if (text.length() > longest) {
                problems.add(Problem.of("too-long", column.header(), Integer.toString(longest)));
            }
        }

        private static String person(String name, String position) {
            return name + "\n" + position;
        }

        private static String shown(String text) {
            return text.substring(0, Math.min(Check.CODE, text.length()));
        }
    }
}
