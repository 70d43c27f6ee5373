package th.sala.web;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Proposal;
import th.sala.accounts.Proposals;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;

/// Where the pages of module accounts stand, which cannot know the menu: pages know accounts.
@Configuration(proxyBeanMethods = false)
class AccountsMenu {
    @Bean
    MenuEntry meEntry() {
        return MenuEntry.of(Place.ME, "accounts.menu.me", "/me", 0);
    }

    @Bean
    MenuEntry passwordEntry() {
        return MenuEntry.of(Place.ME, "accounts.menu.password", "/me/password", 10);
    }

    @Bean
    MenuEntry secondStepEntry() {
        return MenuEntry.of(Place.ME, "accounts.menu.second-step", "/me/second-step", 15);
    }

    @Bean
    MenuEntry passkeysEntry() {
        return MenuEntry.of(Place.ME, "accounts.menu.passkeys", "/me/passkeys", 17);
    }

    @Bean
    MenuEntry appPasswordsEntry() {
        return MenuEntry.of(Place.ME, "accounts.menu.app-passwords", "/me/app-passwords", 20);
    }

    @Bean
    MenuEntry tokensEntry() {
        return MenuEntry.of(Place.ME, "accounts.menu.tokens", "/me/tokens", 25);
    }

    @Bean
    MenuEntry accountsEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "accounts.menu.accounts",
                        "/people/accounts",
                        50,
                        Role.ADMINISTRATOR)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    MenuEntry proposalsEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "accounts.menu.proposals",
                        "/people/proposals",
                        55,
                        Role.ADMINISTRATOR,
                        Role.HEAD)
                .in(MenuGroup.AGENCY);
    }

    @Bean
    Today.Source proposalsToConfirm(Proposals proposals, MessageSource messages) {
        return who ->
                proposals.waitingFor(who).stream()
                        .map(proposal ->
                                new Today.Item(
                                        "accounts.today.proposal",
                                        title(proposal, messages, who),
                                        "/people/proposals/" + proposal.id(),
                                        proposal.at(),
                                        proposal.until(),
                                        false))
                        .toList();
    }

    private static String title(Proposal proposal, MessageSource messages, SignedIn who) {
        return messages.getMessage(
                proposal.title(), new Object[] {proposal.wish().about()}, who.display().language());
    }

    @Bean
    MenuEntry installationEntry() {
        return MenuEntry.of(
                        Place.PEOPLE,
                        "accounts.installation.title",
                        "/people/installation",
                        90,
                        Role.ADMINISTRATOR)
                .in(MenuGroup.INSTALLATION);
    }
}
