/// Thai as government writes it: Buddhist era, digits, dictionary order, one spelling of what looks
/// the same.
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"law"})
@NullMarked
package th.sala.thai;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
