/// การลา: officials ask for leave, those who may approve decide, and a ledger for each person, kind
/// and fiscal year says what is left (LEAVE-55).
///
/// The rules are pure: [th.sala.leave.Counting], [th.sala.leave.Chain],
/// [th.sala.leave.VacationRight], [th.sala.leave.AskingRules] and [th.sala.leave.ApproverTable].
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
            "reader",
            "worktime",
            "notices",
            "jobs",
            "agencies"
        })
@NullMarked
package th.sala.leave;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
