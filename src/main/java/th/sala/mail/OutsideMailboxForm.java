package th.sala.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mailbox that a service outside keeps, as it is typed.
///
/// @param imapHost empty if the mailbox is not read
/// @param imapPassword empty to keep the one that is there; never shown again, as `smtpPassword`
record OutsideMailboxForm(
        @NotBlank @Size(max = 254) String address,
        @Size(max = 253) String imapHost,
        @Min(1) @Max(65_535) @Nullable Integer imapPort,
        MailServer.@Nullable Line imapLine,
        @Size(max = 254) @Pattern(regexp = "\\P{Cntrl}*") String imapUsername,
        @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") String imapPassword,
        @NotBlank @Size(max = 253) String smtpHost,
        @NotNull @Min(1) @Max(65_535) @Nullable Integer smtpPort,
        @NotNull MailServer.@Nullable Line smtpLine,
        @Size(max = 254) @Pattern(regexp = "\\P{Cntrl}*") String smtpUsername,
        @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") String smtpPassword,
        @Size(max = 500) @Pattern(regexp = WEB) String tokenEndpoint,
        @Size(max = 500) @Pattern(regexp = WEB) String tokenAuthorize,
        @Size(max = 300) @Pattern(regexp = "\\P{Cntrl}*") String tokenClient,
        @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*") String tokenSecret,
        @Size(max = 500) @Pattern(regexp = "[\\x20-\\x7e]*") String tokenScope,
        @Size(max = 20_000) @Pattern(regexp = "[\\x20-\\x7e\\s]*") String trusted,
        @Size(max = 253) @Pattern(regexp = "[A-Za-z0-9._-]*") String findingsBy,
        @NotNull @Nullable LocalDate readSince) {
    private static final String WEB =
            "(https?://(?:[\\x21-\\x7e&&[^\"<>\\\\^`{|}%\\[\\]]]|%[0-9A-Fa-f]{2})+)?";
    private static final int IMAPS = 993;
    private static final int SUBMISSION = 587;

    /// A field that did not come counts as empty.
    OutsideMailboxForm {
        address = MailAddress.normal(text(address));
        imapHost = host(imapHost);
        imapUsername = text(imapUsername).strip();
        imapPassword = text(imapPassword);
        smtpHost = host(smtpHost);
        smtpUsername = text(smtpUsername).strip();
        smtpPassword = text(smtpPassword);
        tokenEndpoint = text(tokenEndpoint).strip();
        tokenAuthorize = text(tokenAuthorize).strip();
        tokenClient = text(tokenClient).strip();
        tokenSecret = text(tokenSecret).strip();
        tokenScope = text(tokenScope).strip();
        trusted = text(trusted).strip();
        findingsBy = host(findingsBy);
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }

    private static String host(@Nullable String typed) {
        return text(typed).strip().toLowerCase(Locale.ROOT);
    }

    static OutsideMailboxForm blank(LocalDate today) {
        return new OutsideMailboxForm(
                "",
                "",
                IMAPS,
                MailServer.Line.TLS,
                "",
                "",
                "",
                SUBMISSION,
                MailServer.Line.STARTTLS,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                today);
    }

    static OutsideMailboxForm of(OutsideMailbox mailbox, ZoneId zone) {
        var reading = mailbox.reading();
        var sending = mailbox.sending();
        var tokens = mailbox.tokens();
        return new OutsideMailboxForm(
                mailbox.address(),
                reading == null ? "" : reading.host(),
                reading == null ? IMAPS : reading.port(),
                reading == null ? MailServer.Line.TLS : reading.line(),
                reading == null ? "" : reading.username(),
                "",
                sending.host(),
                sending.port(),
                sending.line(),
                sending.username(),
                "",
                tokens == null ? "" : tokens.endpoint().toString(),
                tokens == null ? "" : tokens.authorize().map(URI::toString).orElse(""),
                tokens == null ? "" : tokens.client(),
                "",
                tokens == null ? "" : tokens.scope(),
                mailbox.trusted(),
                mailbox.findingsBy(),
                LocalDate.ofInstant(mailbox.readSince(), zone));
    }

    OutsideMailboxForm withoutPasswords() {
        return new OutsideMailboxForm(
                address,
                imapHost,
                imapPort,
                imapLine,
                imapUsername,
                "",
                smtpHost,
                smtpPort,
                smtpLine,
                smtpUsername,
                "",
                tokenEndpoint,
                tokenAuthorize,
                tokenClient,
                "",
                tokenScope,
                trusted,
                findingsBy,
                readSince);
    }

    /// Whether it is to be read, and by which port and line is not said.
    boolean lacksWay() {
        return !imapHost.isEmpty() && (imapPort == null || imapLine == null);
    }

    /// Which field of those for access tokens is missing, if one of them is filled in; empty if
    /// none is.
    String lackingForTokens() {
        if (tokenEndpoint.isEmpty()) {
            return tokenAuthorize.isEmpty() && tokenClient.isEmpty() ? "" : "tokenEndpoint";
        }
        return tokenClient.isEmpty() ? "tokenClient" : "";
    }

    OutsideMailboxSettings.Passwords passwords() {
        return new OutsideMailboxSettings.Passwords(imapPassword, smtpPassword, tokenSecret);
    }

    private @Nullable TokenSource tokens() {
        var none = new byte[0];
        return tokenEndpoint.isEmpty()
                ? null
                : new TokenSource(
                        tokenAuthorize.isEmpty()
                                ? Optional.empty()
                                : Optional.of(URI.create(tokenAuthorize)),
                        URI.create(tokenEndpoint),
                        tokenClient,
                        tokenScope,
                        none,
                        none);
    }

    /// To be called only of a form without errors.
    OutsideMailbox mailbox(UUID agency, UUID id, ZoneId zone) {
        var none = new byte[0];
        var imap =
                imapHost.isEmpty()
                        ? null
                        : new OutsideMailbox.Access(
                                imapHost,
                                Objects.requireNonNull(imapPort),
                                Objects.requireNonNull(imapLine),
                                imapUsername.isEmpty() ? address : imapUsername,
                                none);
        var name = imap == null ? address : imap.username();
        var smtp =
                new OutsideMailbox.Access(
                        smtpHost,
                        Objects.requireNonNull(smtpPort),
                        Objects.requireNonNull(smtpLine),
                        smtpUsername.isEmpty() ? name : smtpUsername,
                        none);
        var since = Objects.requireNonNull(readSince).atStartOfDay(zone).toInstant();
        return new OutsideMailbox(
                id,
                agency,
                address,
                trusted,
                imap,
                smtp,
                tokens(),
                since,
                findingsBy,
                false,
                Instant.EPOCH);
    }
}
