/// การปฏิบัติราชการนอกสถานที่: an agency's policy, agreements with goals, the orders of its head,
/// days outside, and what came of it (MANUAL-63, TELE-65).
@ApplicationModule(
        allowedDependencies = {
            "evidence",
            "proof",
            "law",
            "thai",
            "database",
            "accounts",
            "web",
            "files",
            "pdf",
            "jobs",
            "worktime",
            "notices",
            "agencies",
            "leave",
            "letters"
        })
@NullMarked
package th.sala.telework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
