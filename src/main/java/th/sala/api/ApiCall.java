package th.sala.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import th.sala.accounts.Role;
import th.sala.accounts.TokenScope;

/// A method of a controller that answers programs. Without this nothing below `/api` is answered.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ApiCall {
    /// What the token must be good for; none for what every token may ask.
    TokenScope[] scope() default {};

    /// Any of which the person needs, the same as for the page; none for everybody who has an
    /// account.
    Role[] roles() default {};

    /// The status of a good answer.
    int answers() default 200;

    /// What it does, in a sentence of the description of the interface.
    String says();
}
