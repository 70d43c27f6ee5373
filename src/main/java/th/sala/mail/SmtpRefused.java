package th.sala.mail;

import java.io.IOException;

/// Why the bytes of a message are not taken: what the client is answered when all of them have
/// come.
final class SmtpRefused extends IOException {
    private final int code;

    SmtpRefused(int code, String sentence) {
        super(sentence);
        this.code = code;
    }

    int code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
