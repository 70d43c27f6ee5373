package th.sala.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import th.sala.law.Citation;
import th.sala.law.Refusal;

class MeetingRulesTests {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private final Attendee chair = person(AttendeeRole.CHAIR, true);
    private final Attendee operator = person(AttendeeRole.OPERATOR, true);
    private final Attendee member = person(AttendeeRole.MEMBER, true);

    private static Attendee person(AttendeeRole role, boolean identified) {
        return new Attendee(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "คนที่ " + role,
                "",
                role,
                "",
                identified ? said("password", NOW) : null);
    }

    private static Attendee guest(@Nullable Instant knownAt) {
        return new Attendee(
                UUID.randomUUID(),
                null,
                "แขก",
                "",
                AttendeeRole.GUEST,
                "guest@example.org",
                said(Identification.BY_LINK, knownAt));
    }

    private static Identification said(String how, @Nullable Instant knownAt) {
        return new Identification(
                UUID.randomUUID(), how, "ศาลากลาง", false, NOW, knownAt, Set.of());
    }

    private static Meeting meeting(RuleSet rules, MeetingState state, Attendee... attendees) {
        return new Meeting(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ประชุม",
                MeetingKind.LEGAL,
                rules,
                false,
                NOW,
                NOW.plus(Duration.ofHours(2)),
                new BackupChannel("0 2000 0000", ""),
                UUID.randomUUID(),
                "ผู้จัด",
                state,
                1,
                List.of(attendees),
                List.of());
    }

    private static Step step(Step.Kind kind, @Nullable Attendee whom) {
        return new Step(
                UUID.randomUUID(), kind, whom == null ? null : whom.id(), false, "", "ผู้จัด", NOW);
    }

    private static Readiness test(boolean ready, Instant at) {
        return new Readiness(UUID.randomUUID(), ready, "", "ผู้ทดสอบ", at);
    }

    // ---- by which rules

    @ParameterizedTest(name = "M1 ข้อ 8(1): a meeting that a law requires, on {0}: {1}")
    @CsvSource({"2020-03-24, NCPO_74", "2020-04-18, NCPO_74", "2020-04-19, EMEET_63"})
    void untilTheDecree(LocalDate day, RuleSet rules) {
        assertThat(RuleSet.of(MeetingKind.LEGAL, day)).isEqualTo(rules);
    }

    @ParameterizedTest(
            name =
                    "M0 กฎที่ใช้กับการประชุมผ่านสื่ออิเล็กทรอนิกส์: on {0} {1} governs, and {2} may be chosen")
    @CsvSource({
        "2020-04-18, NCPO_74, [NCPO_74]",
        "2020-04-19, EMEET_63, '[EMEET_63, NCPO_74]'",
        "2026-11-23, EMEET_63, '[EMEET_63, NCPO_74]'"
    })
    void sinceTheDecree(LocalDate day, RuleSet rules, String choices) {
        assertThat(RuleSet.of(MeetingKind.LEGAL, day)).isEqualTo(rules);
        assertThat(RuleSet.choices(MeetingKind.LEGAL, day)).hasToString(choices);
    }

    @ParameterizedTest(name = "M1 ข้อ 8(2): another meeting, on {0}: {1}")
    @CsvSource({"2020-04-18, '[ETDA_63, NCPO_74]'", "2020-04-19, '[ETDA_63, EMEET_63, NCPO_74]'"})
    void ofOthers(LocalDate day, String choices) {
        assertThat(RuleSet.of(MeetingKind.OTHER, day)).isEqualTo(RuleSet.ETDA_63);
        assertThat(RuleSet.choices(MeetingKind.OTHER, day)).hasToString(choices);
    }

    @ParameterizedTest(name = "M10 ข้อ 6(3): required by law, under {0}, secret {1}: recorded {2}")
    @CsvSource({
        "NCPO_74, false, true",
        "NCPO_74, true, false",
        "EMEET_63, false, true",
        "EMEET_63, true, true"
    })
    void recordedWhereALawWantsTheMeeting(RuleSet rules, boolean secret, boolean recorded) {
        assertThat(rules.isRecorded(MeetingKind.LEGAL, secret)).isEqualTo(recorded);
    }

