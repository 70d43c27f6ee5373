package th.sala.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import th.sala.network.Dial;
import th.sala.network.ServerTrust;

/// What is wrong with a talk to a mail service, so that a person knows what to look at.
enum Trouble {
    NAME("name"),
    OUT_OF_REACH("reach"),
    PORT("port"),
    SILENT("silent"),
    /// The server does not encrypt, or not at this port in this way.
    OPEN_LINE("open-line"),
    UNTRUSTED("untrusted"),
    ANOTHERS_CERTIFICATE("anothers-certificate"),
    EXPIRED("expired"),
    /// The certificate is not valid yet by our clock, or mail comes from the future.
    CLOCK("clock"),
    PASSWORD("password"),
    /// The sign-in service that gives access tokens does not answer, or nonsense.
    TOKEN_AWAY("token-away"),
    /// It gives none to this client.
    TOKEN_REFUSED("token-refused"),
    /// It gives one only after a person has signed in.
    SIGN_IN_THERE("sign-in-there"),
    /// The mail server does not take the token that the sign-in service gave.
    TOKEN_NOT_TAKEN("token-not-taken"),
    FOLDER("folder"),
    /// The account may not send as the person.
    SENDER("sender"),
    OTHER("other");

    private static final int LONGEST = 300;

    private final String word;

    Trouble(String word) {
        this.word = word;
    }

    /// The sentence about it.
    ///
    /// @param words of the server
    Reply reply(@Nullable String words) {
        var line = Texts.oneLine(Objects.requireNonNullElse(words, ""));
        return Reply.ours("outside-" + word, line.substring(0, Math.min(LONGEST, line.length())));
    }

    /// Stops a talk that came to something wrong.
    static final class Found extends Exception {
        private final Trouble trouble;
        private final String words;

        Found(Trouble trouble, String words) {
            super(trouble.name());
            this.trouble = trouble;
            this.words = words;
        }
    }

    /// What the failure of a talk says, at its root.
    static Trouble of(Throwable failed) {
        return causes(failed).stream()
                .map(Trouble::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> less(causes(failed)));
    }

    /// The sentence about it, with the server's words if it said some.
    static Reply reply(Throwable failed) {
        var trouble = of(failed);
        var words =
                switch (trouble) {
                    case PASSWORD,
                            TOKEN_AWAY,
                            TOKEN_REFUSED,
                            SIGN_IN_THERE,
                            TOKEN_NOT_TAKEN,
                            FOLDER,
                            SENDER,
                            OTHER ->
                            words(failed);
                    default -> "";
                };
        return trouble.reply(words);
    }

    private static String words(Throwable failed) {
        return failed instanceof Found found
                ? found.words
                : Objects.requireNonNullElse(failed.getMessage(), "");
    }

    private static List<Throwable> causes(Throwable failed) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failed;
                cause != null && !causes.contains(cause);
                cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Optional<Trouble> known(Throwable cause) {
        return switch (cause) {
            case Found found -> Optional.of(found.trouble);
            case Dial.Failed dialled ->
                    Optional.of(
                            switch (dialled.why()) {
                                case NAME -> NAME;
                                case OUT_OF_REACH -> OUT_OF_REACH;
                                case CLOSED -> PORT;
                                case SILENT -> SILENT;
                            });
            case ServerTrust.Distrusted distrusted ->
                    Optional.of(
                            switch (distrusted.why()) {
                                case EXPIRED -> EXPIRED;
                                case NOT_YET_VALID -> CLOCK;
                                case UNTRUSTED -> UNTRUSTED;
                                case ANOTHERS -> ANOTHERS_CERTIFICATE;
                            });
            case AuthenticationFailedException _ -> Optional.of(PASSWORD);
            case FolderNotFoundException _ -> Optional.of(FOLDER);
            default -> Optional.empty();
        };
    }

    /// What is known of a failure that says less.
    private static Trouble less(List<Throwable> causes) {
        for (var cause : causes) {
            if (cause instanceof SSLException
                    || String.valueOf(cause.getMessage()).startsWith("STARTTLS ")) {
                return OPEN_LINE;
            }
            if (cause instanceof SocketTimeoutException) {
                return SILENT;
            }
        }
        return OTHER;
    }
}
