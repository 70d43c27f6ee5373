package th.sala.origin;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/// A key with which a domain signs its mail, RSA of 2048 bits.
///
/// @param domain of the signature, in lower case
/// @param selector under which its record stands
/// @param privateKey PKCS #8 in Base64
/// @param publicKey SubjectPublicKeyInfo in Base64
public record SigningKey(String domain, String selector, String privateKey, String publicKey) {
    private static final int BITS = 2048;
    private static final int LONGEST_LINE = 72;
    private static final int BYTES_OF_SELECTOR = 4;

    /// Names of fields that nothing can hide in.
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9-]{1,60}");

    /// Fields that make the mail what it is; those that are absent are signed as absent, so that
    /// nobody can add them.
    private static final List<String> FIELDS =
            List.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "subject",
                    "date",
                    "message-id",
                    "in-reply-to",
                    "references",
                    "mime-version",
                    "content-type",
                    "content-transfer-encoding",
                    "auto-submitted");

    /// Makes a key, and names it by what it is.
    public static SigningKey made(String domain) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            var encoded = pair.getPublic().getEncoded();
            var name = DigestUtils.sha256Hex(encoded);
            return new SigningKey(
                    domain,
                    "sala-" + name.substring(0, 2 * BYTES_OF_SELECTOR),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    Base64.getEncoder().encodeToString(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The text of its record.
    public String record() {
        return "v=DKIM1; k=rsa; p=" + publicKey;
    }

    /// Signs a mail. The same mail and moment give the same bytes.
    ///
    /// @param prefix of fields of our own that are signed, too
    /// @param body what follows the empty line, lines ended by CRLF
    /// @return the field to put before the mail, with the end of its line
    public String sign(MailHeader header, String prefix, InputStream body, Instant at)
            throws IOException {
        var names = names(header, prefix);
        var bodyHash = Base64.getEncoder().encode(SignedPart.bodyHash(Canonical.RELAXED, body));
        var unsigned =
                "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s;\r\n\tt=%d; bh=%s;\r\n\th=%s;\r\n\tb="
                        .formatted(
                                domain,
                                selector,
                                at.getEpochSecond(),
                                new String(bodyHash, java.nio.charset.StandardCharsets.US_ASCII),
                                folded(String.join(":", names), ':'));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key());
            signature.update(SignedPart.header(Canonical.RELAXED, header, names, unsigned));
            var signed = Base64.getEncoder().encodeToString(signature.sign());
            return unsigned + folded(signed, (char) 0) + "\r\n";
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the key of " + domain + " does not sign", damaged);
        }
    }

    private PrivateKey key() throws GeneralSecurityException {
        var bytes = Base64.getDecoder().decode(privateKey);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    /// Every field once for each time it is there, and once more.
    private static List<String> names(MailHeader header, String prefix) {
        var names = new ArrayList<String>();
        for (var name : FIELDS) {
            header.all(name).forEach(_ -> names.add(name));
            names.add(name);
        }
        header.fields().stream()
                .map(MailHeader.Field::name)
                .filter(name -> name.startsWith(prefix) && PLAIN.matcher(name).matches())
                .forEach(names::add);
        names.stream()
                .filter(name -> name.startsWith(prefix))
                .distinct()
                .toList()
                .forEach(names::add);
        return names;
    }

    /// Broken behind the character, or anywhere if that is 0.
    private static String folded(String text, char at) {
        var lines = new StringBuilder();
        var begin = 0;
        while (text.length() - begin > LONGEST_LINE) {
            var end = begin + LONGEST_LINE;
            if (at != 0) {
                end = text.lastIndexOf(at, end) + 1;
            }
            lines.append(text, begin, end).append("\r\n\t");
            begin = end;
        }
        return lines.append(text, begin, text.length()).toString();
    }

    @Override
    public String toString() {
        return "SigningKey " + selector + " of " + domain;
    }
}
