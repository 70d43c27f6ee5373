package th.sala.mail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.AppPasswords;
import th.sala.accounts.Role;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    SubmissionAccounts appPasswordAccounts(AppPasswords passwords) {
        return passwords::check;
    }

    @Bean
    MenuEntry mailEntry() {
        return MenuEntry.of(Place.PEOPLE, "mail.menu", MailController.PATH, 80, Role.ADMINISTRATOR)
                .in(MenuGroup.INSTALLATION);
    }
}
