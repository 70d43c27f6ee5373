package th.sala.mail;

import java.time.Instant;

/// How far a mail got on its way to one recipient. None of these is proof that a person has it:
/// that is the correspondence officer's acknowledgement.
public sealed interface DeliveryState {
    /// Waits for its next attempt.
    ///
    /// @param attempts made so far
    /// @param next not before then
    /// @param lastReply what stood in the way last time, or none
    record Queued(int attempts, Instant next, Reply lastReply) implements DeliveryState {}

    /// A server is being talked to.
    ///
    /// @param until after this the talk counts as broken off
    record Sending(Instant until) implements DeliveryState {}

    /// The next server has taken responsibility for it.
    ///
    /// @param reply what that server said
    /// @param arrived the server was the recipient's own Sala: it lies at the agency
    record Sent(Instant at, String reply, boolean arrived) implements DeliveryState {}

    /// The far server reported that it put the mail into the recipient's mailbox.
    record Delivered(Instant at) implements DeliveryState {}

    /// It will not get there; the reason is the far server's, or says that we gave up.
    record Bounced(Instant at, Reply reason) implements DeliveryState {}

    /// The talk broke off after the message was handed over and before the server's answer: it may
    /// or may not have arrived. A person looks, or a report comes, before it is sent again.
    record InDoubt(Instant at, Reply why) implements DeliveryState {}

    /// The address was wrong: a mail of its own goes to another one in its place.
    record Corrected(Instant at, String newAddress) implements DeliveryState {}
}
