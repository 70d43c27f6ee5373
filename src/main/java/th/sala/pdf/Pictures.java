package th.sala.pdf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/// The pictures of one document, each once.
final class Pictures {
    private final Map<Picture, String> used = new LinkedHashMap<>();

    String name(Picture picture) {
        return used.computeIfAbsent(picture, _ -> "P" + (used.size() + 1));
    }

    /// For all pages: call when everything is drawn.
    void embed(PDDocument document, PDResources resources) throws IOException {
        if (used.isEmpty()) {
            return;
        }
        var objects = new COSDictionary();
        for (var picture : used.entrySet()) {
            objects.setItem(
                    COSName.getPDFName(picture.getValue()), picture.getKey().embed(document));
        }
        resources.getCOSObject().setItem(COSName.XOBJECT, objects);
    }
}
