package th.sala.signing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import th.sala.reader.Change;

/// What somebody may do to a signed document, behind its signature, and what of it is seen.
enum Tampering {
    DRAWN_OVER(Change.PAGES) {
        @Override
        void to(PDDocument document, PDPage page) throws IOException {
            try (var content = new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
                content.addRect(100, 700, 200, 20);
                content.fill();
            }
            updated(page.getCOSObject());
        }
    },
    CONTENT_REPLACED(Change.PAGES) {
        @Override
        void to(PDDocument document, PDPage page) throws IOException {
            var other = "0 0 m".getBytes(StandardCharsets.US_ASCII);
            page.setContents(new PDStream(document, new ByteArrayInputStream(other)));
            updated(page.getCOSObject());
        }
    },
    FONT_REPLACED(Change.PAGES) {
        @Override
        void to(PDDocument document, PDPage page) {
            var fonts = page.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
            var font = (COSDictionary) fonts.getDictionaryObject(fonts.keySet().iterator().next());
            font.setName(COSName.BASE_FONT, "Other");
            updated(font);
        }
    },
    NOTE_PUT_ON_IT(Change.NOTES) {
        @Override
        void to(PDDocument document, PDPage page) throws IOException {
            var note = new PDAnnotationText();
            note.setContents("ยกเลิก");
            note.setRectangle(new PDRectangle(100, 700, 20, 20));
            addNote(page, note.getCOSObject());
        }
    },
    PAGE_ADDED(Change.PAGES) {
        @Override
        void to(PDDocument document, PDPage page) {
            document.addPage(new PDPage());
            updated(document.getPages().getCOSObject());
        }
    },
    PAGE_CUT(Change.PAGES) {
        @Override
        void to(PDDocument document, PDPage page) {
            page.setMediaBox(new PDRectangle(0, 400, 595, 442));
            updated(page.getCOSObject());
        }
    },
    PAGE_TURNED(Change.PAGES) {
        @Override
        void to(PDDocument document, PDPage page) {
            page.setRotation(180);
            updated(page.getCOSObject());
        }
    },
    SCRIPT_PUT_IN(Change.ACTIONS) {
        @Override
        void to(PDDocument document, PDPage page) {
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
        }
    },
    SCRIPT_OF_A_PAGE(Change.ACTIONS) {
        @Override
        void to(PDDocument document, PDPage page) {
            var when = new COSDictionary();
            when.setItem(COSName.O, new PDActionJavaScript("app.alert(1)"));
            page.getCOSObject().setItem(COSName.AA, when);
            updated(page.getCOSObject());
        }
    },
    /// The library alone does not see this one.
    FILES_TAKEN_OUT(Change.ATTACHED) {
        @Override
        void to(PDDocument document, PDPage page) {
            var catalogue = document.getDocumentCatalog().getCOSObject();
            catalogue.getCOSDictionary(COSName.NAMES).removeItem(COSName.EMBEDDED_FILES);
            updated(catalogue.getCOSDictionary(COSName.NAMES));
        }
    },
    FILE_NO_LONGER_OF_IT(Change.ATTACHED) {
        @Override
        void to(PDDocument document, PDPage page) {
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.AF);
        }
    },
    /// Nor this.
    METADATA_REPLACED(Change.METADATA) {
        @Override
        void to(PDDocument document, PDPage page) throws IOException {
            var other = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".getBytes(StandardCharsets.UTF_8);
            document.getDocumentCatalog()
                    .setMetadata(new PDMetadata(document, new ByteArrayInputStream(other)));
        }
    },
    TITLE_REPLACED(Change.METADATA) {
        @Override
        void to(PDDocument document, PDPage page) {
            document.getDocumentInformation().setTitle("อนุมัติ");
            updated(document.getDocumentInformation().getCOSObject());
        }
    },
    STRUCTURE_TAKEN_OUT(Change.OTHER) {
        @Override
        void to(PDDocument document, PDPage page) {
            document.getDocumentCatalog().setStructureTreeRoot(null);
        }
    },
    LAYERS_PUT_IN(Change.OTHER) {
        @Override
        void to(PDDocument document, PDPage page) {
            document.getDocumentCatalog()
                    .getCOSObject()
                    .setItem(COSName.OCPROPERTIES, new COSDictionary());
        }
    },
    FIELD_PUT_IN(Change.FORM) {
        @Override
        void to(PDDocument document, PDPage page) {
            var field = new COSDictionary();
            field.setName(COSName.FT, "Tx");
            field.setString(COSName.T, "amount");
            var form = document.getDocumentCatalog().getAcroForm(null).getCOSObject();
            form.getCOSArray(COSName.FIELDS).add(field);
            updated(form);
        }
    },
    /// Viewers draw such a thing without being told how it looks.
    SQUARE_POSING_AS_SIGNATURE(Change.NOTES) {
        @Override
        void to(PDDocument document, PDPage page) {
            addNote(page, posing("Square"));
        }
    },
    WIDGET_POSING_AS_SIGNATURE(Change.NOTES) {
        @Override
        void to(PDDocument document, PDPage page) {
            var field = posing("Widget");
            field.setItem(COSName.V, new COSDictionary());
            addNote(page, field);
        }
    },
    WIDGET_OF_THE_SIGNATURE_THERE_IS(Change.NOTES) {
        @Override
        void to(PDDocument document, PDPage page) throws IOException {
            var field = posing("Widget");
            field.setItem(COSName.V, document.getSignatureDictionaries().getFirst().getCOSObject());
            addNote(page, field);
        }
    },
    FIELD_POSING_AS_STAMP(Change.FORM) {
        @Override
        void to(PDDocument document, PDPage page) {
            var field = posing("Widget");
            var stamp = new COSDictionary();
            stamp.setName(COSName.TYPE, "DocTimeStamp");
            field.setItem(COSName.V, stamp);
            var form = document.getDocumentCatalog().getAcroForm(null).getCOSObject();
            form.getCOSArray(COSName.FIELDS).add(field);
            updated(form);
        }
    },
    PICTURE_OF_THE_SIGNATURE(Change.NOTES, Change.FORM) {
        @Override
        void to(PDDocument document, PDPage page) {
            var form = document.getDocumentCatalog().getAcroForm(null);
            var widget = form.getFields().getFirst().getWidgets().getFirst().getCOSObject();
            widget.setItem(COSName.RECT, new PDRectangle(0, 0, 500, 500).getCOSArray());
            updated(widget);
        }
    },
    PROOFS_AND_MORE_BEHIND(Change.OTHER) {
        @Override
        void to(PDDocument document, PDPage page) {
            var proofs = COSName.getPDFName("DSS");
            document.getDocumentCatalog().getCOSObject().setItem(proofs, new COSDictionary());
        }

        @Override
        byte[] with(byte[] pdf) {
            return MORE_BEHIND.with(super.with(pdf));
        }
    },
    /// Nothing that makes a difference to us; perhaps to another viewer.
    MORE_BEHIND(Change.OTHER) {
        @Override
        byte[] with(byte[] pdf) {
            var more = new ByteArrayOutputStream();
            more.writeBytes(pdf);
            more.writeBytes("\n% more\n".getBytes(StandardCharsets.US_ASCII));
            return more.toByteArray();
        }
    };

    final Set<Change> seen;

    Tampering(Change... seen) {
        this.seen = Set.of(seen);
    }

    boolean isAlteration() {
        return seen.stream().anyMatch(Change::isAlteration);
    }

    void to(PDDocument document, PDPage page) throws IOException {}

    private static COSDictionary posing(String subtype) {
        var note = new COSDictionary();
        note.setItem(COSName.TYPE, COSName.ANNOT);
        note.setName(COSName.SUBTYPE, subtype);
        note.setItem(COSName.FT, COSName.SIG);
        note.setItem(COSName.RECT, new PDRectangle(70, 300, 470, 240).getCOSArray());
        return note;
    }

    private static void addNote(PDPage page, COSDictionary note) {
        var all = new COSArray(page.getCOSObject().getCOSArray(COSName.ANNOTS).toList());
        all.add(note);
        page.getCOSObject().setItem(COSName.ANNOTS, all);
        updated(page.getCOSObject());
    }

    private static void updated(COSDictionary object) {
        object.setNeedToBeUpdated(true);
    }

    byte[] with(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            to(document, document.getPage(0));
            updated(document.getDocumentCatalog().getCOSObject());
            var changed = new ByteArrayOutputStream();
            document.saveIncremental(changed);
            return changed.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
