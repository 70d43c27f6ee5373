package th.sala.accounts;

import java.time.Instant;
import java.util.UUID;

/// สิทธิดูแลทั้งระบบ of one administrator: to change what holds for all agencies here.
///
/// @param givenBy the name of whoever gave it; empty for the installation's first administrator
public record InstallationRight(
        UUID account,
        String username,
        String name,
        String agencyName,
        String givenBy,
        Instant givenAt) {
    public boolean isFirst() {
        return givenBy.isEmpty();
    }
}
