package th.sala.evidence;

import java.util.UUID;
import th.sala.proof.Entry;

/// A person who acts in a test.
public final class Somebody {
    private Somebody() {}

    public static Actor named(UUID agency, String name) {
        return new Actor(agency, null, name, "password", Entry.NONE);
    }
}
