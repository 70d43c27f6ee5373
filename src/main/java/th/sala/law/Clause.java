package th.sala.law;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The clause that a method, type or refusal carries out. `docs/law-index.md` is written from
/// these.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.FIELD})
@Repeatable(Clause.List.class)
public @interface Clause {
    /// The requirement's id, such as `P4`.
    String id();

    Instrument of();

    /// As lawyers cite it: `ข้อ 3(4.1)`, `มาตรา 10`.
    String value();

    /// How well this clause is known, where less well than its instrument.
    Instrument.Grade grade() default Instrument.Grade.A;

    /// The first day on which the clause is in force, as `2023-01-10`; empty where the sources name
    /// none.
    String from() default "";

    /// The last day on which it is in force; empty while it is.
    String until() default "";

    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE, ElementType.FIELD})
    @interface List {
        Clause[] value();
    }
}
