/// เอกสารสแกน: papers that were scanned, a letter or many in a file. Files are looked at, split and
/// read in the background; what became of a file a person sees, corrects and files.
///
/// It does not know what a letter is. A module that has letters shows the pieces, takes them, and
/// says which letter each became.
@ApplicationModule(
        allowedDependencies = {
            "evidence",
            "proof",
            "law",
            "database",
            "accounts",
            "files",
            "reader",
            "jobs",
            "thai",
            "installation"
        })
@NullMarked
package th.sala.scans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
