package th.sala.check;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import th.sala.accounts.TokenScope;
import th.sala.api.ApiCall;
import th.sala.api.Listing;

/// The description of the interface for programs, as the code is: methods, parameters, records.
final class OpenApi {
    private static final String ABOUT =
            """
            Letters, registers and registries of agencies for programs. Who asks is a person, by a token that the person \
            made on the page /me/tokens; it narrows what the person may do on the pages and never widens it.
            Each POST needs an Idempotency-Key. Drafts are changed with If-Match. Lists come in pieces: next is the cursor \
            of the next request. Moments have an offset; days are of the common era. Refusals are application/problem+json \
            (RFC 9457) in the language of Accept-Language (th, en). Within v1 fields are added and never taken away.
            To come: /api/v1/search.\
            """;

    private final Map<String, Object> schemas = new TreeMap<>();

    /// A method that answers programs.
    record Call(Method method, String path, String verb, ApiCall call, List<String> consumes) {}

    static List<Call> calls() {
        var calls = new ArrayList<Call>();
        for (var type : Product.CLASSES) {
            for (var method : type.getMethods()) {
                if (method.isAnnotatedWith(ApiCall.class)) {
                    calls.add(call(method.reflect()));
                }
            }
        }
        return calls;
    }

    private static Call call(Method method) {
        var shared =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getDeclaringClass(), RequestMapping.class);
        var own = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        var beginning = shared == null ? "" : shared.path()[0];
        var rest = own.path().length == 0 ? "" : own.path()[0];
        return new Call(
                method,
                beginning + rest,
                own.method()[0].name().toLowerCase(Locale.ROOT),
                method.getAnnotation(ApiCall.class),
                List.of(own.consumes()));
    }

    Map<String, Object> describe() {
        var paths = new TreeMap<String, Object>();
        for (var call : calls()) {
            @SuppressWarnings("unchecked")
            var verbs =
                    (Map<String, Object>)
                            paths.computeIfAbsent(call.path(), _ -> new TreeMap<String, Object>());
            verbs.put(call.verb(), operation(call));
        }
        schemas.put("Problem", problem());
        return map(
                "openapi",
                "3.1.0",
                "info",
                map("title", "Sala", "version", "1", "description", ABOUT),
                "paths",
                paths,
                "components",
                map(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        map("token", map("type", "http", "scheme", "bearer"))));
    }

    private Map<String, Object> operation(Call call) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", id(call));
        operation.put("summary", call.call().says());
        operation.put(
                "x-scopes", Arrays.stream(call.call().scope()).map(TokenScope::word).toList());
        operation.put("x-roles", Arrays.stream(call.call().roles()).map(Enum::name).toList());
        operation.put(
                "security",
                call.path().endsWith("/openapi.json")
                        ? List.of()
                        : List.of(map("token", List.of())));
        var parameters = parameters(call);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        body(call, operation);
        operation.put(
                "responses",
                map(
                        Integer.toString(call.call().answers()),
                        answer(call),
                        "default",
                        map(
                                "description",
                                "Refused, and why",
                                "content",
                                map(
                                        "application/problem+json",
                                        map("schema", reference("Problem"))))));
        return operation;
    }

    private static String id(Call call) {
        var noun =
                call.method()
                        .getDeclaringClass()
                        .getSimpleName()
                        .replaceAll("(Program)?Controller$", "");
        return noun.substring(0, 1).toLowerCase(Locale.ROOT)
                + noun.substring(1)
                + "-"
                + call.method().getName();
    }

    private List<Object> parameters(Call call) {
        var parameters = new ArrayList<>();
        for (var parameter : call.method().getParameters()) {
            var path = parameter.getAnnotation(PathVariable.class);
            var query = parameter.getAnnotation(RequestParam.class);
            var header = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestHeader.class);
            if (path != null) {
                parameters.add(parameter(parameter.getName(), "path", true, parameter, null));
            } else if (query != null) {
                var usual =
                        query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                                ? null
                                : query.defaultValue();
                var needed = query.required() && usual == null;
                parameters.add(parameter(parameter.getName(), "query", needed, parameter, usual));
            } else if (header != null && !header.name().equals("Content-Type")) {
                parameters.add(parameter(header.name(), "header", true, parameter, null));
            }
        }
        if (call.verb().equals("post")) {
            parameters.add(
                    map(
                            "name",
                            "Idempotency-Key",
                            "in",
                            "header",
                            "required",
                            true,
                            "schema",
                            map("type", "string", "minLength", 8, "maxLength", 100)));
        }
        return parameters;
    }

    private Object parameter(
            String name, String in, boolean needed, Parameter of, @Nullable String usual) {
        var schema = new LinkedHashMap<>(schema(of.getParameterizedType()));
        if (usual != null) {
            schema.put("default", usual);
        }
        return map("name", name, "in", in, "required", needed, "schema", schema);
    }

    private void body(Call call, Map<String, Object> operation) {
        for (var parameter : call.method().getParameters()) {
            var body = parameter.getAnnotation(RequestBody.class);
            var isFile = parameter.getType().equals(InputStream.class);
            if (body == null && !isFile) {
                continue;
            }
            var content = new TreeMap<String, Object>();
            for (var type : call.consumes()) {
                content.put(
                        type,
                        isFile ? map() : map("schema", schema(parameter.getParameterizedType())));
            }
            operation.put(
                    "requestBody", map("required", isFile || body.required(), "content", content));
        }
    }

    private Map<String, Object> answer(Call call) {
        var type = call.method().getGenericReturnType();
        if (type instanceof ParameterizedType of && of.getRawType().equals(ResponseEntity.class)) {
            type = of.getActualTypeArguments()[0];
        }
        if (type.equals(void.class)) {
            return map("description", "The bytes", "content", map("*/*", map()));
        }
        if (type.equals(byte[].class)) {
            return map("description", "Done", "content", map("application/json", map()));
        }
        return map(
                "description",
                "Done",
                "content",
                map("application/json", map("schema", schema(type))));
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType of) {
            var raw = (Class<?>) of.getRawType();
            var item = of.getActualTypeArguments()[0];
            if (Collection.class.isAssignableFrom(raw)) {
                return map("type", "array", "items", schema(item));
            }
            if (raw.equals(Listing.class)) {
                return map(
                        "type",
                        "object",
                        "required",
                        List.of("items", "next"),
                        "properties",
                        map(
                                "items",
                                map("type", "array", "items", schema(item)),
                                "next",
                                map("type", List.of("string", "null"))));
            }
            throw new IllegalStateException("not described: " + type);
        }
        return plain((Class<?>) type);
    }

    private Map<String, Object> plain(Class<?> type) {
        if (type.isRecord()) {
            return reference(record(type));
        }
        if (type.isEnum()) {
            return map(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (type.equals(String.class)) {
            return map("type", "string");
        }
        if (type.equals(UUID.class)) {
            return map("type", "string", "format", "uuid");
        }
        if (type.equals(OffsetDateTime.class)) {
            return map("type", "string", "format", "date-time");
        }
        if (type.equals(LocalDate.class)) {
            return map("type", "string", "format", "date");
        }
        if (type.equals(boolean.class) || type.equals(Boolean.class)) {
            return map("type", "boolean");
        }
        if (type.equals(int.class) || type.equals(Integer.class) || type.equals(long.class)) {
            return map("type", "integer");
        }
        throw new IllegalStateException("not described: " + type);
    }

    private String record(Class<?> type) {
        var name = name(type);
        if (schemas.putIfAbsent(name, map()) == null) {
            var properties = new LinkedHashMap<String, Object>();
            var needed = new ArrayList<String>();
            for (var component : type.getRecordComponents()) {
                properties.put(component.getName(), property(component));
                if (isNeeded(component)) {
                    needed.add(component.getName());
                }
            }
            var schema = new LinkedHashMap<String, Object>();
            schema.put("type", "object");
            schema.put("required", needed);
            schema.put("properties", properties);
            schemas.put(name, schema);
        }
        return name;
    }

    /// `OutgoingProgram.Written` is `OutgoingWritten`.
    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        var of =
                outer == null
                        ? ""
                        : outer.getSimpleName().replaceAll("(Program)?Controller$|Views$", "");
        return of + type.getSimpleName().replaceAll("View$", "");
    }

    private Object property(RecordComponent component) {
        var schema = new LinkedHashMap<>(schema(component.getGenericType()));
        var size = component.getAccessor().getAnnotation(Size.class);
        if (size != null) {
            schema.put(
                    component.getType().equals(String.class) ? "maxLength" : "maxItems",
                    size.max());
        }
        if (!isNullable(component)) {
            return schema;
        }
        return schema.containsKey("$ref")
                ? map("anyOf", List.of(schema, map("type", "null")))
                : nullable(schema);
    }

    private static Object nullable(Map<String, Object> schema) {
        schema.put("type", List.of(schema.get("type"), "null"));
        if (schema.get("enum") instanceof List<?> constants) {
            var all = new ArrayList<@Nullable Object>(constants);
            all.add(null);
            schema.put("enum", all);
        }
        return schema;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// What must come; and all of an answer, which has no field that must.
    private static boolean isNeeded(RecordComponent component) {
        var accessor = component.getAccessor();
        return !isNullable(component)
                || accessor.isAnnotationPresent(NotNull.class)
                || accessor.isAnnotationPresent(NotBlank.class);
    }

    private static Map<String, Object> problem() {
        var text = map("type", "string");
        var clause =
                map(
                        "type",
                        List.of("object", "null"),
                        "properties",
                        map("id", text, "law", text, "text", text));
        return map(
                "type",
                "object",
                "required",
                List.of("type", "title", "status", "detail", "key"),
                "properties",
                map(
                        "type", text,
                        "title", text,
                        "status", map("type", "integer"),
                        "detail", text,
                        "key", text,
                        "clause", clause,
                        "errors",
                                map(
                                        "type",
                                        "array",
                                        "items",
                                        map(
                                                "type",
                                                "object",
                                                "properties",
                                                map(
                                                        "field", text, "key", text, "detail", text,
                                                        "clause", clause))),
                        "reference", text));
    }

    private static Map<String, Object> reference(String name) {
        return map("$ref", "#/components/schemas/" + name);
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
