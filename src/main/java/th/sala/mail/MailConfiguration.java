package th.sala.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import th.sala.accounts.AppPasswords;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.origin.NameService;
import th.sala.web.MenuEntry;
import th.sala.web.MenuGroup;
import th.sala.web.Place;
import th.sala.web.Today;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NameSettings.class)
class MailConfiguration {
    @Bean
    SubmissionAccounts appPasswordAccounts(AppPasswords passwords) {
        return passwords::check;
    }

    @Bean
    NameService nameService(NameSettings settings) {
        return new NameService(settings.servers(), settings.patience());
    }

    @Bean
    MenuEntry mailEntry() {
        return MenuEntry.of(Place.PEOPLE, "mail.menu", MailController.PATH, 80, Role.ADMINISTRATOR)
                .in(MenuGroup.INSTALLATION);
    }

    /// That letters may lie unread at a service outside, for who can mend it and for who waits for
    /// them.
    @Component
    static class OutsideToday implements Today.Source {
        private static final Duration PASSING = Duration.ofMinutes(10);

        private final OutsideMailboxSettings settings;
        private final Clock clock;

        OutsideToday(OutsideMailboxSettings settings, Clock clock) {
            this.settings = settings;
            this.clock = clock;
        }

        @Override
        public List<Today.Item> waitingFor(SignedIn who) {
            if (!who.is(Role.ADMINISTRATOR) && !who.is(Role.CORRESPONDENCE_OFFICER)) {
                return List.of();
            }
            var items = new ArrayList<Today.Item>();
            var states = settings.states(who.agency());
            var left = settings.left(who.agency());
            for (var mailbox : settings.all(who.agency())) {
                var state = states.getOrDefault(mailbox.id(), MailboxReadings.State.NONE);
                var since = state.troubleAt();
                if (mailbox.active() && since != null && isOlder(since, PASSING)) {
                    items.add(item(who, "mail.today.outside", mailbox, since));
                }
                left.stream()
                        .filter(one -> one.mailbox().equals(mailbox.id()))
                        .filter(one -> one.seenAt() == null)
                        .map(one -> left(mailbox, one))
                        .forEach(items::add);
            }
            return items;
        }

        private boolean isOlder(Instant moment, Duration age) {
            return moment.isBefore(clock.instant().minus(age));
        }

        private static Today.Item left(OutsideMailbox mailbox, MailboxReadings.Left left) {
            return new Today.Item(
                    "mail.today.left",
                    mailbox.address(),
                    LeftMailController.PATH,
                    left.leftAt(),
                    null,
                    true);
        }

        private static Today.Item item(
                SignedIn who, String kind, OutsideMailbox mailbox, Instant since) {
            var path = who.is(Role.ADMINISTRATOR) ? OutsideMailboxController.PATH : "/letters/in";
            return new Today.Item(kind, mailbox.address(), path, since, null, true);
        }
    }
}
