/// When the government works: office hours, holidays, and what follows from them in law. Other
/// modules ask [th.sala.worktime.WorkCalendars] for a [th.sala.worktime.WorkCalendar] and count
/// with it; they never look at weekdays themselves.
@ApplicationModule(allowedDependencies = {"law", "thai", "database", "accounts", "web"})
@NullMarked
package th.sala.worktime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
