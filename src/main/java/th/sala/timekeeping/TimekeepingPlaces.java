package th.sala.timekeeping;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;
import th.sala.web.Today;

/// Where the register stands in the menu and in the Today queue.
@Configuration(proxyBeanMethods = false)
class TimekeepingPlaces {
    private static final Role[] PERSONS = {
        Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.CORRESPONDENCE_OFFICER, Role.HEAD
    };

    @Bean
    MenuEntry timekeepingEntry() {
        return MenuEntry.of(Place.TIME, "timekeeping.menu", "/timekeeping", 3, PERSONS);
    }

    @Bean
    MenuEntry timekeepingSettingsEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "timekeeping.settings.title",
                        "/timekeeping/settings",
                        66,
                        Role.ADMINISTRATOR)
                .in(MenuGroup.AGENCY);
    }

    /// Who has not come yet on a day on which they are expected.
    @Bean
    Today.Source timeToMark(
            Timesheets timesheets, TimekeepingOffice office, MessageSource messages, Clock clock) {
        return who -> {
            var official = who.official();
            if (official == null || office.rulesToday(who.agency()).isEmpty()) {
                return List.of();
            }
            var today = timesheets.today(who.agency(), official);
            return today.isToBeMarked() ? List.of(item(who, messages, clock)) : List.of();
        };
    }

    private static Today.Item item(SignedIn who, MessageSource messages, Clock clock) {
        var show = who.display();
        var today = LocalDate.now(clock);
        var title =
                messages.getMessage(
                        "timekeeping.today.title",
                        new Object[] {show.shortDate(today)},
                        show.language());
        return new Today.Item(
                "timekeeping.today.mark",
                title,
                "/timekeeping",
                today.atStartOfDay(clock.getZone()).toInstant(),
                null,
                false);
    }

    @Bean
    Today.Source correctionsToDecide(CorrectionDesk desk, MessageSource messages) {
        return who -> desk.waiting(who).stream().map(one -> item(one, who, messages)).toList();
    }

    private static Today.Item item(Correction correction, SignedIn who, MessageSource messages) {
        var show = who.display();
        var kind = messages.getMessage(correction.kind().key(), null, show.language());
        var title =
                "%s · %s · %s"
                        .formatted(
                                correction.by().name(), kind, show.shortDate(correction.first()));
        return new Today.Item(
                "timekeeping.today.decide",
                title,
                CorrectionDesk.path(correction),
                correction.askedAt(),
                null,
                false);
    }
}
