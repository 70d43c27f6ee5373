package th.sala.mail;

import java.util.List;
import java.util.Optional;
import org.subethamail.smtp.MessageContext;
import th.sala.accounts.SignedIn;
import th.sala.database.AgencyScope;
import th.sala.files.FileStore;
import th.sala.files.StoredFile;

/// Mail that a signed-in person hands in to be sent: as the person, under the person's own
/// registered address, and only what the policy has no objection to.
final class SubmissionTransaction extends SmtpTransaction {
    private static final int LONGEST_OBJECTION = 400;

    private final Optional<SubmissionPolicy> policy;
    private final Reception reception;
    private final FileStore files;

    SubmissionTransaction(
            Shared shared,
            SmtpSession session,
            MessageContext context,
            Optional<SubmissionPolicy> policy,
            Reception reception) {
        super(shared, session, context);
        this.policy = policy;
        this.reception = reception;
        this.files = shared.files();
    }

    @Override
    void checkSender(String sender) throws SmtpRefused {
        if (!sender.equals(registered(who()))) {
            throw new SmtpRefused(550, "5.7.1 The sender must be your own registered address");
        }
    }

    @Override
    void check(String recipient) throws SmtpRefused {
        if (!MailAddress.isUsable(recipient)) {
            throw new SmtpRefused(553, "5.1.3 This address cannot be used");
        }
    }

    @Override
    void keep(StoredFile bytes, ReceivedMails.Arrival arrival) throws SmtpRefused {
        var who = who();
        var message = read(bytes);
        if (!message.from().mail().equals(registered(who))) {
            throw new SmtpRefused(550, "5.7.1 From must be your own registered address");
        }
        // looks at files, which takes its time: without holding a turn
        var objection = objection(who, message);
        if (objection.isPresent()) {
            var line = Texts.oneLine(objection.get());
            var shown = line.substring(0, Math.min(LONGEST_OBJECTION, line.length()));
            throw new SmtpRefused(550, "5.7.1 " + shown);
        }
        inTurn(() ->
                AgencyScope.within(
                        who.agency(), () -> reception.submit(arrival, who.agency(), recipients())));
    }

    private Message read(StoredFile bytes) throws SmtpRefused {
        try {
            return MessageReader.read(files.bytes(bytes.sha256()));
        } catch (Unreadable unreadable) {
            throw new SmtpRefused(554, "5.6.0 This message cannot be read: " + unreadable.key());
        }
    }

    private Optional<String> objection(SignedIn who, Message message) {
        var recipients = List.copyOf(recipients());
        return AgencyScope.within(
                who.agency(),
                () -> policy.flatMap(rules -> rules.objection(who, message, recipients)));
    }

    private String registered(SignedIn who) throws SmtpRefused {
        var rules =
                policy.orElseThrow(
                        () -> new SmtpRefused(550, "5.7.1 This server takes no submissions"));
        return AgencyScope.within(who.agency(), () -> rules.addressOf(who))
                .map(MailAddress::normal)
                .orElseThrow(() ->
                        new SmtpRefused(
                                550,
                                "5.7.1 You are not registered as a person who makes letters (ETDA-63 clause 3(4.1))"));
    }

    private SignedIn who() throws SmtpRefused {
        return session().who().orElseThrow(() -> new SmtpRefused(530, "5.7.0 Sign in first"));
    }
}
