package th.sala.checking;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import th.sala.reader.Change;

/// Two states of one PDF, thing by thing from its catalogue on. Alike is what is the same to the
/// byte. Only what further signatures need may come along: their fields, and what others need to
/// check them. A thing that is reached in several ways is compared in each: the strictest counts.
final class Comparison {
    /// A file with more things than that is no letter.
    private static final int MOST_STEPS = 5_000_000;

    private static final int RECTANGLE = 4;

    /// What signing puts into a field that waited for it, or into its widget.
    private static final Set<COSName> OF_SIGNING =
            Set.of(COSName.V, COSName.AP, COSName.F, COSName.TYPE, COSName.M);

    /// All that the field of a signature, or its widget, may have.
    private static final Set<COSName> OF_FIELD =
            Stream.of(
                            "Type",
                            "Subtype",
                            "FT",
                            "T",
                            "TU",
                            "TM",
                            "Ff",
                            "V",
                            "F",
                            "P",
                            "Rect",
                            "AP",
                            "Parent",
                            "Kids",
                            "DA",
                            "MK",
                            "BS",
                            "M",
                            "NM",
                            "Lock",
                            "SV",
                            "StructParent")
                    .map(COSName::getPDFName)
                    .collect(Collectors.toSet());

    /// What is done at a place, and what a difference there is called.
    private enum Place {
        CATALOGUE(Change.OTHER),
        /// What proves signatures: may differ.
        PROOFS(null),
        NAMES(Change.OTHER),
        FORM(Change.FORM),
        FIELDS(Change.FORM),
        FIELD(Change.FORM),
        PAGES(Change.PAGES),
        NOTES(Change.NOTES),
        NOTE(Change.NOTES),
        ATTACHED(Change.ATTACHED),
        ACTIONS(Change.ACTIONS),
        METADATA(Change.METADATA),
        OTHER(Change.OTHER);

        private final @Nullable Change change;

        Place(@Nullable Change change) {
            this.change = change;
        }
    }

    private record Pair(@Nullable COSBase then, @Nullable COSBase now, Place place) {}