    @ParameterizedTest(
            name =
                    "M10 ข้อ 8(2.7): no law wants it, under {0}, secret {1}: recorded without exception")
    @CsvSource({
        "NCPO_74, false",
        "NCPO_74, true",
        "EMEET_63, false",
        "EMEET_63, true",
        "ETDA_63, false",
        "ETDA_63, true"
    })
    void othersAreRecordedWithoutException(RuleSet rules, boolean secret) {
        assertThat(rules.isRecorded(MeetingKind.OTHER, secret)).isTrue();
    }

    @Test
    @DisplayName("M8 ข้อ 1: all must be inside the Kingdom until the announcement was repealed")
    void insideTheKingdom() {
        assertThatThrownBy(() -> IdentificationRules.mustBeInPlace(RuleSet.NCPO_74, true))
                .isInstanceOf(IdentificationRules.OutsideTheKingdom.class);
        assertThatCode(() -> IdentificationRules.mustBeInPlace(RuleSet.NCPO_74, false))
                .doesNotThrowAnyException();
        assertThatCode(() -> IdentificationRules.mustBeInPlace(RuleSet.EMEET_63, true))
                .doesNotThrowAnyException();
    }

    // ---- about what

    @ParameterizedTest(name = "M1 ข้อ 2: {0} is out of scope of meetings that a law requires")
    @EnumSource(names = {"PARLIAMENT", "JUDGMENT", "PROCUREMENT", "LISTED"})
    void outOfScope(Matter matter) {
        assertThatThrownBy(() -> matter.mustBeAllowed(MeetingKind.LEGAL, RuleSet.EMEET_63))
                .isInstanceOf(Matter.NotElectronically.class);
        assertThat(matter.isForbidden(MeetingKind.OTHER)).isFalse();
        assertThat(Matter.ORDINARY.isForbidden(MeetingKind.LEGAL)).isFalse();
    }

    @Test
    @DisplayName("X1 ข้อ 3: nothing with a secrecy class is discussed in a meeting a law requires")
    void classifiedByLaw() {
        assertThat(Matter.CLASSIFIED.isForbidden(MeetingKind.LEGAL)).isTrue();
        assertThat(Matter.CLASSIFIED.isForbidden(MeetingKind.OTHER)).isTrue();
    }

    @ParameterizedTest(name = "X1 ข้อ 1: «{0}» declares a class")
    @ValueSource(
            strings = {
                "ลับ เรื่องกำลังพล",
                "(ลับมาก) เรื่องชายแดน",
                "ด่วนที่สุด ลับที่สุด: แผน",
                "[ลับ]"
            })
    void marked(String title) {
        assertThat(Matter.isMarked(title)).isTrue();
    }

    @ParameterizedTest(name = "X1 ข้อ 1: «{0}» declares none")
    @ValueSource(
            strings = {
                "การลงคะแนนลับ",
                "กลับเข้าทำงาน",
                "ความลับทางราชการ",
                "ลับแลเมืองรอง",
                "ประชุมลับ"
            })
    void notMarked(String title) {
        assertThat(Matter.isMarked(title)).isFalse();
    }

    private static List<Refusal> refusals(RuleSet rules) {
        return List.of(
                refusal(() -> Matter.PROCUREMENT.mustBeAllowed(MeetingKind.LEGAL, rules)),
                refusal(() -> Matter.CLASSIFIED.mustBeAllowed(MeetingKind.LEGAL, rules)),
                new PlanRules.GuestsByLink(rules),
                new IdentificationRules.SignInWanted(rules),
                new IdentificationRules.NotForOthers(rules),
                new PreparationDesk.NotTheChair(rules),
                new PreparationDesk.NoOperator(rules),
                new ControlRules.NotInControl(rules),
                new ControlRules.PaperOfInterest(rules));
    }

    private static Refusal refusal(ThrowingCallable act) {
        return catchThrowableOfType(Refusal.class, act);
    }

    @ParameterizedTest(name = "a refusal under {0} cites {1}")
    @CsvSource({
        "NCPO_74, 'M1 ข้อ 2, X1 ข้อ 3, M4 ข้อ 6(1), M4 ข้อ 6(1), M2 ข้อ 3, M2 ข้อ 6, M6 ข้อ 7'",
        "EMEET_63, ''",
        "ETDA_63, 'X1 ข้อ 1, M4 ข้อ 9, M6 ข้อ 10(2)'"
    })
    void aRefusalCitesTheRulesUnderWhichItApplies(RuleSet rules, String cited) {
        assertThat(
                        refusals(rules).stream()
                                .flatMap(one -> one.citation().stream())
                                .map(one -> one.id() + " " + one.clause())
                                .collect(Collectors.joining(", ")))
                .isEqualTo(cited);
    }

