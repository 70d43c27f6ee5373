package th.sala.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A provider as it is typed.
///
/// @param secret empty to keep the one that is there; never shown again
record ProviderForm(
        @NotBlank @Size(max = 60) @Pattern(regexp = "\\P{Cntrl}*") String name,
        @NotBlank @Size(max = 300) String issuer,
        @NotBlank @Size(max = 200) @Pattern(regexp = "[\\x21-\\x7e]*") String client,
        @Size(max = 500) @Pattern(regexp = "[\\x20-\\x7e]*") String secret,
        @NotBlank @Size(max = 300) String address,
        @NotBlank @Size(max = 100) @Pattern(regexp = "[A-Za-z0-9_.:/-]*") String claim,
        @Size(max = 300) @Pattern(regexp = "[\\x20-\\x7e]*") String scopes,
        @Size(max = 300) @Pattern(regexp = "[\\x20-\\x7e]*") String acr) {
    /// A field that did not come counts as empty.
    ProviderForm {
        name = text(name).strip();
        issuer = text(issuer).strip();
        client = text(client).strip();
        secret = text(secret);
        address = text(address).strip().replaceFirst("/$", "");
        claim = text(claim).strip();
        scopes = text(scopes).strip();
        acr = text(acr).strip();
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }

    static ProviderForm blank(String address) {
        return new ProviderForm("", "", "", "", address, "sub", "", "");
    }

    static ProviderForm of(Provider provider) {
        return new ProviderForm(
                provider.name(),
                provider.issuer(),
                provider.client(),
                "",
                provider.address(),
                provider.claim(),
                provider.scopes(),
                provider.acr());
    }

    ProviderForm withoutSecret() {
        return new ProviderForm(name, issuer, client, "", address, claim, scopes, acr);
    }

    Provider provider(UUID id) {
        return new Provider(id, name, address, issuer, client, scopes, claim, acr, false);
    }
}
