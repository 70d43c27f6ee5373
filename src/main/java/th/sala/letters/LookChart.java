package th.sala.letters;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A column for each working day, as high as there were looks, and a line at what is asked for.
/// Lengths are in the units of the drawing.
public final class LookChart {
    private static final int STEP = 24;
    private static final int WIDE = 16;
    private static final int LOOK = 20;
    private static final int MOST = 4;

    public record Column(int x, int y, int width, int height, LocalDate day, boolean missed) {
        public int middle() {
            return x + width / 2;
        }
    }

    private final List<Column> columns = new ArrayList<>();

    LookChart(List<DayOfLooks> days) {
        for (int i = 0; i < days.size(); i++) {
            var day = days.get(i);
            var height = Math.max(2, LOOK * Math.min(MOST, day.looks().size()));
            columns.add(
                    new Column(
                            i * STEP + (STEP - WIDE) / 2,
                            height() - height,
                            WIDE,
                            height,
                            day.day(),
                            day.isMissed()));
        }
    }

    public List<Column> columns() {
        return columns;
    }

    public int width() {
        return Math.max(1, columns.size()) * STEP;
    }

    public int height() {
        return LOOK * MOST;
    }

    /// With the days below.
    public int heightWithDays() {
        return height() + LOOK;
    }

    /// How far down the line is.
    public int wanted() {
        return height() - LOOK * DayOfLooks.WANTED;
    }
}
