package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a record said when an act touched it. The log holds only a commitment to it, so that the
/// statement, which may name persons, can be disposed of without breaking the log. The salt keeps
/// others from guessing what it said.
///
/// @param salt 16 random bytes
public record Statement(byte[] salt, Fields fields) {
    public static final int SALT_BYTES = 16;

    public Statement {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt of " + salt.length + " bytes");
        }
    }

    /// What an entry of the log says of this statement.
    public Hash commitment() {
        return Hash.sha256(salt, fields.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Statement(var theirSalt, var theirFields)
                && Arrays.equals(salt, theirSalt)
                && fields.equals(theirFields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }
}
