/// ทะเบียนหนังสือ: the books in which an agency and its units enter letters, and the only place
/// where numbers come from. A number is taken once, in order, without gaps, in its book and
/// calendar year; what is cancelled stays in the book as cancelled.
///
/// The lock of a book is held from [th.sala.registers.Registers#take] to the end of the
/// transaction: callers take the number last and do nothing slow after it.
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "accounts",
            "web",
            "api",
            "jobs",
            "search",
            "files",
            "agencies",
            "evidence",
            "proof"
        })
@NullMarked
package th.sala.registers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
