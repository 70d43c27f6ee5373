package th.sala.mail;

/// Lines of a mail, as SMTP wants them.
final class Lines {
    private Lines() {}

    /// Whether every CR is followed by LF, every LF preceded by CR, and the last line ended.
    static boolean areEndedByCrLf(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\r' && (i + 1 == raw.length || raw[i + 1] != '\n')) {
                return false;
            }
            if (raw[i] == '\n' && (i == 0 || raw[i - 1] != '\r')) {
                return false;
            }
        }
        return raw.length >= 2 && raw[raw.length - 1] == '\n';
    }
}
