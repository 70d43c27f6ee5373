package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import th.sala.law.Refusal;
import th.sala.leave.AskingRules.Handing;

class AskingRulesTests {
    @ParameterizedTest(name = "L1 ข้อ 12 วรรคสอง: {0} is electronic or refused")
    @EnumSource
    void onlyThreeKinds(LeaveKind kind) {
        refused(
                !kind.mayBeElectronic(),
                AskingRules.OnPaper.class,
                () -> AskingRules.mayBeElectronic(kind));
    }

    @ParameterizedTest(
            name = "L7 ข้อ 18 วรรคหนึ่ง, L10 ข้อ 21 วรรคสอง: leave {0}, handed in on {1}, is {2}")
    @CsvSource({
        "16/11/2569-17/11/2569, 13/11/2569, IN_TIME",
        "16/11/2569-17/11/2569, 16/11/2569, IN_TIME",
        "16/11/2569-17/11/2569, 17/11/2569, FIRST_DAY_BACK",
        "16/11/2569-17/11/2569, 18/11/2569, FIRST_DAY_BACK",
        "16/11/2569-17/11/2569, 19/11/2569, LATER",
        "20/11/2569,            23/11/2569, FIRST_DAY_BACK",
        "20/11/2569,            24/11/2569, LATER",
        "4/12/2569,             8/12/2569,  FIRST_DAY_BACK",
        "16/11/2569-16/11/2569 am, 16/11/2569, IN_TIME",
        "16/11/2569-16/11/2569 am, 17/11/2569, LATER",
    })
    void handedIn(String typed, String today, Handing handing) {
        var days = Days.days(typed);
        assertThat(AskingRules.handing(days, Days.WORKING.after(days), Days.day(today)))
                .isEqualTo(handing);
    }

    @ParameterizedTest(
            name = "L5 ข้อ 8 วรรคสาม: {0}, known to be on leave {1}, urgent because {2}: {3}")
    @CsvSource({
        "NOT_THERE,  false, ผ่าตัด, goes above",
        "CANNOT_ACT, false, ผ่าตัด, goes above",
        "ON_LEAVE,   true,  ผ่าตัด, goes above",
        "ON_LEAVE,   false, ผ่าตัด, is there",
        ",           false, ผ่าตัด, is there",
        ",           true,  ผ่าตัด, is there",
        "NOT_THERE,  false, '',    not urgent",
        "NOT_THERE,  false, ' ',   not urgent",
    })
    void aboveTheApprover(
            AskingRules.@Nullable Absence absence, boolean onLeave, String urgency, String says) {
        ThrowingCallable asked = () -> AskingRules.mayGoAbove(absence, onLeave, urgency);
        switch (says) {
            case "goes above" -> assertThatCode(asked).doesNotThrowAnyException();
            case "is there" ->
                    assertThatThrownBy(asked).isInstanceOf(AskingRules.ApproverIsThere.class);
            default -> assertThatThrownBy(asked).isInstanceOf(AskingRules.NotUrgent.class);
        }
    }

    @ParameterizedTest(
            name = "L7 ข้อ 18 วรรคสอง, L7 ข้อ 18 วรรคสี่: {0} is sick leave, or neither holds")
    @EnumSource
    void forTheSick(LeaveKind kind) {
        var isSick = kind == LeaveKind.SICK || kind == LeaveKind.INJURED;
        refused(
                !isSick,
                AskingRules.NotSick.class,
                () -> AskingRules.certificateMayBeAskedFor(kind));
        refused(
                !isSick,
                AskingRules.TheirOwnToAsk.class,
                () -> AskingRules.mayBeAskedForByAnother(kind, "ผ่าตัด"));
    }

    @Test
    @DisplayName("L7 ข้อ 18 วรรคสอง: who asks for another says why the other cannot sign")
    void whyTheyCannotSign() {
        refused(
                true,
                AskingRules.NothingOfIllness.class,
                () -> AskingRules.mayBeAskedForByAnother(LeaveKind.SICK, " "));
    }

