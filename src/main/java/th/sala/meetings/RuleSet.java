package th.sala.meetings;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import th.sala.law.Citation;
import th.sala.law.Clause;
import th.sala.law.Instrument;

/// By which rules a meeting is held, the strictest first. The day and the kind say which; a
/// stricter one may be chosen.
public enum RuleSet {
    /// NCPO 74/2557 with the ICT Ministry's standard of 2557.
    NCPO_74(Instrument.NCPO_74),
    /// The Emergency Decree of 2563 and its standard; known by a page's opening only (grade B).
    EMEET_63(Instrument.EMEET_63),
    /// What ETDA recommends for meetings that no law asks for.
    ETDA_63(Instrument.ETDA_63);

    /// The last day of NCPO 74/2557.
    static final LocalDate LAST_OF_NCPO = LocalDate.of(2020, 4, 18);

    public final Instrument instrument;

    RuleSet(Instrument instrument) {
        this.instrument = instrument;
    }

    /// The rules of a meeting on a day (Bangkok's).
    public static RuleSet of(MeetingKind kind, LocalDate day) {
        return switch (kind) {
            case OTHER -> ofOthers();
            case LEGAL -> day.isAfter(LAST_OF_NCPO) ? sinceTheDecree() : untilTheDecree();
        };
    }

    @Clause(id = "M1", of = Instrument.ETDA_63, value = "ข้อ 8(1)", until = "2020-04-18")
    private static RuleSet untilTheDecree() {
        return NCPO_74;
    }

    @Clause(
            id = "M0",
            of = Instrument.EMEET_63,
            value = "กฎที่ใช้กับการประชุมผ่านสื่ออิเล็กทรอนิกส์",
            grade = Instrument.Grade.B,
            from = "2020-04-19")
    private static RuleSet sinceTheDecree() {
        return EMEET_63;
    }

    @Clause(id = "M1", of = Instrument.ETDA_63, value = "ข้อ 8(2)")
    private static RuleSet ofOthers() {
        return ETDA_63;
    }

    /// Those that may be chosen in place of what the day and the kind say, that one first.
    public static List<RuleSet> choices(MeetingKind kind, LocalDate day) {
        var usual = of(kind, day);
        return List.of(values()).reversed().stream()
                .filter(one -> one.compareTo(usual) <= 0)
                .filter(one -> one != EMEET_63 || day.isAfter(LAST_OF_NCPO))
                .toList();
    }

    /// Whether a bearer of a link to their own e-mail may take part, once others have vouched.
    /// Under the others attendees identify themselves before they join, and no clause before us
    /// lets others do it for them.
    @Clause(id = "M4", of = Instrument.ETDA_63, value = "ข้อ 9")
    public boolean allowsVouching() {
        return this == ETDA_63;
    }

    /// Whether attendees identify themselves before they join; where no law wants the meeting they
    /// may do so during it.
    @Clause(id = "M4", of = Instrument.NCPO_74, value = "ข้อ 6(1)")
    @Clause(id = "M4", of = Instrument.ETDA_63, value = "ข้อ 9")
    public boolean identifiesBeforeJoining() {
        return this != ETDA_63;
    }

    /// Whether sound or picture of everybody is recorded: always, but for secret meetings where a
    /// clause that we have read excepts them. ETDA-63 excepts none, and goes on to apply to a
    /// meeting that no law wants when stricter rules are chosen for it.
    @Clause(id = "M10", of = Instrument.NCPO_74, value = "ข้อ 6(3)")
    @Clause(id = "M10", of = Instrument.ETDA_63, value = "ข้อ 8(2.7)")
    public boolean isRecorded(MeetingKind kind, boolean secret) {
        return kind == MeetingKind.OTHER || this != NCPO_74 || !secret;
    }

    /// Whether all must be inside the Kingdom.
    @Clause(id = "M8", of = Instrument.NCPO_74, value = "ข้อ 1")
    public boolean isForTheKingdomOnly() {
        return this == NCPO_74;
    }

    /// The clause, if it is one of these rules: a refusal under them cites no others.
    @Nullable Citation own(Citation clause) {
        var isOwn =
                clause.of() == instrument || (this == NCPO_74 && clause.of() == Instrument.MICT_57);
        return isOwn ? clause : null;
    }

    public String key() {
        return "meetings.rules." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the text was not before us.
    public boolean isUnchecked() {
        return instrument.grade != Instrument.Grade.A;
    }
}
