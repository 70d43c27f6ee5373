/// What all of `/api/v1` shares: who asks (a person's token, never a session), what it is good for,
/// how much of it, refusals as `application/problem+json`, keys against doing things twice, places
/// in lists, versions. It knows no business module; their endpoints stand beside their pages and
/// ask the same desks.
@ApplicationModule(
        allowedDependencies = {"law", "thai", "proof", "database", "accounts", "jobs", "web"})
@NullMarked
package th.sala.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
