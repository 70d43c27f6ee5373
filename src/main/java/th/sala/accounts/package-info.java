/// Who signs in and what they may do: accounts, roles per agency, sessions.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "proof",
            "database",
            "installation",
            "evidence",
            "jobs"
        })
@NullMarked
package th.sala.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
