/// The program that reads foreign PDFs: started by module `files` as a child process without
/// rights, it knows the JDK and PDFBox alone. Nothing else of Sala reads a PDF that others made.
///
/// [th.sala.reader.Program] is its beginning; what goes in and comes out says
/// [th.sala.reader.Wire].
@NullMarked
@ApplicationModule(allowedDependencies = {})
package th.sala.reader;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