    // ---- before it opens

    @Test
    @DisplayName("M2 ข้อ 3: whoever chairs the meeting decides, and another chair decides anew")
    void theChairDecides() {
        var planned = meeting(RuleSet.NCPO_74, new MeetingState.Planned(), chair, operator);
        assertThat(Preparation.isDecided(planned, List.of())).isFalse();
        var steps = List.of(step(Step.Kind.DECISION, chair));
        assertThat(Preparation.isDecided(planned, steps)).isTrue();
        var other = person(AttendeeRole.CHAIR, true);
        var later = meeting(RuleSet.NCPO_74, new MeetingState.Planned(), other, operator);
        assertThat(Preparation.isDecided(later, steps)).isFalse();
        var ofSecret =
                new Step(
                        UUID.randomUUID(), Step.Kind.DECISION, chair.id(), true, "", "ผู้จัด", NOW);
        assertThat(Preparation.isDecided(planned, List.of(ofSecret))).as("secret then").isFalse();
        assertThat(Preparation.isDecided(planned, List.of(ofSecret, steps.getFirst()))).isTrue();
        var none = meeting(RuleSet.NCPO_74, new MeetingState.Planned(), operator);
        assertThat(Preparation.isDecided(none, steps)).isFalse();
    }

    @Test
    @DisplayName("M2 ข้อ 6: the system is asked for in writing, and an operator appointed")
    void requestedAndAppointed() {
        var planned = meeting(RuleSet.NCPO_74, new MeetingState.Planned(), chair, operator);
        assertThat(Preparation.isRequested(List.of())).isFalse();
        assertThat(Preparation.isRequested(List.of(step(Step.Kind.REQUEST, null)))).isTrue();
        assertThat(Preparation.hasOperator(planned, List.of())).isFalse();
        assertThat(Preparation.hasOperator(planned, List.of(step(Step.Kind.APPOINTMENT, operator))))
                .isTrue();
        assertThat(Preparation.hasOperator(planned, List.of(step(Step.Kind.APPOINTMENT, member))))
                .isFalse();
    }

    @Test
    @DisplayName(
            "M14 ข้อ 8(2.6): where no law requires the meeting somebody is named as support staff")
    void supportStaffIsNamed() {
        var planned = new MeetingState.Planned();
        assertThat(Preparation.hasOperator(meeting(RuleSet.ETDA_63, planned, chair), List.of()))
                .isFalse();
        assertThat(
                        Preparation.hasOperator(
                                meeting(RuleSet.ETDA_63, planned, chair, operator), List.of()))
                .isTrue();
    }

    @Test
    @DisplayName("M15 ข้อ 6: the last test went well, at most 24 hours ago")
    void ready() {
        var day = Duration.ofHours(24);
        assertThat(Preparation.isReady(null, NOW)).isFalse();
        assertThat(Preparation.isReady(test(false, NOW), NOW)).isFalse();
        assertThat(Preparation.isReady(test(true, NOW.minus(day)), NOW)).isTrue();
        assertThat(Preparation.isReady(test(true, NOW.minus(day).minusMillis(1)), NOW)).isFalse();
        assertThat(Preparation.isReady(test(true, NOW), NOW)).isTrue();
        assertThat(Preparation.isReady(test(true, NOW.plusMillis(1)), NOW))
                .as("of a clock that was wrong")
                .isFalse();
    }

    @Test
    @DisplayName("M5 ข้อ 10(1): a backup channel is named: telephone, or e-mail")
    void backup() {
        assertThat(new BackupChannel(" ", "").isNamed()).isFalse();
        assertThat(new BackupChannel("0 2000 0000", "").isNamed()).isTrue();
        assertThat(new BackupChannel("", "help@example.org").isNamed()).isTrue();
    }

