/// The law as code: which instrument, which clause, where it is carried out, and how a refusal says
/// so.
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package th.sala.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
