/// Files by their content: written once, never changed, found by their SHA-256. And what can be
/// said of a PDF without trusting it.
@ApplicationModule(
        allowedDependencies = {"law", "thai", "database", "installation", "jobs", "reader"})
@NullMarked
package th.sala.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
