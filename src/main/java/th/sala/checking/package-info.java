/// The program that says what the signatures in foreign PDFs are worth: like module `reader`, and
/// in a process of its own, with a library for signatures beside it.
///
/// [th.sala.checking.PdfCheck] also serves in the server, for PDFs of our own making.
@NullMarked
@ApplicationModule(allowedDependencies = {"reader"})
package th.sala.checking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
