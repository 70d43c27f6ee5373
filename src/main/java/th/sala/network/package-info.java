/// Talking to addresses that a person typed: which of them, how long, how much.
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package th.sala.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
