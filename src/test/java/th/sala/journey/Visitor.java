package th.sala.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody of the demo at work without a browser: forms are sent as a browser would, fast, and a
/// broken connection is an `IOException` for the caller to deal with.
final class Visitor implements AutoCloseable {
    /// @param location where the answer leads, or empty
    record Answer(int status, String location, String body) {
        boolean leadsOn() {
            return status == 302 || status == 303;
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TOKEN =
            Pattern.compile("name=\"_csrf\" (?:content|value)=\"([^\"]+)\"");
    private static final String BOUNDARY = "----sala-journey-0f4e";

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Installation installation;

    Visitor(Installation installation) {
        this.installation = installation;
    }

    void signIn(Installation.Person person) throws IOException {
        var fields = Map.of("username", person.username(), "password", person.password());
        var answer = post("/sign-in", "/sign-in", fields);
        if (!answer.leadsOn() || answer.location().contains("error")) {
            throw new IOException(person.username() + " is not let in: " + answer.status());
        }
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /// Sends a form that stands on a page.
    Answer post(String page, String action, Map<String, String> fields) throws IOException {
        var all = new ArrayList<>(fields.entrySet());
        all.add(Map.entry("_csrf", token(page)));
        var body =
                all.stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(action)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Sends a form that takes files, with one.
    Answer post(String page, String action, Map<String, String> fields, String name, Path file)
            throws IOException {
        var body = new ByteArrayOutputStream();
        var all = new ArrayList<>(fields.entrySet());
        all.add(Map.entry("_csrf", token(page)));
        for (var field : all) {
            part(body, "name=\"" + field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n");
        }
        part(
                body,
                "name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/pdf\r\n\r\n"
                        .formatted(name, file.getFileName()));
        body.write(Files.readAllBytes(file));
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(
                request(action)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String head) {
        var text = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head;
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What a pattern's first group finds on a page, in order.
    List<String> find(String page, Pattern pattern) throws IOException {
        return pattern.matcher(good(page).body()).results().map(Visitor::first).distinct().toList();
    }

    /// @throws AssertionError if the page is there without it
    String findOne(String page, Pattern pattern) throws IOException {
        var found = pattern.matcher(good(page).body());
        if (!found.find()) {
            throw new AssertionError(pattern + " is not on " + page + ": " + get(page).body());
        }
        return found.group(1);
    }

    private static String first(MatchResult found) {
        return found.group(1);
    }

    private Answer good(String page) throws IOException {
        var answer = get(page);
        if (answer.status() != 200) {
            throw new IOException(page + " answers " + answer.status());
        }
        return answer;
    }

    private String token(String page) throws IOException {
        var token = TOKEN.matcher(good(page).body());
        if (!token.find()) {
            throw new IOException("no form on " + page);
        }
        return token.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(installation.url() + path))
                .header("Accept", "text/html")
                .timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var location = answer.headers().firstValue("Location").orElse("");
            return new Answer(answer.statusCode(), location, answer.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
