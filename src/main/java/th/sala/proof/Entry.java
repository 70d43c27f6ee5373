package th.sala.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// An entry of the log: who did what, when, by what right and how they were known, to which record,
/// with what outcome. Persons and records appear by their ids alone.
///
/// @param id its own
/// @param at by the server's clock
/// @param clock how far that clock was from others when last measured, in seconds; `unmeasured` if
///   it was not
/// @param agency whose act it is; `-` for the installation's
/// @param account who did it; `-` if nobody signed in
/// @param identified how the person was known, such as `password`; `system` for the program itself
/// @param right by which it was done, with the days from and until which it holds; `-` if it needs
///   none
/// @param act such as `letter.registered`
/// @param record kind and id; `-` if there is none
/// @param outcome `done`, or `refused` and the clause or reason
/// @param commitment to the [Statement] that belongs to it
public record Entry(
        UUID id,
        Instant at,
        String clock,
        String agency,
        String account,
        String identified,
        String right,
        String act,
        String record,
        String outcome,
        Hash commitment) {
    public static final String NONE = "-";
    public static final String DONE = "done";

    private static final String VERSION = "1";
    private static final String COMMITMENT = "commitment";
    private static final List<String> NAMES =
            List.of(
                    "sala-evidence",
                    "id",
                    "at",
                    "clock",
                    "agency",
                    "account",
                    "identified",
                    "right",
                    "act",
                    "record",
                    "outcome",
                    COMMITMENT);

    /// All but the commitment.
    public static String head(
            UUID id,
            Instant at,
            String clock,
            String agency,
            String account,
            String identified,
            String right,
            String act,
            String record,
            String outcome) {
        var values =
                List.of(VERSION, id, at, clock, agency, account, identified, right, act, record);
        var fields = Fields.none();
        for (int i = 0; i < values.size(); i++) {
            fields = fields.with(NAMES.get(i), values.get(i));
        }
        return fields.with("outcome", outcome).toString();
    }

    /// The leaf that is in the log: UTF-8 text.
    public static String leaf(String head, Hash commitment) {
        return head + Fields.none().with(COMMITMENT, commitment.hex());
    }

    /// @throws IllegalArgumentException unless it is an entry to the letter
    public static Entry parse(byte[] leaf) {
        var text = new String(leaf, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), leaf)) {
            throw new IllegalArgumentException("not UTF-8");
        }
        var fields = Fields.parse(text);
        if (!fields.names().equals(NAMES) || !fields.get(NAMES.getFirst()).equals(VERSION)) {
            throw new IllegalArgumentException("not an entry of this version");
        }
        var id = UUID.fromString(fields.get("id"));
        var at = instant(fields.get("at"));
        if (!id.toString().equals(fields.get("id")) || !at.toString().equals(fields.get("at"))) {
            throw new IllegalArgumentException("not as ids and times are written");
        }
        return new Entry(
                id,
                at,
                fields.get("clock"),
                fields.get("agency"),
                fields.get("account"),
                fields.get("identified"),
                fields.get("right"),
                fields.get("act"),
                fields.get("record"),
                fields.get("outcome"),
                Hash.ofHex(fields.get(COMMITMENT)));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException nonsense) {
            throw new IllegalArgumentException("no time: " + text, nonsense);
        }
    }

    public boolean isDone() {
        return outcome.equals(DONE);
    }
}
