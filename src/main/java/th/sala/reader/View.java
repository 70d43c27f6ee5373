package th.sala.reader;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import org.apache.pdfbox.pdmodel.PDPage;

/// A page as it is looked at: turned as it says, its lower left corner at 0.
///
/// @param toPage from there to where the page's own drawing counts
record View(double width, double height, AffineTransform toPage) {
    /// The longer side of A3, and as wide as a stamp and its margins.
    private static final double LARGEST = 1191;

    private static final double SMALLEST = 200;

    /// @throws TooMuch if the page has no size
    static View of(PDPage page) {
        var crop = page.getCropBox();
        double width = crop.getWidth();
        double height = crop.getHeight();
        if (!(width >= 1 && height >= 1 && Double.isFinite(width) && Double.isFinite(height))) {
            throw new TooMuch(Trouble.NO_SIZE);
        }
        var turn =
                switch (Math.floorMod(page.getRotation(), 360)) {
                    case 90 -> new AffineTransform(0, 1, -1, 0, width, 0);
                    case 180 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 270 -> new AffineTransform(0, -1, 1, 0, 0, height);
                    default -> new AffineTransform();
                };
        var toPage =
                AffineTransform.getTranslateInstance(crop.getLowerLeftX(), crop.getLowerLeftY());
        toPage.concatenate(turn);
        var isOnSide = page.getRotation() % 180 != 0;
        return isOnSide ? new View(height, width, toPage) : new View(width, height, toPage);
    }

    /// Pages made of pictures may count each of their points as one of print, and small ones have
    /// no room for a stamp as it is.
    double scaleOfStamps() {
        var longer = Math.max(width, height);
        if (longer > LARGEST) {
            return longer / LARGEST;
        }
        return Math.min(1, width / SMALLEST);
    }

    AffineTransform fromPage() {
        try {
            return toPage.createInverse();
        } catch (NoninvertibleTransformException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
