package th.sala.accounts;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import th.sala.thai.Display;

/// A request of somebody who is signed in, without an account behind it:
/// `web.get().uri("/letters/in").with(SignedInAs.officer(agency))`. Forms need `.with(csrf())` too.
public final class SignedInAs {
    private SignedInAs() {}

    public static RequestPostProcessor officer(UUID agency) {
        return of(agency, UUID.randomUUID(), Role.OFFICIAL, Role.CORRESPONDENCE_OFFICER);
    }

    public static RequestPostProcessor authorised(UUID agency, UUID official) {
        return of(agency, official, Role.OFFICIAL, Role.AUTHORISED_PERSON);
    }

    public static RequestPostProcessor administrator(UUID agency) {
        return of(agency, null, Role.ADMINISTRATOR);
    }

    /// An administrator who may change what holds for all agencies.
    public static RequestPostProcessor installation(UUID agency) {
        return of(agency, null, Role.ADMINISTRATOR, Role.INSTALLATION);
    }

    public static RequestPostProcessor of(UUID agency, @Nullable UUID official, Role... roles) {
        return as(person(agency, official, roles));
    }

    public static RequestPostProcessor as(SignedIn who) {
        return authentication(who.authentication());
    }

    /// Somebody with an account, for what asks for the password again; in the scope of the agency.
    public static SignedIn opened(
            Accounts accounts,
            UUID agency,
            UUID official,
            String name,
            String password,
            Role role) {
        var username = "u" + official.toString().substring(0, 12);
        var account =
                accounts.open(
                        new NewAccount(
                                agency,
                                official,
                                username,
                                name,
                                "จังหวัดศรีสมุทร",
                                password,
                                Set.of(role)));
        return new SignedIn(
                account,
                agency,
                official,
                username,
                name,
                "จังหวัดศรีสมุทร",
                Set.of(role),
                Display.OFFICIAL,
                true,
                SignedIn.BY_PASSWORD,
                java.util.Map.of());
    }

    public static SignedIn person(UUID agency, @Nullable UUID official, Role... roles) {
        return new SignedIn(
                UUID.randomUUID(),
                agency,
                official,
                "somying",
                "สมหญิง ใจดี",
                "จังหวัดศรีสมุทร",
                Set.of(roles),
                Display.OFFICIAL,
                true,
                SignedIn.BY_PASSWORD,
                java.util.Map.of());
    }
}
