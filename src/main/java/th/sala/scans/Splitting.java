package th.sala.scans;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import th.sala.reader.Answer.Sheet;

/// How the pages of a file are split into letters.
public enum Splitting {
    /// The whole file is one letter.
    NONE,
    /// A printed divider stands between two letters. What is white behind it is its back.
    DIVIDERS,
    /// A white sheet or a divider stands between two letters: for papers printed on one side.
    WHITE;

    /// Pages from the first to the last, counted from 1.
    record Range(int first, int last) {}

    public String key() {
        return "scans.splitting." + name().toLowerCase(Locale.ROOT);
    }

    /// The letters in a file; what only parts them belongs to none.
    List<Range> ranges(List<Sheet> sheets) {
        if (this == NONE) {
            return sheets.isEmpty() ? List.of() : List.of(new Range(1, sheets.size()));
        }
        var ranges = new ArrayList<Range>();
        int first = 0;
        for (int page = 1; page <= sheets.size(); page++) {
            if (!parts(sheets, page)) {
                first = first == 0 ? page : first;
            } else if (first > 0) {
                ranges.add(new Range(first, page - 1));
                first = 0;
            }
        }
        if (first > 0) {
            ranges.add(new Range(first, sheets.size()));
        }
        return List.copyOf(ranges);
    }

    private boolean parts(List<Sheet> sheets, int page) {
        return switch (sheets.get(page - 1)) {
            case DIVIDER -> true;
            case WHITE -> this == WHITE || (page > 1 && sheets.get(page - 2) == Sheet.DIVIDER);
            case WRITTEN -> false;
        };
    }
}
