package th.sala.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import th.sala.proof.Entry;
import th.sala.proof.Fields;

/// Something done that leaves evidence.
///
/// @param name such as `letter.sent`
/// @param reference to the record as the entry says it, such as `letter` and its id; `-` if there
///   is none
/// @param record its id, by which it is found; null if there is none
/// @param at when, to the microsecond as the database keeps it
/// @param outcome [Entry#DONE], or `refused` and why
/// @param said what the record says now; persons' names and contents belong here and nowhere else
public record Act(
        String name,
        String reference,
        @Nullable UUID record,
        Instant at,
        String outcome,
        Fields said) {
    public Act {
        if (!name.matches("[a-z]+(?:[.-][a-z]+)+")) {
            throw new IllegalArgumentException("not the name of an act: " + name);
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public static Act done(String name, String kind, UUID record, Instant at, Fields said) {
        return new Act(name, kind + " " + record, record, at, Entry.DONE, said);
    }

    public static Act done(String name, Instant at, Fields said) {
        return new Act(name, Entry.NONE, null, at, Entry.DONE, said);
    }

    /// @param record what it was about; null if nothing that has an id
    /// @param why the clause, or the key of the refusal's sentence
    public static Act refused(String name, @Nullable UUID record, Instant at, String why) {
        var reference = record == null ? Entry.NONE : "record " + record;
        return new Act(name, reference, record, at, "refused " + why, Fields.none());
    }

    /// The same, with words.
    public Act saying(Fields words) {
        return new Act(name, reference, record, at, outcome, words);
    }

    /// The same about something that has no id of ours.
    Act about(String other) {
        return new Act(name, other, record, at, outcome, said);
    }
}
