package th.sala.worktime;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.ArrayList;
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

/// Where the pages stand, and what reminds the administrator of them.
@Configuration(proxyBeanMethods = false)
class WorktimePages {
    /// The cabinet decides the next year's holidays before this; from then on a missing year is a
    /// task.
    private static final Month NEXT_YEAR_IS_KNOWN = Month.NOVEMBER;

    @Bean
    MenuEntry holidaysEntry() {
        return MenuEntry.of(Place.PEOPLE, "worktime.menu.holidays", "/people/holidays", 60)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    MenuEntry officeHoursEntry() {
        return MenuEntry.of(Place.PEOPLE, "worktime.menu.hours", "/people/office-hours", 61)
                .in(MenuGroup.AGENCY);
    }

    /// Without a year's holidays every deadline and every time of receipt in it is wrong.
    @Bean
    Today.Source yearsWithoutHolidays(HolidayTable table, MessageSource messages, Clock clock) {
        return who -> who.is(Role.INSTALLATION) ? missing(table, messages, clock, who) : List.of();
    }

    private static List<Today.Item> missing(
            HolidayTable table, MessageSource messages, Clock clock, SignedIn who) {
        var today = LocalDate.now(clock);
        var years = new ArrayList<Year>(List.of(Year.from(today)));
        if (today.getMonth().compareTo(NEXT_YEAR_IS_KNOWN) >= 0) {
            years.add(Year.from(today).plusYears(1));
        }
        return years.stream()
                .filter(year -> table.of(year).isEmpty())
                .map(year -> item(year, messages, clock, who))
                .toList();
    }

    private static Today.Item item(Year year, MessageSource messages, Clock clock, SignedIn who) {
        var show = who.display();
        var title =
                messages.getMessage(
                        "worktime.holidays.title", new Object[] {show.year(year)}, show.language());
        var zone = clock.getZone();
        return new Today.Item(
                "worktime.today.no-holidays",
                title,
                "/people/holidays?year=" + year,
                year.minusYears(1)
                        .atMonth(NEXT_YEAR_IS_KNOWN)
                        .atDay(1)
                        .atStartOfDay(zone)
                        .toInstant(),
                year.atDay(1).atStartOfDay(zone).toInstant(),
                Year.now(clock).equals(year));
    }
}
