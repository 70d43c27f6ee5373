/// ค้นหา: Thai full text over records of other modules. Knows none of them: they put their records
/// here in the transaction that changes them, and say who may find what.
///
/// [th.sala.search.Search] is what other modules call, [th.sala.search.Finder] what the page and
/// programs ask.
@ApplicationModule(
        allowedDependencies = {"law", "thai", "database", "accounts", "web", "jobs", "api"})
@NullMarked
package th.sala.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
