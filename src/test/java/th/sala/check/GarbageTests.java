package th.sala.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.thai.Display;

/// Whatever comes to any address that takes a form, the answer is a page that says what is wrong,
/// never a failure of ours. Random, but the same in every run.
@SalaTest
class GarbageTests {
    private static final long SEED = 20_261_121;
    private static final int ROUNDS = 12;
    private static final int FAILED = 500;
    private static final String PASSWORD = "กระต่ายน้อยบนดวงจันทร์";

    /// A variable in an address, with its pattern if it has one.
    private static final Pattern PLACES =
            Pattern.compile("\\{\\*?(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");

    private static final List<String> GARBAGE =
            List.of(
                    "",
                    " ",
                    "ก".repeat(5_000),
                    "x".repeat(300),
                    "\u0000",
                    "ก\u0000ข",
                    "บรรทัด\r\nX-Header: y",
                    "\u202E\u200B",
                    "-1",
                    "0",
                    "2147483648",
                    "99999999999999999999",
                    "1e309",
                    "NaN",
                    "2026-13-45",
                    "+999999999-12-31",
                    "-999999999-01-01",
                    "0001-01-01",
                    "99:99",
                    "null",
                    "[]",
                    "../../../etc/passwd",
                    "<script>alert(1)</script>",
                    "' OR 1=1 --",
                    "${7*7} __${7*7}__ {0}",
                    "a@b@c",
                    "๙๙๙๙๙๙๙๙๙๙๙๙");

    @Autowired MockMvcTester web;
    @Autowired Founding founding;
    @Autowired Organisation organisation;
    @Autowired Powers powers;
    @Autowired Accounts accounts;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Random random;
    private Srisamut province;

    @BeforeEach
    void province() {
        random = new Random(SEED);
        province = new Srisamut(founding, organisation, powers, "garbage.example");
    }

    @Test
    void isAnsweredWhoeverSendsIt() {
        var everything =
                person(
                        "all",
                        Role.OFFICIAL,
                        Role.AUTHORISED_PERSON,
                        Role.CORRESPONDENCE_OFFICER,
                        Role.HEAD,
                        Role.ADMINISTRATOR,
                        Role.AUDITOR);
        var official = person("one", Role.OFFICIAL);
        var posts = posts();
        assertThat(posts).hasSizeGreaterThan(40);

        var failures = new ArrayList<String>();
        posts.forEach((path, method) -> {
            for (int round = 0; round < ROUNDS; round++) {
                for (var who : List.of(everything, official)) {
                    var fields = fields(method);
                    var result = send(path, method, fields, who);
                    if (hasFailed(result)) {
                        failures.add(path + " " + brief(fields) + ": " + reason(result));
                    }
                }
            }
        });
        assertThat(failures).isEmpty();
    }

    private static boolean hasFailed(MvcTestResult result) {
        return result.getUnresolvedException() != null
                || result.getResponse().getStatus() >= FAILED;
    }

    private static String reason(MvcTestResult result) {
        var thrown =
                result.getUnresolvedException() != null
                        ? result.getUnresolvedException()
                        : result.getMvcResult().getResolvedException();
        return String.valueOf(thrown);
    }

    private static String brief(Map<String, String> fields) {
        var text = fields.toString().replace('\u0000', '0');
        return text.substring(0, Math.min(400, text.length()));
    }

    /// A person with an account behind them. Administrators here govern the installation too, so
    /// that no form is closed to both.
    private SignedIn person(String name, Role... roles) {
        var username = name + province.id.toString().substring(0, 8);
        var account =
                new NewAccount(
                        province.id,
                        province.deputy,
                        username,
                        "นายทดสอบ ระบบ",
                        "จังหวัด",
                        PASSWORD,
                        Set.of(Role.OFFICIAL));
        var id =
                AgencyScope.within(
                        province.id,
                        () -> accounts.open(name.equals("all") ? account : without(account)));
        var all = new ArrayList<>(Arrays.asList(roles));
        if (all.contains(Role.ADMINISTRATOR)) {
            all.add(Role.INSTALLATION);
        }
        return new SignedIn(
                id,
                province.id,
                province.deputy,
                username,
                "นายทดสอบ ระบบ",
                "จังหวัด",
                Set.copyOf(all),
                Display.OFFICIAL,
                true,
                SignedIn.BY_PASSWORD,
                java.util.Map.of());
    }

