package th.sala.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import th.sala.mail.SmtpHandIn;

/// People at work in one agency who do not give up when the system is away: a head writes letters
/// to another agency, every other one set and signed by the system, an officer registers what
/// comes, and a stranger's server hands in mail. What the system promised them is noted.
final class Traffic {
    /// An agency's people and addresses.
    record Cast(String head, String officer, String central, String writesTo) {}

    private static final Path PDF =
            Path.of("src", "main", "resources", "demo", "letters", "01.pdf").toAbsolutePath();
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Pattern INCOMING = Pattern.compile("href=\"/letters/in/([0-9a-f-]{36})\"");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");
    private static final Pattern SIGNER =
            Pattern.compile("<option value=\"([0-9a-f-]{36})\" selected");

    private static final Pattern OWNER_CODE =
            Pattern.compile("<input[^>]*id=\"ownerCode\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern DRAFT =
            Pattern.compile("^.*(/letters/out/[0-9a-f-]{36})/preview.*$");
    private static final Pattern SUBJECT =
            Pattern.compile("<textarea[^>]*id=\"subject\"[^>]*>([^<]+)<");

    private final Installation installation;
    private final Cast cast;
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicBoolean registering = new AtomicBoolean(true);
    private final AtomicInteger progress = new AtomicInteger();
    private final Queue<String> promisedMails = new ConcurrentLinkedQueue<>();
    private final Queue<String> promisedLetters = new ConcurrentLinkedQueue<>();
    private final Queue<String> promisedSigned = new ConcurrentLinkedQueue<>();
    private final List<Future<?>> workers = new ArrayList<>();

    Traffic(Installation installation, Cast cast) {
        this.installation = installation;
        this.cast = cast;
    }

    Installation installation() {
        return installation;
    }

    /// Message ids of the stranger's mails that were answered by 250.
    List<String> promisedMails() {
        return List.copyOf(promisedMails);
    }

    /// Subjects of the letters that the head was told are sent.
    List<String> promisedLetters() {
        return List.copyOf(promisedLetters);
    }

    /// Subjects of those among them that the system sets and signs.
    List<String> promisedSigned() {
        return List.copyOf(promisedSigned);
    }

    /// Letters sent and registered until now, as the people here saw it.
    int progress() {
        return progress.get();
    }

    void begin(ExecutorService threads) {
        Stream.<Runnable>of(this::write, this::register, this::handIn)
                .map(threads::submit)
                .forEach(workers::add);
    }

    /// Waits until all have ended their work.
    void end(Duration longest) throws InterruptedException, ExecutionException, TimeoutException {
        for (var worker : workers) {
            worker.get(longest.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// @throws AssertionError if somebody here failed at the work
    void check() {
        for (var worker : workers) {
            if (worker.state() == Future.State.FAILED) {
                throw new AssertionError(cast.central(), worker.exceptionNow());
            }
        }
    }

    /// No further letter or mail is begun; what is begun is brought to its end.
    void stopWriting() {
        writing.set(false);
    }

    void stopRegistering() {
        registering.set(false);
    }

    private void write() {
        try (var head = new Visitor(installation)) {
            signIn(head, cast.head());
            for (int i = 1; writing.get(); i++) {
                var subject = "เรื่องที่ " + i + " ถึง " + cast.writesTo();
                var isSet = i % 2 == 0;
                var page = insist(() -> draft(head, subject, isSet));
                insist(() -> send(head, page));
                promisedLetters.add(subject);
                if (isSet) {
                    promisedSigned.add(subject);
                }
                progress.incrementAndGet();
            }
        }
    }

    /// What is lost on the way stays behind as a draft, or as nothing.
    private String draft(Visitor head, String subject, boolean isSet) throws IOException {
        var signer = head.findOne("/letters/out/new", SIGNER);
        var code = head.findOne("/letters/out/new", OWNER_CODE);
        var fields = new HashMap<String, String>();
        if (isSet) {
            fields.put("typeset", "true");
        }
        fields.putAll(
                Map.of(
                        "signer", signer,
                        "ownerCode", code,
                        "urgency", "NORMAL",
                        "subject", subject,
                        "salutation", "ผู้ว่าราชการจังหวัด",
                        "proposal", "เพื่อโปรดทราบ",
                        "body", "จึงเรียนมาเพื่อโปรดทราบ",
                        "contact", "โทร. 0 7000 0000",
                        "to", cast.writesTo(),
                        "then", "preview"));
        var answer =
                isSet
                        ? head.post("/letters/out/new", "/letters/out", fields)
                        : head.post("/letters/out/new", "/letters/out", fields, "pdf", PDF);
        mustLeadOn(answer);
        return DRAFT.matcher(answer.location()).replaceFirst("$1");
    }

    /// A letter that is no draft any more was sent, though the answer was lost.
    private String send(Visitor head, String page) throws IOException {
        var now = head.get(page);
        if (now.status() == 200 && !now.body().contains("name=\"then\"")) {
            return page;
        }
        var version = head.findOne(page + "/preview", VERSION);
        var password = installation.person(cast.head()).password();
        var fields = Map.of("version", version, "password", password, "number", "");
        var answer = head.post(page + "/preview", page + "/send", fields);
        mustLeadOn(answer);
        return page;
    }

    /// The system may be away; that it refuses good work is a defect.
    private static void mustLeadOn(Visitor.Answer answer) throws IOException {
        if (answer.status() >= 500) {
            throw new IOException("away: " + answer.status());
        }
        if (!answer.leadsOn()) {
            throw new AssertionError("refused with " + answer.status() + ": " + answer.body());
        }
    }

    private void register() {
        try (var officer = new Visitor(installation)) {
            signIn(officer, cast.officer());
            var done = new HashSet<String>();
            while (registering.get()) {
                for (var id : insist(() -> officer.find("/letters/in", INCOMING))) {
                    if (!done.contains(id) && insist(() -> registerOne(officer, id))) {
                        done.add(id);
                        progress.incrementAndGet();
                    }
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// @return that it is registered, now or before
    private static boolean registerOne(Visitor officer, String id) throws IOException {
        var page = "/letters/in/" + id;
        var letter = officer.get(page);
        if (letter.status() == 200 && !letter.body().contains(page + "/register")) {
            return true;
        }
        if (letter.status() != 200) {
            throw new IOException("away: " + letter.status());
        }
        var fields =
                Map.of(
                        "senderAgency", "จังหวัดเพื่อนบ้าน",
                        "number", "ทส 0001/1",
                        "receiver", "ผู้ว่าราชการจังหวัด",
                        "subject", subject(letter.body()),
                        "urgency", "NORMAL");
        var answer = officer.post(page, page + "/register", fields);
        mustLeadOn(answer);
        return true;
    }

    private static String subject(String page) {
        var found = SUBJECT.matcher(page);
        if (!found.find()) {
            throw new AssertionError("a letter without its subject: " + page);
        }
        return found.group(1);
    }

    private void handIn() {
        for (int i = 1; writing.get(); i++) {
            var id = "<%d.%s@stranger.example>".formatted(i, cast.officer());
            var raw = mail(id).getBytes(StandardCharsets.UTF_8);
            insist(() -> offer(raw));
            promisedMails.add(id);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private String offer(byte[] raw) throws IOException {
        var answer =
                SmtpHandIn.offer(
                        installation.smtpPort(), "someone@stranger.example", raw, cast.central());
        if (!answer.startsWith("250")) {
            throw new IOException("not taken: " + answer);
        }
        return answer;
    }

    private String mail(String id) {
        return String.join(
                "\r\n",
                "From: someone@stranger.example",
                "To: " + cast.central(),
                "Subject: =?UTF-8?B?4Liq4Lit4Lia4LiW4Liy4Lih?=",
                "Message-ID: " + id,
                "Date: Sat, 21 Nov 2026 09:00:00 +0700",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "",
                "ขอสอบถาม",
                "");
    }

    private void signIn(Visitor visitor, String username) {
        insist(() -> {
            visitor.signIn(installation.person(username));
            return username;
        });
    }

    private interface Attempt<T> {
        T make() throws IOException;
    }

    /// Tries until it works, as people and mail servers do. Whoever waits for the result has an end
    /// of patience of their own.
    private static <T> T insist(Attempt<T> attempt) {
        while (true) {
            try {
                return attempt.make();
            } catch (IOException away) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("stopped while trying", away);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
