package th.sala.timekeeping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// Where on earth, in degrees, to about a metre.
record GeoPosition(BigDecimal latitude, BigDecimal longitude) {
    private static final int PLACES = 5;
    private static final int LONGEST = 20;
    private static final BigDecimal NORTH = BigDecimal.valueOf(90);
    private static final BigDecimal EAST = BigDecimal.valueOf(180);

    /// As a browser sends it; nothing if it is none.
    static Optional<GeoPosition> read(String latitude, String longitude) {
        if (latitude.length() > LONGEST || longitude.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var north = degrees(latitude);
            var east = degrees(longitude);
            return north.abs().compareTo(NORTH) > 0 || east.abs().compareTo(EAST) > 0
                    ? Optional.empty()
                    : Optional.of(new GeoPosition(north, east));
        } catch (ArithmeticException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static BigDecimal degrees(String typed) {
        var number = new BigDecimal(typed);
        if (Math.abs(number.scale()) > LONGEST || number.precision() > LONGEST) {
            throw new NumberFormatException("no degrees");
        }
        return number.setScale(PLACES, RoundingMode.HALF_UP);
    }
}
