package th.sala.telework;

import java.util.ArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Role;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;
import th.sala.web.Today;

/// Where telework stands in the menu and in the Today queue.
@Configuration(proxyBeanMethods = false)
class TeleworkPlaces {
    private static final Role[] PERSONS = {
        Role.OFFICIAL, Role.AUTHORISED_PERSON, Role.CORRESPONDENCE_OFFICER, Role.HEAD
    };

    @Bean
    MenuEntry teleworkEntry() {
        return MenuEntry.of(Place.TIME, "telework.menu", "/telework", 4, PERSONS);
    }

    @Bean
    MenuEntry teleworkPolicyEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "telework.policy.title",
                        "/telework/policy",
                        66,
                        Role.ADMINISTRATOR)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    MenuEntry teleworkSettingsEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "telework.settings.title",
                        "/telework/settings",
                        67,
                        Role.ADMINISTRATOR)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    Today.Source teleworkToDecide(
            AgreementDesk desk, DayDesk days, BreachDesk breaches, ResultDesk results) {
        return who -> {
            var items = new ArrayList<Today.Item>();
            for (var one : desk.waiting(who)) {
                items.add(item("telework.today.decide", one, one.path()));
            }
            for (var one : desk.toOrder(who)) {
                items.add(item("telework.today.order", one, "/telework/orders"));
            }
            for (var one : days.waiting(who)) {
                var path = one.agreement().path() + "/days";
                items.add(item("telework.today.day", one.agreement(), path));
            }
            for (var one : breaches.toDecide(who)) {
                items.add(item("telework.today.breach", one, one.path()));
            }
            for (var one : results.toAssess(who)) {
                items.add(item("telework.today.assess", one, one.path()));
            }
            return items;
        };
    }

    private static Today.Item item(String kind, Agreement agreement, String path) {
        return new Today.Item(kind, agreement.by().name(), path, agreement.since(), null, false);
    }
}
