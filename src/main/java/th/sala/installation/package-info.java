/// One installation on its machine: the folder of its data, its master key outside of that, and the
/// secrets that the key closes. `./sala key` is here.
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package th.sala.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
