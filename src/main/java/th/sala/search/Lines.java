package th.sala.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/// The lists of words that the module brings along.
final class Lines {
    private Lines() {}

    /// The lines of a list, without remarks and empty ones.
    static List<String> of(String name) {
        try {
            return new ClassPathResource("search/" + name)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