    @Test
    void whatIsMissingStandsInTheOrderInWhichItIsDone() {
        var planned = meeting(RuleSet.EMEET_63, new MeetingState.Planned(), member);
        assertThat(Preparation.missing(planned, List.of(), null, NOW))
                .containsExactly(
                        Preparation.CHAIR,
                        Preparation.DECISION,
                        Preparation.REQUEST,
                        Preparation.OPERATOR,
                        Preparation.READINESS);
        var other = meeting(RuleSet.ETDA_63, new MeetingState.Planned(), chair, operator);
        assertThat(Preparation.missing(other, List.of(), test(true, NOW), NOW)).isEmpty();
    }

    @Test
    void aRefusalNamesTheClauseOfTheMeetingsOwnRules() {
        assertThat(Preparation.BACKUP.clause(RuleSet.ETDA_63)).map(Citation::id).contains("M5");
        assertThat(Preparation.DECISION.clause(RuleSet.NCPO_74)).map(Citation::id).contains("M2");
        for (var one : Preparation.values()) {
            assertThat(one.clause(RuleSet.EMEET_63)).as("not before us").isEmpty();
        }
        assertThatThrownBy(() ->
                        ControlRules.mustBePrepared(
                                RuleSet.NCPO_74, List.of(Preparation.READINESS)))
                .isInstanceOfSatisfying(
                        ControlRules.NotPrepared.class,
                        no -> assertThat(no.citation()).map(Citation::id).contains("M15"));
    }

    // ---- who is who

    @Test
    @DisplayName("M4 ข้อ 1: secretaries, their assistants and operators are attendees")
    void whoAttends() {
        assertThat(AttendeeRole.values())
                .contains(AttendeeRole.SECRETARY, AttendeeRole.ASSISTANT, AttendeeRole.OPERATOR);
    }

    @ParameterizedTest(name = "M4 ข้อ 6(1): {0} known by {1}: {2}")
    @CsvSource({
        "NCPO_74, meeting-link, false",
        "NCPO_74, password, true",
        "EMEET_63, meeting-link, false",
        "EMEET_63, passkey, true",
        "NCPO_74, app-password, false",
        "NCPO_74, api-token 7, false"
    })
    void signIn(RuleSet rules, String how, boolean suffices) {
        assertThat(suffices(rules, how)).isEqualTo(suffices);
        assertThat(rules.identifiesBeforeJoining()).isTrue();
    }

    @ParameterizedTest(name = "M4 ข้อ 9: {0} known by {1}: {2}")
    @CsvSource({
        "ETDA_63, meeting-link, true",
        "ETDA_63, password, true",
        "ETDA_63, app-password, false"
    })
    void otherMeetings(RuleSet rules, String how, boolean suffices) {
        assertThat(suffices(rules, how)).isEqualTo(suffices);
        assertThat(rules.identifiesBeforeJoining()).isFalse();
        assertThat(rules.allowsVouching()).isTrue();
        assertThat(RuleSet.NCPO_74.allowsVouching()).isFalse();
    }

    private static boolean suffices(RuleSet rules, String how) {
        try {
            IdentificationRules.mustSuffice(rules, how);
            return true;
        } catch (IdentificationRules.SignInWanted | IdentificationRules.NotAPerson _) {
            return false;
        }
    }

    @Test
    @DisplayName("M4 ข้อ 9: two attendees vouch, who are identified by a sign-in of their own")
    void vouching() {
        var guest = guest(null);
        assertThat(IdentificationRules.mayVouch(member, guest)).isTrue();
        assertThat(IdentificationRules.mayVouch(person(AttendeeRole.CHAIR, false), guest))
                .isFalse();
        assertThat(IdentificationRules.mayVouch(guest(NOW), guest)).as("a chain").isFalse();
        assertThat(IdentificationRules.mayVouch(guest, guest)).isFalse();
        assertThat(IdentificationRules.mayVouch(member, guest(NOW))).as("known").isFalse();
        assertThat(IdentificationRules.mayVouch(member, person(AttendeeRole.MEMBER, false)))
                .as("has said nothing yet")
                .isFalse();
        assertThat(IdentificationRules.suffice(1)).isFalse();
        assertThat(IdentificationRules.suffice(2)).isTrue();
    }

