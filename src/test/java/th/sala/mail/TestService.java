package th.sala.mail;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import th.sala.accounts.Accounts;
import th.sala.accounts.NewAccount;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.database.AgencyScope;
import th.sala.thai.Display;

/// A mail service outside, and the administrator of an agency that has its mailboxes there.
final class TestService implements AutoCloseable {
    static final String OWN_PASSWORD = "ฝนตกที่หน้าอำเภอทุกเย็น";

    final FakeImap imap;
    final FakeServer smtp = new FakeServer();
    final UUID agency = UUID.randomUUID();
    final String domain = "d" + agency.toString().substring(0, 8) + ".example";
    final String central = "saraban@" + domain;
    final String chief = "chief@" + domain;
    final SignedIn administrator;
    private final MockMvcTester web;

    TestService(MockMvcTester web, Accounts accounts, Mailboxes mailboxes, FakeImap imap)
            throws IOException {
        this.web = web;
        this.imap = imap;
        smtp.password = FakeImap.PASSWORD;
        AgencyScope.within(agency, () -> mailboxes.open(agency, central, Mailbox.Kind.CENTRAL));
        AgencyScope.within(agency, () -> mailboxes.open(agency, chief, Mailbox.Kind.PERSON));
        var account =
                AgencyScope.within(
                        agency,
                        () ->
                                accounts.open(
                                        new NewAccount(
                                                agency,
                                                null,
                                                "admin-" + domain.substring(0, 9),
                                                "สมหญิง ใจดี",
                                                "จังหวัดศรีสมุทร",
                                                OWN_PASSWORD,
                                                Set.of(Role.ADMINISTRATOR))));
        administrator =
                new SignedIn(
                        account,
                        agency,
                        null,
                        "admin",
                        "สมหญิง ใจดี",
                        "จังหวัดศรีสมุทร",
                        Set.of(Role.ADMINISTRATOR),
                        Display.OFFICIAL,
                        true,
                        SignedIn.BY_PASSWORD,
                        Map.of());
    }

    /// What is typed for the central account.
    Map<String, String> typed() {
        var typed = new LinkedHashMap<String, String>();
        typed.put("address", central);
        typed.put("imapHost", "localhost");
        typed.put("imapPort", String.valueOf(imap.port()));
        typed.put("imapLine", "NONE");
        typed.put("imapPassword", FakeImap.PASSWORD);
        typed.put("smtpHost", "127.0.0.1");
        typed.put("smtpPort", String.valueOf(smtp.port()));
        typed.put("smtpLine", "NONE");
        typed.put("readSince", "1/1/2569");
        typed.put("password", OWN_PASSWORD);
        return typed;
    }

    MvcTestResult put(Map<String, String> typed) {
        return post("", typed);
    }

    MvcTestResult post(String path, Map<String, String> typed) {
        var post = web.post().uri("/people/mail/outside" + path).with(csrf());
        for (var field : typed.entrySet()) {
            post = post.param(field.getKey(), field.getValue());
        }
        return post.with(SignedInAs.as(administrator)).exchange();
    }

    MvcTestResult page(String path) {
        return web.get()
                .uri("/people/mail/outside" + path)
                .with(SignedInAs.as(administrator))
                .exchange();
    }

    /// Saves what is typed; the path of its page, from `/people/mail/outside` on.
    String saved(Map<String, String> typed) {
        var location = Objects.requireNonNull(put(typed).getResponse().getRedirectedUrl());
        return location.replace("/people/mail/outside", "");
    }

    MvcTestResult tried(String path) {
        return post(path + "/test", Map.of());
    }

    static String text(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        imap.close();
        smtp.close();
    }
}
