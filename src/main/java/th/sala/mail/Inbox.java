package th.sala.mail;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import th.sala.files.FileStore;

/// What came in, as it came. Seen in the scope of its agency only.
@Service
public class Inbox {
    private final ReceivedMails mails;
    private final FileStore files;

    Inbox(ReceivedMails mails, FileStore files) {
        this.mails = mails;
        this.files = files;
    }

    /// @throws NoSuchMail if the agency has none such
    @Transactional(readOnly = true)
    public ReceivedMail find(UUID mail) {
        return mails.find(mail).orElseThrow(() -> new NoSuchMail(mail));
    }

    /// Whether the agency has such a mail.
    @Transactional(readOnly = true)
    public boolean has(UUID mail) {
        return mails.find(mail).isPresent();
    }

    /// Whether it is, byte for byte, a mail that the agency itself sent; servers on the way may
    /// have written fields of their own into its header.
    ///
    /// @throws NoSuchMail if the agency has none such
    @Transactional(readOnly = true)
    public boolean isOwnCopy(UUID mail) {
        var copy = find(mail);
        return mails.sent(mail)
                .filter(sent ->
                        sent.isOneMailWith(
                                copy.sha256(), copy.size(), sha256 -> Likeness.said(files, sha256)))
                .isPresent();
    }

    /// The mail's bytes, exactly as they came.
    ///
    /// @throws NoSuchMail if the agency has none such
    @Transactional(readOnly = true)
    public byte[] raw(UUID mail) {
        return files.bytes(find(mail).sha256());
    }
}
