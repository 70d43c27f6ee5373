package th.sala.identity;

import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.Account;
import th.sala.accounts.Role;
import th.sala.accounts.SignedIn;
import th.sala.accounts.TwoPersonAct;

/// What nobody does alone: to believe a provider or directory, and to let one keep the password of
/// a powerful person.
@Configuration(proxyBeanMethods = false)
class OutsideActs {
    private static final String MEMBER = "account.directory-begun";
    private static final String MEMBER_ENDED = "account.directory-ended";
    private static final String PROVIDER_ON = "identity-provider.on";
    private static final String DIRECTORY_ON = "identity-directory.on";
    private static final String FOLLOWED = "identity-directory.followed";

    static TwoPersonAct.Wish member(Account account, Directory directory) {
        return ofAccount(MEMBER, account, directory);
    }

    static TwoPersonAct.Wish memberEnded(Account account, Directory directory) {
        return ofAccount(MEMBER_ENDED, account, directory);
    }

    private static TwoPersonAct.Wish ofAccount(String act, Account account, Directory directory) {
        return new TwoPersonAct.Wish(
                act,
                account.agency(),
                account.id(),
                account.name() + " · " + directory.name(),
                List.of(directory.id().toString()),
                true,
                false);
    }

    static TwoPersonAct.Wish on(SignedIn by, Provider provider) {
        var about =
                "%s · %s · %s · claim %s · acr %s"
                        .formatted(
                                provider.name(),
                                provider.issuer(),
                                provider.client(),
                                provider.claim(),
                                provider.acr().isEmpty() ? "–" : provider.acr());
        return ofInstallation(
                PROVIDER_ON, by, about, List.of(provider.id().toString(), provider.toString()));
    }

    static TwoPersonAct.Wish on(SignedIn by, Directory directory) {
        var about =
                "%s · %s:%d %s · %s · %s · %s"
                        .formatted(
                                directory.name(),
                                directory.host(),
                                directory.port(),
                                directory.encryption(),
                                directory.base(),
                                directory.filter(),
                                directory.identifier());
        return ofInstallation(
                DIRECTORY_ON, by, about, List.of(directory.id().toString(), directory.toString()));
    }

    /// @param agency the name of the agency in which the role follows
    static TwoPersonAct.Wish followed(
            SignedIn by, Directory directory, GroupRole follows, String agency) {
        return ofInstallation(
                FOLLOWED,
                by,
                directory.name() + " · " + follows.group() + " · " + agency,
                List.of(
                        directory.id().toString(),
                        follows.agency().toString(),
                        follows.group(),
                        follows.role().name()));
    }

    private static TwoPersonAct.Wish ofInstallation(
            String act, SignedIn by, String about, List<String> said) {
        return new TwoPersonAct.Wish(act, by.agency(), null, about, said, false, true);
    }

    @Bean
    TwoPersonAct accountFollowsDirectory(Membership membership, DirectorySettings settings) {
        return TwoPersonAct.doing(
                MEMBER,
                (by, wish) -> {
                    var directory =
                            settings.find(first(wish)).orElseThrow(TwoPersonAct.ChangedSince::new);
                    membership.begin(by, wish.account(), directory);
                });
    }

    @Bean
    TwoPersonAct accountFollowsDirectoryNoLonger(Membership membership) {
        return TwoPersonAct.doing(MEMBER_ENDED, (by, wish) -> membership.end(by, wish.account()));
    }

    @Bean
    TwoPersonAct providerOn(ProviderSettings settings) {
        return TwoPersonAct.doing(
                PROVIDER_ON,
                (by, wish) -> {
                    var provider =
                            settings.find(first(wish))
                                    .filter(now -> now.toString().equals(wish.said().getLast()))
                                    .orElseThrow(TwoPersonAct.ChangedSince::new);
                    settings.activate(by, provider, true);
                });
    }

    @Bean
    TwoPersonAct directoryOn(DirectorySettings settings) {
        return TwoPersonAct.doing(
                DIRECTORY_ON,
                (by, wish) -> {
                    var directory =
                            settings.find(first(wish))
                                    .filter(now -> now.toString().equals(wish.said().getLast()))
                                    .orElseThrow(TwoPersonAct.ChangedSince::new);
                    settings.activate(by, directory, true);
                });
    }

    @Bean
    TwoPersonAct directoryFollowed(DirectorySettings settings) {
        return TwoPersonAct.doing(
                FOLLOWED,
                (by, wish) -> {
                    var directory =
                            settings.find(first(wish)).orElseThrow(TwoPersonAct.ChangedSince::new);
                    var said = wish.said();
                    settings.follow(
                            by,
                            directory,
                            new GroupRole(
                                    UUID.randomUUID(),
                                    UUID.fromString(said.get(1)),
                                    said.get(2),
                                    Role.valueOf(said.get(3))));
                });
    }

    private static UUID first(TwoPersonAct.Wish wish) {
        return UUID.fromString(wish.said().getFirst());
    }
}
