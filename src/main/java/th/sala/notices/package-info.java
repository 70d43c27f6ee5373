/// What a person should know and need not do: a line on their page and in Today until they have
/// seen it.
@ApplicationModule(allowedDependencies = {"law", "thai", "database", "accounts", "web"})
@NullMarked
package th.sala.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
