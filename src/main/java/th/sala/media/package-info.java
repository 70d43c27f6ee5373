/// เสียงและภาพสด: live audio and video of meetings, carried by media servers (Janus) that this
/// module runs as unprivileged children. It holds every session and handle itself; browsers send it
/// SDP and get SDP, so that what the chair cuts stays cut whatever a browser does (MICT-57 ข้อ 7).
/// Knows no meetings: rooms and participants are ids that its callers give.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "installation",
            "files",
            "evidence",
            "proof",
            "jobs"
        })
@NullMarked
package th.sala.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
