package th.sala.reader;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/// Goes through all objects of a PDF that can be reached from its beginning, each once, and looks
/// for what a reader should know. No stream is unpacked.
final class Features {
    private static final int MOST_OBJECTS = 300_000;
    private static final int PERCENT = 15;
    private static final COSName LAUNCH = COSName.getPDFName("Launch");
    private static final COSName JAVASCRIPT = COSName.getPDFName("JavaScript");

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();
    private final Set<Feature> found = EnumSet.noneOf(Feature.class);
    private final Budget budget = new Budget(MOST_OBJECTS, PERCENT);

    private Features() {}

    static Set<Feature> of(PDDocument document) {
        var features = new Features();
        try {
            features.walk(document.getDocument().getTrailer());
        } catch (TooMuch tooMuch) {
            features.found.add(Feature.NOT_ALL_SEEN);
        }
        return features.found;
    }

    private void walk(@Nullable COSBase beginning) {
        add(beginning);
        while (!waiting.isEmpty()) {
            budget.step();
            switch (waiting.remove()) {
                case COSObject reference -> add(reference.getObject());
                case COSArray array -> array.forEach(this::add);
                case COSDictionary dictionary -> {
                    judge(dictionary);
                    dictionary.getValues().forEach(this::add);
                }
                default -> {}
            }
        }
    }

    private void add(@Nullable COSBase object) {
        var isContainer =
                object instanceof COSObject
                        || object instanceof COSArray
                        || object instanceof COSDictionary;
        if (object != null && isContainer && seen.add(object)) {
            waiting.add(object);
        }
    }

    private void judge(COSDictionary dictionary) {
        var action = dictionary.getCOSName(COSName.S);
        note(JAVASCRIPT.equals(action) || dictionary.containsKey(COSName.JS), Feature.JAVASCRIPT);
        note(LAUNCH.equals(action), Feature.LAUNCH);
        note(dictionary.containsKey(COSName.EF), Feature.EMBEDDED_FILES);
        note(hasFields(dictionary), Feature.FORM);
        note(
                dictionary.containsKey(COSName.XFA) && dictionary.containsKey(COSName.FIELDS),
                Feature.XFA);
        note(dictionary.containsKey(COSName.BYTERANGE), Feature.SIGNED);
    }

    private static boolean hasFields(COSDictionary dictionary) {
        return dictionary.getDictionaryObject(COSName.ACRO_FORM) instanceof COSDictionary form
                && form.getDictionaryObject(COSName.FIELDS) instanceof COSArray fields
                && fields.size() > 0;
    }

    private void note(boolean is, Feature feature) {
        if (is) {
            found.add(feature);
        }
    }
}
