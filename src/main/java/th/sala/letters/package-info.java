/// หนังสือราชการ: letters out and in, their numbers and registers, and their way between agencies
/// by mail.
///
/// A letter out is a draft until its signer sends it; then it has a number and is one mail to each
/// addressee. A letter in is what a mail or a counter brought; registering gives it a receive
/// number and sends the acknowledgement. Module `registers` alone hands out numbers.
@ApplicationModule(
        allowedDependencies = {
            "evidence",
            "proof",
            "law",
            "thai",
            "database",
            "accounts",
            "web",
            "api",
            "files",
            "reader",
            "jobs",
            "search",
            "worktime",
            "notices",
            "hooks",
            "mail",
            "pdf",
            "signing",
            "agencies",
            "registers",
            "routing",
            "tasks",
            "scans"
        })
@NullMarked
package th.sala.letters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
