package th.sala.accounts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import th.sala.law.Refusal;

/// An act that nobody does alone: one person asks for it, another confirms it, and then it is done.
/// Modules declare these as beans and ask for them with [Proposals#ask].
public interface TwoPersonAct {
    /// Refusal: what is there now is not what was looked at when it was asked for.
    final class ChangedSince extends Refusal {
        public ChangedSince() {
            super("accounts.proposals.changed-since");
        }
    }

    /// One such act, as it was asked for.
    ///
    /// @param act the name of the act
    /// @param agency whose affair it is
    /// @param affected the account that it is about; null if it is about none
    /// @param about whom or what it is about, as people call it
    /// @param said what [#carryOut] needs
    /// @param takes whether whoever is affected gains nothing by it
    /// @param ofInstallation whether it holds for all agencies here
    record Wish(
            String act,
            UUID agency,
            @Nullable UUID affected,
            String about,
            List<String> said,
            boolean takes,
            boolean ofInstallation) {
        public Wish {
            said = List.copyOf(said);
        }

        /// @throws NullPointerException if it is about no account
        public UUID account() {
            return Objects.requireNonNull(affected);
        }
    }

    static TwoPersonAct of(String name, BiFunction<SignedIn, Wish, Optional<String>> work) {
        return new TwoPersonAct() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> carryOut(SignedIn by, Wish wish) {
                return work.apply(by, wish);
            }
        };
    }

    /// An act that shows nothing afterwards.
    static TwoPersonAct doing(String name, BiConsumer<SignedIn, Wish> work) {
        return of(
                name,
                (by, wish) -> {
                    work.accept(by, wish);
                    return Optional.empty();
                });
    }

    /// As evidence and messages call it, such as `account.roles`.
    String name();

    /// Does it. Called in the transaction in which the second person confirms, in the scope of the
    /// wish's agency, or everywhere if it is the installation's.
    ///
    /// @param by the second person; the first one if there is no second
    /// @return what that person is to be shown, once
    /// @throws Refusal if it cannot be done any more; then the wish goes on waiting
    Optional<String> carryOut(SignedIn by, Wish wish);
}
