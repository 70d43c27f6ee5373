package th.sala.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.jobs.RecurringJob;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// People's keys for programs: made up here, shown once, kept as hashes, good for a time and for
/// the scopes that their person chose. They end one by one, and all with another password of the
/// person's own or the end of the account; what the person may do is read anew at each request.
///
/// As of a password for a mail client ([AppPasswords]) the end of a token follows from the rest, so
/// that made-up ones are turned away without a look into the database.
@Service
public class Tokens {
    public static final Duration LONGEST = Duration.ofDays(365);

    /// One that signs letters is good for a shorter time: for each letter a page would ask who it
    /// is once more.
    public static final Duration LONGEST_TO_SEND = Duration.ofDays(30);

    /// Begins every token, so that those who look for lost secrets know one.
    public static final String BEGINNING = "sala_";

    private static final int CHECK = 8;
    private static final int LONGEST_TYPED = 200;
    private static final int MOST = 20;
    private static final Duration TELL_BEFORE = Duration.ofDays(7);
    private static final Duration LOOK = Duration.ofHours(1);

    /// Refusal: the account has as many as it may.
    static final class TooMany extends Refusal {
        TooMany() {
            super("accounts.tokens.too-many", MOST);
        }
    }

    /// Refusal: good for nothing.
    static final class ScopeNeeded extends Refusal {
        ScopeNeeded() {
            super("accounts.tokens.scope-needed");
        }
    }

    /// Refusal: good for too long, or for no time.
    static final class TooLong extends Refusal {
        TooLong(Duration longest) {
            super("accounts.tokens.too-long", longest.toDays());
        }
    }

    /// @param secret to be shown once
    record Made(Token token, String secret) {}

    /// Who asks by a token, and for what it is good.
    public record Bearer(SignedIn who, UUID token, Set<TokenScope> scopes, Instant expiresAt) {
        public Bearer {
            scopes = Set.copyOf(scopes);
        }
    }

    private final StoredTokens stored;
    private final AccountEvidence evidence;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Tokens(
            StoredTokens stored,
            AccountEvidence evidence,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.stored = stored;
        this.evidence = evidence;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Who has this token, if it still works and the account is open. In no scope.
    public Optional<Bearer> check(String secret) {
        return isWellFormed(secret)
                ? AgencyScope.everywhere(() -> inTransaction(() -> used(secret)))
                : Optional.empty();
    }

    private Optional<Bearer> used(String secret) {
        var now = clock.instant();
        var found =
                stored.bySecret(Secrets.hash(secret))
                        .filter(held -> held.token().expiresAt().isAfter(now))
                        .filter(held -> held.account().isOpen() && !held.account().temporary());
        found.ifPresent(_ -> stored.used(Secrets.hash(secret), now));
        return found.map(Tokens::bearer);
    }

    private static Bearer bearer(StoredTokens.Held held) {
        var token = held.token();
        var identified = SignedIn.BY_TOKEN + " " + token.id();
        return new Bearer(
                held.account().signedIn(identified), token.id(), token.scopes(), token.expiresAt());
    }

    /// @param name what the person calls the program
    /// @param days how long it is good
    @Transactional
    Made make(SignedIn who, String name, Set<TokenScope> scopes, int days) {
        mustBeUsable(scopes, days);
        if (stored.of(who.account(), clock.instant()).size() >= MOST) {
            throw new TooMany();
        }
        var random = BEGINNING + Secrets.token();
        var secret = random + ending(random);
        var now = clock.instant();
        var token =
                new Token(
                        UUID.randomUUID(),
                        name,
                        EnumSet.copyOf(scopes),
                        now,
                        now.plus(days, ChronoUnit.DAYS),
                        null);
        stored.add(who, token, Secrets.hash(secret));
        var said =
                Fields.none()
                        .with("token", token.id())
                        .with("scopes", token.scopes())
                        .with("until", token.expiresAt());
        evidence.done(who.actor(), "token", who.account(), said);
        return new Made(token, secret);
    }

    /// @throws ScopeNeeded if it would be good for nothing
    /// @throws TooLong if it would be good for too long
    static void mustBeUsable(Set<TokenScope> scopes, int days) {
        if (scopes.isEmpty()) {
            throw new ScopeNeeded();
        }
        var longest = scopes.contains(TokenScope.LETTERS_SEND) ? LONGEST_TO_SEND : LONGEST;
        if (days < 1 || days > longest.toDays()) {
            throw new TooLong(longest);
        }
    }

    /// Those that still work.
    @Transactional(readOnly = true)
    List<Token> of(UUID account) {
        return stored.of(account, clock.instant());
    }

    @Transactional
    void end(UUID account, UUID token) {
        if (stored.remove(account, token)) {
            var agency = AgencyScope.agency().orElseThrow();
            evidence.done("token-ended", agency, account, Fields.none().with("token", token));
        }
    }

    /// Tells people of what expires within a week; what has expired is forgotten.
    void lookThrough() {
        var now = clock.instant();
        var expiring =
                AgencyScope.everywhere(() ->
                        inTransaction(() -> {
                            stored.forget(now);
                            return stored.expiring(now, now.plus(TELL_BEFORE));
                        }));
        for (var token : expiring) {
            AgencyScope.within(
                    token.agency(), () -> transaction.executeWithoutResult(_ -> tell(token, now)));
        }
    }

    private void tell(StoredTokens.Expiring token, Instant now) {
        if (stored.told(token.token(), now)) {
            events.publishEvent(
                    new TokenNews(token.agency(), token.account(), token.token(), token.name()));
        }
    }

    private static boolean isWellFormed(String secret) {
        var checked = secret.length() - CHECK;
        return secret.length() <= LONGEST_TYPED
                && secret.startsWith(BEGINNING)
                && checked > BEGINNING.length()
                && secret.substring(checked).equals(ending(secret.substring(0, checked)));
    }

    private static String ending(String random) {
        return Secrets.spelled(Secrets.hash("token\n" + random), CHECK);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Work {
        @Bean
        RecurringJob expiringTokens(Tokens tokens) {
            return new RecurringJob("accounts.tokens", LOOK, tokens::lookThrough);
        }
    }
}
