package th.sala.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import th.sala.thai.Digits;

/// Puts slabs on pages, one below the other.
final class Pages<I extends Ink> implements Slab.Places {
    /// From the page's top edge to the number's baseline.
    private static final double NUMBER_TOP = Points.mm(18);

    /// From the page's edges to the marking's baselines.
    private static final double MARKING_TOP = Points.mm(10);

    private static final double MARKING_SIZE = 24;

    private final Sheet sheet;
    private final Supplier<I> fresh;
    private final List<I> pages = new ArrayList<>();
    private final Map<String, SetPdf.Place> places = new HashMap<>();
    private final Deque<Slab> waiting = new ArrayDeque<>();
    private final int most;
    private double y;
    private boolean isFresh;

    /// @param fresh a page on which nothing is drawn
    /// @param most pages; what would stand on others is left out
    Pages(Sheet sheet, Supplier<I> fresh, int most) {
        this.sheet = sheet;
        this.most = most;
        this.fresh = fresh;
        turn();
    }

    List<I> pages() {
        return pages;
    }

    Map<String, SetPdf.Place> places() {
        return places;
    }

    @Override
    public void stands(String name, SetPdf.Place place) {
        places.put(name, place);
    }

    void put(List<Slab> slabs) {
        waiting.addAll(slabs);
        while (!waiting.isEmpty() && pages.size() <= most) {
            put(group());
        }
        if (pages.size() > most) {
            pages.removeLast();
        }
    }

    /// What stays together. White between is part of it.
    private Deque<Slab> group() {
        var group = new ArrayDeque<Slab>();
        boolean goesOn;
        do {
            var next = waiting.removeFirst();
            group.addLast(next);
            goesOn = next.keepsNext() || next.isWhite();
        } while (goesOn && !waiting.isEmpty());
        return group;
    }

    private void put(Deque<Slab> group) {
        while (isFresh && !group.isEmpty() && group.getFirst().isWhite()) {
            group.removeFirst();
        }
        if (group.isEmpty()) {
            return;
        }
        var height = group.stream().mapToDouble(Slab::height).sum();
        var first = group.getFirst();
        if (headed(first, height) <= room()) {
            group.forEach(this::draw);
        } else if (!isFresh && headed(first, height) <= full()) {
            turn();
            again(group);
        } else {
            part(group);
        }
    }

    /// Of what is taller than a page, as much as there is room for.
    private void part(Deque<Slab> group) {
        var first = group.removeFirst();
        if (headed(first, first.height()) <= room()) {
            draw(first);
            again(group);
            return;
        }
        var parts = first.parted(room() - headed(first, 0));
        if (!parts.equals(List.of(first))) {
            again(group);
            again(new ArrayDeque<>(parts));
        } else if (isFresh) {
            draw(first);
            again(group);
        } else {
            turn();
            group.addFirst(first);
            again(group);
        }
    }

    private void again(Deque<Slab> group) {
        group.descendingIterator().forEachRemaining(waiting::addFirst);
    }

    /// What a slab takes, with what is said again above it on a fresh page.
    private double headed(Slab slab, double height) {
        return isFresh ? height + slab.head().stream().mapToDouble(Slab::height).sum() : height;
    }

    private void draw(Slab slab) {
        if (isFresh) {
            isFresh = false;
            for (var head : slab.head()) {
                head.draw(canvas(true), y);
                y += head.height();
            }
        }
        slab.draw(canvas(false), y);
        y += slab.height();
    }

    private Slab.Canvas canvas(boolean aside) {
        return new Slab.Canvas(pages.getLast(), pages.size(), aside, this);
    }

    private double full() {
        return PDRectangle.A4.getHeight() - sheet.margins().top() - sheet.margins().bottom();
    }

    private double room() {
        return PDRectangle.A4.getHeight() - sheet.margins().bottom() - y;
    }

    private void turn() {
        pages.add(fresh.get());
        y = sheet.margins().top();
        isFresh = true;
        var ink = pages.getLast();
        if (pages.size() > 1 && !sheet.pageNumber().isEmpty()) {
            number(ink, pages.size());
        }
        if (!sheet.marking().isEmpty()) {
            var marking = Span.red(sheet.marking());
            centred(ink, marking, MARKING_SIZE, MARKING_TOP);
            centred(ink, marking, MARKING_SIZE, PDRectangle.A4.getHeight() - MARKING_TOP);
        }
    }

    private void number(Ink ink, int page) {
        var digits = sheet.thaiDigits() ? Digits.THAI : Digits.ARABIC;
        var text = digits.in(String.format(Locale.ROOT, sheet.pageNumber(), page));
        centred(ink, Span.plain(text), Points.TEXT, NUMBER_TOP);
    }

    private static void centred(Ink ink, Span span, double official, double baseline) {
        var width = PDRectangle.A4.getWidth();
        var line = Lines.of(List.of(span), Points.ours(official), width, width).getFirst();
        ink.aside(() -> ink.line(line, (width - line.width()) / 2, baseline, 0));
    }
}
