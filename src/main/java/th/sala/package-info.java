/// Sala (ศาลา): the electronic office of a Thai government agency. Every package below this one is
/// a module.
@NullMarked
package th.sala;

import org.jspecify.annotations.NullMarked;
