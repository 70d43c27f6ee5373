package th.sala.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A provider of OpenID Connect over loopback, as strict as a good one: it redeems a code once, for
/// the client that asked, with its secret, for the same redirect URI and with the PKCE verifier
/// that fits. What it says can be spoiled for a test. Written by the standards, not with the
/// library that the program uses, but for the signatures.
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "sala-of:tests";
    public static final String SECRET = "test secret/with+signs:%";

    /// What was asked for, until the code is redeemed.
    private record Asked(Map<String, String> request, Map<String, Object> claims) {}

    /// Making one takes longer than most tests.
    private static final RSAKey FIRST = freshKey();

    private final HttpServer server;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile RSAKey key = FIRST;

    /// May change the claims before they are signed.
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

    /// Makes the token of the claims.
    volatile Function<JWTClaimsSet, String> signing = this::signed;

    /// May change what the provider says of itself.
    volatile UnaryOperator<Map<String, Object>> saying = UnaryOperator.identity();

    /// What becomes of the path, in place of the answer, if anything.
    volatile Map<String, Trouble> troubles = Map.of();

    volatile boolean saysIssuer = true;

    enum Trouble {
        SILENT,
        ENDLESS,
        BROKEN,
        ELSEWHERE
    }

    public TestProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realm";
    }

    RSAKey key() {
        return key;
    }

    void rotate() {
        key = freshKey();
    }

    private static RSAKey freshKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, JWSAlgorithm.RS256, key);
    }

    static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, RSAKey key) {
        try {
            return signed(claims, algorithm, key.getKeyID(), new RSASSASigner(key));
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String signed(
            JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        try {
            var token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String plain(JWT token) {
        return token.serialize();
    }

    /// What the person's browser does there: looks at what is asked, lets the person prove who they
    /// are, and goes back.
    ///
    /// @param asked the address to which it was sent
    /// @param person what the provider knows of them
    /// @return the address to which it is sent back
    URI recognise(String asked, Map<String, Object> person) {
        var request = query(URI.create(asked).getRawQuery());
        must("code".equals(request.get("response_type")), "response_type");
        must(CLIENT.equals(request.get("client_id")), "client_id");
        must(("" + request.get("scope")).startsWith("openid"), "scope");
        must("S256".equals(request.get("code_challenge_method")), "PKCE");
        must(("" + request.get("code_challenge")).length() == 43, "PKCE");
        must(("" + request.get("state")).length() >= 32, "state");
        must(("" + request.get("nonce")).length() >= 32, "nonce");
        var code = UUID.randomUUID().toString();
        codes.put(code, new Asked(request, person));
        return back(request, "code=" + code);
    }

    /// The person says no.
    URI deny(String asked) {
        return back(query(URI.create(asked).getRawQuery()), "error=access_denied");
    }

    private URI back(Map<String, String> request, String what) {
        var issuer =
                saysIssuer ? "&iss=" + URLEncoder.encode(issuer(), StandardCharsets.UTF_8) : "";
        return URI.create(
                request.get("redirect_uri")
                        + "?"
                        + what
                        + "&state="
                        + request.get("state")
                        + issuer);
    }

    private static void must(boolean right, String what) {
        if (!right) {
            throw new AssertionError("the request is wrong: " + what);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var trouble = troubles.get(path);
            if (trouble != null) {
                trouble(trouble, exchange);
                return;
            }
            switch (path) {
                case "/realm/.well-known/openid-configuration" ->
                        json(exchange, 200, saying.apply(configuration()));
                case "/realm/keys" ->
                        json(exchange, 200, new JWKSet(key).toPublicJWKSet().toJSONObject());
                case "/realm/token" -> token(exchange);
                case "/realm/authorize" -> authorize(exchange);
                default -> json(exchange, 404, Map.of());
            }
        }
    }

    private void trouble(Trouble trouble, HttpExchange exchange) throws IOException {
        switch (trouble) {
            case SILENT -> {
                try {
                    over.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            case ENDLESS -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                while (over.getCount() > 0) {
                    exchange.getResponseBody().write(new byte[8192]);
                }
            }
            case BROKEN -> json(exchange, 500, Map.of());
            case ELSEWHERE -> {
                exchange.getResponseHeaders().set("Location", issuer() + "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
        }
    }

    /// In a browser: everybody who comes is the one person.
    private void authorize(HttpExchange exchange) throws IOException {
        var asked = "http://localhost" + exchange.getRequestURI();
        exchange.getResponseHeaders()
                .set("Location", recognise(asked, Map.of("sub", "browser")).toString());
        exchange.sendResponseHeaders(302, -1);
    }

    private Map<String, Object> configuration() {
        var configuration = new LinkedHashMap<String, Object>();
        configuration.put("issuer", issuer());
        configuration.put("authorization_endpoint", issuer() + "/authorize");
        configuration.put("token_endpoint", issuer() + "/token");
        configuration.put("jwks_uri", issuer() + "/keys");
        configuration.put("response_types_supported", new String[] {"code"});
        configuration.put("subject_types_supported", new String[] {"public"});
        configuration.put(
                "id_token_signing_alg_values_supported", new String[] {"RS256", "HS256", "none"});
        configuration.put("authorization_response_iss_parameter_supported", saysIssuer);
        return configuration;
    }

    private void token(HttpExchange exchange) throws IOException {
        var form =
                query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!isClient(exchange.getRequestHeaders().getFirst("Authorization"))) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        // gone, whatever becomes of it
        var asked = codes.remove(Objects.requireNonNullElse(form.get("code"), ""));
        if (asked == null
                || !"POST".equals(exchange.getRequestMethod())
                || !"authorization_code".equals(form.get("grant_type"))
                || !Objects.equals(asked.request().get("redirect_uri"), form.get("redirect_uri"))
                || !challenge(form).equals(asked.request().get("code_challenge"))) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        var answer = new HashMap<String, Object>();
        answer.put("access_token", "an-access-token-that-nobody-uses");
        answer.put("token_type", "Bearer");
        answer.put("expires_in", 60);
        answer.put("id_token", signing.apply(claims(asked)));
        json(exchange, 200, answer);
    }

    private JWTClaimsSet claims(Asked asked) {
        var now = Instant.now();
        var builder =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("nonce", asked.request().get("nonce"));
        asked.claims().forEach(builder::claim);
        return claims.apply(builder).build();
    }

    private static boolean isClient(String header) {
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        var text =
                new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        var colon = text.indexOf(':');
        return decoded(text.substring(0, colon)).equals(CLIENT)
                && decoded(text.substring(colon + 1)).equals(SECRET);
    }

    private static String challenge(Map<String, String> form) {
        try {
            var verifier = Objects.requireNonNullElse(form.get("code_verifier"), "");
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Map<String, String> query(String text) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : text.split("&")) {
            var equals = pair.indexOf('=');
            query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> value)
            throws IOException {
        var body =
                com.nimbusds.jose.util.JSONObjectUtils.toJSONString(value)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
