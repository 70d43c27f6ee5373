package th.sala.meetings;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Role;
import th.sala.web.MenuEntry;
import th.sala.web.Place;
import th.sala.web.Today;

/// Where meetings stand in the menu and in the Today queue.
@Configuration(proxyBeanMethods = false)
class MeetingPlaces {
    private static final Role[] PERSONS = {
        Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.CORRESPONDENCE_OFFICER, Role.HEAD
    };
    private static final int MOST = 50;

    /// What begins so soon stands in the queue.
    private static final Duration SOON = Duration.ofHours(24);

    @Bean
    MenuEntry meetingsEntry() {
        return MenuEntry.of(Place.MEETINGS, "meetings.coming", "/meetings", 1, PERSONS);
    }

    @Bean
    MenuEntry pastMeetingsEntry() {
        return MenuEntry.of(Place.MEETINGS, "meetings.past", "/meetings/past", 2, PERSONS);
    }

    @Bean
    Today.Source meetingsToday(MeetingDesk desk, Clock clock) {
        return who -> {
            var items = new ArrayList<Today.Item>();
            var now = clock.instant();
            var toDecide = desk.toDecide(who);
            for (var one : desk.coming(who, MOST, 0)) {
                if (toDecide.contains(one.id())
                        && Preparation.wanted(one.rules()).contains(Preparation.DECISION)) {
                    items.add(item("meetings.today.decide", one, false));
                }
                if (!one.begins().isAfter(now.plus(SOON))) {
                    items.add(item("meetings.today.attend", one, true));
                }
            }
            return items;
        };
    }

    private static Today.Item item(String kind, Meeting meeting, boolean told) {
        return new Today.Item(
                kind,
                meeting.title(),
                meeting.path(),
                meeting.begins(),
                told ? null : meeting.begins(),
                false,
                told);
    }
}
