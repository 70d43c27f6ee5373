package th.sala.signing;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.SignatureImageTextParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import th.sala.checking.PdfCheck;

/// PDFs as others make and sign them.
final class ForeignPdfs {
    private ForeignPdfs() {}

    private static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    static byte[] withPhotograph() throws IOException {
        try (var document = new PDDocument()) {
            var photograph = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 2; i++) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    var picture = JPEGFactory.createFromImage(document, photograph);
                    content.drawImage(picture, 50, 600, 100, 100);
                }
            }
            return saved(document);
        }
    }

    static byte[] withFields(String... names) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            form(document, page, names);
            return saved(document);
        }
    }

    private static void form(PDDocument document, PDPage page, String... names) throws IOException {
        var form = new PDAcroForm(document);
        document.getDocumentCatalog().setAcroForm(form);
        for (var name : names) {
            var field = new PDSignatureField(form);
            field.setPartialName(name);
            var widget = field.getWidgets().getFirst();
            widget.setRectangle(new PDRectangle(50, 100 + 60 * form.getFields().size(), 100, 50));
            widget.setPage(page);
            page.getAnnotations().add(widget);
            form.getFields().add(field);
        }
    }

    /// The layers' settings are also what the document says of itself.
    static byte[] withTwoNames() throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            form(document, page, "a");
            var settings = new COSDictionary();
            settings.setItem(COSName.BASE_STATE, COSName.OFF);
            var layers = new COSDictionary();
            layers.setItem(COSName.OCGS, new COSArray());
            layers.setItem(COSName.D, settings);
            settings.setDirect(false);
            var catalogue = document.getDocumentCatalog().getCOSObject();
            catalogue.setItem(COSName.METADATA, settings);
            catalogue.setItem(COSName.OCPROPERTIES, layers);
            return saved(document);
        }
    }

    static byte[] withLayersSwitched(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var settings =
                    document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.METADATA);
            settings.setItem(COSName.BASE_STATE, COSName.ON);
            settings.setItem(COSName.NAME, new COSString("switched"));
            settings.setNeedToBeUpdated(true);
            var bytes = new ByteArrayOutputStream();
            document.saveIncremental(bytes);
            return bytes.toByteArray();
        }
    }

    static byte[] signedOnPage(byte[] pdf, int page, Authorities.Held by, Instant at) {
        var place = new SignatureFieldParameters();
        place.setPage(page + 1);
        place.setOriginX(50);
        place.setOriginY(50);
        place.setWidth(150);
        place.setHeight(40);
        return signed(pdf, place, by, at, null);
    }

    /// So that nothing may come behind, as viewers offer it to who signs first.
    static byte[] sealed(byte[] pdf, Authorities.Held by, Instant at) {
        var nothing = CertificationPermission.NO_CHANGE_PERMITTED;
        return signed(pdf, new SignatureFieldParameters(), by, at, nothing);
    }

    static byte[] signedIn(byte[] pdf, String field, Authorities.Held by, Instant at) {
        var place = new SignatureFieldParameters();
        place.setFieldId(field);
        return signed(pdf, place, by, at, null);
    }

    private static byte[] signed(
            byte[] pdf,
            SignatureFieldParameters place,
            Authorities.Held by,
            Instant at,
            @Nullable CertificationPermission permission) {
        var words = new SignatureImageTextParameters();
        words.setText("Signed");
        var picture = new SignatureImageParameters();
        picture.setTextParameters(words);
        picture.setFieldParameters(place);
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setEncryptionAlgorithm(EncryptionAlgorithm.RSA);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(by.certificate()));
        parameters.setCertificateChain(
                by.chain().stream().map(CertificateToken::new).toArray(CertificateToken[]::new));
        parameters.bLevel().setSigningDate(Date.from(at));
        parameters.setImageParameters(picture);
        parameters.setPermission(permission);
        var service = new PAdESService(PdfCheck.offline());
        var document = new InMemoryDocument(pdf, "foreign.pdf");
        var toSign = service.getDataToSign(document, parameters).getBytes();
        var algorithm =
                SignatureAlgorithm.getAlgorithm(EncryptionAlgorithm.RSA, DigestAlgorithm.SHA256);
        try (var out = new ByteArrayOutputStream()) {
            var signature = Signature.getInstance(algorithm.getJCEId());
            signature.initSign(by.keys().getPrivate());
            signature.update(toSign);
            service.signDocument(
                            document, parameters, new SignatureValue(algorithm, signature.sign()))
                    .writeTo(out);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
