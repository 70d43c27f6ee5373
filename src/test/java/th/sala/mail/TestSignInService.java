package th.sala.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The sign-in service of a mail service, over loopback (RFC 6749, RFC 7636): it redeems a code
/// once, for the client that asked, with the verifier that fits, and lets each refresh token be
/// used once. Written by the standards, without the library that the program uses.
final class TestSignInService implements AutoCloseable {
    static final String CLIENT = "sala-of:tests";
    static final String SECRET = "client secret/with+signs:%";
    static final String SCOPE = "https://mail.example/ offline_access";

    /// What servers say, in Base64, before they refuse a token.
    static final String REFUSAL =
            Base64.getEncoder().encodeToString("{\"status\":\"400\"}".getBytes());

    final Queue<String> grants = new ConcurrentLinkedQueue<>();
    volatile long lifetime = 3600;
    volatile String tokenBegins = "access-";
    volatile @Nullable String answer;

    /// Takes what it is asked and says nothing.
    volatile boolean hangsUp;

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Set<String> refresh = ConcurrentHashMap.newKeySet();
    private final Set<String> access = ConcurrentHashMap.newKeySet();

    TestSignInService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", this::token);
        server.start();
    }

    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort() + "/token";
    }

    String authorize() {
        return "http://localhost:" + server.getAddress().getPort() + "/authorize?tenant=one";
    }

    boolean takes(String token) {
        return access.contains(token);
    }

    /// Whether the sign-in at a mail server is with one of these tokens.
    static boolean isIn(String said, Predicate<String> tokens) {
        var begins = "auth=Bearer ";
        var parts = said.split("\1");
        return parts.length == 2
                && parts[0].startsWith("user=")
                && parts[1].startsWith(begins)
                && tokens.test(parts[1].substring(begins.length()));
    }

    void forgetEverything() {
        refresh.clear();
        access.clear();
    }

    void forgetAccess() {
        access.clear();
    }

    /// What the browser of a person does there who allows what is asked.
    ///
    /// @return the address to which it goes back
    URI allowed(String there) {
        var asked = form(URI.create(there).getRawQuery());
        must(CLIENT.equals(asked.get("client_id")), "client_id");
        must("code".equals(asked.get("response_type")), "response_type");
        must("S256".equals(asked.get("code_challenge_method")), "PKCE");
        must(SCOPE.equals(asked.get("scope")), "scope");
        must("offline".equals(asked.get("access_type")), "access_type");
        must("one".equals(asked.get("tenant")), "the address's own query");
        var code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return URI.create(
                asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var form =
                form(
                        new String(
                                exchange.getRequestBody().readAllBytes(),
                                StandardCharsets.US_ASCII));
        grants.add(form.getOrDefault("grant_type", ""));
        if (hangsUp) {
            exchange.close();
            return;
        }
        var said = answer;
        if (said != null) {
            answer(exchange, 200, said);
            return;
        }
        if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        var isGood =
                switch (form.getOrDefault("grant_type", "")) {
                    case "authorization_code" -> isRedeemed(form);
                    case "refresh_token" -> refresh.remove(form.get("refresh_token"));
                    case "client_credentials" -> SCOPE.equals(form.get("scope"));
                    default -> false;
                };
        if (!isGood) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"ended\"}");
            return;
        }
        var token = tokenBegins + UUID.randomUUID();
        var next = "refresh-" + UUID.randomUUID();
        access.add(token);
        refresh.add(next);
        answer(
                exchange,
                200,
                """
                {"access_token":"%s","token_type":"Bearer","expires_in":%d,"refresh_token":"%s"}\
                """
                        .formatted(token, lifetime, next));
    }

    private boolean isRedeemed(Map<String, String> form) {
        var asked = codes.remove(form.getOrDefault("code", ""));
        return asked != null
                && Objects.equals(asked.get("redirect_uri"), form.get("redirect_uri"))
                && challenge(form.get("code_verifier")).equals(asked.get("code_challenge"));
    }

    private static String challenge(@Nullable String verifier) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Map<String, String> form(String encoded) {
        var form = new HashMap<String, String>();
        for (var field : encoded.split("&")) {
            var parts = field.split("=", 2);
            form.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return form;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
