package th.sala.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.evidence.Actor;

/// Whoever asks a service for something: somebody signed in, or somebody who is known in another
/// way for one thing only. What they are refused is evidence.
public interface Asking {
    UUID agency();

    /// As evidence names them where they are refused something.
    Actor asking();

    /// The record that all they may ask for is about; null if there is none such.
    default @Nullable UUID about() {
        return null;
    }
}
