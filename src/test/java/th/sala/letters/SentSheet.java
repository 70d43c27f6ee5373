package th.sala.letters;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
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

/// A letter that Sala set and the governor signed, on its way to another province.
final class SentSheet {
    final Srisamut own;
    final SignedIn governor;
    final UUID id;

    private final OutgoingDesk desk;
    private final FileStore store;

    SentSheet(ApplicationContext here) {
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
        id = sent(List.of("malee@" + other.domain));
        await().until(() -> !files().isEmpty());
    }

    private static Srisamut province(ApplicationContext here, String domain) {
        return new Srisamut(
                here.getBean(Founding.class),
                here.getBean(Organisation.class),
                here.getBean(Powers.class),
                domain);
    }

    private UUID sent(List<String> to) {
        var content = Invitation.by(own.governor).typeset();
        return AgencyScope.within(
                own.id,
                () -> {
                    var letter = desk.begin(governor, content, to, List.of());
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
