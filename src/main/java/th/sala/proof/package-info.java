/// หลักฐานที่ตรวจสอบได้: what an outsider needs to check Sala's evidence, and nothing else.
///
/// Hashes, the Merkle tree of RFC 6962, C2SP tiles, signed notes and checkpoints, what an entry of
/// the log says, bundles, and the program behind `./sala verify`. It knows the JDK alone, so that
/// it can be read, built and run without Sala.
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package th.sala.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
