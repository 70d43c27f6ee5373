package th.sala.mail;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.installation.SecretBox;
import th.sala.installation.Vault;
import th.sala.law.Refusal;
import th.sala.proof.Fields;

/// By which server mail leaves: through the service that keeps the sender's mailbox; else to an own
/// mailbox by the own listener, else by the route of the domain, else by the smarthost.
@Service
class MailRoutes {
    static final String KEY = "mail-passwords";

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?");
    private static final int LONGEST_DOMAIN = 253;
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /// Refusal: the password was typed for another server, person or kind of line.
    static final class PasswordAgain extends Refusal {
        PasswordAgain() {
            super("mail.refused.password-again");
        }
    }

    private final Routes routes;
    private final Mailboxes mailboxes;
    private final MailboxWork outside;
    private final Deliveries deliveries;
    private final MailPorts ports;
    private final SmtpSettings settings;
    private final SecretBox secrets;
    private final Evidence evidence;
    private final OutboxBell bell;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailRoutes(
            Routes routes,
            Mailboxes mailboxes,
            MailboxWork outside,
            Deliveries deliveries,
            MailPorts ports,
            SmtpSettings settings,
            Vault vault,
            Evidence evidence,
            OutboxBell bell,
            TransactionTemplate transaction,
            Clock clock) {
        this.routes = routes;
        this.mailboxes = mailboxes;
        this.outside = outside;
        this.deliveries = deliveries;
        this.ports = ports;
        this.settings = settings;
        this.secrets = new SecretBox(vault, KEY);
        this.evidence = evidence;
        this.bell = bell;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<Route> all() {
        return routes.all();
    }

    /// How a mail of that sender leaves: if a service outside keeps the sender's mailbox, through
    /// it, whoever the recipient is; so the mail stands there among the sent, too.
    @Transactional(readOnly = true)
    Way way(String sender, String recipient) {
        return outside.ofAddress(sender).map(this::through).orElseGet(() -> wayTo(recipient));
    }

    private Way through(OutsideMailbox mailbox) {
        if (!mailbox.active()) {
            return new Way.None(Reply.ours("outside-untried", mailbox.address()));
        }
        var access = mailbox.sending();
        return new Way.Service(mailbox.server(access), outside.login(mailbox, access));
    }

    /// Of a sender whose mailbox is here.
    @Transactional(readOnly = true)
    Way wayTo(String recipient) {
        var domain = MailAddress.domain(recipient);
        if (outside.ofAddress(recipient).filter(OutsideMailbox::active).isPresent()) {
            return routed(domain).orElseGet(this::own);
        }
        if (mailboxes.find(recipient).isPresent()) {
            return own();
        }
        if (routes.of(domain).isEmpty() && mailboxes.isLocal(domain)) {
            return own(); // which refuses it: nobody else knows better
        }
        return routed(domain).orElseGet(() -> new Way.None(Reply.ours("no-route", domain)));
    }

    private Optional<Way> routed(String domain) {
        return routes.of(domain)
                .or(() -> routes.of(Route.ALL_OTHERS))
                .map(route -> route.isDirect() ? new Way.ToDomain(domain) : via(route));
    }

    private Way own() {
        if (ports.inbound() == 0) {
            return new Way.None(Reply.ours("inbound-off", ""));
        }
        var isAny = settings.address().equals("0.0.0.0") || settings.address().equals("::");
        var host = isAny ? "127.0.0.1" : settings.address();
        return new Way.Via(host, ports.inbound(), Encryption.NONE, true, true, Optional.empty());
    }

    private Way via(Route route) {
        var username = route.username();
        var password = route.password();
        var login =
                username == null || password == null
                        ? Optional.<Login>empty()
                        : Optional.of(Login.password(username, secrets.open(password)));
        return new Way.Via(
                route.host(),
                route.port(),
                route.encryption(),
                route.dedupes(),
                route.dedupes() && !route.isSmarthost(),
                login);
    }

    /// Adds the route or changes it, and tries at once what waits.
    ///
    /// @param password empty to keep the one that is there
    /// @throws NotARoute if domain, host or port cannot be one
    /// @throws PasswordAgain if the one that is there would go elsewhere or by a line less safe
    void put(Route route, String password) {
        var domain = domain(route);
        var host = route.host().strip().toLowerCase(java.util.Locale.ROOT);
        if (!HOST.matcher(host).matches() || route.port() < 1 || route.port() > 65_535) {
            throw new NotARoute();
        }
        var username =
                route.username() == null || route.username().isBlank()
                        ? null
                        : route.username().strip();
        everywhere(() -> keep(domain, host, route, username, password));
        bell.ring();
    }

    /// Lets the domain's own servers take its mail, and tries at once what waits.
    ///
    /// @throws NotARoute if the domain cannot be one
    void putDirect(String typed) {
        var domain = domain(Route.direct(typed.strip()));
        everywhere(() -> {
            routes.put(Route.direct(domain), clock.instant());
            deliveries.hasten(clock.instant());
            takeDown("mail-route.direct", Fields.none().with("domain", domain));
        });
        bell.ring();
    }

    private static String domain(Route route) {
        var domain = MailAddress.normal("x@" + route.domain()).substring(2);
        var isDomain = domain.length() <= LONGEST_DOMAIN && DOMAIN.matcher(domain).matches();
        if (!route.isSmarthost() && !isDomain) {
            throw new NotARoute();
        }
        return domain;
    }

    private void keep(
            String domain, String host, Route route, @Nullable String username, String password) {
        var fresh =
                new Route(
                        domain,
                        host,
                        route.port(),
                        route.encryption(),
                        route.dedupes(),
                        username,
                        null);
        routes.put(fresh.with(boxed(fresh, password)), clock.instant());
        deliveries.hasten(clock.instant());
        takeDown(
                "mail-route.put",
                Fields.none()
                        .with("domain", domain)
                        .with("host", host)
                        .with("port", route.port())
                        .with("encryption", route.encryption())
                        .with("dedupes", route.dedupes())
                        .with("username", username == null ? "" : username));
    }

    private void takeDown(String act, Fields said) {
        SignedIn.current()
                .ifPresent(who ->
                        evidence.record(
                                who.actor(Role.INSTALLATION),
                                Act.done(act, clock.instant(), said)));
    }

    private byte @Nullable [] boxed(Route fresh, String password) {
        if (fresh.username() == null) {
            return null;
        }
        if (!password.isEmpty()) {
            return secrets.close(password);
        }
        var known = routes.of(fresh.domain()).filter(route -> route.password() != null);
        if (known.isPresent() && !known.get().asksTheSame(fresh)) {
            throw new PasswordAgain();
        }
        return known.map(Route::password).orElse(null);
    }

    void remove(String domain) {
        // only what there is: the database takes no text with a NUL in it
        everywhere(() ->
                routes.all().stream()
                        .map(Route::domain)
                        .filter(domain::equals)
                        .forEach(known -> {
                            routes.remove(known);
                            takeDown("mail-route.removed", Fields.none().with("domain", known));
                        }));
    }

    private void everywhere(Runnable work) {
        AgencyScope.everywhere(() -> transaction.executeWithoutResult(_ -> work.run()));
    }
}
