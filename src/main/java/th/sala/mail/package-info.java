/// Mail of the agencies of this installation: received over SMTP and kept byte for byte, sent from
/// a durable outbox, composed and read as MIME. It knows nothing of letters: it publishes
/// [th.sala.mail.MailArrived], [th.sala.mail.MailSubmitted] and [th.sala.mail.DeliveryChanged].
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "installation",
            "network",
            "origin",
            "files",
            "jobs",
            "web",
            "accounts",
            "evidence",
            "proof"
        })
@NullMarked
package th.sala.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
