package th.sala.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Sets sheets as tagged PDF/A-3u. The same sheet makes the same bytes.
public final class Typesetter {
    /// Pages that are shown on the screen.
    public static final int MOST_SHOWN = 20;

    private static final float VERSION = 1.7f;

    private Typesetter() {}

    /// @throws CannotBeSet if there is no glyph for one of its letters
    public static SetPdf set(Sheet sheet) {
        mustHaveGlyphs(sheet);
        try (var document = new PDDocument()) {
            document.setVersion(VERSION);
            document.setDocumentId(sheet.at().toEpochMilli());
            var faces = new Faces();
            var pictures = new Pictures();
            var root = new Element("Document", "");
            var pages = new Pages<>(sheet, () -> new PdfInk(faces, pictures), Integer.MAX_VALUE);
            pages.put(slabs(sheet, root));
            var resources = faces.embed(document);
            pictures.embed(document, resources);
            write(document, pages.pages(), resources, root);
            ArchiveForm.give(document, sheet);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return new SetPdf(bytes.toByteArray(), pages.pages().size(), pages.places());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The sheet's first [#MOST_SHOWN] pages for the screen: everything stands where [#set] puts
    /// it, if the browser writes in Sarabun.
    ///
    /// @throws CannotBeSet if there is no glyph for one of its letters
    public static List<ScreenPage> show(Sheet sheet) {
        mustHaveGlyphs(sheet);
        var pages = new Pages<>(sheet, ScreenInk::new, MOST_SHOWN);
        pages.put(slabs(sheet, new Element("Document", "")));
        return pages.pages().stream().map(ScreenInk::page).toList();
    }

    private static List<Slab> slabs(Sheet sheet, Element root) {
        var margins = sheet.margins();
        var width = PDRectangle.A4.getWidth() - margins.left() - margins.right();
        return new Layout(margins.left(), width).of(sheet.blocks(), root);
    }

    private static void mustHaveGlyphs(Sheet sheet) {
        var missing = missing(sheet.blocks());
        if (!missing.isEmpty()) {
            throw new CannotBeSet(missing);
        }
    }

    /// Letters for which there is no glyph.
    public static SortedSet<Integer> missing(List<Block> blocks) {
        var missing = new TreeSet<Integer>();
        blocks.forEach(block -> missing(block, missing));
        return missing;
    }

    private static void missing(Block block, SortedSet<Integer> missing) {
        switch (block) {
            case Block.Paragraph paragraph -> {
                missing(paragraph.label(), missing);
                paragraph.spans().forEach(span -> missing(span, missing));
            }
            case Block.Columns(var columns) ->
                    columns.forEach(column -> missing.addAll(missing(column.blocks())));
            case Block.Table table ->
                    table.rows().stream()
                            .flatMap(row -> row.cells().stream())
                            .forEach(cell -> missing.addAll(missing(List.copyOf(cell))));
            case Block.Together(_, var blocks) -> missing.addAll(missing(blocks));
            case Block.Figure _, Block.Photo _, Block.Gap _, Block.Rule _ -> {}
        }
    }

    private static void missing(Span span, SortedSet<Integer> missing) {
        span.text()
                .codePoints()
                .filter(letter -> letter != '\n' && !span.face().has(letter))
                .forEach(missing::add);
    }

    private static void write(
            PDDocument document, List<PdfInk> pages, PDResources resources, Element root)
            throws IOException {
        var parents = new COSArray();
        for (int i = 0; i < pages.size(); i++) {
            var ink = pages.get(i);
            var page = ink.page();
            document.addPage(page);
            page.setResources(resources);
            page.setContents(Streams.of(document, ink.operators()));
            page.setStructParents(i);
            page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
            parents.add(COSInteger.get(i));
            var marked = new COSArray();
            ink.marked().forEach(element -> marked.add(element.dictionary()));
            parents.add(marked);
        }
        structure(document, root, parents, pages.size());
    }

    private static void structure(PDDocument document, Element root, COSArray parents, int next) {
        var tree = new COSDictionary();
        tree.setItem(COSName.TYPE, COSName.getPDFName("StructTreeRoot"));
        root.write(tree);
        tree.setItem(COSName.K, root.dictionary());
        var numbers = new COSDictionary();
        numbers.setItem(COSName.NUMS, parents);
        tree.setItem(COSName.PARENT_TREE, numbers);
        tree.setInt(COSName.getPDFName("ParentTreeNextKey"), next);
        var catalog = document.getDocumentCatalog().getCOSObject();
        catalog.setItem(COSName.getPDFName("StructTreeRoot"), tree);
        var mark = new COSDictionary();
        mark.setBoolean(COSName.getPDFName("Marked"), true);
        catalog.setItem(COSName.getPDFName("MarkInfo"), mark);
    }
}
