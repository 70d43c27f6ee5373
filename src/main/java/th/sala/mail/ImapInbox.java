package th.sala.mail;

import static th.sala.law.Instrument.ETDA_63;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import th.sala.law.Clause;
import th.sala.network.Dial;

/// The inbox of a mailbox at a service outside, opened so that it cannot be changed.
final class ImapInbox implements AutoCloseable {
    private static final String INBOX = "INBOX";
    private static final Duration CONNECT = Duration.ofSeconds(20);
    static final int PIECE = 1024 * 1024;

    /// A message that lies there.
    ///
    /// @param uid its number there
    /// @param size in bytes, as the server says
    /// @param receivedAt when it came to the mailbox, as the server says
    record Item(long uid, long size, Instant receivedAt, IMAPMessage message) {
        /// Its bytes, without marking it as seen.
        InputStream bytes() throws MessagingException {
            message.setPeek(true);
            return message.getMimeStream();
        }
    }

    private final Dial dial;
    private final IMAPStore store;
    private final IMAPFolder folder;

    private ImapInbox(Dial dial, IMAPStore store, IMAPFolder folder) {
        this.dial = dial;
        this.store = store;
        this.folder = folder;
    }

    /// How a connection that is being made can be cut.
    interface Began {
        void with(Dial dial);
    }

    /// Connects, signs in and looks into the inbox.
    ///
    /// @throws MessagingException if any of it fails; [Trouble] says what
    /// @throws Trouble.Found if the inbox is not to be seen
    @Clause(id = "C9", of = ETDA_63, value = "ข้อ 3(7)")
    static ImapInbox open(
            MailServer server, Login login, OutsideMailSettings settings, Clock clock, Began began)
            throws MessagingException, Trouble.Found {
        var properties = properties(settings);
        login.prepare(properties, "mail.imap");
        var dial = dial(server, properties, settings, clock);
        began.with(dial);
        var store = (IMAPStore) Session.getInstance(properties).getStore("imap");
        try {
            login.connect(store, server.host(), server.port());
            var folder = (IMAPFolder) store.getFolder(INBOX);
            try {
                // the server itself refuses changes to what was opened in this way
                folder.open(Folder.READ_ONLY);
            } catch (MessagingException closed) {
                if (store.isConnected()) {
                    throw new Trouble.Found(
                            Trouble.FOLDER, Objects.toString(closed.getMessage(), ""));
                }
                throw closed;
            }
            return new ImapInbox(dial, store, folder);
        } catch (MessagingException | Trouble.Found | RuntimeException failed) {
            close(store, dial);
            throw failed;
        }
    }

    private static Properties properties(OutsideMailSettings settings) {
        var millis = String.valueOf(settings.patience().toMillis());
        var properties = new Properties();
        properties.put("mail.imap.connectiontimeout", String.valueOf(CONNECT.toMillis()));
        properties.put("mail.imap.timeout", millis);
        properties.put("mail.imap.writetimeout", millis);
        properties.put("mail.imap.fetchsize", String.valueOf(PIECE));
        properties.put("mail.imap.minidletime", "0");
        return properties;
    }

    private static Dial dial(
            MailServer server, Properties properties, OutsideMailSettings settings, Clock clock)
            throws Trouble.Found {
        if (!server.isSafe()) {
            throw new Trouble.Found(Trouble.OPEN_LINE, "");
        }
        try {
            return server.dial(properties, "mail.imap", settings.reach(), clock);
        } catch (GeneralSecurityException noCertificate) {
            throw new Trouble.Found(Trouble.UNTRUSTED, "");
        }
    }

    /// Changes when the server has given its messages new numbers.
    long uidValidity() throws MessagingException {
        return folder.getUIDValidity();
    }

    /// What came after the message of that number, in the order of numbers.
    List<Item> after(long uid) throws MessagingException {
        // so that the server says what is new
        folder.getMessageCount();
        var found = folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID);
        var wanted = new FetchProfile();
        wanted.add(UIDFolder.FetchProfileItem.UID);
        wanted.add(IMAPFolder.FetchProfileItem.SIZE);
        wanted.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(found, wanted);
        var items = new java.util.ArrayList<Item>();
        for (var message : found) {
            var item = item((IMAPMessage) message);
            // a server without newer ones answers with its last
            if (item.uid() > uid) {
                items.add(item);
            }
        }
        items.sort(java.util.Comparator.comparingLong(Item::uid));
        return items;
    }

    private Item item(IMAPMessage message) throws MessagingException {
        var received = message.getReceivedDate();
        return new Item(
                folder.getUID(message),
                message.getSizeLong(),
                received == null ? Instant.MAX : received.toInstant(),
                message);
    }

    /// When the newest message came, as the server says.
    Optional<Instant> newest() throws MessagingException {
        var count = folder.getMessageCount();
        if (count <= 0) {
            return Optional.empty();
        }
        var wanted = new FetchProfile();
        wanted.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        var last = new jakarta.mail.Message[] {folder.getMessage(count)};
        folder.fetch(last, wanted);
        return Arrays.stream(last)
                .map(message -> received((IMAPMessage) message))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Instant> received(IMAPMessage message) {
        try {
            return Optional.ofNullable(message.getReceivedDate()).map(java.util.Date::toInstant);
        } catch (MessagingException unknown) {
            return Optional.empty();
        }
    }

    /// Whether the server says by itself what comes.
    boolean idles() throws MessagingException {
        return store.hasCapability("IDLE");
    }

    /// Waits until the server says something, or somebody calls [#wake].
    void idle() throws MessagingException {
        folder.idle(true);
    }

    /// Ends the waiting; asks the server something, so that a dead line is noticed.
    void wake() {
        try {
            folder.getMessageCount();
        } catch (MessagingException | RuntimeException gone) {
            // the one who waits hears of it
            dial.cut();
        }
    }

    @Override
    public void close() {
        close(store, dial);
    }

    private static void close(IMAPStore store, Dial dial) {
        try {
            store.close();
        } catch (MessagingException | RuntimeException gone) {
            // nothing is left there
        } finally {
            dial.cut();
        }
    }
}
