package th.sala.letters;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContext;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Elsewhere;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.mail.MailPorts;
import th.sala.mail.SmtpHandIn;

/// A province of a test's own, and another that it knows and that is elsewhere.
final class Neighbours {
    final Srisamut own;
    final Elsewhere other;

    private final ApplicationContext here;

    Neighbours(ApplicationContext here) {
        this.here = here;
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own =
                new Srisamut(
                        here.getBean(Founding.class),
                        here.getBean(Organisation.class),
                        here.getBean(Powers.class),
                        "own-" + mark + ".example");
        other = new Elsewhere("other-" + mark + ".example");
        other.isKnownTo(here);
    }

    /// One letter of ours to the other, whose mail is made.
    Addressee sent() throws Exception {
        var outgoing = here.getBean(OutgoingDesk.class);
        var governor = SignedInAs.person(own.id, own.governor, Role.AUTHORISED_PERSON);
        var pdf = new ByteArrayInputStream(OutgoingWebTests.pdf());
        var file = here.getBean(GivenFiles.class).keep(true, "หนังสือ.pdf", "application/pdf", pdf);
        var letter =
                within(() -> {
                    var content = Invitation.by(own.governor).brought();
                    var to = List.of(other.mail());
                    var id = outgoing.begin(governor, content, to, List.of(file));
                    outgoing.send(governor, id, 1, null);
                    return id;
                });
        return await(() -> addressee(letter), addressee -> addressee.messageId() != null);
    }

    Addressee addressee(UUID letter) {
        return within(() -> here.getBean(OutgoingDesk.class).addressees(own.id, letter)).getFirst();
    }

    /// A mail comes to the own central account.
    ///
    /// @param fields of its header besides From, To and Message-ID
    void hears(String from, String fields, String text) throws Exception {
        var raw =
                "From: %s\r\nTo: saraban@%s\r\nMessage-ID: <%s@x.example>\r\n%s\r\n\r\n%s\r\n"
                        .formatted(from, own.domain, UUID.randomUUID(), fields, text);
        SmtpHandIn.send(
                here.getBean(MailPorts.class).inbound(),
                from,
                raw.getBytes(StandardCharsets.UTF_8),
                "saraban@" + own.domain);
    }

    /// What waits for a person, once it is so many.
    List<UnsortedMails.Unsorted> unsorted(int count) {
        var incoming = here.getBean(IncomingDesk.class);
        return await(() -> incoming.unsorted(own.id), list -> list.size() == count);
    }

    SignedIn officer() {
        return SignedInAs.person(own.id, own.officer, Role.CORRESPONDENCE_OFFICER);
    }

    <T> T await(Supplier<T> what, Predicate<T> isAsWanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> within(what), isAsWanted);
    }

    <T> T within(Supplier<T> work) {
        return AgencyScope.within(own.id, work);
    }
}