    private static NewAccount without(NewAccount account) {
        return new NewAccount(
                account.agency(),
                null,
                account.username(),
                account.name(),
                account.agencyName(),
                account.password(),
                account.roles());
    }

    private Map<String, HandlerMethod> posts() {
        var posts = new java.util.TreeMap<String, HandlerMethod>();
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> {
                    var ours = method.getBeanType().getPackageName().startsWith("th.sala");
                    var isPost =
                            mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST);
                    if (ours && isPost) {
                        mapping.getPatternValues().forEach(path -> posts.put(path, method));
                    }
                });
        return posts;
    }

    private MvcTestResult send(
            String path, HandlerMethod method, Map<String, String> fields, SignedIn who) {
        var post = web.post();
        var uploads = Arrays.stream(method.getMethodParameters()).anyMatch(GarbageTests::isFile);
        var variables =
                PLACES.matcher(path)
                        .results()
                        .map(place -> value(typeOf(place.group(1), method)))
                        .map(value -> value.isBlank() || value.length() > 100 ? "x" : value)
                        .map(value -> value.replaceAll("[/\\\\\\p{Cntrl};%.]", "x"))
                        .toArray();
        if (uploads) {
            var request = post.multipart().uri(path, variables);
            for (var parameter : method.getMethodParameters()) {
                if (isFile(parameter) && random.nextBoolean()) {
                    request.file(file(parameter));
                }
            }
            fields.forEach(request::param);
            return request.with(SignedInAs.as(who)).with(csrf()).exchange();
        }
        var request = post.uri(path, variables);
        fields.forEach(request::param);
        return request.with(SignedInAs.as(who)).with(csrf()).exchange();
    }

    /// Of what stands in the path at that name; an id where an argument resolver reads it.
    private static Type typeOf(String name, HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(PathVariable.class))
                .filter(parameter -> parameter.getParameter().getName().equals(name))
                .findFirst()
                .<Type>map(MethodParameter::getGenericParameterType)
                .orElse(UUID.class);
    }

    private MockMultipartFile file(MethodParameter parameter) {
        var bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return new MockMultipartFile(
                parameter.getParameterName(), pick(GARBAGE), "application/pdf", bytes);
    }

    private static boolean isFile(MethodParameter parameter) {
        return ResolvableType.forMethodParameter(parameter).toString().contains("MultipartFile");
    }

    /// A value for most of the fields that the method looks at, and none for some.
    private Map<String, String> fields(HandlerMethod method) {
        var fields = new LinkedHashMap<String, String>();
        for (var parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(
                    new org.springframework.core.DefaultParameterNameDiscoverer());
            if (parameter.hasParameterAnnotation(RequestParam.class) && !isFile(parameter)) {
                put(fields, parameter.getParameterName(), parameter.getGenericParameterType());
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class)
                    && parameter.getParameterType().isRecord()) {
                for (RecordComponent part : parameter.getParameterType().getRecordComponents()) {
                    if (part.getType() != MultipartFile.class) {
                        put(fields, part.getName(), part.getGenericType());
                    }
                }
            }
        }
        return fields;
    }

    private void put(Map<String, String> fields, @Nullable String name, Type type) {
        if (name != null && random.nextInt(8) > 0) {
            fields.put(name, value(type));
        }
    }

    /// As often what the field wants as what it does not.
    private String value(Type type) {
        return random.nextBoolean() ? pick(GARBAGE) : wanted(ResolvableType.forType(type));
    }

    private String wanted(ResolvableType type) {
        var raw = type.resolve(String.class);
        if (java.util.Collection.class.isAssignableFrom(raw)) {
            return wanted(type.getGeneric(0));
        }
        if (raw.isEnum()) {
            return pick(Arrays.asList(raw.getEnumConstants())).toString();
        }
        if (raw == UUID.class) {
            return pick(List.of(province.id, province.deputy, province.office, UUID.randomUUID()))
                    .toString();
        }
        if (raw == LocalDate.class) {
            return pick(List.of("2026-11-21", "2027-01-04", "1900-01-01"));
        }
        if (raw == LocalTime.class) {
            return pick(List.of("08:30", "16:30"));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "true";
        }
        if (raw == int.class || raw == Integer.class || raw == long.class) {
            return pick(List.of("1", "2569", "25"));
        }
        return pick(
                List.of(
                        "ทดสอบ",
                        "yes",
                        "2026-11-21",
                        "saraban@garbage.example",
                        province.deputy.toString(),
                        province.office.toString(),
                        "garbage.example",
                        "1"));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
