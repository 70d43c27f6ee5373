/// PostgreSQL: brought up by us or given from outside, its roles, and the scope of one agency that
/// every transaction has.
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"installation"})
@NullMarked
package th.sala.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
