package th.sala.leave;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;
import th.sala.web.Today;

/// Where leave stands in the menu and in the Today queue.
@Configuration(proxyBeanMethods = false)
class LeavePlaces {
    private static final Role[] PERSONS = {
        Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.CORRESPONDENCE_OFFICER, Role.HEAD
    };

    /// What begins so soon stands out.
    private static final Duration SOON = Duration.ofDays(1);

    /// So many days ahead people are reminded of what they have to do after a leave.
    private static final int DAYS_AHEAD = 7;

    private static final int MOST = 50;

    @Bean
    MenuEntry leaveEntry() {
        return MenuEntry.of(Place.TIME, "leave.menu", "/leave", 1, PERSONS);
    }

    @Bean
    MenuEntry leaveCalendarEntry() {
        return MenuEntry.of(Place.TIME, "leave.calendar", "/leave/calendar", 2, PERSONS);
    }

    @Bean
    MenuEntry leaveSettingsEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "leave.settings.title",
                        "/leave/settings",
                        65,
                        Role.ADMINISTRATOR)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    Today.Source leaveToDecide(LeaveDesk desk, MessageSource messages, Clock clock) {
        return who ->
                desk.waiting(who).stream()
                        .map(one -> item(one, who, messages, clock.instant(), clock.getZone()))
                        .toList();
    }

    @Bean
    Today.Source petitionsToDecide(PetitionDesk desk) {
        return who ->
                desk.waiting(who).stream()
                        .map(one ->
                                new Today.Item(
                                        one.isAbroad() ? "leave.today.abroad" : "leave.today.event",
                                        "%s · %s"
                                                .formatted(
                                                        one.by().name(),
                                                        who.display()
                                                                .shortDate(one.days().first())),
                                        PetitionRecords.path(one.id()),
                                        one.askedAt(),
                                        null,
                                        false))
                        .toList();
    }

    @Bean
    Today.Source dutiesAfterLeave(PaperLeaveDesk desk, Clock clock) {
        return who ->
                desk.open(who, false, DAYS_AHEAD, MOST).stream()
                        .map(one -> duty(one, clock))
                        .toList();
    }

    private static Today.Item duty(PaperLeave.Open one, Clock clock) {
        var due = one.due();
        return new Today.Item(
                one.duty().key(),
                one.name(),
                "/leave/papers/" + one.request(),
                clock.instant(),
                due == null ? null : due.plusDays(1).atStartOfDay(clock.getZone()).toInstant(),
                one.isLate(LocalDate.now(clock)));
    }

    @Bean
    Today.Source leaveOwed(LaterPapers papers, MessageSource messages, java.time.Clock clock) {
        return who ->
                papers.owedBy(who).stream()
                        .map(one -> owed(one, who, messages, LocalDate.now(clock)))
                        .toList();
    }

    private static Today.Item owed(
            LaterPapers.Debt debt, SignedIn who, MessageSource messages, LocalDate today) {
        var what = messages.getMessage(debt.owed().what().key(), null, who.display().language());
        var due = debt.due();
        return new Today.Item(
                "leave.today.owed",
                what,
                "/leave/" + debt.owed().request(),
                debt.owed().at(),
                null,
                due != null && !due.isAfter(today));
    }

    private static Today.Item item(
            LeaveRequest request, SignedIn who, MessageSource messages, Instant now, ZoneId zone) {
        var show = who.display();
        var kind = messages.getMessage(request.kind().key(), null, show.language());
        var title =
                "%s · %s · %s"
                        .formatted(
                                request.by().name(), kind, show.shortDate(request.days().first()));
        var begins = request.days().first().atStartOfDay(zone).toInstant();
        return new Today.Item(
                request.isLeave() ? "leave.today.decide" : "leave.today.decide-back",
                title,
                LeaveNotices.path(request),
                request.askedAt(),
                null,
                request.isLeave() && begins.isBefore(now.plus(SOON)));
    }
}
