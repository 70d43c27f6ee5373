package th.sala.accounts;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.proof.Fields;
import th.sala.proof.Hash;

/// Takes down what [LeavesEvidence] marks.
final class WatchedChanges implements MethodInterceptor {
    private static final Set<String> SECRETS = Set.of("password", "secret");

    private final ObjectProvider<Evidence> evidence;
    private final ObjectProvider<PlatformTransactionManager> transactions;
    private final ObjectProvider<Clock> clock;

    private WatchedChanges(
            ObjectProvider<Evidence> evidence,
            ObjectProvider<PlatformTransactionManager> transactions,
            ObjectProvider<Clock> clock) {
        this.evidence = evidence;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        var who = SignedIn.current();
        if (who.isEmpty()) {
            return call.proceed();
        }
        var transaction = new TransactionTemplate(transactions.getObject());
        var done = new AtomicReference<@Nullable Object>();
        transaction.executeWithoutResult(_ -> {
            done.set(proceed(call));
            takeDown(who.get(), call);
        });
        return done.get();
    }

    private void takeDown(SignedIn who, MethodInvocation call) {
        var agency = AgencyScope.agency().orElse(who.agency());
        var by =
                who.actor(
                        th.sala.accounts.Role.INSTALLATION,
                        th.sala.accounts.Role.ADMINISTRATOR,
                        th.sala.accounts.Role.HEAD);
        var act =
                Act.done(
                        WatchedRefusals.name(call.getMethod()),
                        "agency",
                        agency,
                        clock.getObject().instant(),
                        said(call));
        evidence.getObject().record(by.in(agency), act);
    }

    /// What these services throw needs no declaring.
    private static @Nullable Object proceed(MethodInvocation call) {
        try {
            return call.proceed();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static Fields said(MethodInvocation call) {
        var said = Fields.none();
        var parameters = call.getMethod().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            var argument = call.getArguments()[i];
            if (!SECRETS.contains(parameters[i].getName()) && !(argument instanceof SignedIn)) {
                said = said.with(WatchedRefusals.kebab(parameters[i].getName()), text(argument));
            }
        }
        return said;
    }

    private static String text(@Nullable Object argument) {
        return switch (argument) {
            case null -> "";
            case byte[] bytes -> Hash.sha256(bytes).hex();
            default -> argument.toString();
        };
    }

    /// Methods of marked services that may change something.
    private static final class Changing extends StaticMethodMatcherPointcut {
        @Override
        public boolean matches(Method method, Class<?> type) {
            return type.isAnnotationPresent(LeavesEvidence.class)
                    && !Modifier.isPrivate(method.getModifiers())
                    && !method.getDeclaringClass().equals(Object.class)
                    && !readsOnly(method, type);
        }

        private static boolean readsOnly(Method method, Class<?> type) {
            var own = AnnotatedElementUtils.findMergedAnnotation(method, Transactional.class);
            var shared = AnnotatedElementUtils.findMergedAnnotation(type, Transactional.class);
            return own != null ? own.readOnly() : shared == null || shared.readOnly();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static class Watch {
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static DefaultPointcutAdvisor changesWatched(
                ObjectProvider<Evidence> evidence,
                ObjectProvider<PlatformTransactionManager> transactions,
                ObjectProvider<Clock> clock) {
            var advisor =
                    new DefaultPointcutAdvisor(
                            new Changing(), new WatchedChanges(evidence, transactions, clock));
            // inside of what watches refusals, outside of the service's own transaction
            advisor.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            return advisor;
        }
    }
}
