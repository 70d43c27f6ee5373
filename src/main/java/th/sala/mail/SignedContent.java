package th.sala.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/// What is inside of smime.p7m (RFC 8551). Whether a signature is good is not looked at: it proves
/// nothing here, and nobody is told that it does.
final class SignedContent {
    private static final Set<ASN1ObjectIdentifier> ENCRYPTED =
            Set.of(
                    CMSObjectIdentifiers.envelopedData,
                    CMSObjectIdentifiers.authEnvelopedData,
                    CMSObjectIdentifiers.encryptedData);

    private SignedContent() {}

    static boolean isEncrypted(byte[] cms) {
        return info(cms).filter(info -> ENCRYPTED.contains(info.getContentType())).isPresent();
    }

    /// The mail's content as it was signed; empty if it is encrypted, elsewhere, or broken.
    static Optional<byte[]> of(byte[] cms) {
        try {
            var info =
                    info(cms)
                            .filter(known ->
                                    known.getContentType().equals(CMSObjectIdentifiers.signedData));
            if (info.isEmpty()) {
                return Optional.empty();
            }
            var content = new CMSSignedData(info.get()).getSignedContent();
            if (content == null) {
                return Optional.empty();
            }
            var bytes = new ByteArrayOutputStream();
            content.write(bytes);
            return Optional.of(bytes.toByteArray());
        } catch (CMSException | IOException | RuntimeException | StackOverflowError broken) {
            return Optional.empty();
        }
    }

    private static Optional<ContentInfo> info(byte[] cms) {
        try {
            return Optional.ofNullable(ContentInfo.getInstance(ASN1Primitive.fromByteArray(cms)));
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            return Optional.empty();
        }
    }
}
