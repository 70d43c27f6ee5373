package th.sala.mail;

import java.util.UUID;

/// The way of one outgoing mail to one recipient.
public record Delivery(UUID mail, String recipient, DeliveryState state) {
    /// Whether the recipient surely has it: another copy could only be too many.
    public boolean isThere() {
        return switch (state) {
            case DeliveryState.Delivered _ -> true;
            case DeliveryState.Sent(_, _, boolean arrived) -> arrived;
            case DeliveryState.Queued _,
                    DeliveryState.Sending _,
                    DeliveryState.Bounced _,
                    DeliveryState.InDoubt _,
                    DeliveryState.Corrected _ ->
                    false;
        };
    }

    /// Whether it may be sent (again) now: shown as a button, decided again on the server.
    public boolean isSendable() {
        return switch (state) {
            case DeliveryState.Queued _,
                    DeliveryState.Sent _,
                    DeliveryState.Delivered _,
                    DeliveryState.Bounced _,
                    DeliveryState.InDoubt _ ->
                    true;
            case DeliveryState.Sending _, DeliveryState.Corrected _ -> false;
        };
    }
}
