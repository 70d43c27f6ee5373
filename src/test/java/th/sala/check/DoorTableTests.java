package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import th.sala.SalaTest;
import th.sala.accounts.Role;
import th.sala.accounts.SignedInAs;
import th.sala.accounts.TestTokens;
import th.sala.accounts.TokenScope;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;

/// Every address that the program answers, with everybody who might ask: `doors.txt` says to whom
/// it opens. An address that is not in the table, and a line whose address is gone, is an error.
///
/// What is asked for does not exist, so that whoever gets in finds nothing: a table of rights, not
/// of what pages do. That another agency's data are not found either is `IsolationTests`' matter.
@SalaTest
class DoorTableTests {
    private static final String EVERYBODY = "everybody";

    /// Whoever asks for an error page gets one.
    private static final String ERROR = "/error";

    private static final String ID = "00000000-0000-4000-8000-000000000000";

    private static final Map<Class<?>, String> VALUES =
            Map.of(
                    UUID.class, ID,
                    int.class, "1",
                    long.class, "1",
                    LocalDate.class, "2026-11-02",
                    Instant.class, "2026-11-02T03:00:00Z");

    /// Programs ask with a token of a person who has the role; nobody opens an account with the
    /// right over the installation.
    private static final String PROGRAMS = "/api/";

    private final Map<Role, RequestPostProcessor> tokens = new EnumMap<>(Role.class);

    @Autowired ApplicationContext here;
    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    /// An address with one method.
    private record Door(
            HttpMethod method, String path, HandlerMethod handler, @Nullable MediaType consumes) {
        boolean isForPrograms() {
            return path.startsWith(PROGRAMS);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void opensToThoseInTheTableAndToNobodyElse() throws IOException {
        var province = new Srisamut(founding, organisation, powers, "doors.example");

        var found = new TreeMap<String, String>();
        for (var door : doors()) {
            found.put(door.toString(), who(door, province));
        }

        assertThat(lines(found)).isEqualTo(lines(table()));
    }

    @Test
    void noFormIsTakenWithoutItsToken() {
        var province = new Srisamut(founding, organisation, powers, "tokens.example");
        var anybody = SignedInAs.of(province.id, province.governor, Role.values());
        for (var door : doors()) {
            if (door.method() != HttpMethod.GET && !door.isForPrograms()) {
                assertThat(status(request(door).with(anybody))).as(door.toString()).isEqualTo(403);
            }
        }
    }

    private static String lines(Map<String, String> doors) {
        return doors.entrySet().stream()
                .map(door -> door.getKey() + ": " + door.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> table() throws IOException {
        try (var table = DoorTableTests.class.getResourceAsStream("/doors.txt")) {
            var text =
                    new String(
                            Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .collect(
                            Collectors.toMap(
                                    line -> line[0],
                                    line -> line[1],
                                    DoorTableTests::twice,
                                    TreeMap::new));
        }
    }

    private static String twice(String one, String other) {
        throw new IllegalStateException("an address stands twice: " + one + ", " + other);
    }

    private List<Door> doors() {
        var doors = new ArrayList<Door>();
        mappings.getHandlerMethods()
                .forEach((mapping, handler) -> {
                    for (var path : new TreeSet<>(mapping.getPatternValues())) {
                        var methods = mapping.getMethodsCondition().getMethods();
                        for (var method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                            var consumes = mapping.getConsumesCondition().getConsumableMediaTypes();
                            doors.add(
                                    new Door(
                                            method.asHttpMethod(),
                                            path,
                                            handler,
                                            consumes.stream().findFirst().orElse(null)));
                        }
                    }
                });
        doors.removeIf(door -> door.path().startsWith(ERROR));
        assertThat(doors).hasSizeGreaterThan(100);
        return doors;
    }

    private String who(Door door, Srisamut province) {
        if (isIn(door, null)) {
            return EVERYBODY;
        }
        var in = EnumSet.noneOf(Role.class);
        var all = EnumSet.allOf(Role.class);
        if (door.isForPrograms()) {
            all.remove(Role.INSTALLATION);
        }
        for (var role : all) {
            var who =
                    door.isForPrograms()
                            ? tokens.computeIfAbsent(role, _ -> token(role, province))
                            : SignedInAs.of(province.id, province.governor, role);
            if (isIn(door, who)) {
                in.add(role);
            }
        }
        return in.equals(all)
                ? "signed in"
                : in.stream().map(Role::name).collect(Collectors.joining(" "));
    }

    /// An officer has the role by being named, and keeps it only so.
    private RequestPostProcessor token(Role role, Srisamut province) {
        var test = new TestTokens(here);
        var official = role == Role.CORRESPONDENCE_OFFICER ? province.officer : null;
        return test.of(test.person(province.id, official, role), TokenScope.values());
    }

    /// A door that complains of the values before it looks at who asks wants better ones here.
    private boolean isIn(Door door, @Nullable RequestPostProcessor who) {
        var request = request(door).with(csrf());
        // who is not signed in and asks as scripts do is told so, not shown the way
        var status = status(who == null ? request.header("HX-Request", "true") : request.with(who));
        assertThat(status).as("%s for %s", door, who).isNotIn(400, 405, 415, 500);
        return status != 401 && status != 403;
    }

    private static int status(MockMvcRequestBuilder request) {
        return request.exchange().getResponse().getStatus();
    }

    private MockMvcRequestBuilder request(Door door) {
        var path = door.path();
        var values = new TreeMap<String, String>();
        for (var parameter : door.handler().getMethodParameters()) {
            var inPath = parameter.getParameterAnnotation(PathVariable.class);
            var typed = parameter.getParameterAnnotation(RequestParam.class);
            if (inPath != null) {
                path = path.replace("{" + name(inPath.value(), parameter) + "}", value(parameter));
            } else if (typed != null && parameter.getParameterType().isEnum()) {
                values.put(
                        name(typed.name(), parameter),
                        parameter.getParameterType().getEnumConstants()[0].toString());
            } else if (typed != null && VALUES.containsKey(parameter.getParameterType())) {
                values.put(name(typed.name(), parameter), value(parameter));
            } else if (typed != null && parameter.getParameterType() == String.class) {
                values.put(name(typed.name(), parameter), "");
            }
        }
        var request = web.method(door.method()).uri(path.replaceAll("\\{[^}]*}", "x"));
        values.forEach(request::param);
        if (door.isForPrograms()) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (door.consumes() != null) {
            request.contentType(door.consumes()).content("{}");
        }
        return request;
    }

    private static String name(String given, MethodParameter parameter) {
        return given.isEmpty() ? parameter.getParameter().getName() : given;
    }

    /// Of a text an id, which most are.
    private static String value(MethodParameter parameter) {
        return VALUES.getOrDefault(parameter.getParameterType(), ID);
    }
}
