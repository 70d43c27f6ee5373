package th.sala.agencies;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;

/// A province of its own for each test, with accounts: a clerk, the deputy governor above, the
/// governor above both, and an administrator who is no official.
@SalaTest
public abstract class PeopleOfSrisamut {
    protected static final String PASSWORD = "a password to decide with";

    @Autowired protected MockMvcTester web;
    @Autowired protected Founding founding;
    @Autowired protected Organisation organisation;
    @Autowired protected Powers powers;
    @Autowired protected Accounts accounts;
    @Autowired protected TransactionTemplate transaction;
    @Autowired protected JdbcClient db;

    protected Srisamut own;
    protected SignedIn clerk;
    protected SignedIn deputy;
    protected SignedIn governor;
    protected SignedIn administrator;

    @BeforeEach
    protected void settle() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = new Srisamut(founding, organisation, powers, "own-" + mark + ".example");
        clerk = person(own.officer, Role.OFFICIAL);
        deputy = person(own.deputy, Role.OFFICIAL);
        governor = person(own.governor, Role.HEAD);
        administrator = SignedInAs.person(own.id, null, Role.ADMINISTRATOR);
    }

    /// Somebody with an account, whose password is [#PASSWORD].
    protected SignedIn person(UUID official, Role role) {
        return within(() -> {
            var name = organisation.official(official).orElseThrow().name();
            return SignedInAs.opened(accounts, own.id, official, name, PASSWORD, role);
        });
    }

    protected <T> T within(Supplier<T> work) {
        return AgencyScope.within(
                own.id, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    protected MockMvcRequestBuilder page(SignedIn who, String path) {
        return web.get().uri(path).with(SignedInAs.as(who));
    }

    protected MockMvcRequestBuilder post(SignedIn who, String path) {
        return web.post().uri(path).with(SignedInAs.as(who)).with(csrf());
    }
}
