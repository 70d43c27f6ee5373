package th.sala.letters;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import th.sala.accounts.Accounts;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.SignedInAs;
import th.sala.agencies.Founding;
import th.sala.agencies.Organisation;
import th.sala.agencies.Powers;
import th.sala.agencies.Srisamut;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;

/// A letter that the governor signed, which Sala set or somebody brought, on its way to another
/// province.
final class SentSheet {
    final Srisamut own;
    final SignedIn governor;
    final UUID id;

    private final OutgoingDesk desk;
    private final FileStore store;

    SentSheet(ApplicationContext here) {
        this(here, null);
    }

    /// @param brought the PDF that was brought; without it Sala sets the letter
    SentSheet(ApplicationContext here, byte @Nullable [] brought) {
        desk = here.getBean(OutgoingDesk.class);
        store = here.getBean(FileStore.class);
        var mark = UUID.randomUUID().toString().substring(0, 8);
        own = province(here, "own-" + mark + ".example");
        var other = province(here, "other-" + mark + ".example");
        governor =
                AgencyScope.within(
                        own.id,
                        () ->
                                SignedInAs.opened(
                                        here.getBean(Accounts.class),
                                        own.id,
                                        own.governor,
                                        "นางสาวมาลี ศรีสุข",
                                        "เรือลำเล็กในคลองยาว",
                                        Role.AUTHORISED_PERSON));
        var content = Invitation.by(own.governor);
        var to = List.of("malee@" + other.domain);
        if (brought == null) {
            id = sent(content.typeset(), to, List.of());
            await().until(() -> !files().isEmpty());
        } else {
            var given = here.getBean(GivenFiles.class);
            var name = "หนังสือ.pdf";
            var file = given.keep(true, name, "application/pdf", new ByteArrayInputStream(brought));
            id = sent(content.brought(), to, List.of(file));
            await().until(() -> !files().getFirst().sha256().equals(file.sha256()));
        }
    }

    private static Srisamut province(ApplicationContext here, String domain) {
        return new Srisamut(
                here.getBean(Founding.class),
                here.getBean(Organisation.class),
                here.getBean(Powers.class),
                domain);
    }

    private UUID sent(Content content, List<String> to, List<LetterFile> files) {
        return AgencyScope.within(
                own.id,
                () -> {
                    var letter = desk.begin(governor, content, to, files);
                    desk.send(governor, letter, desk.letter(own.id, letter).version(), null);
                    return letter;
                });
    }

    private List<LetterFile> files() {
        return AgencyScope.within(own.id, () -> desk.files(own.id, id));
    }

    byte[] pdf() {
        return store.bytes(files().getFirst().sha256());
    }

    String number() {
        var letter = AgencyScope.within(own.id, () -> desk.letter(own.id, id));
        return Objects.requireNonNull(letter.given()).number();
    }
}