    /// By identity, as the parts of a file are.
    private record Seen(COSBase now, Place place) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Seen seen && seen.now == now && seen.place == place;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(now) + place.ordinal();
        }
    }

    private final PDDocument now;

    /// The signatures that came after the state that is compared.
    private final List<COSDictionary> later;

    private final Deque<Pair> left = new ArrayDeque<>();
    private final Map<COSBase, Set<Seen>> seen = new IdentityHashMap<>();
    private final Set<Change> changes = EnumSet.noneOf(Change.class);
    private boolean isExplained;
    private int steps;

    Comparison(PDDocument now, List<COSDictionary> later) {
        this.now = now;
        this.later = List.copyOf(later);
    }

    /// @throws IOException if a part of either cannot be read, or there is too much
    void compare(PDDocument then) throws IOException {
        var before = then.getDocument().getTrailer();
        var after = now.getDocument().getTrailer();
        add(before, after, COSName.ROOT, Place.CATALOGUE);
        add(before, after, COSName.INFO, Place.METADATA);
        while (!left.isEmpty()) {
            if (++steps > MOST_STEPS) {
                throw new IOException("too much to compare");
            }
            look(left.pop());
        }
    }

    /// What is different and no signature's.
    Set<Change> changes() {
        return Set.copyOf(changes);
    }

    /// Whether nothing is different, not even what may be.
    boolean isSame() {
        return changes.isEmpty() && !isExplained;
    }

    private void add(COSDictionary then, COSDictionary now, COSName key, Place place) {
        left.push(new Pair(then.getItem(key), now.getItem(key), place));
    }

    private void differs(Place place) {
        if (place.change == null) {
            isExplained = true;
        } else {
            changes.add(place.change);
        }
    }

    private static @Nullable COSBase resolved(@Nullable COSBase item) {
        var object = item instanceof COSObject reference ? reference.getObject() : item;
        return object instanceof COSNull ? null : object;
    }

    /// It is in the file, and only others can read it.
    private boolean isUnread(@Nullable COSBase item) {
        return item instanceof COSObject reference
                && reference.getObject() == null
                && now.getDocument().getXrefTable().containsKey(reference.getKey());
    }

    private void look(Pair pair) throws IOException {
        var place = pair.place;
        var then = orEmpty(resolved(pair.then), resolved(pair.now), place);
        var after = resolved(pair.now);
        if (then == null && after == null) {
            if (isUnread(pair.now)) {
                differs(place);
            }
        } else if (then instanceof COSDictionary one && after instanceof COSDictionary other) {
            var kind = placeOf(one, place);
            if (isNew(one, other, kind)) {
                dictionaries(one, other, kind);
            }
        } else if (then instanceof COSArray one && after instanceof COSArray other) {
            if (isNew(one, other, place)) {
                arrays(one, other, place);
            }
        } else if (then == null || after == null || !isAlike(then, after)) {
            differs(place);
        }
    }

    /// The first signature on a page, or in a field, brings the list along.
    private static @Nullable COSBase orEmpty(
            @Nullable COSBase then, @Nullable COSBase now, Place place) {
        return then == null && now instanceof COSArray && mayGrow(place) ? new COSArray() : then;
    }

    private static boolean mayGrow(Place place) {
        return place == Place.FIELDS || place == Place.NOTES;
    }

    private boolean isNew(COSBase then, COSBase now, Place place) {
        return seen.computeIfAbsent(then, _ -> new HashSet<>()).add(new Seen(now, place));
    }

    /// A page is a page wherever one comes from.
    private static Place placeOf(COSDictionary thing, Place place) {
        var type = thing.getCOSName(COSName.TYPE);
        return COSName.PAGE.equals(type) || COSName.PAGES.equals(type) ? Place.PAGES : place;
    }

    private static boolean isAlike(COSBase then, COSBase now) {
        if (then instanceof COSInteger before && now instanceof COSInteger after) {
            return before.longValue() == after.longValue();
        } else if (then instanceof COSNumber before && now instanceof COSNumber after) {
            return before.equals(after);
        } else if (then instanceof COSString before && now instanceof COSString after) {
            return Arrays.equals(before.getBytes(), after.getBytes());
        }
        return then.equals(now);
    }

    private void dictionaries(COSDictionary then, COSDictionary now, Place place)
            throws IOException {
        if (then instanceof COSStream || now instanceof COSStream) {
            if (!(then instanceof COSStream one && now instanceof COSStream other)
                    || !isAlike(one, other)) {
                differs(place);
                return;
            }
        }
        var isSigned = place != Place.PAGES && isSignedLater(then, now);
        var keys = new LinkedHashSet<>(then.keySet());
        keys.addAll(now.keySet());
        for (var key : keys) {
            if (place == Place.FORM && key.equals(COSName.SIG_FLAGS)) {
                add(then, now, key, Place.PROOFS);
            } else if (isSigned && OF_SIGNING.contains(key)) {
                isExplained = true;
                markPicture(now);
            } else {
                add(then, now, key, below(place, key));
            }
        }
    }

    private static boolean isAlike(COSStream then, COSStream now) throws IOException {
        try (var before = then.createRawInputStream();
                var after = now.createRawInputStream()) {
            return Arrays.equals(before.readAllBytes(), after.readAllBytes());
        }
    }

    /// An empty field, or its widget, that waited for a signature and got one of the later ones.
    private boolean isSignedLater(COSDictionary then, COSDictionary now) {
        return isField(then) && value(then) == null && isField(now) && isLater(value(now));
    }

    private boolean isLater(@Nullable COSBase value) {
        return later.stream().anyMatch(signature -> signature == value);
    }

    private static boolean isField(COSDictionary thing) {
        return COSName.SIG.equals(inherited(thing, COSName.FT));
    }

    private static @Nullable COSBase value(COSDictionary field) {
        return inherited(field, COSName.V);
    }

    /// Its own, or that of the field whose widget it is.
    private static @Nullable COSBase inherited(COSDictionary thing, COSName key) {
        var own = resolved(thing.getItem(key));
        var up = thing.getDictionaryObject(COSName.PARENT);
        return own == null && up instanceof COSDictionary field
                ? resolved(field.getItem(key))
                : own;
    }

    private static Place below(Place place, COSName key) {
        return switch (place) {
            case CATALOGUE -> ofCatalogue(key);
            case NAMES ->
                    switch (key.getName()) {
                        case "EmbeddedFiles" -> Place.ATTACHED;
                        case "JavaScript" -> Place.ACTIONS;
                        default -> Place.OTHER;
                    };
            case FORM -> key.equals(COSName.FIELDS) ? Place.FIELDS : Place.FORM;
            case FIELD -> key.equals(COSName.KIDS) ? Place.FIELDS : Place.FIELD;
            case PAGES ->
                    switch (key.getName()) {
                        case "Annots" -> Place.NOTES;
                        case "AA" -> Place.ACTIONS;
                        default -> Place.PAGES;
                    };
            case PROOFS, FIELDS, NOTES, NOTE, ATTACHED, ACTIONS, METADATA, OTHER -> place;
        };
    }

    private static Place ofCatalogue(COSName key) {
        return switch (key.getName()) {
            case "DSS", "Extensions" -> Place.PROOFS;
            case "Pages" -> Place.PAGES;
            case "AcroForm" -> Place.FORM;
            case "Names" -> Place.NAMES;
            case "AF" -> Place.ATTACHED;
            case "OpenAction", "AA" -> Place.ACTIONS;
            case "Metadata" -> Place.METADATA;
            default -> Place.OTHER;
        };
    }

    private void arrays(COSArray then, COSArray now, Place place) {
        if (mayGrow(place) ? now.size() < then.size() : now.size() != then.size()) {
            differs(place);
            return;
        }
        var each =
                switch (place) {
                    case FIELDS -> Place.FIELD;
                    case NOTES -> Place.NOTE;
                    case CATALOGUE,
                            PROOFS,
                            NAMES,
                            FORM,
                            FIELD,
                            PAGES,
                            NOTE,
                            ATTACHED,
                            ACTIONS,
                            METADATA,
                            OTHER ->
                            place;
                };
        for (int i = 0; i < then.size(); i++) {
            left.push(new Pair(then.get(i), now.get(i), each));
        }
        for (int i = then.size(); i < now.size(); i++) {
            added(resolved(now.get(i)), place);
        }
    }

    /// The field of a later signature may stand at the end, and its widget on a page.
    private void added(@Nullable COSBase thing, Place place) {
        if (thing instanceof COSDictionary field
                && isField(field)
                && isLater(value(field))
                && OF_FIELD.containsAll(field.keySet())
                && (place == Place.FIELDS || isWidget(field))) {
            isExplained = true;
            markPicture(field);
        } else {
            differs(place);
        }
    }

    private static boolean isWidget(COSDictionary thing) {
        return COSName.WIDGET.equals(thing.getCOSName(COSName.SUBTYPE));
    }

    /// Also where it has no picture of its own: viewers may draw one.
    private void markPicture(COSDictionary field) {
        var area = field.getDictionaryObject(COSName.RECT);
        if (area instanceof COSArray corners && isEmpty(corners)
                || area == null && !isWidget(field)) {
            return;
        }
        changes.add(Change.PICTURE_OF_SIGNATURE);
    }

    private static boolean isEmpty(COSArray corners) {
        var numbers = new ArrayList<Float>();
        for (int i = 0; i < corners.size(); i++) {
            if (corners.getObject(i) instanceof COSNumber number) {
                numbers.add(number.floatValue());
            }
        }
        return numbers.size() == RECTANGLE
                && (numbers.get(0).equals(numbers.get(2)) || numbers.get(1).equals(numbers.get(3)));
    }
}
