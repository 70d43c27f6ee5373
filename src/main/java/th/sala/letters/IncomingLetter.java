package th.sala.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// หนังสือรับ: a letter in, by mail or on paper, until it is registered, returned or forwarded.
///
/// @param senderKnown whether the registry names the sender as an authorised person that day
/// @param senderCentral the central account of the sender's agency, by the registry
/// @param secrecy the class that it declares, where the agency lets that through
/// @param deemedAt when it counts as received in law (P4)
public record IncomingLetter(
        UUID agency,
        UUID id,
        Channel channel,
        Stage stage,
        @Nullable UUID mail,
        @Nullable String messageId,
        Sender sender,
        Head head,
        @Nullable SecrecyClass secrecy,
        String body,
        Instant arrivedAt,
        Instant deemedAt) {

    /// ทางที่หนังสือเข้ามา
    public enum Channel {
        MAIL,
        COUNTER,
        POST,
        /// From a unit of the same agency.
        INSIDE;

        public String key() {
            return "letters.channel." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public record Sender(
            String address, String name, String agency, boolean known, String central) {
        /// Whether the registry names who it says it is: an authorised person, or an agency.
        public boolean isInRegistry() {
            return known || !central.isBlank();
        }

        /// The agency, or whoever it was.
        public String from() {
            return agency.isBlank() ? name : agency;
        }
    }

    /// What is entered in the register, and a person may correct before.
    ///
    /// @param number ที่ of the sender's letter
    /// @param receiver เรียน
    public record Head(
            String number,
            @Nullable LocalDate date,
            String receiver,
            String subject,
            Urgency urgency) {}

    public sealed interface Stage {
        /// Nobody has dealt with it yet.
        record Arrived() implements Stage {}

        /// In the receive register.
        record Registered(Instant at) implements Stage {}

        /// Misdirected and sent back with a reason.
        record Returned(String reason, String by, Instant at) implements Stage {}

        /// Misdirected and passed on to the right agency.
        record Forwarded(String to, String reason, String by, Instant at) implements Stage {}
    }

    public boolean isArrived() {
        return stage instanceof Stage.Arrived;
    }

    public boolean isInside() {
        return channel == Channel.INSIDE;
    }

    public boolean isMail() {
        return channel == Channel.MAIL;
    }
}
