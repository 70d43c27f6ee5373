package th.sala.search;

import java.util.Set;
import th.sala.accounts.SignedIn;

/// What of a module's records a person may find. Modules that put records here declare one.
public interface Reach {
    /// The scopes that the person has; a record is found by whoever has one of its own.
    Set<String> of(SignedIn who);
}
