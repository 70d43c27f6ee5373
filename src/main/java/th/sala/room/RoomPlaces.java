package th.sala.room;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Role;
import th.sala.web.MenuEntry;
import th.sala.web.Place;

/// Where auditors find what they may read of meetings.
@Configuration(proxyBeanMethods = false)
class RoomPlaces {
    @Bean
    MenuEntry trafficEntry() {
        return MenuEntry.of(
                Place.MEETINGS, "room.traffic.title", "/meetings/traffic", 3, Role.AUDITOR);
    }
}
