package th.sala.origin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/// The bytes that a signature is over.
final class SignedPart {
    private static final int PIECE = 64 * 1024;

    private SignedPart() {}

    static byte[] bodyHash(Canonical way, InputStream body) throws IOException {
        var hash = way.body(DigestUtils.getSha256Digest());
        var piece = new byte[PIECE];
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            hash.take(piece, read);
        }
        return hash.hash();
    }

    /// The named fields, each name taking the lowest one that is left, and the signature itself
    /// without what it came to.
    static byte[] header(Canonical way, MailHeader header, List<String> names, String signature) {
        var signed = new StringBuilder();
        var left = new HashMap<String, ArrayDeque<MailHeader.Field>>();
        header.fields()
                .forEach(field ->
                        left.computeIfAbsent(field.name(), _ -> new ArrayDeque<>()).push(field));
        for (var name : names) {
            var ofName = left.get(name);
            if (ofName != null && !ofName.isEmpty()) {
                signed.append(way.field(ofName.pop())).append("\r\n");
            }
        }
        signed.append(way.field(MailHeader.Field.of(withoutValue(signature))));
        return signed.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Empties the tag `b`.
    private static String withoutValue(String signature) {
        for (int begin = signature.indexOf(':') + 1; begin < signature.length(); ) {
            var semicolon = signature.indexOf(';', begin);
            var end = semicolon < 0 ? signature.length() : semicolon;
            var equals = signature.indexOf('=', begin);
            if (equals >= 0
                    && equals < end
                    && signature.substring(begin, equals).strip().equals("b")) {
                return signature.substring(0, equals + 1) + signature.substring(end);
            }
            begin = end + 1;
        }
        return signature;
    }
}
