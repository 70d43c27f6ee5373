/// หลักฐานของการกระทำ: every act that counts leaves an entry in its own transaction. One sequencer
/// gives the entries their places in a Merkle log, writes the log as files and signs what it has
/// become. What outsiders need to check it is in [th.sala.proof].
@ApplicationModule(allowedDependencies = {"law", "thai", "proof", "database", "jobs"})
@NullMarked
package th.sala.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
