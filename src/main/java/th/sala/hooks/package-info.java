/// Tells an agency's other systems that something happened (webhooks): which record and what, never
/// what is in it; they ask for that themselves, with a token. In the form of Standard Webhooks.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "installation",
            "network",
            "accounts",
            "jobs",
            "notices",
            "evidence",
            "proof",
            "web"
        })
@NullMarked
package th.sala.hooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
