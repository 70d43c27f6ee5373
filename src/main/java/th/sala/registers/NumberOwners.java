package th.sala.registers;

import java.util.List;
import java.util.UUID;

/// The people of an agency for whom numbers may be set aside.
public interface NumberOwners {
    /// In the order of their names. Called in the agency's scope.
    List<Owner> of(UUID agency);

    /// @param id the official's
    record Owner(UUID id, String name) {}
}
