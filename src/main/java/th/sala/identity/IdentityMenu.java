package th.sala.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Role;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;

@Configuration(proxyBeanMethods = false)
class IdentityMenu {
    @Bean
    MenuEntry outsideEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "identity.outside.title",
                        ProviderController.PATH,
                        95,
                        Role.INSTALLATION)
                .in(MenuGroup.INSTALLATION);
    }

    @Bean
    MenuEntry myLinksEntry() {
        return MenuEntry.of(Place.ME, "identity.mine.title", Linking.MINE, 18);
    }
}
