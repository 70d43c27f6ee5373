package th.sala.routing;

import java.util.UUID;

/// To whom a letter is to go.
///
/// @param position whose duty is asked for: the same person may do that of several
public record To(UUID official, UUID position) {
    /// As pages name it.
    @Override
    public String toString() {
        return official + "/" + position;
    }

    /// @throws th.sala.law.Refusal if it names nobody
    public static To read(String written) {
        var parts = written.split("/", 2);
        try {
            return new To(UUID.fromString(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (IllegalArgumentException nobody) {
            throw new RouteRules.NotTheNext();
        }
    }
}
