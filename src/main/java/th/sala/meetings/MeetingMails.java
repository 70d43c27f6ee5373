package th.sala.meetings;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import th.sala.agencies.Registry;
import th.sala.files.FileStore;
import th.sala.mail.Address;
import th.sala.mail.Mailboxes;
import th.sala.mail.MessageDraft;
import th.sala.mail.MessageWriter;
import th.sala.mail.Outbox;
import th.sala.mail.OutgoingMail;
import th.sala.thai.Display;

/// E-mails to attendees. None goes to a mailbox of this installation, where it would be taken for a
/// letter, its owner being told by a notice; but for a guest's, whose link comes no other way.
@Component
class MeetingMails {
    private static final Display SHOW = Display.OFFICIAL;

    private final Registry registry;
    private final Mailboxes mailboxes;
    private final Outbox outbox;
    private final FileStore store;
    private final MessageSource messages;
    private final Clock clock;
    private final String address;

    MeetingMails(
            Registry registry,
            Mailboxes mailboxes,
            Outbox outbox,
            FileStore store,
            MessageSource messages,
            Clock clock,
            @Value("${sala.address}") String address) {
        this.registry = registry;
        this.mailboxes = mailboxes;
        this.outbox = outbox;
        this.store = store;
        this.messages = messages;
        this.clock = clock;
        this.address = address;
    }

    /// @param link a guest's secret; null of an official
    /// @return the mail's name in the file store; nothing if none goes
    Optional<String> invite(Meeting meeting, Attendee attendee, @Nullable String link) {
        return send(meeting, attendee, subject(meeting), invitation(meeting, attendee, link));
    }

    /// Keeps what an invitation says that went as a notice alone.
    ///
    /// @return its name in the file store
    String copy(Meeting meeting, Attendee attendee) {
        var text = subject(meeting) + "\n\n" + invitation(meeting, attendee, null);
        return store.keep(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private String subject(Meeting meeting) {
        return text("meetings.mail.invited.subject", meeting.title());
    }

    private String invitation(Meeting meeting, Attendee attendee, @Nullable String link) {
        var way =
                link == null
                        ? text("meetings.mail.way", address + meeting.path())
                        : text("meetings.mail.link", address + "/meetings/links?key=" + link);
        var agenda =
                meeting.items().stream()
                        .map(item -> SHOW.number(item.number()) + ". " + item.title())
                        .collect(Collectors.joining("\n"));
        return text(
                "meetings.mail.invited.text",
                attendee.name(),
                meeting.title(),
                when(meeting),
                agenda,
                way,
                backup(meeting));
    }

    void moved(Meeting meeting, Attendee attendee) {
        send(
                meeting,
                attendee,
                text("meetings.mail.moved.subject", meeting.title()),
                text("meetings.mail.moved.text", attendee.name(), meeting.title(), when(meeting)));
    }

    void cancelled(Meeting meeting, Attendee attendee, String reason) {
        send(
                meeting,
                attendee,
                text("meetings.mail.cancelled.subject", meeting.title()),
                text("meetings.mail.cancelled.text", attendee.name(), meeting.title(), reason));
    }

    private static String when(Meeting meeting) {
        return SHOW.dateTime(meeting.begins()) + " – " + SHOW.time(meeting.ends());
    }

    private static String backup(Meeting meeting) {
        return (meeting.backup().telephone() + " " + meeting.backup().mail()).strip();
    }

    private Optional<String> send(Meeting meeting, Attendee to, String subject, String text) {
        if (to.mail().isEmpty() || (!to.isByLink() && mailboxes.find(to.mail()).isPresent())) {
            return Optional.empty();
        }
        var own = registry.agency(meeting.agency()).orElseThrow();
        var id = UUID.randomUUID();
        var draft =
                new MessageDraft(
                        "<" + id + "@" + own.domain() + ">",
                        new Address(own.name(), own.centralAddress()),
                        List.of(Address.of(to.mail())),
                        List.of(),
                        subject,
                        clock.instant(),
                        List.of(),
                        Map.of("Auto-Submitted", "auto-generated"),
                        text,
                        List.of());
        outbox.queue(
                new OutgoingMail(
                        id,
                        own.id(),
                        draft.messageId(),
                        own.centralAddress(),
                        List.of(to.mail()),
                        MessageWriter.write(draft)));
        return Optional.of(outbox.sha256(id));
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, Display.THAI);
    }
}
