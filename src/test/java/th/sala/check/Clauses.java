package th.sala.check;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import java.lang.reflect.AnnotatedElement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import th.sala.Sala;
import th.sala.law.Clause;
import th.sala.law.Instrument;

/// The clauses that the program carries out, by its annotations, and the tests whose display names
/// begin with them: `C4 ข้อ 3(4.2): …`, or several, `P4 มาตรา 10, P4 ข้อ 3: …`.
final class Clauses {
    private Clauses() {}

    /// The days on which a clause is in force, as far as the sources name them.
    ///
    /// @param until the last of them
    record Force(@Nullable LocalDate from, @Nullable LocalDate until) {
        Force {
            if (from != null && until != null && !from.isBefore(until)) {
                throw new IllegalArgumentException("in force from " + from + " until " + until);
            }
        }

        /// @throws DateTimeException if one is no day
        static Force of(String from, String until) {
            return new Force(day(from), day(until));
        }

        private static @Nullable LocalDate day(String day) {
            return day.isEmpty() ? null : LocalDate.parse(day);
        }

        /// As the index says it, after the clause.
        String text() {
            return (from == null ? "" : ", from " + from)
                    + (until == null ? "" : ", until " + until);
        }
    }

    /// @param code the class or its member
    record Line(
            String id,
            Instrument of,
            String value,
            Instrument.Grade grade,
            Force force,
            String code) {
        /// As tests name it.
        String name() {
            return id + " " + value;
        }
    }

    private static final Comparator<Line> BY_ID =
            Comparator.comparing((Line line) -> line.id.replaceAll("[0-9]", ""))
                    .thenComparing(line -> Integer.valueOf(line.id.replaceAll("[^0-9]", "")))
                    .thenComparing(Line::of)
                    .thenComparing(Line::value)
                    .thenComparing(Line::code);

    static List<Line> all() {
        var lines = new ArrayList<Line>();
        for (var type : Product.CLASSES) {
            add(lines, type.reflect(), code(type));
            for (var method : type.getMethods()) {
                add(lines, method.reflect(), code(method));
            }
            for (var field : type.getFields()) {
                add(lines, field.reflect(), code(field));
            }
        }
        lines.sort(BY_ID);
        return lines;
    }

    private static void add(List<Line> lines, AnnotatedElement element, String code) {
        for (var clause : element.getAnnotationsByType(Clause.class)) {
            var grade = clause.of().grade.orLower(clause.grade());
            var force = Force.of(clause.from(), clause.until());
            lines.add(new Line(clause.id(), clause.of(), clause.value(), grade, force, code));
        }
    }

    private static final JavaClasses TESTS =
            new ClassFileImporter()
                    .withImportOption(new OnlyIncludeTests())
                    .importPackagesOf(Sala.class);
    private static final Pattern CLAUSE = Pattern.compile("[A-Z]\\d+ .+");

    /// The tests of each clause, by the clause's name.
    static Map<String, TreeSet<String>> tests() {
        var tests = new TreeMap<String, TreeSet<String>>();
        for (var type : TESTS) {
            type.tryGetAnnotationOfType(DisplayName.class)
                    .ifPresent(name -> add(tests, name.value(), code(type)));
            for (var method : type.getMethods()) {
                method.tryGetAnnotationOfType(DisplayName.class)
                        .ifPresent(name -> add(tests, name.value(), code(method)));
                method.tryGetAnnotationOfType(ParameterizedTest.class)
                        .ifPresent(name -> add(tests, name.name(), code(method)));
            }
        }
        return tests;
    }

    private static void add(Map<String, TreeSet<String>> tests, String name, String code) {
        for (var clause : name.replaceFirst(": .*", "").split(", ")) {
            if (CLAUSE.matcher(clause).matches() && name.contains(": ")) {
                tests.computeIfAbsent(clause, _ -> new TreeSet<>()).add(code);
            }
        }
    }

    private static String code(JavaMember member) {
        return code(member.getOwner()) + "." + member.getName();
    }

    private static String code(JavaClass type) {
        return type.getName().replaceFirst("^th\\.sala\\.", "").replace('$', '.');
    }
}
