package th.sala.check;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import th.sala.Sala;

class ModularityTests {
    @Test
    void modulesKeepTheirDoors() {
        ApplicationModules.of(Sala.class).verify();
    }
}
