package th.sala.pdf;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDPage;

/// What a piece of the page is, for those who cannot see it: a node of the structure tree.
final class Element {
    private sealed interface Kid {
        record Inner(Element element) implements Kid {}

        record Marked(PDPage page, int id) implements Kid {}
    }

    private final String tag;
    private final String says;
    private final List<Kid> kids = new ArrayList<>();
    private final COSDictionary dictionary = new COSDictionary();

    /// @param says what a figure shows; empty for text
    Element(String tag, String says) {
        this.tag = tag;
        this.says = says;
    }

    Element child(String tag) {
        return child(tag, "");
    }

    Element child(String tag, String says) {
        var child = new Element(tag, says);
        kids.add(new Kid.Inner(child));
        return child;
    }

    /// It stands there too.
    void marked(PDPage page, int id) {
        kids.add(new Kid.Marked(page, id));
    }

    String tag() {
        return tag;
    }

    COSDictionary dictionary() {
        return dictionary;
    }

    /// Writes the tree below.
    void write(COSDictionary parent) {
        dictionary.setItem(COSName.TYPE, COSName.getPDFName("StructElem"));
        dictionary.setName(COSName.S, tag);
        dictionary.setItem(COSName.P, parent);
        if (!says.isEmpty()) {
            dictionary.setItem(COSName.ALT, new COSString(says));
        }
        if (tag.equals("TH")) {
            var scope = new COSDictionary();
            scope.setName(COSName.O, "Table");
            scope.setName(COSName.getPDFName("Scope"), "Column");
            dictionary.setItem(COSName.A, scope);
        }
        var array = new COSArray();
        for (var kid : kids) {
            switch (kid) {
                case Kid.Inner(var inner) -> {
                    if (inner.says()) {
                        inner.write(dictionary);
                        array.add(inner.dictionary);
                    }
                }
                case Kid.Marked(var page, var id) -> array.add(reference(page, id));
            }
        }
        dictionary.setItem(COSName.K, array);
    }

    /// Whether anything of it stands on a page; a table's cells count empty too.
    private boolean says() {
        return tag.equals("TD")
                || tag.equals("TH")
                || kids.stream()
                        .anyMatch(kid ->
                                switch (kid) {
                                    case Kid.Inner(var inner) -> inner.says();
                                    case Kid.Marked _ -> true;
                                });
    }

    private static COSDictionary reference(PDPage page, int id) {
        var reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
        reference.setItem(COSName.PG, page.getCOSObject());
        reference.setItem(COSName.MCID, COSInteger.get(id));
        reference.setDirect(true);
        return reference;
    }
}
