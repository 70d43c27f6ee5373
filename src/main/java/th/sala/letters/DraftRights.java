package th.sala.letters;

import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.routing.Routing;

/// Who may change a draft: while it is under way, whoever has it; else its author, its signer and
/// the correspondence officers.
@Component
class DraftRights {
    private final Routing routing;

    DraftRights(Routing routing) {
        this.routing = routing;
    }

    boolean mayChange(SignedIn who, OutgoingLetter letter) {
        return letter.isDraft()
                && routing.mayEdit(who, letter.id()).orElseGet(() -> letter.mayBeChangedBy(who));
    }

    /// @throws NotYourDraft if the letter rests and is another's
    /// @throws Routing.NotWithYou if it is under way and with somebody else
    void mustBeTheirs(SignedIn who, OutgoingLetter letter) {
        routing.mustBeWith(who, letter.id());
        if (routing.mayEdit(who, letter.id()).isEmpty() && !letter.mayBeChangedBy(who)) {
            throw new NotYourDraft(letter.createdBy());
        }
    }
}
