package th.sala.accounts;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.StoredAccounts.Credentials;
import th.sala.database.AgencyScope;

/// Who a session belongs to. It keeps the account's id alone; the account is read again for every
/// request, so that changed roles and preferences hold at once, and a closed account or another
/// password ends the session. A newer program can read the sessions of an older one.
@Component
public class AccountSessions implements SecurityContextRepository {
    /// Request attribute: the account may do nothing before it has another password.
    static final String TEMPORARY = AccountSessions.class.getName() + ".temporary";

    /// Request attribute: there was a session, and it is over.
    static final String ENDED = AccountSessions.class.getName() + ".ended";

    private static final String AGENCY = "accounts.agency";
    private static final String ACCOUNT = "accounts.account";
    static final String COUNT = "accounts.credentials";
    static final String AGENT = "accounts.agent";
    static final String ADDRESS = "accounts.address";
    private static final String IDENTIFIED = "accounts.identified";
    private static final String HALF = "accounts.half";

    /// A working day, however long; nobody is let in the next morning by yesterday's proof.
    private static final Duration LONGEST = Duration.ofHours(18);

    private final StoredAccounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccountSessions(StoredAccounts accounts, PlatformTransactionManager transactions, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /// Begins a session, under a new id and with nothing in it of whatever was before.
    ///
    /// @param identified how the person proved who they are
    void begin(HttpServletRequest request, Credentials credentials, String identified) {
        var account = credentials.account();
        var session = fresh(request);
        session.setAttribute(IDENTIFIED, identified);
        var agent = request.getHeader(HttpHeaders.USER_AGENT);
        session.setAttribute(AGENT, agent == null ? "" : UserAgent.kept(agent));
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        session.setAttribute(AGENCY, account.agency().toString());
        session.setAttribute(ACCOUNT, account.id().toString());
        session.setAttribute(COUNT, credentials.count());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                account.id().toString());
        SecurityContextHolder.setContext(contextOf(account, identified));
    }

    /// Begins the session of somebody who was let in, whose browser is known from now on.
    void begin(
            HttpServletRequest request, SignIn.Outcome.Admitted in, HttpServletResponse response) {
        begin(request, in.credentials(), in.identified());
        Cookies.set(Devices.COOKIE, in.device(), Devices.KEPT, request, response);
    }

    /// Begins the short session of somebody who owes the code. It is nobody's to all other pages.
    void beginHalf(HttpServletRequest request, HalfSignedIn half) {
        var session = fresh(request);
        session.setMaxInactiveInterval((int) HalfSignedIn.LASTS.toSeconds());
        session.setAttribute(HALF, half.kept());
    }

    /// Who owes the code in this session, if somebody does and still may give it.
    Optional<HalfSignedIn> half(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(HALF) instanceof String kept
                ? HalfSignedIn.of(kept).filter(half -> clock.instant().isBefore(half.until()))
                : Optional.empty();
    }

    private static HttpSession fresh(HttpServletRequest request) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        return request.getSession(true);
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new OnDemand(request);
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /// Only sign-out comes here with anything to do: [#begin] has written all there is to keep.
    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (context.getAuthentication() == null && session != null) {
            session.invalidate();
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ACCOUNT) != null;
    }

    private static SecurityContext contextOf(Account account, String identified) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(account.signedIn(identified).authentication());
        return context;
    }

    private final class OnDemand implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @Nullable SecurityContext context;
        private boolean generated;

        private OnDemand(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (context == null) {
                var account = account();
                generated = account.isEmpty();
                context =
                        account.map(found -> contextOf(found, identified()))
                                .orElseGet(SecurityContextHolder::createEmptyContext);
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }

        private String identified() {
            return request.getSession(false).getAttribute(IDENTIFIED) instanceof String how
                    ? how
                    : SignedIn.BY_PASSWORD;
        }

        private Optional<Account> account() {
            try {
                var session = request.getSession(false);
                if (session == null) {
                    if (request.getRequestedSessionId() != null) {
                        request.setAttribute(ENDED, true);
                    }
                    return Optional.empty();
                }
                return of(session);
            } catch (DataAccessException | TransactionException unreachable) {
                // an error page must come even when the database does not answer
                if (request.getDispatcherType() == DispatcherType.ERROR) {
                    return Optional.empty();
                }
                throw unreachable;
            }
        }

        private Optional<Account> of(HttpSession session) {
            if (!(session.getAttribute(AGENCY) instanceof String agency)
                    || !(session.getAttribute(ACCOUNT) instanceof String id)
                    || !(session.getAttribute(COUNT) instanceof Integer count)) {
                return Optional.empty();
            }
            var found = read(UUID.fromString(agency), UUID.fromString(id));
            var valid =
                    found.filter(now -> now.count() == count)
                            .map(Credentials::account)
                            .filter(Account::isOpen)
                            .filter(_ -> isYoung(session));
            if (valid.isEmpty()) {
                session.invalidate();
                request.setAttribute(ENDED, true);
            }
            valid.filter(Account::temporary).ifPresent(_ -> request.setAttribute(TEMPORARY, true));
            return valid;
        }
    }

    /// A page that asks for news by itself keeps a session busy for ever.
    private boolean isYoung(HttpSession session) {
        var begun = Instant.ofEpochMilli(session.getCreationTime());
        return clock.instant().isBefore(begun.plus(LONGEST));
    }

    private Optional<Credentials> read(UUID agency, UUID account) {
        return AgencyScope.within(
                agency,
                () -> Objects.requireNonNull(transaction.execute(_ -> accounts.byId(account))));
    }
}
