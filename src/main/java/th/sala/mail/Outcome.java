package th.sala.mail;

/// What came of a talk with another server, for one recipient.
sealed interface Outcome {
    /// The server has taken responsibility.
    record Accepted(String reply) implements Outcome {}

    /// Not now: the message is surely not there.
    record Later(Reply reply) implements Outcome {}

    /// Never: the message is surely not there and will not be.
    record Never(Reply reply) implements Outcome {}

    /// The message was handed over and no answer came: it may be there.
    record Unknown(Reply why) implements Outcome {}
}
