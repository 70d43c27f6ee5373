/// ห้องประชุม: the live room of a meeting, and what is known of it afterwards. Who is there, who
/// may be heard and seen, what is presented; the record of it is only added to, and a room that was
/// lost is made again from it.
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
            "media",
            "meetings"
        })
@NullMarked
package th.sala.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
