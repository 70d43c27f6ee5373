package th.sala.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import th.sala.accounts.TwoPersonAct.ChangedSince;
import th.sala.accounts.TwoPersonAct.Wish;

/// The acts on accounts that nobody does alone.
@Configuration(proxyBeanMethods = false)
class AccountActs {
    static final String ROLES = "account.roles";
    static final String TEMPORARY_PASSWORD = "account.temporary-password";
    static final String SECOND_STEP_RESET = "account.totp-reset";
    static final String CLOSED = "account.closed";
    static final String REOPENED = "account.reopened";
    static final String RIGHT = "account.installation-right";
    static final String RIGHT_ENDED = "account.installation-right-ended";

    /// What [#ROLES] is asked for with: the roles as they are and as they shall be, and how often
    /// the password was set: whoever sets it meanwhile would have the roles.
    static List<String> said(Set<Role> now, Set<Role> then, int credentials) {
        return List.of(names(now), names(then), Integer.toString(credentials));
    }

    /// The roles that the account had when [#ROLES] was asked for.
    static Set<Role> now(Wish wish) {
        return roles(wish.said().getFirst());
    }

    /// The roles that [#ROLES] would give.
    static Set<Role> then(Wish wish) {
        return roles(wish.said().get(1));
    }

    private static Set<Role> roles(String names) {
        return names.isEmpty()
                ? Set.of()
                : Role.inOrder(
                        Arrays.stream(names.split(","))
                                .map(Role::valueOf)
                                .collect(Collectors.toSet()));
    }

    private static String names(Set<Role> roles) {
        return Role.inOrder(roles).stream().map(Role::name).collect(Collectors.joining(","));
    }

    @Bean
    TwoPersonAct rolesOfAccount(Accounts accounts) {
        return TwoPersonAct.doing(
                ROLES,
                (_, wish) -> {
                    var account = wish.account();
                    var now = accounts.find(account).orElseThrow(Accounts.NoSuchAccount::new);
                    var credentials = Integer.toString(accounts.credentials(account));
                    if (!names(now.roles()).equals(wish.said().getFirst())
                            || !credentials.equals(wish.said().getLast())) {
                        throw new ChangedSince();
                    }
                    var ticked = then(wish).stream().filter(Role.ticked()::contains);
                    accounts.give(account, ticked.collect(Collectors.toSet()));
                });
    }

    @Bean
    TwoPersonAct temporaryPassword(Accounts accounts) {
        return TwoPersonAct.of(
                TEMPORARY_PASSWORD,
                (by, wish) -> Optional.of(accounts.setTemporaryPassword(by, wish.account())));
    }

    @Bean
    TwoPersonAct secondStepReset(SecondStep secondStep) {
        return TwoPersonAct.doing(
                SECOND_STEP_RESET, (by, wish) -> secondStep.reset(by, wish.account()));
    }

    @Bean
    TwoPersonAct accountClosed(Accounts accounts) {
        return TwoPersonAct.doing(CLOSED, (_, wish) -> accounts.close(wish.account()));
    }

    @Bean
    TwoPersonAct accountReopened(Accounts accounts) {
        return TwoPersonAct.doing(REOPENED, (_, wish) -> accounts.reopen(wish.account()));
    }

    @Bean
    TwoPersonAct installationRight(InstallationRights rights) {
        return TwoPersonAct.doing(RIGHT, (by, wish) -> rights.give(by, wish.account()));
    }

    @Bean
    TwoPersonAct installationRightEnded(InstallationRights rights) {
        return TwoPersonAct.doing(RIGHT_ENDED, (by, wish) -> rights.take(by, wish.account()));
    }
}
