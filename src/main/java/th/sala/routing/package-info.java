/// การเสนอหนังสือ: a letter's way inside the agency, from the person who wrote it up the chain of
/// command, one level after the other (ETDA-63 ข้อ 4 to 7).
///
/// It knows who has the letter, what they said and who is next; it does not know what a letter is
/// made of. A module that has letters calls [th.sala.routing.Routing] and shows the way on its
/// pages.
@ApplicationModule(
        allowedDependencies = {
            "evidence",
            "proof",
            "law",
            "thai",
            "database",
            "accounts",
            "web",
            "api",
            "jobs",
            "worktime",
            "notices",
            "agencies"
        })
@NullMarked
package th.sala.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
