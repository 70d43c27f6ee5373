package th.sala.letters;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What differs between two versions of a letter, field by field and word by word.
final class Comparison {
    private static final BreakIterator WORDS = BreakIterator.getWordInstance(new ULocale("th"));

    /// Of the words that are compared; longer texts are compared line by line, and still longer
    /// ones are shown one after the other.
    private static final int MOST_UNITS = 3000;

    private Comparison() {}

    enum Sort {
        SAME,
        GONE,
        NEW
    }

    /// A run of words.
    record Piece(String text, Sort sort) {}

    /// @param key of the field's label
    record Field(String key, List<Piece> pieces) {
        boolean isChanged() {
            return pieces.stream().anyMatch(piece -> piece.sort() != Sort.SAME);
        }
    }

    /// The fields that differ.
    ///
    /// @param official what an official is called
    /// @param kind what a kind of letter is called
    static List<Field> of(
            LetterVersion.Kept before,
            LetterVersion.Kept after,
            Function<UUID, String> official,
            Function<LetterKind, String> kind) {
        var was = before.content();
        var is = after.content();
        return Stream.of(
                        field("letters.write.kind", kind.apply(was.kind()), kind.apply(is.kind())),
                        field("letters.write.to", lines(before.to()), lines(after.to())),
                        field(
                                "letters.write.signer",
                                official.apply(was.signer()),
                                official.apply(is.signer())),
                        field("letters.co-signers", lines(before.others()), lines(after.others())),
                        field("letters.write.owner-code", was.ownerCode(), is.ownerCode()),
                        field("letters.head.urgency", was.urgency().marking, is.urgency().marking),
                        field("letters.write.circular", mark(was.circular()), mark(is.circular())),
                        field("letters.write.typeset", mark(was.typeset()), mark(is.typeset())),
                        field("letters.menu.secrecy", was.secrecy(), is.secrecy()),
                        field("letters.write.subject", was.subject(), is.subject()),
                        field("letters.write.salutation", was.salutation(), is.salutation()),
                        field("letters.write.citations", was.citations(), is.citations()),
                        field("letters.write.enclosures", was.enclosures(), is.enclosures()),
                        meeting(was, is, "session", Meeting::session),
                        meeting(was, is, "held", Meeting::held),
                        meeting(was, is, "place", Meeting::place),
                        meeting(was, is, "present", Meeting::present),
                        meeting(was, is, "absent", Meeting::absent),
                        meeting(was, is, "attending", Meeting::attending),
                        meeting(was, is, "begun", Meeting::begun),
                        meeting(was, is, "ended", Meeting::ended),
                        field("letters.write.proposal", was.proposal(), is.proposal()),
                        field("letters.write.body", was.body(), is.body()),
                        field("letters.write.closing", was.closing(), is.closing()),
                        field("letters.write.owner-unit", was.ownerUnit(), is.ownerUnit()),
                        field("letters.write.contact", was.contact(), is.contact()),
                        field("letters.files", files(before), files(after)))
                .filter(Field::isChanged)
                .toList();
    }

    private static Field meeting(
            Content was, Content is, String part, Function<Meeting, String> says) {
        return field(
                "letters.write.meeting." + part,
                says.apply(was.reported()),
                says.apply(is.reported()));
    }

    private static String mark(boolean isSo) {
        return isSo ? "✓" : "";
    }

    private static String lines(List<String> texts) {
        return String.join("\n", texts);
    }

    /// A file of the same name with other bytes is another file.
    private static String files(LetterVersion.Kept kept) {
        return kept.files().stream()
                .map(file -> file.name() + " (" + file.sha256().substring(0, 12) + ")")
                .collect(Collectors.joining("\n"));
    }

    private static Field field(String key, String before, String after) {
        return new Field(key, pieces(before, after));
    }

    /// How the one text becomes the other: what is the same and gone makes the first, what is the
    /// same and new the second.
    static List<Piece> pieces(String before, String after) {
        var was = words(before);
        var is = words(after);
        if (was.size() + is.size() > 2 * MOST_UNITS) {
            was = before.lines().map(line -> line + "\n").toList();
            is = after.lines().map(line -> line + "\n").toList();
        }
        if (was.size() + is.size() > 2 * MOST_UNITS) {
            return join(before, after);
        }
        var pieces = new ArrayList<Piece>();
        var gone = new StringBuilder();
        var fresh = new StringBuilder();
        int at = 0;
        for (var delta : DiffUtils.diff(was, is, new MyersDiffWithLinearSpace<>()).getDeltas()) {
            var source = delta.getSource();
            if (source.getPosition() > at) {
                pieces.addAll(join(gone.toString(), fresh.toString()));
                gone.setLength(0);
                fresh.setLength(0);
                pieces.add(piece(was.subList(at, source.getPosition())));
            }
            gone.append(String.join("", source.getLines()));
            fresh.append(String.join("", delta.getTarget().getLines()));
            at = source.getPosition() + source.size();
        }
        pieces.addAll(join(gone.toString(), fresh.toString()));
        if (at < was.size()) {
            pieces.add(piece(was.subList(at, was.size())));
        }
        return List.copyOf(pieces);
    }

    private static Piece piece(List<String> same) {
        return new Piece(String.join("", same), Sort.SAME);
    }

    /// The one in place of the other.
    private static List<Piece> join(String gone, String fresh) {
        return Stream.of(new Piece(gone, Sort.GONE), new Piece(fresh, Sort.NEW))
                .filter(piece -> !piece.text().isEmpty())
                .toList();
    }

    private static List<String> words(String text) {
        var breaks = (BreakIterator) WORDS.clone();
        breaks.setText(text);
        var words = new ArrayList<String>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            words.add(text.substring(start, end));
            start = end;
        }
        return words;
    }
}
