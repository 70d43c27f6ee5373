/// Agencies and who acts for them: units, positions, officials, chain of command, authority to make
/// letters and to give directions, delegation and acting-for; and the public registry of all that.
///
/// What was true on a day stays a query: facts are dated, never overwritten, only closed.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "installation",
            "network",
            "web",
            "api",
            "accounts",
            "mail",
            "evidence",
            "jobs",
            "files"
        })
@NullMarked
package th.sala.agencies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
