package th.sala.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.proof.Fields;

/// Where a person is signed in: their sessions, seen and ended by themselves.
@Service
class OpenSessions {
    /// @param handle names it on the page; the session's own id is a secret
    /// @param address the client's, where it was begun
    /// @param here whether it is the one that asks
    public record OpenSession(
            String handle,
            Instant begun,
            Instant used,
            UserAgent by,
            String address,
            boolean here) {}

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final AccountEvidence evidence;

    OpenSessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            AccountEvidence evidence) {
        this.sessions = sessions;
        this.evidence = evidence;
    }

    /// This one first, then those used last.
    List<OpenSession> of(SignedIn who, HttpServletRequest request) {
        var here = here(request);
        return open(who)
                .map(session -> shown(session, here))
                .sorted(
                        Comparator.comparing(OpenSession::here)
                                .thenComparing(OpenSession::used)
                                .reversed())
                .toList();
    }

    private static OpenSession shown(Session session, @Nullable String here) {
        return new OpenSession(
                handle(session),
                session.getCreationTime(),
                session.getLastAccessedTime(),
                UserAgent.of(text(session, AccountSessions.AGENT)),
                text(session, AccountSessions.ADDRESS),
                session.getId().equals(here));
    }

    private static String text(Session session, String attribute) {
        return Objects.requireNonNullElse(session.getAttribute(attribute), "");
    }

    /// Those begun with another password have ended, though their rows are there still.
    private Stream<? extends Session> open(SignedIn who) {
        Map<String, ? extends Session> all = sessions.findByPrincipalName(who.account().toString());
        var newest =
                all.values().stream()
                        .map(OpenSessions::count)
                        .max(Comparator.naturalOrder())
                        .orElse(0);
        return all.values().stream()
                .filter(session -> !session.isExpired() && count(session) == newest);
    }

    private static int count(Session session) {
        return session.getAttribute(AccountSessions.COUNT) instanceof Integer count ? count : 0;
    }

    private static @Nullable String here(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? null : session.getId();
    }

    private static String handle(Session session) {
        return HexFormat.of().formatHex(Secrets.hash("handle\n" + session.getId()));
    }

    /// Ends one of the person's sessions, if it is one of theirs and there still.
    @Transactional
    void end(SignedIn who, String handle) {
        endThose(who, session -> handle(session).equals(handle));
    }

    /// Ends all but the one that asks.
    @Transactional
    void endOthers(SignedIn who, HttpServletRequest request) {
        var here = here(request);
        endThose(who, session -> !session.getId().equals(here));
    }

    private void endThose(SignedIn who, Predicate<Session> which) {
        var ending = open(who).filter(which).map(Session::getId).toList();
        if (!ending.isEmpty()) {
            var said = Fields.none().with("sessions", Integer.toString(ending.size()));
            evidence.done(who.actor(), "sessions-ended", who.account(), said);
            ending.forEach(sessions::deleteById);
        }
    }
}
