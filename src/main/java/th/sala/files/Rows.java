package th.sala.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table that is written row by row, in whatever form.
public interface Rows extends Closeable {
    /// @param values numbers as they are; texts are made harmless
    void line(List<? extends @Nullable Object> values) throws IOException;
}
