package th.sala.pdf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/// The faces of one document.
final class Faces {
    private final Map<Typeface, EmbeddedFace> used = new LinkedHashMap<>();

    EmbeddedFace of(Typeface face) {
        return used.computeIfAbsent(face, _ -> new EmbeddedFace("F" + (used.size() + 1), face));
    }

    /// For all pages: call when everything is drawn.
    PDResources embed(PDDocument document) throws IOException {
        var fonts = new COSDictionary();
        for (var face : used.values()) {
            fonts.setItem(COSName.getPDFName(face.name()), face.embed(document));
        }
        var resources = new PDResources();
        resources.getCOSObject().setItem(COSName.FONT, fonts);
        return resources;
    }
}
