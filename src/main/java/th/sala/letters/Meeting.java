package th.sala.letters;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import th.sala.thai.ThaiText;

/// What a report of a meeting says besides its text, each as it stands on the form. Empty of all
/// other kinds of letters.
///
/// @param session ครั้งที่, such as `3/2569`: what the meeting itself counts
/// @param held เมื่อ: day and hour, as the report says them
/// @param place ณ
/// @param present ผู้มาประชุม, a line each
/// @param absent ผู้ไม่มาประชุม (ถ้ามี), a line each
/// @param attending ผู้เข้าร่วมประชุม (ถ้ามี), a line each: who is no member
/// @param begun เริ่มประชุมเวลา
/// @param ended เลิกประชุมเวลา
public record Meeting(
        @Size(max = LONGEST_SESSION) String session,
        @Size(max = LONGEST_LINE) String held,
        @Size(max = LONGEST_LINE) String place,
        @Size(max = LONGEST_LIST) String present,
        @Size(max = LONGEST_LIST) String absent,
        @Size(max = LONGEST_LIST) String attending,
        @Size(max = LONGEST_SESSION) String begun,
        @Size(max = LONGEST_SESSION) String ended) {
    private static final int LONGEST_SESSION = 60;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_LIST = 20_000;

    static final Meeting NONE = new Meeting("", "", "", "", "", "", "", "");

    /// What nobody typed is empty: forms and programs leave fields out.
    public Meeting {
        session = line(session);
        held = line(held);
        place = line(place);
        present = lines(present);
        absent = lines(absent);
        attending = lines(attending);
        begun = line(begun);
        ended = line(ended);
    }

    static Meeting orNone(@Nullable Meeting meeting) {
        return meeting == null ? NONE : meeting;
    }

    private static String line(@Nullable String typed) {
        return ThaiText.normalise(Objects.requireNonNullElse(typed, ""));
    }

    private static String lines(@Nullable String typed) {
        return ThaiText.normaliseLines(Objects.requireNonNullElse(typed, "")).strip();
    }

    /// All that is written, in the order of the form.
    List<String> parts() {
        return List.of(session, held, place, present, absent, attending, begun, ended);
    }

    /// Whoever is named, a line each; empty if nobody is.
    String people() {
        return Stream.of(present, absent, attending)
                .filter(list -> !list.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    boolean isEmpty() {
        return equals(NONE);
    }
}
