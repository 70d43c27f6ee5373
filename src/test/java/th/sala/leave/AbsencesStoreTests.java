package th.sala.leave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.SalaTest;
import th.sala.database.AgencyScope;

@SalaTest
class AbsencesStoreTests {
    private static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
    private static final Instant THEN = Instant.parse("2027-02-01T02:00:00Z");

    @Autowired Absences absences;
    @Autowired LeaveRequests requests;
    @Autowired Petitions petitions;
    @Autowired Secondments secondments;
    @Autowired LedgerLines lines;
    @Autowired TransactionTemplate transaction;

    private final UUID agency = UUID.randomUUID();
    private final UUID clerk = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    private <T> T within(UUID scope, Supplier<T> work) {
        return AgencyScope.within(
                scope, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private UUID add(UUID official, LeaveDays days, LeaveRequest.Stage stage) {
        return add(official, days, stage, null);
    }

    private UUID add(
            UUID official, LeaveDays days, LeaveRequest.Stage stage, @Nullable UUID cancels) {
        var request =
                new LeaveRequest(
                        agency,
                        UUID.randomUUID(),
                        new LeaveRequest.Applicant(
                                UUID.randomUUID(), official, "นางพิมพ์ งานดี", "เจ้าพนักงานธุรการ"),
                        LeaveKind.SICK,
                        cancels,
                        days,
                        "",
                        "",
                        "",
                        null,
                        THEN,
                        waiting());
        return within(
                agency,
                () -> {
                    lines.lock(agency, official);
                    requests.add(request);
                    requests.keep(
                            new LeaveRequest(
                                    agency,
                                    request.id(),
                                    request.by(),
                                    request.kind(),
                                    cancels,
                                    days,
                                    "",
                                    "",
                                    "",
                                    null,
                                    THEN,
                                    stage));
                    return request.id();
                });
    }

    private static LeaveRequest.Stage waiting() {
        return new LeaveRequest.Stage.Waiting(
                new LeaveRequest.With(
                        UUID.randomUUID(), UUID.randomUUID(), "ผู้บังคับบัญชา", "", THEN));
    }

    private static LeaveRequest.Stage approved() {
        return new LeaveRequest.Stage.Approved(THEN, "ผู้บังคับบัญชา");
    }

    private List<Absence> of(List<UUID> officials, LocalDate first, LocalDate last) {
        return AgencyScope.within(agency, () -> absences.of(agency, officials, first, last));
    }

    @Test
    void approvedLeaveOfWhomWasAskedFor() {
        var whole = LeaveDays.of(MONDAY.minusDays(40), MONDAY);
        var half = new LeaveDays(MONDAY.plusDays(1), true, MONDAY.plusDays(2), true);
        var first = add(clerk, whole, approved());
        var second = add(clerk, half, approved());
        var third = add(other, LeaveDays.of(MONDAY, MONDAY), approved());
        add(clerk, LeaveDays.of(MONDAY.plusDays(3), MONDAY.plusDays(3)), waiting());
        add(
                clerk,
                LeaveDays.of(MONDAY.plusDays(4), MONDAY.plusDays(4)),
                new LeaveRequest.Stage.Cancelled(THEN, ""));
        add(clerk, half, approved(), second);

        assertThat(of(List.of(clerk), MONDAY, MONDAY.plusDays(6)))
                .containsExactly(
                        new Absence(clerk, LeaveKind.SICK, whole, first),
                        new Absence(clerk, LeaveKind.SICK, half, second));
        assertThat(of(List.of(other, clerk), MONDAY, MONDAY))
                .extracting(Absence::request)
                .containsExactly(first, third);
        assertThat(of(List.of(clerk), MONDAY.plusDays(2), MONDAY.plusDays(2)))
                .extracting(Absence::request)
                .containsExactly(second);
        assertThat(of(List.of(clerk), MONDAY.plusDays(3), MONDAY.plusDays(30))).isEmpty();
        assertThat(of(List.of(), MONDAY, MONDAY)).isEmpty();
        assertThat(of(List.of(clerk), MONDAY, MONDAY.minusDays(1))).isEmpty();
    }

    @Test
    void nobodyOfAnotherAgency() {
        add(clerk, LeaveDays.of(MONDAY, MONDAY), approved());
        var elsewhere = UUID.randomUUID();
        assertThat(
                        AgencyScope.within(
                                elsewhere,
                                () -> absences.of(agency, List.of(clerk), MONDAY, MONDAY)))
                .isEmpty();
    }

    private void event(LeaveDays days, Petition.Stage stage) {
        var by =
                new LeaveRequest.Applicant(
                        UUID.randomUUID(), clerk, "นางพิมพ์ งานดี", "เจ้าพนักงานธุรการ");
        var event =
                new Petition(
                        agency,
                        UUID.randomUUID(),
                        Petition.Matter.EVENT,
                        by,
                        days,
                        null,
                        "",
                        "น้ำท่วม",
                        THEN,
                        stage,
                        false,
                        null,
                        null);
        within(
                agency,
                () -> {
                    lines.lock(agency, clerk);
                    petitions.add(event);
                    petitions.keep(event);
                    return true;
                });
    }

    @Test
    void eventsThatWereFoundSpecial() {
        var days = new LeaveDays(MONDAY, true, MONDAY.plusDays(1), false);
        event(days, new Petition.Stage.Granted(THEN, "ผู้ว่าราชการจังหวัด"));
        event(
                LeaveDays.of(MONDAY.plusDays(7), MONDAY.plusDays(7)),
                new Petition.Stage.Denied(THEN, "ผู้ว่าราชการจังหวัด"));
        var found =
                AgencyScope.within(
                        agency,
                        () ->
                                absences.events(
                                        agency, List.of(clerk, other), MONDAY, MONDAY.plusDays(9)));
        assertThat(found).containsExactly(new Absences.Event(clerk, days));
        AgencyScope.within(
                agency,
                () -> {
                    assertThat(
                                    absences.events(
                                            agency,
                                            List.of(clerk),
                                            MONDAY.plusDays(2),
                                            MONDAY.plusDays(9)))
                            .isEmpty();
                    assertThat(absences.events(agency, List.of(), MONDAY, MONDAY)).isEmpty();
                });
    }

    @Test
    void whenSomebodyWasHereFromAnotherAgency() {
        var stay =
                new Secondments.Secondment(
                        UUID.randomUUID(),
                        clerk,
                        "กรมการปกครอง",
                        "คำสั่งที่ 1",
                        MONDAY,
                        null,
                        MONDAY);
        within(
                agency,
                () -> {
                    secondments.add(agency, stay, THEN, "ผู้ดูแล");
                    return true;
                });
        AgencyScope.within(
                agency,
                () -> {
                    assertThat(absences.stays(agency, List.of(clerk, other)))
                            .containsExactly(new Absences.Stay(clerk, MONDAY, null));
                    assertThat(absences.stays(agency, List.of())).isEmpty();
                });
    }
}
