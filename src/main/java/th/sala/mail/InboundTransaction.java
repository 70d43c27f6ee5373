package th.sala.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import org.subethamail.smtp.MessageContext;
import th.sala.database.AgencyScope;
import th.sala.files.StoredFile;

/// Mail from other servers: to mailboxes of this installation and to nobody else, whoever asks.
final class InboundTransaction extends SmtpTransaction {
    private final Mailboxes mailboxes;
    private final Reception reception;
    private final Map<String, Mailbox> found = new LinkedHashMap<>();

    InboundTransaction(
            Shared shared,
            SmtpSession session,
            MessageContext context,
            Mailboxes mailboxes,
            Reception reception) {
        super(shared, session, context);
        this.mailboxes = mailboxes;
        this.reception = reception;
    }

    @Override
    void checkSender(String sender) {}

    @Override
    void check(String recipient) throws SmtpRefused {
        var mailbox =
                mailboxes
                        .find(recipient)
                        .orElseThrow(() -> new SmtpRefused(550, "5.1.1 No such mailbox here"));
        found.put(mailbox.address(), mailbox);
    }

    @Override
    void keep(StoredFile bytes, ReceivedMails.Arrival arrival) throws SmtpRefused {
        inTurn(() -> AgencyScope.everywhere(() -> reception.receive(arrival, found.values())));
    }
}
