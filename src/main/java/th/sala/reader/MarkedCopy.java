package th.sala.reader;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/// A copy of a PDF with stamps on its first page, where nothing stands, and sheets behind its last.
///
/// Of each page there is in the copy what one sees of it: what it draws, and its form fields and
/// notes as they look. Nothing in the copy acts, and it has no signatures.
final class MarkedCopy {
    static final int MOST_PAGES = 2_000;

    private static final int MOST_ANNOTATIONS = 2_000;
    private static final List<COSName> DRAWN = List.of(COSName.CONTENTS, COSName.GROUP);

    /// White around what stands in the band above a page that had no room.
    private static final double MARGIN = 14;

    /// However high the band, so much of the page's size is left to the page.
    private static final double LEAST_SCALE = 0.3;

    private final PDDocument source;
    private final PDDocument copy;
    private int annotations;

    private MarkedCopy(PDDocument source, PDDocument copy) {
        this.source = source;
        this.copy = copy;
    }

    static Answer of(PDDocument source, Request.Copy asked) throws IOException {
        // what is brought along is read while it is saved
        var ours = new ArrayList<PDDocument>();
        try (var copy = new PDDocument()) {
            var made = new MarkedCopy(source, copy);
            for (var stamp : asked.stamps()) {
                ours.add(Loader.loadPDF(stamp.pdf()));
            }
            made.pages(List.copyOf(ours), asked.stamps());
            if (copy.getNumberOfPages() == 0) {
                return new Answer.Broken(Trouble.NO_PAGES);
            }
            for (var sheet : asked.sheets()) {
                ours.add(Loader.loadPDF(sheet));
                for (var page : ours.getLast().getPages()) {
                    copy.importPage(page);
                }
            }
            return Copies.saved(copy);
        } finally {
            for (var one : ours) {
                one.close();
            }
        }
    }

    /// These pages alone, as one sees them.
    ///
    /// @param from from 1
    static Answer cut(PDDocument source, int from, int to) throws IOException {
        try (var copy = new PDDocument()) {
            var made = new MarkedCopy(source, copy);
            made.layers();
            int place = 0;
            for (var page : source.getPages()) {
                place++;
                if (place >= from && place <= to) {
                    copy.addPage(made.drawn(page));
                }
            }
            return Copies.saved(copy);
        }
    }

    private void layers() {
        var layers = source.getDocumentCatalog().getOCProperties();
        if (layers != null) {
            copy.getDocumentCatalog().setOCProperties(layers);
        }
    }

    private void pages(List<PDDocument> sheets, List<Request.Stamp> stamps) throws IOException {
        layers();
        for (var page : source.getPages()) {
            var pages = copy.getNumberOfPages();
            if (pages >= MOST_PAGES) {
                throw new TooMuch(Trouble.TOO_MANY_TO_COPY);
            } else if (pages == 0) {
                first(page, sheets, stamps);
            } else {
                copy.addPage(drawn(page));
            }
        }
    }

    /// What is drawn on it, and how its fields and notes look.
    private PDPage drawn(PDPage page) throws IOException {
        var one = empty(page);
        one.setResources(page.getResources());
        for (var key : DRAWN) {
            var value = page.getCOSObject().getItem(key);
            if (value != null) {
                one.getCOSObject().setItem(key, value);
            }
        }
        // what is drawn behind it is this page's alone
        if (one.getCOSObject().getDictionaryObject(COSName.CONTENTS) instanceof COSArray parts) {
            one.getCOSObject().setItem(COSName.CONTENTS, new COSArray(parts.toList()));
        }
        looks(page, one, new Matrix());
        return one;
    }

    /// As large as the page, and turned as it is.
    private static PDPage empty(PDPage page) {
        var one = new PDPage(new COSDictionary());
        one.getCOSObject().setItem(COSName.TYPE, COSName.PAGE);
        one.setMediaBox(page.getMediaBox());
        one.setCropBox(page.getCropBox());
        one.setRotation(page.getRotation());
        one.setUserUnit(page.getUserUnit());
        return one;
    }

