package th.sala.reader;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Where on a page nothing stands, in squares of a few points.
final class FreeSpace {
    /// A stamp's place on a page as it is looked at: its lower left corner.
    record Spot(double left, double bottom) {}

    /// How large a stamp is there.
    record Size(double width, double height) {}

    private static final double SQUARE = 4;
    private static final int MOST_SQUARES = 1_000;

    /// Printers leave the edge white.
    private static final double EDGE = 14;

    /// Between a stamp and anything else.
    private static final double DISTANCE = 4;

    /// Paper is not always quite white.
    private static final int WHITE = 235;

    /// The upper part of the page, where a stamp is looked for.
    private static final double REACH = 0.5;

    private final View view;
    private final double square;
    private final boolean[][] used;

    private FreeSpace(View view, double square, boolean[][] used) {
        this.view = view;
        this.square = square;
        this.used = used;
    }

    /// Nothing is free on a page of which not all could be drawn.
    ///
    /// @param one its first page
    static FreeSpace of(PDDocument one, View view) throws IOException {
        var square = Math.max(SQUARE, Math.max(view.width(), view.height()) / MOST_SQUARES);
        var rows = (int) Math.ceil(view.height() / square);
        var columns = (int) Math.ceil(view.width() / square);
        var used = new boolean[rows][columns];
        var seen = PagePicture.seen(one, view);
        if (seen.isPresent()) {
            mark(used, seen.get());
        } else {
            Stream.of(used).forEach(row -> Arrays.fill(row, true));
        }
        return new FreeSpace(view, square, used);
    }

    /// A square is used if its darkest point is.
    private static void mark(boolean[][] used, BufferedImage image) {
        var height = image.getHeight();
        var width = image.getWidth();
        for (int y = 0; y < height; y++) {
            var row = used[(int) ((long) y * used.length / height)];
            for (int x = 0; x < width; x++) {
                if (isDark(image.getRGB(x, y))) {
                    row[(int) ((long) x * row.length / width)] = true;
                }
            }
        }
    }

    private static boolean isDark(int point) {
        return (point & 0xff) < WHITE
                || (point >> 8 & 0xff) < WHITE
                || (point >> 16 & 0xff) < WHITE;
    }

    /// For each box the free place nearest the upper right corner; none at all unless there is one
    /// for all.
    List<Spot> spots(List<Size> boxes) {
        var spots = new ArrayList<Spot>();
        for (var box : boxes) {
            var spot = spot(box);
            if (spot.isEmpty()) {
                return List.of();
            }
            spots.add(spot.get());
        }
        return spots;
    }

    private Optional<Spot> spot(Size box) {
        var width = squares(box.width() + 2 * DISTANCE);
        var height = squares(box.height() + 2 * DISTANCE);
        var edge = squares(EDGE - DISTANCE);
        var lowest = Math.min(used.length - edge, (int) (used.length * REACH)) - height;
        var nearest = Integer.MAX_VALUE;
        int bestX = 0;
        int bestY = 0;
        for (int y = edge; y <= lowest; y++) {
            var right = used[y].length - edge - width;
            for (int x = right; x >= edge && y - edge + right - x < nearest; x--) {
                if (isFree(x, y, width, height)) {
                    nearest = y - edge + right - x;
                    bestX = x;
                    bestY = y;
                }
            }
        }
        if (nearest == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        take(bestX, bestY, width, height);
        return Optional.of(
                new Spot(
                        bestX * square + DISTANCE,
                        view.height() - bestY * square - DISTANCE - box.height()));
    }

    private int squares(double points) {
        return (int) Math.ceil(points / square);
    }

    private boolean isFree(int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                if (used[y][x]) {
                    return false;
                }
            }
        }
        return true;
    }

    private void take(int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                used[y][x] = true;
            }
        }
    }

    /// A band above a page without room, with the boxes side by side from the right, in as many
    /// rows as they take.
    record Band(double height, List<Spot> spots) {
        static Band over(View view, List<Size> boxes, double margin) {
            var spots = new ArrayList<Spot>();
            double right = view.width() - margin;
            double top = margin;
            double row = 0;
            for (var box : boxes) {
                if (right - box.width() < margin && row > 0) {
                    right = view.width() - margin;
                    top += row + margin;
                    row = 0;
                }
                spots.add(new Spot(right - box.width(), view.height() - top - box.height()));
                right -= box.width() + margin;
                row = Math.max(row, box.height());
            }
            return new Band(top + row + margin, spots);
        }
    }
}
