package th.sala.agencies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.files.Csv;

/// A table that is downloaded as a whole.
final class Table {
    private final List<List<? extends @Nullable Object>> lines = new ArrayList<>();

    Table(String... columns) {
        lines.add(List.of(columns));
    }

    Table row(List<? extends @Nullable Object> cells) {
        lines.add(cells);
        return this;
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var csv = new Csv(bytes)) {
            for (var line : lines) {
                csv.line(line);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
