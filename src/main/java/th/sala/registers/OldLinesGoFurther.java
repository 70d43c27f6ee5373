package th.sala.registers;

import th.sala.law.Refusal;

/// Refusal: the book has imported lines above that opening number.
class OldLinesGoFurther extends Refusal {
    OldLinesGoFurther(int highest) {
        super("registers.old-further", Integer.toString(highest));
    }
}
