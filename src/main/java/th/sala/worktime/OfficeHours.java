package th.sala.worktime;

import java.time.LocalTime;

/// เวลาราชการ of one day, opening included, closing not.
public record OfficeHours(LocalTime opening, LocalTime closing) {
    /// What an agency has that decided nothing else.
    public static final OfficeHours USUAL =
            new OfficeHours(LocalTime.of(8, 30), LocalTime.of(16, 30));

    public OfficeHours {
        if (!opening.isBefore(closing)) {
            throw new IllegalArgumentException("opens " + opening + " but closes " + closing);
        }
    }

    boolean contain(LocalTime time) {
        return !time.isBefore(opening) && time.isBefore(closing);
    }
}
