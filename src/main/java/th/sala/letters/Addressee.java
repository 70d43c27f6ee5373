package th.sala.letters;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import th.sala.agencies.AuthorisedPerson;
import th.sala.mail.Reply;

/// ผู้รับ: one agency's authorised person to whom a letter goes, by one mail of its own with both
/// central accounts copied.
///
/// @param mail the id of that mail in the outbox
/// @param agency in the registry
/// @param central the central account of that agency
/// @param queuedAt when the mail was made; null before
/// @param progressTo the recipient whose mail stands like that, if there is a note
/// @param copiedAt when its copy reached our own central account (C1)
public record Addressee(
        UUID letter,
        UUID mail,
        int position,
        UUID agency,
        String agencyName,
        String central,
        String name,
        String title,
        String address,
        @Nullable String messageId,
        @Nullable Instant queuedAt,
        @Nullable Instant copiedAt,
        Progress progress,
        @Nullable Instant progressAt,
        String progressTo,
        Reply progressNote,
        @Nullable Answer answer) {

    private static final int MOST_NAMED = 5;

    /// How far the mail itself has come, in words of the outbox.
    public enum Progress {
        WAITING,
        QUEUED,
        SENT,
        DELIVERED,
        BOUNCED,
        IN_DOUBT;

        public String key() {
            return "letters.progress." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// What the receiving agency's correspondence officer answered.
    public sealed interface Answer {
        Instant at();

        /// @param number the receive number there
        /// @param received the moment of receipt there, as it was told
        record Acknowledged(String number, @Nullable Instant received, Instant at)
                implements Answer {
            /// Whether it was told before the moment that counts: it came outside of office hours.
            public boolean isDeemed() {
                return received != null && received.isAfter(at);
            }
        }

        /// Misdirected; the reason as it was told.
        record Returned(String reason, Instant at) implements Answer {
            /// The beginning of it, on one line.
            public String shortReason() {
                return LetterNotices.shortened(reason);
            }
        }

        /// Misdirected and passed on; to whom as it was told.
        record Forwarded(String to, Instant at) implements Answer {}

        /// Not opened there because of its secrecy class; an acknowledgement may still follow.
        record Refused(Instant at) implements Answer {}
    }

    /// Whether its mail is still with us, so that soon there is something new to see.
    boolean isOnItsWay() {
        return answer == null && (progress == Progress.WAITING || progress == Progress.QUEUED);
    }

    /// The same place among the addressees with another person, for a mail that is not made yet.
    Addressee with(UUID otherMail, AuthorisedPerson person) {
        return new Addressee(
                letter,
                otherMail,
                position,
                agency,
                agencyName,
                central,
                person.name(),
                person.position(),
                person.mail(),
                null,
                null,
                null,
                Progress.WAITING,
                null,
                "",
                Reply.NONE,
                null);
    }

    /// A mail that went to a wrong person, before another was made for this addressee.
    ///
    /// @param position of the addressee
    public record Former(
            int position,
            UUID mail,
            String messageId,
            String name,
            String address,
            Instant queuedAt) {}

    /// The agencies of addressees in a line: of many the first ones, and how many more.
    static String agencies(List<Addressee> addressees) {
        return named(
                addressees.stream().map(Addressee::agencyName).distinct().toList(), "หน่วยงาน");
    }

    /// The first ones, and how many more of what they are.
    static String named(List<String> names, String what) {
        var named = String.join(", ", names.stream().limit(MOST_NAMED).toList());
        var more = names.size() - MOST_NAMED;
        return more > 0 ? named + " และอีก " + more + " " + what : named;
    }

    /// To whom a letter goes in a line: agencies, then units of the own one; empty if to nobody.
    static String line(List<Addressee> addressees, List<UnitAddressee> units) {
        return Stream.of(
                        addressees.isEmpty() ? "" : agencies(addressees),
                        UnitAddressee.names(units))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /// Both central accounts have a copy of every sending (C4).
    List<String> recipients(String ownCentral) {
        return List.of(address, central, ownCentral).stream().distinct().toList();
    }
}
