package th.sala.meetings;

import static th.sala.law.Instrument.ETDA_63;
import static th.sala.law.Instrument.NCPO_74;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Refusal;

/// What a meeting is about, as far as that may not be discussed electronically. Pure rules.
public enum Matter {
    ORDINARY,
    /// With a secrecy class (ชั้นความลับ).
    CLASSIFIED,
    PARLIAMENT,
    JUDGMENT,
    PROCUREMENT,
    /// What the cabinet has listed.
    LISTED;

    /// Refusal: no electronic meeting may be about it.
    public static final class NotElectronically extends Refusal {
        NotElectronically(@Nullable Citation clause, Matter matter) {
            super(clause, matter.key() + ".refused");
        }
    }

    private static final Pattern MARKED =
            Pattern.compile(
                    "^[\\s(\\[]*(?:(?:ด่วนที่สุด|ด่วนมาก|ด่วน)[\\s/\\])\\[(:–-]*)?(?:ลับที่สุด|ลับมาก|ลับ)(?=[\\s\\])/:–-]|$).*",
                    Pattern.DOTALL);

    public String key() {
        return "meetings.matter." + name().toLowerCase(Locale.ROOT);
    }

    /// Whether a title begins with a marking of a secrecy class; a word in running text is none.
    @Clause(id = "X1", of = ETDA_63, value = "ข้อ 1")
    static boolean isMarked(String title) {
        return MARKED.matcher(title).matches();
    }

    /// Whether a meeting of the kind may not be electronic. A secrecy class excludes all of them;
    /// the others are out of the scope of the law on meetings that a law wants.
    @Clause(id = "X1", of = NCPO_74, value = "ข้อ 3")
    @Clause(id = "M1", of = NCPO_74, value = "ข้อ 2")
    boolean isForbidden(MeetingKind kind) {
        return this == CLASSIFIED || (kind == MeetingKind.LEGAL && this != ORDINARY);
    }

    /// The clause of the meeting's own rules that forbids it; none where that is not before us.
    @Nullable Citation clause(RuleSet rules) {
        return switch (rules) {
            case NCPO_74 ->
                    this == CLASSIFIED
                            ? new Citation("X1", NCPO_74, "ข้อ 3")
                            : new Citation("M1", NCPO_74, "ข้อ 2");
            case EMEET_63 -> null;
            case ETDA_63 -> this == CLASSIFIED ? new Citation("X1", ETDA_63, "ข้อ 1") : null;
        };
    }

    /// @throws NotElectronically if a meeting of the kind about this may not be electronic
    void mustBeAllowed(MeetingKind kind, RuleSet rules) {
        if (isForbidden(kind)) {
            throw new NotElectronically(clause(rules), this);
        }
    }
}