    @Test
    void peopleComeAtMostTwelveHoursBeforeAndUntilItIsOver() {
        var planned = meeting(RuleSet.NCPO_74, new MeetingState.Planned(), chair);
        var earliest = NOW.minus(Duration.ofHours(12));
        assertThat(IdentificationRules.isTimeTo(planned, earliest)).isTrue();
        assertThat(IdentificationRules.isTimeTo(planned, earliest.minusMillis(1))).isFalse();
        var open = new MeetingState.Open(NOW, null);
        assertThat(
                        IdentificationRules.isTimeTo(
                                meeting(RuleSet.NCPO_74, open), earliest.minusMillis(1)))
                .isTrue();
        assertThat(
                        IdentificationRules.isTimeTo(
                                meeting(RuleSet.NCPO_74, open.ended(NOW), chair), NOW))
                .isFalse();
    }

    @Test
    void whatWasSaidCountsFromTwelveHoursBeforeTheMeetingAsItIsPlannedNow() {
        var planned = meeting(RuleSet.NCPO_74, new MeetingState.Planned(), chair);
        var earliest = planned.begins().minus(Duration.ofHours(12));
        assertThat(IdentificationRules.counts(planned, saidAt(earliest, false))).isTrue();
        assertThat(IdentificationRules.counts(planned, saidAt(earliest.minusMillis(1), false)))
                .isFalse();
    }

    @ParameterizedTest(name = "M8 ข้อ 1: said to be abroad {1}, now under {0}: identified {2}")
    @CsvSource({
        "NCPO_74, true, false",
        "NCPO_74, false, true",
        "EMEET_63, true, true",
        "ETDA_63, true, true"
    })
    void whoeverIsAbroadIsNotIdentifiedUnderRulesForTheKingdom(
            RuleSet rules, boolean abroad, boolean counts) {
        var planned = meeting(rules, new MeetingState.Planned(), chair);
        assertThat(IdentificationRules.counts(planned, saidAt(NOW, abroad))).isEqualTo(counts);
    }

    private static Identification saidAt(Instant at, boolean abroad) {
        return new Identification(
                UUID.randomUUID(), "password", "ศาลากลาง", abroad, at, at, Set.of());
    }

    @Test
    void aPlannedMeetingThatNobodyOpenedEndsAsItsLinksDo() {
        var planned = meeting(RuleSet.NCPO_74, new MeetingState.Planned(), chair);
        var over = planned.ends().plus(GuestLinks.KEPT);
        assertThat(IdentificationRules.isTimeTo(planned, over.minusMillis(1))).isTrue();
        assertThat(IdentificationRules.isTimeTo(planned, over)).isFalse();
        var open = meeting(RuleSet.NCPO_74, new MeetingState.Open(NOW, null), chair);
        assertThat(IdentificationRules.isTimeTo(open, over)).as("goes on").isTrue();
    }

    // ---- its plan

    private static MeetingPlan plan(String title, Duration lasts) {
        return new MeetingPlan(
                title,
                NOW,
                NOW.plus(lasts),
                MeetingKind.LEGAL,
                Matter.ORDINARY,
                null,
                false,
                new BackupChannel(" 0 2000 0000 ", "x".repeat(PlanRules.LONGEST_CHANNEL + 1)));
    }

    @Test
    void aPlanEndsAfterItBeginsWithinADay() {
        for (var good : List.of(Duration.ofMillis(1), Duration.ofHours(24))) {
            assertThat(PlanRules.checked(plan("ประชุม", good)).ends()).isEqualTo(NOW.plus(good));
        }
        for (var bad : List.of(Duration.ZERO, Duration.ofHours(24).plusMillis(1))) {
            assertThatThrownBy(() -> PlanRules.checked(plan("ประชุม", bad)))
                    .isInstanceOf(PlanRules.NoTime.class);
        }
    }

    @Test
    void aPlanHasATitleWithinLimits() {
        var hour = Duration.ofHours(1);
        var longest = "ก".repeat(PlanRules.LONGEST_TITLE);
        var plan = PlanRules.checked(plan(" " + longest + " ", hour));
        assertThat(plan.title()).isEqualTo(longest);
        assertThat(plan.rules()).isEqualTo(RuleSet.EMEET_63);
        assertThat(plan.backup().telephone()).isEqualTo("0 2000 0000");
        assertThat(plan.backup().mail()).hasSize(PlanRules.LONGEST_CHANNEL);
        for (var bad : List.of(" ", longest + "ก")) {
            assertThatThrownBy(() -> PlanRules.checked(plan(bad, hour)))
                    .isInstanceOf(PlanRules.NoTitle.class);
        }
    }

