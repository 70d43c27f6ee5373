/// Work that the program does by itself, again and again: on one machine at a time, repeated when
/// it fails, woken early when there is something to do.
///
/// A module declares its work as a bean of type [th.sala.jobs.RecurringJob].
@ApplicationModule(allowedDependencies = {"law", "thai", "database"})
@NullMarked
package th.sala.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
