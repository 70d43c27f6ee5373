package th.sala.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Filled black shapes, as SVG paths say them: absolute `M`, `L`, `C` and `Z`.
///
/// @param width of the field that it is drawn in, from 0
/// @param height downwards from 0
public record Drawing(double width, double height, List<String> paths) {
    private static final Pattern STEP = Pattern.compile("([MLCZ])([^MLCZ]*)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

    public Drawing {
        paths = List.copyOf(paths);
    }

    /// The operators that draw it with its lower left corner at the origin.
    String operators(double scale) {
        var out = new StringBuilder();
        for (var path : paths) {
            var steps = STEP.matcher(path);
            while (steps.find()) {
                var numbers = numbers(steps.group(2));
                for (int i = 0; i < numbers.size(); i++) {
                    var value = i % 2 == 0 ? numbers.get(i) : height - numbers.get(i);
                    out.append(String.format(Locale.ROOT, "%.3f ", value * scale));
                }
                out.append(
                        switch (steps.group(1)) {
                            case "M" -> "m\n";
                            case "L" -> "l\n";
                            case "C" -> "c\n";
                            default -> "h\n";
                        });
            }
            out.append("f*\n");
        }
        return out.toString();
    }

    private static List<Double> numbers(String text) {
        var numbers = new ArrayList<Double>();
        var found = NUMBER.matcher(text);
        while (found.find()) {
            numbers.add(Double.parseDouble(found.group()));
        }
        return numbers;
    }
}
