/// งานตามหนังสือ: what the units of an agency are asked to do with a letter in, by when, and what
/// became of it.
///
/// It does not know what a letter is made of, nor who may read it. A module that has letters calls
/// [th.sala.tasks.Tasks] and shows the tasks on its pages.
@ApplicationModule(
        allowedDependencies = {
            "evidence",
            "proof",
            "law",
            "thai",
            "database",
            "accounts",
            "agencies"
        })
@NullMarked
package th.sala.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
