/// เอกสาร PDF: Thai typesetting to tagged PDF/A-3u. Knows blocks of text, tables and drawings, and
/// no kinds of letters.
///
/// [th.sala.pdf.Typesetter] makes a [th.sala.pdf.Sheet] into a [th.sala.pdf.SetPdf]. All lengths
/// are points of 1/72 inch, see [th.sala.pdf.Points].
@ApplicationModule(allowedDependencies = {"law", "thai"})
@NullMarked
package th.sala.pdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
