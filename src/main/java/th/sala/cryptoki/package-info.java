/// The program that speaks to a hardware security module, or another token, by its maker's PKCS#11
/// library ("Cryptoki"): started by module `signing` as a child process, it knows the JDK alone.
/// The library is native code that nobody here has read; what it does to its process, by hanging or
/// falling over, it does to nothing else.
///
/// [th.sala.cryptoki.TokenProgram] is its beginning; what goes in and comes out says
/// [th.sala.cryptoki.TokenWire].
@NullMarked
@ApplicationModule(allowedDependencies = {})
package th.sala.cryptoki;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