    @ParameterizedTest(name = "L1 ข้อ 12 วรรคหนึ่ง: the full form after {0} is due on {1}")
    @CsvSource({
        "16/11/2569, 17/11/2569",
        "20/11/2569, 23/11/2569",
        "4/12/2569,  8/12/2569",
        "16/11/2569-16/11/2569 am, 16/11/2569",
    })
    void fullForm(String days, String due) {
        assertThat(AskingRules.fullFormDue(Days.days(days), Days.WORKING)).isEqualTo(Days.day(due));
        assertThatCode(() -> AskingRules.urgencyIsExplained("อุบัติเหตุ"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> AskingRules.urgencyIsExplained(" "))
                .isInstanceOf(AskingRules.NothingUrgent.class);
    }

    @ParameterizedTest(name = "L7 ข้อ 18 วรรคสาม: {0} for {1} half days needs a certificate: {2}")
    @CsvSource({
        "SICK,     59, false",
        "SICK,     60, true",
        "INJURED,  60, true",
        "PERSONAL, 60, false",
        "VACATION, 60, false",
    })
    void certificates(LeaveKind kind, int halves, boolean needed) {
        assertThat(AskingRules.needsCertificate(kind, halves)).isEqualTo(needed);
        refused(
                needed,
                AskingRules.NoCertificate.class,
                () -> AskingRules.certificateIsThere(kind, halves, false));
        assertThatCode(() -> AskingRules.certificateIsThere(kind, halves, true))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(
            name = "L10 ข้อ 21: {0} on {1} because of «{2}», urgent because of «{3}»: {4}")
    @CsvSource({
        "PERSONAL, 17/11/2569, ธุระ, '', ",
        "PERSONAL, 17/11/2569, '',  '', leave.refused.no-reason",
        "PERSONAL, 16/11/2569, ธุระ, '', leave.refused.no-necessity",
        "PERSONAL, 13/11/2569, ธุระ, ' ', leave.refused.no-necessity",
        "PERSONAL, 16/11/2569, ธุระ, ด่วน, ",
        "SICK,     13/11/2569, '',  '', ",
        "VACATION, 16/11/2569, '',  '', ",
    })
    void personal(LeaveKind kind, String days, String reason, String necessity, String refusal) {
        ThrowingCallable act =
                () ->
                        AskingRules.personalIsExplained(
                                kind, Days.days(days), reason, necessity, Days.day("16/11/2569"));
        if (refusal == null) {
            assertThatCode(act).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(act).isInstanceOf(Refusal.class).hasMessage(refusal);
        }
    }

    @ParameterizedTest(name = "L11 ข้อ 26: {0} on {1}, today 16/11/2569, is refused: {2}")
    @CsvSource({
        "VACATION, 17/11/2569, false",
        "VACATION, 16/11/2569, false",
        "VACATION, 13/11/2569-20/11/2569, true",
        "SICK,     13/11/2569, false",
        "PERSONAL, 13/11/2569, false",
    })
    void vacation(LeaveKind kind, String days, boolean isRefused) {
        refused(
                isRefused,
                AskingRules.NotBefore.class,
                () -> AskingRules.vacationIsAhead(kind, Days.days(days), Days.day("16/11/2569")));
    }

    @Test
    @DisplayName("L7 ข้อ 18 วรรคสาม: the sum of a chain needs a certificate that no part needs")
    void chainsNeedCertificates() {
        var first = new Chain.Run(LeaveKind.SICK, Days.days("2/11/2569-15/11/2569"));
        var second = Days.days("16/11/2569-1/12/2569");
        var chain = Chain.of(LeaveKind.SICK, second, java.util.List.of(first), Days.WORKING);
        assertThat(AskingRules.needsCertificate(LeaveKind.SICK, Counting.span(second))).isFalse();
        assertThat(AskingRules.needsCertificate(LeaveKind.SICK, chain.span())).isTrue();
    }

    private static void refused(
            boolean isRefused, Class<? extends Refusal> type, ThrowingCallable act) {
        if (isRefused) {
            assertThatThrownBy(act).isInstanceOf(type);
        } else {
            assertThatCode(act).doesNotThrowAnyException();
        }
    }
}
