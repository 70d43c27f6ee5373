package th.sala.agencies;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TwoPersonAct;

/// Trusting a key of another installation: whoever can make us take one can write in another's
/// name, so nobody does it alone.
@Component
class RegistryKeyAct implements TwoPersonAct {
    private static final String NAME = "registry.key";

    private final HeldFiles held;
    private final RegistryImport imports;

    RegistryKeyAct(HeldFiles held, RegistryImport imports) {
        this.held = held;
        this.imports = imports;
    }

    /// @param file that is held and was looked at
    /// @param replaced the fingerprint of the key that this one replaces; empty if it is the first
    static Wish wish(SignedIn who, UUID file, String address, String fingerprint, String replaced) {
        return new Wish(
                NAME,
                who.agency(),
                null,
                (address + " " + fingerprint).strip(),
                List.of(file.toString(), replaced),
                false,
                true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> carryOut(SignedIn by, Wish wish) {
        var id = UUID.fromString(wish.said().getFirst());
        var replaced = wish.said().getLast();
        var file =
                held.find(wish.agency(), id, HeldFiles.Kind.REGISTRY)
                        .orElseThrow(() -> new Invalid("agencies.registries.held-no-more"));
        if (replaced.isEmpty()) {
            imports.take(file.body(), file.signature(), file.name(), by.name());
        } else {
            imports.takeWithOtherKey(
                    file.body(), file.signature(), file.name(), by.name(), replaced);
        }
        held.drop(wish.agency(), id);
        return Optional.empty();
    }
}
