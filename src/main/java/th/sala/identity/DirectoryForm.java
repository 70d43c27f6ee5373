package th.sala.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.identity.Directory.Encryption;

/// A directory as it is typed.
///
/// @param bindPassword of the login that searches; empty to keep the one that is there; never shown
///   again
record DirectoryForm(
        @NotBlank @Size(max = 60) @Pattern(regexp = "\\P{Cntrl}*") String name,
        @NotBlank @Size(max = 253) String host,
        @NotNull @Min(1) @Max(65_535) @Nullable Integer port,
        @NotNull @Nullable Encryption encryption,
        @Size(max = 20_000) @Pattern(regexp = "[\\x20-\\x7e\\s]*") String trusted,
        @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") String login,
        @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") String bindPassword,
        @NotBlank @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") String base,
        @NotBlank @Size(max = 1000) @Pattern(regexp = "\\P{Cntrl}*") String filter,
        @NotBlank @Size(max = 100) @Pattern(regexp = "[A-Za-z0-9.;-]*") String identifier,
        @NotBlank @Size(max = 100) @Pattern(regexp = "[A-Za-z0-9.;-]*") String groups) {
    static final DirectoryForm BLANK =
            new DirectoryForm(
                    "",
                    "",
                    636,
                    Encryption.LDAPS,
                    "",
                    "",
                    "",
                    "",
                    "(&(objectClass=person)(uid={username}))",
                    "entryUUID",
                    "memberOf");

    /// A field that did not come counts as empty.
    DirectoryForm {
        name = text(name).strip();
        host = text(host).strip();
        trusted = text(trusted).strip();
        login = text(login).strip();
        bindPassword = text(bindPassword);
        base = text(base).strip();
        filter = text(filter).strip();
        identifier = text(identifier).strip();
        groups = text(groups).strip();
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }

    static DirectoryForm of(Directory directory) {
        return new DirectoryForm(
                directory.name(),
                directory.host(),
                directory.port(),
                directory.encryption(),
                directory.trusted(),
                directory.login(),
                "",
                directory.base(),
                directory.filter(),
                directory.identifier(),
                directory.groups());
    }

    DirectoryForm withoutPassword() {
        return new DirectoryForm(
                name, host, port, encryption, trusted, login, "", base, filter, identifier, groups);
    }

    /// To be called only of a form without errors.
    Directory directory(UUID id) {
        return new Directory(
                id,
                name,
                host,
                Objects.requireNonNull(port),
                Objects.requireNonNull(encryption),
                trusted,
                login,
                base,
                filter,
                identifier,
                groups,
                false);
    }
}
