package th.sala.mail;

import th.sala.law.Refusal;

/// Refusal: no mail can be sent by such a route.
public class NotARoute extends Refusal {
    NotARoute() {
        super("mail.refused.not-a-route");
    }
}