    private static MeetingPlan typed(String from, String until) {
        var form = new MeetingForm("ประชุม", "23/11/2569", from, until, "", "", "", "", "", "", "");
        return PlanRules.checked(form.plan().orElseThrow());
    }

    @ParameterizedTest(name = "from {0} until {1} lasts {2} minutes")
    @CsvSource({
        "09:30, 12:00, 150",
        "22:00, 00:00, 120",
        "22:00, 06:00, 480",
        "06:00, 05:59, 1439",
        "05:00, 06:01, 61"
    })
    void aMeetingGoesOnUntilSixTheNextDayAtMost(String from, String until, long minutes) {
        var plan = typed(from, until);
        assertThat(Duration.between(plan.begins(), plan.ends()).toMinutes()).isEqualTo(minutes);
    }

    @ParameterizedTest(name = "from {0} until {1} is mistyped")
    @CsvSource({"22:00, 06:01", "13:30, 09:30", "09:30, 09:30", "05:00, 05:00"})
    void otherwiseItEndsAfterItBegins(String from, String until) {
        assertThatThrownBy(() -> typed(from, until)).isInstanceOf(PlanRules.NoTime.class);
    }

    // ---- running it

    @ParameterizedTest(name = "M6 ข้อ 7: {0} runs the meeting: {1}")
    @CsvSource({
        "CHAIR, true",
        "OPERATOR, true",
        "MEMBER, false",
        "SECRETARY, false",
        "ASSISTANT, false",
        "GUEST, false"
    })
    void running(AttendeeRole role, boolean runs) {
        assertThat(ControlRules.mayRun(role)).isEqualTo(runs);
        assertThatThrownBy(() -> ControlRules.mustRun(RuleSet.NCPO_74, person(role, false)))
                .isInstanceOf(
                        runs ? ControlRules.IdentifyFirst.class : ControlRules.NotInControl.class);
    }

    @Test
    @DisplayName(
            "M6 ข้อ 10(2): an interest is noted by those who run the meeting, or by whoever has it")
    void interests() {
        for (var interested : List.of(true, false)) {
            assertThatCode(() -> note(chair, member, interested)).doesNotThrowAnyException();
            assertThatCode(() -> note(operator, chair, interested)).doesNotThrowAnyException();
            assertThatThrownBy(() -> note(member, chair, interested))
                    .isInstanceOf(ControlRules.NotInControl.class);
        }
    }

    @Test
    @DisplayName("M6 ข้อ 10(2): nobody takes back an interest of their own")
    void ownInterests() {
        for (var own : List.of(chair, operator, member)) {
            assertThatCode(() -> note(own, own, true)).doesNotThrowAnyException();
            assertThatThrownBy(() -> note(own, own, false))
                    .isInstanceOf(ControlRules.OwnInterest.class);
        }
    }

    private static void note(Attendee by, Attendee whose, boolean interested) {
        ControlRules.mustNoteInterest(RuleSet.ETDA_63, by, whose, interested);
    }

    @Test
    void statesFollowEachOtherInOneWayOnly() {
        var planned = new MeetingState.Planned();
        var open = planned.opened(NOW);
        var ended = open.ended(NOW);
        var cancelled = planned.cancelled(NOW, "น้ำท่วม");
        for (var state : List.of(open, ended, cancelled)) {
            assertThatThrownBy(() -> state.opened(NOW)).isInstanceOf(MeetingState.MovedOn.class);
            assertThatThrownBy(() -> state.cancelled(NOW, ""))
                    .isInstanceOf(MeetingState.MovedOn.class);
        }
        for (var state : List.of(planned, ended, cancelled)) {
            assertThatThrownBy(() -> state.ended(NOW)).isInstanceOf(MeetingState.MovedOn.class);
            assertThatThrownBy(state::mustBeOpen).isInstanceOf(MeetingState.MovedOn.class);
        }
        var keys = new ArrayList<String>();
        for (var state : List.of(planned, open, ended, cancelled)) {
            keys.add(state.key());
        }
        assertThat(keys).doesNotHaveDuplicates();
    }
}
