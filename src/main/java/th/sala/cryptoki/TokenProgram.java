package th.sala.cryptoki;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/// Opens one token and signs with its keys, until its input ends or anything goes wrong: whoever
/// asked starts another then, with nothing left of what went before.
public final class TokenProgram {
    /// Answers go there: a library may print on standard output.
    public static final int ANSWERS = 3;

    private TokenProgram() {}

    public static void main(String[] args) throws IOException {
        endWithParent();
        var in =
                new DataInputStream(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        try (var answers = new FileOutputStream("/proc/self/fd/" + ANSWERS);
                var out = new DataOutputStream(new BufferedOutputStream(answers))) {
            serve(in, out);
        }
        // a library's own threads and its unloading do not matter any more
        Runtime.getRuntime().halt(0);
    }

    private static void serve(DataInputStream in, DataOutputStream out) throws IOException {
        try {
            var token = Token.open(TokenWire.opening(in));
            TokenWire.ready(out);
            for (var asked = in.read(); asked >= 0; asked = in.read()) {
                switch (asked) {
                    case TokenWire.LIST -> TokenWire.held(out, token.held());
                    case TokenWire.SIGN ->
                            TokenWire.signature(
                                    out, token.sign(TokenWire.bytes(in), TokenWire.bytes(in)));
                    default -> throw new IOException("no request " + asked);
                }
            }
        } catch (TokenFailed failed) {
            TokenWire.trouble(out, failed);
        }
    }

    /// A call that hangs does not outlive who asked for it.
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }
}
