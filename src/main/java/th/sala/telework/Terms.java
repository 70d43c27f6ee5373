package th.sala.telework;

import static th.sala.law.Instrument.MANUAL_63;
import static th.sala.law.Instrument.TELE_65;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import th.sala.law.Clause;

/// What is agreed on but the goals.
///
/// @param reasons why somebody is assigned who did not ask for it
/// @param workWords which work, or which part of it
/// @param days at most so many a week or a month; of a run how many working days
/// @param pattern 1 (Monday) to 7, or days of the month; empty if days are planned in the calendar
/// @param contact where the person is reached throughout
public record Terms(
        Way way,
        String reasons,
        Work work,
        String workWords,
        OutsideForm form,
        int days,
        List<Integer> pattern,
        LocalDate first,
        LocalDate last,
        PlaceKind placeKind,
        String place,
        String contact) {
    public Terms {
        pattern = List.copyOf(pattern);
    }

    /// How it came about.
    @Clause(id = "T2", of = MANUAL_63, value = "ข้อ 9.2(1)")
    public enum Way {
        VOLUNTEERED,
        ASSIGNED;

        public String key() {
            return "telework.way." + name().toLowerCase(Locale.ROOT);
        }

        /// Whether somebody must say why.
        boolean wantsReasons() {
            return this == ASSIGNED;
        }
    }

    /// How much of somebody's work can be done outside. What cannot at all is no answer.
    @Clause(id = "T2", of = MANUAL_63, value = "ข้อ 3.1")
    public enum Work {
        WHOLE,
        PART;

        public String key() {
            return "telework.work." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where one works outside. Journeys, meetings, study and duty in the field are none of these
    /// and no telework.
    @Clause(id = "T9", of = TELE_65, value = "สถานที่ปฏิบัติงาน", from = "2022-10-07")
    public enum PlaceKind {
        RESIDENCE,
        SHARED,
        OTHER;

        public String key() {
            return "telework.place." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the place is where the person lives, which few need to know.
    public boolean isAtHome() {
        return placeKind == PlaceKind.RESIDENCE;
    }

    /// The same for other reasons.
    Terms because(String other) {
        return new Terms(
                way, other, work, workWords, form, days, pattern, first, last, placeKind, place,
                contact);
    }

    /// For lists and letters: the days of the pattern with commas.
    String patternText() {
        return String.join(",", pattern.stream().map(String::valueOf).toList());
    }
}
