package th.sala.law;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a user asked for cannot be: a sentence that says what to do instead, and the clause if one
/// forbids it. The sentence is in the module's messages under [#key]; it is shown as it is, so its
/// arguments must be harmless to show.
public abstract class Refusal extends RuntimeException {
    private final String key;
    private final Object[] arguments;
    private final @Nullable Citation citation;

    protected Refusal(String key, Object... arguments) {
        this(null, key, arguments);
    }

    protected Refusal(@Nullable Citation citation, String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = arguments;
        this.citation = citation;
    }

    public String key() {
        return key;
    }

    public Object[] arguments() {
        return arguments;
    }

    public Optional<Citation> citation() {
        return Optional.ofNullable(citation);
    }
}
