package th.sala.accounts;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import th.sala.database.AgencyScope;

/// Real accounts with real tokens, for tests of what programs may.
public final class TestTokens {
    public static final String PASSWORD = "ม้าขาววิ่งข้ามสะพาน";

    private final Accounts accounts;
    private final Tokens tokens;

    public TestTokens(ApplicationContext here) {
        accounts = here.getBean(Accounts.class);
        tokens = here.getBean(Tokens.class);
    }

    /// An account with these roles; its official is `official`, if any.
    public SignedIn person(UUID agency, @Nullable UUID official, Role... roles) {
        return AgencyScope.within(
                agency,
                () -> {
                    var name = "p" + UUID.randomUUID().toString().substring(0, 13);
                    var id =
                            accounts.open(
                                    new NewAccount(
                                            agency,
                                            official,
                                            name,
                                            "นางสาวมาลี ศรีสุข",
                                            "จังหวัดศรีสมุทร",
                                            PASSWORD,
                                            Set.of(roles)));
                    return accounts.find(id).orElseThrow().signedIn(SignedIn.BY_PASSWORD);
                });
    }

    /// A token of the person's, as the field of a request.
    public RequestPostProcessor of(SignedIn who, TokenScope... scopes) {
        return field(secret(who, scopes));
    }

    public String secret(SignedIn who, TokenScope... scopes) {
        return AgencyScope.within(
                who.agency(), () -> tokens.make(who, "โปรแกรมทดสอบ", Set.of(scopes), 7).secret());
    }

    public static RequestPostProcessor field(String secret) {
        return request -> {
            request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + secret);
            return request;
        };
    }
}
