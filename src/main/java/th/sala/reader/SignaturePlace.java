package th.sala.reader;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;

/// An empty place for one more signature behind a PDF: whoever has the key fills it, and need not
/// understand the file. The same file makes the same bytes.
final class SignaturePlace {
    private static final COSName STAMP = COSName.getPDFName("DocTimeStamp");
    private static final COSName OF_STAMP = COSName.getPDFName("ETSI.RFC3161");
    private static final COSName RIGHTS = COSName.getPDFName("DocMDP");
    private static final COSName HOW = COSName.getPDFName("TransformMethod");
    private static final COSName WITH = COSName.getPDFName("TransformParams");

    /// What the maker of a file says: nothing may come any more, not even a signature.
    private static final int NOTHING = 1;

    private SignaturePlace() {}

    /// @param length of the file
    static Answer behind(PDDocument document, long length, Request.Place asked) throws IOException {
        if (document.isEncrypted()) {
            return new Answer.Broken(Trouble.RESTRICTED);
        } else if (isSealed(document)) {
            return new Answer.Broken(Trouble.SEALED);
        }
        document.setDocumentId(length);
        var bytes = Copies.bounded();
        try (var options = new SignatureOptions();
                var out = new Behind(bytes, length)) {
            options.setPreferredSignatureSize(Wire.SIGNATURE_BYTES);
            document.addSignature(signature(asked), options);
            document.saveIncrementalForExternalSigning(out).setSignature(new byte[0]);
        }
        return new Answer.Copied(bytes.toByteArray());
    }

    private static PDSignature signature(Request.Place asked) {
        var signature = new PDSignature();
        signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
        var said = asked.said();
        if (said == null) {
            signature.setType(STAMP);
            signature.setSubFilter(OF_STAMP);
        } else {
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setName(said.name());
            signature.setReason(said.reason());
            signature.setSignDate(GregorianCalendar.from(said.at().atZone(ZoneOffset.UTC)));
        }
        return signature;
    }

    private static boolean isSealed(PDDocument document) throws IOException {
        return document.getSignatureDictionaries().stream()
                .map(signature -> signature.getCOSObject().getCOSArray(COSName.REFERENCE))
                .anyMatch(references -> references != null && isSealed(references));
    }

    private static boolean isSealed(COSArray references) {
        for (int i = 0; i < references.size(); i++) {
            if (references.getObject(i) instanceof COSDictionary reference
                    && RIGHTS.equals(reference.getCOSName(HOW))
                    && reference.getDictionaryObject(WITH) instanceof COSDictionary rights
                    && rights.getInt(COSName.P, 2) == NOTHING) {
                return true;
            }
        }
        return false;
    }

    /// Leaves the file itself out: whoever asks has it.
    private static final class Behind extends FilterOutputStream {
        private long left;

        private Behind(OutputStream out, long left) {
            super(out);
            this.left = left;
        }

        @Override
        public void write(int one) throws IOException {
            if (left > 0) {
                left--;
            } else {
                out.write(one);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            var passed = (int) Math.min(left, length);
            left -= passed;
            out.write(bytes, from + passed, length - passed);
        }
    }
}
