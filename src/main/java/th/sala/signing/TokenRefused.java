package th.sala.signing;

import th.sala.cryptoki.TokenTrouble;
import th.sala.law.Refusal;

/// Refusal: the token does not do what somebody asked for on a page; the words say what to do.
final class TokenRefused extends Refusal {
    TokenRefused(TokenTrouble trouble) {
        super("signing.token.trouble." + trouble.key());
    }
}
