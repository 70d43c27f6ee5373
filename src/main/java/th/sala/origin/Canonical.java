package th.sala.origin;

import java.security.MessageDigest;
import java.util.Optional;
import th.sala.origin.MailHeader.Field;

/// What of a mail is signed, in the two ways of RFC 6376 3.4.
enum Canonical {
    SIMPLE,
    RELAXED;

    static Optional<Canonical> of(String name) {
        return switch (name) {
            case "simple" -> Optional.of(SIMPLE);
            case "relaxed" -> Optional.of(RELAXED);
            default -> Optional.empty();
        };
    }

    /// A field without the end of its line.
    String field(Field field) {
        if (this == SIMPLE) {
            return field.raw();
        }
        var value = field.raw().substring(field.raw().indexOf(':') + 1);
        return field.name()
                + ":"
                + value.replaceAll("\\r?\\n", "")
                        .replaceAll("[ \\t]+", " ")
                        .replaceAll("^ | $", "");
    }

    Body body(MessageDigest digest) {
        return new Body(this == RELAXED, digest);
    }

    /// Takes a body in pieces: empty lines at its end do not count; if relaxed, neither do blanks
    /// at the end of a line, and several are one.
    static final class Body {
        private static final byte[] LINE = {'\r', '\n'};

        private final boolean isRelaxed;
        private final MessageDigest digest;
        private final byte[] out = new byte[8192];
        private int outSize = 0;
        private long lines = 0;
        private boolean isBlank = false;
        private boolean isReturn = false;
        private boolean isAny = false;

        private Body(boolean isRelaxed, MessageDigest digest) {
            this.isRelaxed = isRelaxed;
            this.digest = digest;
        }

        void take(byte[] piece, int length) {
            for (int i = 0; i < length; i++) {
                take(piece[i]);
            }
        }

        private void take(byte octet) {
            if (isReturn) {
                isReturn = false;
                if (octet == '\n') {
                    lines++;
                    isBlank = false;
                    return;
                }
                put((byte) '\r');
            }
            if (octet == '\r') {
                isReturn = true;
            } else if (isRelaxed && (octet == ' ' || octet == '\t')) {
                isBlank = true;
            } else {
                put(octet);
            }
        }

        /// What was held back counts after all.
        private void put(byte octet) {
            for (; lines > 0; lines--) {
                add(LINE[0]);
                add(LINE[1]);
            }
            if (isBlank) {
                add((byte) ' ');
                isBlank = false;
            }
            add(octet);
            isAny = true;
        }

        private void add(byte octet) {
            if (outSize == out.length) {
                drain();
            }
            out[outSize++] = octet;
        }

        private void drain() {
            digest.update(out, 0, outSize);
            outSize = 0;
        }

        byte[] hash() {
            if (isReturn) {
                isReturn = false;
                put((byte) '\r');
            }
            if (isAny || !isRelaxed) {
                add(LINE[0]);
                add(LINE[1]);
            }
            drain();
            return digest.digest();
        }
    }
}
