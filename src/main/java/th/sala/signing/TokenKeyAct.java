package th.sala.signing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TwoPersonAct;

/// Saying whose a key in the token is: whoever could do it alone could sign in another's name, so
/// nobody does.
@Component
class TokenKeyAct implements TwoPersonAct {
    private static final String NAME = "token-key.assigned";

    private final TokenOwners owners;

    TokenKeyAct(TokenOwners owners) {
        this.owners = owners;
    }

    static Wish wish(SignedIn by, TokenKey key, Holder holder) {
        var about =
                "%s · %s · %s → %s · %s · %s"
                        .formatted(
                                key.subject(),
                                key.issuer(),
                                key.fingerprint(),
                                holder.name(),
                                holder.agencyName(),
                                holder.mail());
        return new Wish(NAME, by.agency(), null, about, List.of(key.id().toString()), false, true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> carryOut(SignedIn by, Wish wish) {
        owners.assign(by, UUID.fromString(wish.said().getFirst()));
        return Optional.empty();
    }
}
