/// การประชุมผ่านสื่ออิเล็กทรอนิกส์: the lawful record of a meeting. Who meets when, by which rules,
/// what comes before the room opens, who is who, papers, and what went wrong (NCPO-74, MICT-57,
/// ETDA-63).
///
/// It knows no sound and no picture. A module that has a room asks [th.sala.meetings.MeetingRooms].
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
            "mail",
            "notices",
            "agencies"
        })
@NullMarked
package th.sala.meetings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
