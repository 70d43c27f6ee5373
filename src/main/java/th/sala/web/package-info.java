/// What all pages share: layout, menu, the Today queue, security headers, error pages. It knows no
/// business module; they put their entries into its slots as beans.
@ApplicationModule(allowedDependencies = {"law", "thai", "database", "installation", "accounts"})
@NullMarked
package th.sala.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
