/// What a person should know and need not do: a line on their page and in Today until they have
/// seen it; by e-mail and by push message, for who wants it, that there is something to see.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "installation",
            "network",
            "accounts",
            "web",
            "jobs",
            "mail",
            "agencies"
        })
@NullMarked
package th.sala.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
