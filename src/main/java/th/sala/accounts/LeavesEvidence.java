package th.sala.accounts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A service whose every change, asked for by somebody who is signed in, is taken down as evidence
/// in the transaction that makes it: the method's name is the act, what it was called with is what
/// was said. Methods that only read say so by their transaction.
///
/// For administrative acts, whose words are their arguments; acts on letters say more, and say it
/// themselves.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LeavesEvidence {}
