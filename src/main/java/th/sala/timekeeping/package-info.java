/// การลงเวลาปฏิบัติราชการ: who came when and went when, and what that makes of each day (LEAVE-55
/// ข้อ 11).
///
/// Marks are only ever added. What a day counts as stands nowhere: [th.sala.timekeeping.WorkDay]
/// works it out from marks, corrections, leave, duty elsewhere and the calendar.
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
            "telework"
        })
@NullMarked
package th.sala.timekeeping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