    /// The first page is drawn as one piece, so that it can be made smaller, and that nothing which
    /// it leaves open bends the stamps.
    private void first(PDPage page, List<PDDocument> sheets, List<Request.Stamp> stamps)
            throws IOException {
        var whole = new PDFormXObject(new PDStream(copy, page.getContents(), COSName.FLATE_DECODE));
        whole.setResources(page.getResources());
        whole.setBBox(page.getCropBox());
        var group = page.getCOSObject().getItem(COSName.GROUP);
        if (group != null) {
            whole.getCOSObject().setItem(COSName.GROUP, group);
        }
        var view = View.of(page);
        copy.addPage(piece(page, whole, new Matrix()));
        if (stamps.isEmpty()) {
            return;
        }
        var scale = view.scaleOfStamps();
        var boxes =
                stamps.stream()
                        .map(stamp ->
                                new FreeSpace.Size(stamp.width() * scale, stamp.height() * scale))
                        .toList();
        var spots = FreeSpace.of(copy, view).spots(boxes);
        if (spots.isEmpty()) {
            var band = FreeSpace.Band.over(view, boxes, MARGIN);
            copy.removePage(0);
            annotations = 0;
            copy.addPage(piece(page, whole, below(view, band.height())));
            spots = band.spots();
        }
        for (int i = 0; i < stamps.size(); i++) {
            stamp(view, sheets.get(i), stamps.get(i), spots.get(i));
        }
    }

    private PDPage piece(PDPage page, PDFormXObject whole, Matrix how) throws IOException {
        var one = empty(page);
        try (var out = new PDPageContentStream(copy, one)) {
            out.transform(how);
            out.drawForm(whole);
        }
        looks(page, one, how);
        return one;
    }

    /// Smaller, in the middle, below a band.
    private static Matrix below(View view, double band) {
        var scale = Math.max(LEAST_SCALE, (view.height() - band) / view.height());
        var how = new AffineTransform(view.toPage());
        how.translate((1 - scale) * view.width() / 2, 0);
        how.scale(scale, scale);
        how.concatenate(view.fromPage());
        return new Matrix(how);
    }

    private void looks(PDPage page, PDPage one, Matrix how) throws IOException {
        for (var annotation : page.getAnnotations()) {
            var look = isSeen(annotation) ? look(annotation) : null;
            var box = look == null ? null : look.getBBox();
            var place = annotation.getRectangle();
            if (look != null && box != null && place != null) {
                if (++annotations > MOST_ANNOTATIONS) {
                    throw new TooMuch(Trouble.TOO_COMPLEX);
                }
                try (var out = behind(one)) {
                    out.transform(how);
                    out.transform(fitting(box, look.getMatrix(), place));
                    out.drawForm(new PDFormXObject(look.getCOSObject()));
                }
            }
        }
    }

    /// A note may bring no look of its own, and belong to a layer that is not shown.
    private @Nullable PDAppearanceStream look(PDAnnotation annotation) {
        if (annotation.getAppearance() == null) {
            annotation.constructAppearances(source);
        }
        var look = annotation.getNormalAppearanceStream();
        var layer = annotation.getCOSObject().getItem(COSName.OC);
        if (look != null && layer != null && !look.getCOSObject().containsKey(COSName.OC)) {
            look.getCOSObject().setItem(COSName.OC, layer);
        }
        return look;
    }

    private static boolean isSeen(PDAnnotation annotation) {
        return !annotation.isHidden()
                && !annotation.isNoView()
                && !(annotation instanceof PDAnnotationLink)
                && !(annotation instanceof PDAnnotationPopup);
    }

    /// ISO 32000-1, 12.5.5: the box as its matrix turns it, moved and stretched into the place.
    private static Matrix fitting(PDRectangle box, Matrix turn, PDRectangle place) {
        var turned = box.transform(turn).getBounds2D();
        var fit = new AffineTransform();
        fit.translate(place.getLowerLeftX(), place.getLowerLeftY());
        if (turned.getWidth() > 0 && turned.getHeight() > 0) {
            fit.scale(place.getWidth() / turned.getWidth(), place.getHeight() / turned.getHeight());
        }
        fit.translate(-turned.getX(), -turned.getY());
        return new Matrix(fit);
    }

    private PDPageContentStream behind(PDPage page) throws IOException {
        return new PDPageContentStream(copy, page, AppendMode.APPEND, true, true);
    }

    private void stamp(View view, PDDocument ours, Request.Stamp stamp, FreeSpace.Spot spot)
            throws IOException {
        var sheet = ours.getPage(0);
        var scale = (float) view.scaleOfStamps();
        var bottom = sheet.getMediaBox().getHeight() - stamp.top() - stamp.height();
        try (var out = behind(copy.getPage(0))) {
            out.transform(new Matrix(view.toPage()));
            out.transform(
                    new Matrix(scale, 0, 0, scale, (float) spot.left(), (float) spot.bottom()));
            out.addRect(0, 0, (float) stamp.width(), (float) stamp.height());
            out.clip();
            out.transform(Matrix.getTranslateInstance((float) -stamp.left(), (float) -bottom));
            out.drawForm(new LayerUtility(copy).importPageAsForm(ours, sheet));
        }
    }
}
