package th.sala.letters;

import java.util.List;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Refusal;

/// What the lint found in a letter before it is sent.
///
/// @param blocks whether it must be mended first; otherwise it is advice
/// @param key the message that says what is wrong and what to do
public record Finding(
        boolean blocks, String key, List<Object> arguments, @Nullable Citation citation) {
    static Finding blocking(Citation citation, String key, Object... arguments) {
        return new Finding(true, key, List.of(arguments), citation);
    }

    /// What is better mended, but keeps no letter back.
    static Finding advice(Citation citation, String key, Object... arguments) {
        return new Finding(false, key, List.of(arguments), citation);
    }

    /// A refusal that would come, as a finding.
    static Finding of(Refusal refusal) {
        return new Finding(
                true, refusal.key(), List.of(refusal.arguments()), refusal.citation().orElse(null));
    }

    /// The field of the letter's form where it is mended; empty if there is none.
    public String field() {
        return switch (key) {
            case "letters.lint.no-addressee",
                    "letters.lint.unit-closed",
                    "letters.lint.units-on-paper",
                    "letters.lint.addressee",
                    "letters.lint.own-agency",
                    "letters.lint.no-central" ->
                    "find";
            case "letters.lint.sender", "letters.lint.sender-inside", "letters.lint.no-position" ->
                    "signer";
            case "letters.lint.recorder" -> "signer";
            case "letters.lint.no-session" -> "meeting.session";
            case "letters.lint.not-held" -> "meeting.held";
            case "letters.lint.nobody-came" -> "meeting.present";
            case "letters.lint.no-hours" -> "meeting.begun";
            case "letters.lint.memo-inside", "letters.lint.only-memo" -> "kind";
            case "letters.lint.no-proposal" -> "proposal";
            case "letters.lint.no-contact" -> "contact";
            case "letters.lint.no-text" -> "body";
            case "letters.lint.no-title" -> "subject";
            case "letters.lint.no-owner-code", "letters.lint.owner-code" -> "ownerCode";
            case "letters.lint.no-owner-unit" -> "ownerUnit";
            case "letters.lint.no-pdf" -> "pdf";
            case "letters.lint.no-glyph" -> "body";
            case "letters.lint.no-salutation" -> "salutation";
            case "letters.lint.open-places" -> "open-places";
            default -> key.startsWith("letters.lint.pdf.") ? "pdf" : "";
        };
    }

    /// Whether it may not even be entered as a letter on paper: no letter that declares a secrecy
    /// class is (X1), none whose number would not be ours (C10), and none that Sala is to set and
    /// cannot, or that is not filled in.
    boolean blocksPaper() {
        return blocks
                && (List.of("letters.lint.no-glyph", "letters.lint.open-places").contains(key)
                        || citation != null && List.of("X1", "C10").contains(citation.id()));
    }
}
