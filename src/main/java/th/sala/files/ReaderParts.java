package th.sala.files;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessRead;
import th.sala.reader.Wire;

/// What a program that looks at foreign PDFs is made of: the classes of its own package, those of
/// module `reader`, PDFBox, and the jars in which its libraries are.
///
/// @param name of its folder below the data folder
/// @param libraries one class out of each further jar
public record ReaderParts(String name, Class<?> program, List<Class<?>> libraries) {
    private static final List<Class<?>> PDFBOX =
            List.of(Loader.class, RandomAccessRead.class, FontBoxFont.class, LogFactory.class);

    public ReaderParts {
        var all = new ArrayList<>(PDFBOX);
        all.addAll(libraries);
        libraries = List.copyOf(all);
    }

    /// One class out of each package that is its own.
    Set<Class<?>> own() {
        var own = new LinkedHashSet<Class<?>>(List.of(Wire.class));
        if (!program.getPackageName().equals(Wire.class.getPackageName())) {
            own.add(program);
        }
        return own;
    }
}
